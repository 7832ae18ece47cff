import { api } from "./api.js";
import { field, fill, h } from "./dom.js";

/** The requests by which a number or an assistant is set up. */
const STEPS = [
  ["Twilio: look for numbers", { provider: "twilio", method: "GET", path: "/AvailablePhoneNumbers" }],
  ["Twilio: buy a number", { provider: "twilio", method: "POST", path: "/IncomingPhoneNumbers.json" }],
  ["Twilio: set up a number", { provider: "twilio", method: "POST", path: "/IncomingPhoneNumbers/PN" }],
  ["Twilio: release a number", { provider: "twilio", method: "DELETE", path: "/IncomingPhoneNumbers/" }],
  ["VAPI: make an assistant", { provider: "vapi", method: "POST", path: "/assistant" }],
  ["VAPI: change an assistant", { provider: "vapi", method: "PATCH", path: "/assistant" }],
  ["VAPI: delete an assistant", { provider: "vapi", method: "DELETE", path: "/assistant" }],
  ["VAPI: import a number", { provider: "vapi", method: "POST", path: "/phone-number" }],
  ["VAPI: change a number", { provider: "vapi", method: "PATCH", path: "/phone-number" }],
  ["VAPI: delete a number", { provider: "vapi", method: "DELETE", path: "/phone-number" }],
  ["VAPI: make a credential", { provider: "vapi", method: "POST", path: "/credential" }],
  ["VAPI: change a credential", { provider: "vapi", method: "PATCH", path: "/credential" }],
];

const EFFECTS = [
  ["before", "has no effect"],
  ["after", "takes effect, its answer is lost"],
];
const ANSWERS = [
  ["503", "503"],
  ["500", "500"],
  ["429", "429"],
  ["disconnect", "No answer"],
  ["slow", "Comes after 30 s"],
];

const options = (list) => list.map(([value, text]) => h("option", { value }, text));

/** A form that lets one step fail at its next request; other faults stay as they are. */
export async function stepFaults() {
  const step = h("select", {}, options(STEPS.map(([text], index) => [String(index), text])));
  const answer = h("select", {}, options(ANSWERS));
  const effect = h("select", {}, options(EFFECTS));
  const waiting = h("p", { class: "soft", role: "status" });
  const problem = h("p", { class: "problem", role: "alert" });

  const refresh = async () => {
    const { requests } = await api("GET", "/faults");
    const nameOf = (rule) =>
      STEPS.find(
        ([, { provider, method, path }]) => rule.provider === provider && rule.method === method && rule.path === path,
      )?.[0];
    const names = requests
      .filter((rule) => rule.failNext > 0 || rule.latencyMs > 0)
      .map(nameOf)
      .filter(Boolean);
    fill(waiting, names.length > 0 ? `Will go wrong: ${names.join("; ")}.` : "Every step works.");
  };
  const submit = async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      const { requests, ...others } = await api("GET", "/faults");
      const [, request] = STEPS[Number(step.value)];
      const kept = requests.filter((rule) => rule.path !== request.path || rule.method !== request.method);
      const status = answer.value === "disconnect" ? "disconnect" : Number(answer.value);
      const fault = answer.value === "slow" ? { latencyMs: 30_000 } : { failNext: 1, status, effect: effect.value };
      await api("PUT", "/faults", { ...others, requests: [...kept, { ...request, ...fault }] });
      await refresh();
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  await refresh();
  const element = h(
    "form",
    { class: "card pad", onsubmit: (event) => void submit(event), "aria-label": "Let a step fail" },
    h("h3", {}, "Let the next request of a step go wrong"),
    h("div", { class: "form" }, field("Step", step), field("Answer", answer), field("The request", effect)),
    h("div", { class: "actions" }, h("button", { class: "primary" }, "Switch on"), waiting),
    problem,
  );
  return { element, refresh };
}
