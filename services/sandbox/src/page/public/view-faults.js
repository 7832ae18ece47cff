import { api } from "./api.js";
import { field, fill, h } from "./dom.js";

const PROVIDERS = [
  ["vapi", "VAPI"],
  ["twilio", "Twilio"],
  ["resend", "Resend"],
];

/** Switches for what goes wrong on purpose. */
export async function faultsView(root) {
  const problem = h("p", { class: "problem", role: "alert" });
  const saved = h("p", { class: "soft", role: "status" });
  const cards = h("div", { class: "providers" });
  const code = h("textarea", {
    class: "code",
    rows: "14",
    spellcheck: "false",
    "aria-label": "The whole plan as JSON",
  });
  let plan = null;

  const load = async () => {
    plan = await api("GET", "/faults");
    code.value = JSON.stringify(plan, null, 2);
    fill(
      cards,
      PROVIDERS.map(([id, name]) => providerCard(id, name, plan)),
    );
  };
  const run = async (work, done) => {
    problem.textContent = "";
    saved.textContent = "";
    try {
      await work();
      await load();
      saved.textContent = done;
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  const submit = (event) => {
    event.preventDefault();
    void run(() => api("PUT", "/faults", planFrom(event.target, plan)), "Switched on as set.");
  };

  root.append(
    h(
      "div",
      { class: "head" },
      h(
        "div",
        {},
        h("h2", {}, "Faults"),
        h("p", { class: "soft" }, "Let the providers misbehave and see what the product makes of it."),
      ),
    ),
    h(
      "form",
      { onsubmit: submit },
      cards,
      h(
        "div",
        { class: "actions" },
        h("button", { class: "primary" }, "Apply"),
        h(
          "button",
          { type: "button", onclick: () => void run(() => api("DELETE", "/faults"), "Everything works again.") },
          "Clear all faults",
        ),
      ),
      saved,
      problem,
    ),
    h(
      "details",
      { class: "card pad" },
      h("summary", {}, "The whole plan as JSON, with paths and message types"),
      code,
      h(
        "div",
        { class: "actions" },
        h(
          "button",
          {
            type: "button",
            onclick: () => void run(() => api("PUT", "/faults", JSON.parse(code.value)), "Switched on as written."),
          },
          "Apply this plan",
        ),
      ),
    ),
  );
  await load();
  return (changes) => ("faults" in changes && !root.contains(document.activeElement) ? load() : undefined);
}

/** The rule of a plan that the card edits: the one without a path or a type. */
function general(rules, provider) {
  return rules.find((rule) => rule.provider === provider && !rule.path && !rule.method && !rule.type) ?? {};
}

function providerCard(id, name, plan) {
  const request = general(plan.requests, id);
  const webhook = general(plan.webhooks, id);
  const number = (label, key, value, attributes = {}) =>
    field(
      label,
      h("input", {
        type: "number",
        min: "0",
        step: "1",
        name: `${id}.${key}`,
        value: value || "",
        placeholder: "0",
        ...attributes,
      }),
    );
  const choice = (label, key, options, value) =>
    field(
      label,
      h(
        "select",
        { name: `${id}.${key}` },
        options.map(([option, text]) => h("option", { value: option, selected: String(value) === option }, text)),
      ),
    );
  return h(
    "section",
    { class: "card pad" },
    h(
      "fieldset",
      {},
      h("legend", {}, name),
      h(
        "label",
        { class: "switch" },
        h("input", { type: "checkbox", name: `${id}.outage`, checked: plan.outages.includes(id) }),
        "Outage: every request fails",
      ),
      h(
        "div",
        { class: "pair" },
        number("Latency (ms)", "latencyMs", request.latencyMs),
        number("Requests to fail", "failNext", request.failNext),
      ),
      h(
        "div",
        { class: "pair" },
        choice(
          "Answer",
          "status",
          [
            ["500", "500"],
            ["503", "503"],
            ["429", "429"],
            ["disconnect", "No answer"],
          ],
          request.status,
        ),
        choice(
          "The request",
          "effect",
          [
            ["before", "has no effect"],
            ["after", "takes effect"],
          ],
          request.effect,
        ),
      ),
      h("p", { class: "soft" }, "Webhooks"),
      h(
        "div",
        { class: "pair" },
        number("Delay (ms)", "delayMs", webhook.delayMs),
        number("Reorder within (ms)", "reorderMs", webhook.reorderMs),
      ),
      h(
        "div",
        { class: "pair" },
        number("Drop the next", "dropNext", webhook.dropNext),
        number("Extra copies", "duplicates", webhook.duplicates, { max: "20" }),
      ),
      id === "resend" && number("Requests a second until 429", "perSecond", plan.resendPerSecond),
    ),
  );
}

/** The plan that the form shows; rules with a path or a type stay as they are. */
function planFrom(form, plan) {
  const values = new FormData(form);
  const number = (id, key) => Number(values.get(`${id}.${key}`)) || 0;
  const special = (rules) => rules.filter((rule) => rule.path || rule.method || rule.type);
  const next = {
    requests: special(plan.requests),
    webhooks: special(plan.webhooks),
    outages: [],
    resendPerSecond: number("resend", "perSecond") || null,
  };
  for (const [id] of PROVIDERS) {
    if (values.get(`${id}.outage`)) next.outages.push(id);
    const [latencyMs, failNext] = [number(id, "latencyMs"), number(id, "failNext")];
    if (latencyMs || failNext) {
      const status = values.get(`${id}.status`);
      next.requests.push({
        provider: id,
        latencyMs,
        failNext,
        status: status === "disconnect" ? status : Number(status),
        effect: values.get(`${id}.effect`),
      });
    }
    const webhook = Object.fromEntries(
      ["delayMs", "reorderMs", "dropNext", "duplicates"]
        .map((key) => [key, number(id, key)])
        .filter(([, value]) => value),
    );
    if (Object.keys(webhook).length > 0) next.webhooks.push({ provider: id, ...webhook });
  }
  return next;
}
