import { api } from "./api.js";
import { badge, field, fill, h } from "./dom.js";
import { duration, ending, endingTone, phone, time } from "./format.js";

/** The list of calls, what is live, and the form that places one. */
export async function callsView(root) {
  const live = h("section", { class: "live", "aria-label": "Live calls", hidden: true });
  const list = h("ul", { class: "rows" });
  root.append(
    h(
      "div",
      { class: "head" },
      h("div", {}, h("h2", {}, "Calls"), h("p", { class: "soft" }, "Call a number as somebody else would.")),
    ),
    live,
    await placeForm(),
    h("section", { class: "card", "aria-label": "All calls" }, list),
  );

  const refresh = async () => {
    const { calls } = await api("GET", "/calls?limit=60");
    const active = calls.filter((call) => call.status !== "ended");
    live.hidden = active.length === 0;
    fill(
      live,
      h("div", {}, h("div", {}, h("span", { class: "dot" }), "Live now"), h("strong", {}, String(active.length))),
      h(
        "ul",
        {},
        active.slice(0, 9).map((call) => h("li", {}, liveLink(call))),
      ),
    );
    fill(
      list,
      calls.length > 0 ? calls.map((call) => h("li", {}, row(call))) : h("li", { class: "empty" }, "No calls yet."),
    );
  };
  await refresh();
  return (changes) => ("calls" in changes ? refresh() : undefined);
}

function liveLink(call) {
  return h(
    "a",
    { href: `#/calls/${call.id}` },
    call.type === "webCall" ? "Somebody in the browser" : phone(call.customerNumber),
    h("span", { class: "said" }, call.lastText ?? "Ringing…"),
  );
}

function row(call) {
  const length = call.startedAt && call.endedAt ? duration(call.endedAt - call.startedAt) : "";
  const web = call.type === "webCall";
  const between = call.type === "inboundPhoneCall" ? "called" : "was called from";
  return h(
    "a",
    { class: "row", href: `#/calls/${call.id}` },
    h(
      "span",
      { class: "title" },
      web ? "Somebody in the browser" : phone(call.customerNumber),
      h("span", { class: "soft" }, web ? " talked with an assistant" : ` ${between} ${phone(call.lineNumber)}`),
    ),
    h("span", { class: "meta" }, badge(ending(call), endingTone(call))),
    h("span", { class: "text oneline" }, call.lastText ?? "Nothing was said"),
    h("span", { class: "meta" }, [length, time(call.createdAt)].filter(Boolean).join(" · ")),
  );
}

async function placeForm() {
  const [{ numbers }, { scenarios }] = await Promise.all([api("GET", "/numbers"), api("GET", "/scenarios")]);
  const lines = numbers.filter((number) => number.vapi);
  if (lines.length === 0) {
    return h(
      "section",
      { class: "card pad soft" },
      "No number is connected to VAPI yet. Once one is imported, it can be called from here.",
    );
  }
  const to = h(
    "select",
    { name: "to" },
    lines.map((line) =>
      h("option", { value: line.phoneNumber }, [phone(line.phoneNumber), line.vapi.name].filter(Boolean).join(" · ")),
    ),
  );
  const scenario = h(
    "select",
    { name: "scenario" },
    [...Map.groupBy(scenarios, (one) => one.industry)].map(([industry, members]) =>
      h(
        "optgroup",
        { label: industry[0].toUpperCase() + industry.slice(1) },
        members.map((one) => h("option", { value: one.id }, one.title)),
      ),
    ),
  );
  const speed = h(
    "select",
    { name: "speed" },
    [
      ["1", "As in life"],
      ["10", "10 times faster"],
      ["instant", "Instant"],
    ].map(([value, label]) => h("option", { value }, label)),
  );
  const from = h("input", { name: "from", inputmode: "tel", autocomplete: "off", placeholder: "The caller's own" });
  const problem = h("p", { class: "problem", role: "alert" });
  const place = async (typed) => {
    problem.textContent = "";
    const chosen = speed.value === "instant" ? "instant" : Number(speed.value);
    const who = typed ? { typed: true } : { scenario: scenario.value, speed: chosen };
    try {
      const { callId } = await api("POST", "/calls", {
        to: to.value,
        ...who,
        ...(from.value ? { from: from.value } : {}),
      });
      location.hash = `#/calls/${callId}`;
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  const submit = (event) => {
    event.preventDefault();
    void place(false);
  };
  return h(
    "form",
    { class: "card pad", onsubmit: submit, "aria-label": "Place a call" },
    h(
      "div",
      { class: "form" },
      field("Number to call", to),
      field("Who calls", scenario),
      field("Pace", speed),
      field("Caller's number", from),
    ),
    h(
      "div",
      { class: "actions" },
      h("button", { class: "primary" }, "Place the call"),
      h("button", { type: "button", onclick: () => void place(true) }, "Call and type myself"),
    ),
    problem,
  );
}
