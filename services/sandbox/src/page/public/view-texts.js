import { api } from "./api.js";
import { badge, field, fill, h, linked } from "./dom.js";
import { phone, time } from "./format.js";

const TONES = { delivered: "good", received: "good", undelivered: "bad", failed: "bad" };

/** Text messages in both directions, and the form of a person who sends one. */
export async function textsView(root) {
  const list = h("ol", { class: "talk", "aria-label": "Text messages" });
  root.append(
    h(
      "div",
      { class: "head" },
      h(
        "div",
        {},
        h("h2", {}, "Texts"),
        h("p", { class: "soft" }, "What people's phones received, and what they send back."),
      ),
    ),
    await sendForm(),
    h("section", { class: "card" }, list),
  );
  const refresh = async () => {
    const { messages } = await api("GET", "/messages?limit=100");
    fill(list, messages.length > 0 ? messages.map(bubble) : h("li", { class: "aside soft" }, "No text was sent yet."));
  };
  await refresh();
  return (changes) => ("messages" in changes ? refresh() : undefined);
}

function bubble(message) {
  const inbound = message.direction === "inbound";
  const who = inbound
    ? `${phone(message.from)} wrote to ${phone(message.to)}`
    : `To ${phone(message.to)} from ${phone(message.from)}`;
  const state = message.errorCode ? `${message.status} (${message.errorCode})` : message.status;
  return h(
    "li",
    { class: inbound ? "theirs" : "ours" },
    h("span", { class: "note" }, who),
    linked(message.body),
    h("span", { class: "note" }, time(message.createdAt), " ", badge(state, TONES[message.status] ?? "")),
  );
}

async function sendForm() {
  const { numbers } = await api("GET", "/numbers");
  const lines = numbers.filter((number) => number.id);
  if (lines.length === 0) return h("section", { class: "card pad soft" }, "The Twilio account owns no number yet.");
  const to = h(
    "select",
    { name: "to" },
    lines.map((line) => h("option", { value: line.phoneNumber }, phone(line.phoneNumber))),
  );
  const from = h("input", { name: "from", inputmode: "tel", value: "+12125550133", autocomplete: "off" });
  const body = h("input", { name: "body", autocomplete: "off", placeholder: "When are you open?", required: true });
  const problem = h("p", { class: "problem", role: "alert" });
  const submit = async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      await api("POST", "/sms", { from: from.value, to: to.value, body: body.value });
      body.value = "";
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  return h(
    "form",
    { class: "card pad", onsubmit: (event) => void submit(event), "aria-label": "Send a text as a person" },
    h("div", { class: "form" }, field("From (a person)", from), field("To", to), field("Text", body)),
    h(
      "div",
      { class: "actions" },
      h("button", { class: "primary" }, "Send as this person"),
      h("span", { class: "soft" }, "STOP, START and HELP work as they do at Twilio."),
    ),
    problem,
  );
}
