import { api } from "./api.js";
import { badge, fill, h } from "./dom.js";
import { phone, time, words } from "./format.js";
import { stepFaults } from "./step-faults.js";

/** Numbers as Twilio and VAPI have them, assistants, and switches that let one step of setting them up fail. */
export async function numbersView(root) {
  const numbers = h("ul", { class: "rows" });
  const assistants = h("ul", { class: "rows" });
  const faults = await stepFaults();
  root.append(
    h(
      "div",
      { class: "head" },
      h(
        "div",
        {},
        h("h2", {}, "Numbers"),
        h("p", { class: "soft" }, "What the Twilio account owns, what VAPI took over, and who would answer."),
      ),
    ),
    h("section", { class: "card", "aria-label": "Numbers" }, numbers),
    h("div", { class: "head" }, h("div", {}, h("h2", {}, "Assistants"))),
    h("section", { class: "card", "aria-label": "Assistants" }, assistants),
    faults.element,
  );
  const refresh = async () => {
    const [lines, made] = await Promise.all([api("GET", "/numbers"), api("GET", "/assistants")]);
    const none = (text) => h("li", { class: "empty" }, text);
    fill(numbers, lines.numbers.length > 0 ? lines.numbers.map(numberRow) : none("No number was bought yet."));
    fill(
      assistants,
      made.assistants.length > 0 ? made.assistants.map(assistantRow) : none("No assistant was made yet."),
    );
  };
  await refresh();
  const shown = ["twilioNumbers", "phoneNumbers", "assistants"];
  return (changes) => {
    if ("faults" in changes) void faults.refresh();
    return shown.some((part) => part in changes) ? refresh() : undefined;
  };
}

/** Who would answer a call to a number. */
function linkState({ id, voiceUrl, vapi }) {
  if (!vapi) return badge("not at VAPI", "warn");
  if (id && !/vapi/.test(voiceUrl)) return badge("calls go past VAPI", "bad");
  if (vapi.assistantId) return badge("answered by an assistant");
  if (!vapi.server) return badge("no server", "bad");
  return badge("asks the server", "good");
}

function numberRow(number) {
  const { phoneNumber, friendlyName, type, isoCountry, vapi, smsUrl, statusCallback, createdAt } = number;
  const kind = isoCountry ? `${isoCountry}, ${words(type)}` : "VAPI's own";
  const facts = [
    ["Name at Twilio", friendlyName],
    ["Name at VAPI", vapi?.name],
    ["Server", vapi?.server],
    ["Falls back to", vapi?.fallback && phone(vapi.fallback)],
    ["Texts", smsUrl],
    ["Reports", statusCallback],
  ].filter(([, value]) => value);
  return h(
    "li",
    {},
    h(
      "details",
      {},
      h(
        "summary",
        { class: "row" },
        h("span", { class: "title" }, phone(phoneNumber), " ", h("span", { class: "soft" }, kind)),
        h("span", { class: "meta" }, linkState(number)),
        h("span", { class: "text oneline" }, friendlyName ?? ""),
        h("span", { class: "meta" }, createdAt ? time(createdAt) : ""),
      ),
      h(
        "dl",
        { class: "facts pad" },
        facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
      ),
    ),
  );
}

function assistantRow({ name, firstMessage, tools, updatedAt, model, voice }) {
  return h(
    "li",
    { class: "row" },
    h("span", { class: "title" }, name ?? "Without a name"),
    h("span", { class: "meta" }, [model, voice].filter(Boolean).join(", ")),
    h("span", { class: "text" }, firstMessage ?? "", h("br"), tools.map(words).join(", ")),
    h("span", { class: "meta" }, time(updatedAt)),
  );
}
