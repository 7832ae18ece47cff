import { api } from "./api.js";
import { fill, h } from "./dom.js";
import { callView } from "./view-call.js";
import { callsView } from "./view-calls.js";
import { faultsView } from "./view-faults.js";
import { mailsView } from "./view-mails.js";
import { numbersView } from "./view-numbers.js";
import { textsView } from "./view-texts.js";
import { webhooksView } from "./view-webhooks.js";

/** Each view gets its element and the rest of the address; it returns what to do when parts of the state change. */
const VIEWS = {
  calls: callsView,
  call: callView,
  numbers: numbersView,
  texts: textsView,
  mails: mailsView,
  webhooks: webhooksView,
  faults: faultsView,
};
const TITLES = {
  calls: "Calls",
  call: "Call",
  numbers: "Numbers",
  texts: "Texts",
  mails: "Mails",
  webhooks: "Webhooks",
  faults: "Faults",
};

const main = document.getElementById("main");
const connection = document.getElementById("connection");
/** @type {(changes: object) => Promise<void> | undefined} */
let changed = () => undefined;
let shown = 0;

async function show() {
  const [section = "calls", id] = location.hash.replace(/^#\/?/, "").split("/").filter(Boolean);
  const name = section === "calls" && id ? "call" : section in VIEWS ? section : "calls";
  const turn = ++shown;
  for (const link of document.querySelectorAll("#nav a")) {
    const current = link.getAttribute("href") === `#/${name === "call" ? "calls" : name}`;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${TITLES[name]} · Provider sandbox`;
  const root = h("div", {});
  try {
    const update = await VIEWS[name](root, id);
    if (turn !== shown) return;
    changed = update;
    fill(main, root);
  } catch (error) {
    if (turn === shown) fill(main, h("p", { class: "problem", role: "alert" }, error.message));
  }
}

async function count() {
  const [calls, messages, mails, faults] = await Promise.all([
    api("GET", "/calls?limit=1"),
    api("GET", "/messages?limit=500"),
    api("GET", "/mails?limit=500"),
    api("GET", "/faults"),
  ]);
  const counts = {
    live: calls.live,
    messages: messages.messages.length,
    mails: mails.mails.length,
    faults: faults.requests.length + faults.webhooks.length + faults.outages.length + (faults.resendPerSecond ? 1 : 0),
  };
  for (const [name, value] of Object.entries(counts)) {
    document.querySelector(`[data-count="${name}"]`).textContent = value > 0 ? String(value) : "";
  }
}

const COUNTED = ["calls", "messages", "mails", "faults"];
const stream = new EventSource("/sandbox/changes");
stream.addEventListener("open", () => {
  connection.textContent = "Connected, updates live";
  void count();
});
stream.addEventListener("error", () => {
  connection.textContent = "Connection lost, trying again…";
});
stream.addEventListener("changes", (event) => {
  const changes = JSON.parse(event.data);
  void changed(changes);
  if (COUNTED.some((part) => part in changes)) void count();
});
addEventListener("hashchange", () => {
  void show().then(() => main.focus());
});
void show();
