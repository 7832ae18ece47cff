import { api } from "./api.js";
import { badge, fill, h } from "./dom.js";
import { time } from "./format.js";

const TONES = { delivered: "good", bounced: "bad", complained: "bad", suppressed: "warn", failed: "bad" };

/** Mails, and one of them as its reader sees it. */
export async function mailsView(root, chosen) {
  const list = h("ul", { class: "rows" });
  const reader = h("section", { class: "card", "aria-label": "Mail" });
  root.append(
    h(
      "div",
      { class: "head" },
      h("div", {}, h("h2", {}, "Mails"), h("p", { class: "soft" }, "What arrived in people's mailboxes. Links work.")),
    ),
    h("div", { class: "split" }, h("section", { class: "card", "aria-label": "All mails" }, list), reader),
  );
  let open = null;
  const refresh = async () => {
    const { mails } = await api("GET", "/mails?limit=200");
    const mail = mails.find((one) => one.id === chosen) ?? mails[0];
    fill(
      list,
      mails.length > 0
        ? mails.map((one) => h("li", {}, row(one, one === mail)))
        : h("li", { class: "empty" }, "No mail was sent yet."),
    );
    reader.hidden = !mail;
    if (mail && mail.id !== open) {
      open = mail.id;
      fill(reader, readMail(mail));
    }
  };
  await refresh();
  return (changes) => ("mails" in changes ? refresh() : undefined);
}

function row(mail, current) {
  return h(
    "a",
    { class: "row", href: `#/mails/${mail.id}`, "aria-current": current ? "true" : null },
    h("span", { class: "title" }, mail.subject),
    h("span", { class: "meta" }, badge(mail.lastEvent, TONES[mail.lastEvent] ?? "")),
    h("span", { class: "text" }, mail.to.join(", ")),
    h("span", { class: "meta" }, time(mail.createdAt)),
  );
}

function readMail(mail) {
  return [
    h(
      "div",
      { class: "pad" },
      h("h3", {}, mail.subject),
      h("p", { class: "soft" }, `${mail.from} to ${mail.to.join(", ")}, ${time(mail.createdAt)}`),
      mail.attachments.length > 0 && h("p", { class: "soft" }, `Attached: ${mail.attachments.join(", ")}`),
    ),
    h("iframe", {
      src: `/sandbox/mails/${mail.id}/html`,
      title: `Mail: ${mail.subject}`,
      sandbox: "allow-popups allow-popups-to-escape-sandbox",
    }),
    mail.text && h("details", { class: "pad" }, h("summary", {}, "Plain text"), h("pre", {}, mail.text)),
  ];
}
