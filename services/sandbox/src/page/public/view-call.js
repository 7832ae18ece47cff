import { api } from "./api.js";
import { badge, fill, h } from "./dom.js";
import { duration, ending, endingTone, phone, time, words } from "./format.js";
import { deliveryRow } from "./view-webhooks.js";

/** One call: what is said, a line to type, the recording, the webhooks it sent. */
export async function callView(root, id) {
  const head = h("div", { class: "head" });
  const facts = h("dl", { class: "facts" });
  const talk = h("ol", { class: "talk", "aria-label": "Transcript", hidden: true });
  const say = sayForm(id);
  const sound = h("section", { class: "card pad", "aria-label": "Recording", hidden: true });
  const deliveries = h("ul", { class: "rows" });
  root.append(
    h("p", {}, h("a", { href: "#/calls" }, "← All calls")),
    head,
    sound,
    h(
      "section",
      { class: "card" },
      h("div", { role: "log", "aria-live": "polite", "aria-label": "What is said" }, talk),
      say,
    ),
    h("section", { class: "card pad", "aria-label": "Facts" }, facts),
    h(
      "section",
      { class: "card", "aria-label": "Webhooks of this call" },
      h("h3", { class: "pad" }, "Webhooks sent for this call"),
      deliveries,
    ),
  );

  const refresh = async () => {
    const [call, sent] = await Promise.all([
      api("GET", `/calls/${id}`),
      api("GET", `/deliveries?callId=${id}&limit=100`),
    ]);
    const over = call.status === "ended";
    const ringing = call.type === "outboundPhoneCall" && call.status === "ringing";
    fill(
      head,
      h(
        "div",
        {},
        h("h2", {}, call.type === "webCall" ? "Somebody in the browser" : phone(call.customerNumber)),
        h("p", { class: "soft" }, headline(call)),
        ringing ? h("p", { class: "soft" }, PICK_UP) : null,
      ),
      badge(ending(call), endingTone(call)),
    );
    fill(facts, factList(call));
    updateTalk(talk, call);
    say.hidden = over || !(call.typed || call.status === "ringing");
    updateSound(sound, call);
    fill(
      deliveries,
      sent.deliveries.map((delivery) => h("li", {}, deliveryRow(delivery))),
    );
  };
  await refresh();
  return (changes) => (changes.calls?.includes(id) || changes.deliveries ? refresh() : undefined);
}

/** An outbound call rings for some seconds. */
const PICK_UP = "The telephone rings. Type to pick it up yourself; otherwise a scripted person does.";

/** Who talks to whom. */
function headline(call) {
  const assistant = call.assistantName ? `“${call.assistantName}”` : "an assistant";
  if (call.type === "webCall") return `Talks with ${assistant}`;
  if (call.type === "outboundPhoneCall") return `Is called by ${assistant} from ${phone(call.lineNumber)}`;
  return `Calls ${phone(call.lineNumber)}${call.assistantName ? `, answered by ${assistant}` : ""}`;
}

function factList(call) {
  const length = call.startedAt ? duration((call.endedAt ?? Date.now()) - call.startedAt) : "Not connected";
  const facts = [
    ["Began", time(call.createdAt)],
    ["Length", length],
    [
      "Played",
      call.typed
        ? "Typed by a person"
        : `${words(call.scenarioId ?? "")}, ${call.speed === "instant" ? "instant" : `${call.speed}×`}`,
    ],
    ["Tools offered", call.tools.map(words).join(", ") || "None"],
    ...(call.destination ? [["Forwarded to", phone(call.destination.number)]] : []),
    ...(call.callSid ? [["Twilio", call.callSid]] : []),
  ];
  return facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)));
}

/** Adds what is new; what stands there stays, so that a screen reader hears only the new. */
function updateTalk(talk, call) {
  if (talk.childElementCount > call.turns.length) talk.replaceChildren();
  for (const turn of call.turns.slice(talk.childElementCount)) talk.append(turnItem(turn, call));
  talk.hidden = call.turns.length === 0;
}

function turnItem(turn, call) {
  const at = h("time", {}, duration(turn.at - (call.startedAt ?? call.createdAt)));
  if (turn.role === "bot" || turn.role === "user") {
    const speaker = turn.role === "bot" ? "Assistant: " : "Caller: ";
    return h(
      "li",
      { class: turn.role === "bot" ? "ours" : "theirs" },
      h("span", { class: "hidden" }, speaker),
      turn.text,
      at,
    );
  }
  const content = turn.role === "tool_calls" ? turn.toolCalls.map((tool) => tool.arguments) : [turn.text];
  const name =
    turn.role === "tool_calls" ? turn.toolCalls.map((tool) => words(tool.name)).join(", ") : words(turn.toolName ?? "");
  const summary = turn.role === "tool_calls" ? `Tool called: ${name}` : `Answer to ${name}`;
  return h(
    "li",
    { class: "aside" },
    h(
      "details",
      {},
      h("summary", {}, summary),
      content.map((part) => h("pre", {}, pretty(part))),
    ),
  );
}

function pretty(value) {
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

function updateSound(sound, call) {
  if (!call.recordings || !sound.hidden) return;
  sound.hidden = false;
  fill(
    sound,
    h("audio", { controls: true, preload: "none", src: call.recordings.stereo, "aria-label": "Recording of the call" }),
  );
}

function sayForm(id) {
  const input = h("input", {
    name: "text",
    autocomplete: "off",
    placeholder: "Say something as the caller",
    "aria-label": "What the caller says",
  });
  const submit = (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = "";
    void api("POST", `/calls/${id}/say`, { text }).catch(() => undefined);
  };
  const hangUp = () => void api("POST", `/calls/${id}/hangup`).catch(() => undefined);
  return h(
    "form",
    { class: "say", onsubmit: submit, hidden: true },
    input,
    h("button", { class: "primary" }, "Say"),
    h("button", { type: "button", class: "danger", onclick: hangUp }, "Hang up"),
  );
}
