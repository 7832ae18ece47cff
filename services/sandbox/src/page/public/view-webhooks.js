import { api } from "./api.js";
import { badge, field, fill, h } from "./dom.js";
import { time } from "./format.js";

/** Webhooks that the sandbox sent, newest first, with what was said and answered. */
export async function webhooksView(root) {
  const list = h("ul", { class: "rows" });
  const total = h("p", { class: "soft" });
  const provider = h(
    "select",
    {},
    [
      ["", "All"],
      ["vapi", "VAPI"],
      ["twilio", "Twilio"],
      ["resend", "Resend"],
    ].map(([value, label]) => h("option", { value }, label)),
  );
  root.append(
    h("div", { class: "head" }, h("div", {}, h("h2", {}, "Webhooks"), total), field("Provider", provider)),
    h("section", { class: "card", "aria-label": "Deliveries" }, list),
  );
  let waiting = null;
  const refresh = async () => {
    waiting = null;
    // An opened delivery would be closed by new rows under the reader's hands.
    if (list.querySelector("details[open]")) return;
    const filter = provider.value ? `&provider=${provider.value}` : "";
    const { deliveries, total: count } = await api("GET", `/deliveries?limit=100${filter}`);
    total.textContent = `${count} sent, the last 100 are shown.`;
    fill(
      list,
      deliveries.length > 0
        ? deliveries.map((delivery) => h("li", {}, deliveryRow(delivery)))
        : h("li", { class: "empty" }, "Nothing was sent yet."),
    );
  };
  provider.addEventListener("change", () => void refresh());
  await refresh();
  return (changes) => {
    if ("deliveries" in changes) waiting ??= setTimeout(() => void refresh(), 500);
  };
}

/** One delivery; its bodies are fetched when it is opened. */
export function deliveryRow(delivery) {
  const bodies = h("div", { class: "pad" }, "Loading…");
  const load = async (event) => {
    if (!event.target.open) return;
    const { exchange } = await api("GET", `/deliveries/${delivery.id}`);
    if (!exchange) return fill(bodies, h("p", { class: "soft" }, "Only the last deliveries keep their bodies."));
    fill(
      bodies,
      h("h3", {}, "Sent"),
      h("pre", {}, pretty(exchange.request)),
      h("h3", {}, "Answered"),
      h("pre", {}, pretty(exchange.answer) || "(nothing)"),
    );
  };
  return h(
    "details",
    { ontoggle: (event) => void load(event) },
    h(
      "summary",
      { class: "row" },
      h("span", { class: "title" }, delivery.type),
      h("span", { class: "meta" }, outcome(delivery)),
      h("span", { class: "text" }, delivery.url),
      h(
        "span",
        { class: "meta" },
        [
          delivery.attempts > 1 && `${delivery.attempts} attempts`,
          delivery.ms !== null && `${delivery.ms} ms`,
          time(delivery.createdAt),
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
    bodies,
  );
}

function outcome(delivery) {
  if (delivery.state === "delivered") return badge(`${delivery.status}`, "good");
  if (delivery.state === "sending") return badge("on its way");
  if (delivery.state === "dropped") return badge("dropped on purpose", "warn");
  return badge(delivery.status ? `${delivery.status}` : (delivery.error ?? "failed"), "bad");
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return /^[\w.]+=/.test(text)
      ? [...new URLSearchParams(text)].map(([name, value]) => `${name}: ${value}`).join("\n")
      : text;
  }
}
