/**
 * Makes an element.
 *
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined | EventListener>} attributes `on…` are listeners, `class` and the rest attributes; null and false leave out
 * @param {...unknown} children elements, texts, lists of them; null and false leave out
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Puts new content into an element. */
export function fill(element, ...children) {
  element.replaceChildren(
    ...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false),
  );
}

/** A text with its web addresses as links. */
export function linked(text) {
  return text
    .split(/(https?:\/\/[^\s<>"')]+)/)
    .map((part, index) =>
      index % 2 === 1 ? h("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part,
    );
}

/** A labelled control. */
export function field(label, control) {
  return h("label", {}, label, control);
}

/** A state in a word. */
export function badge(text, tone = "") {
  return h("span", { class: `badge ${tone}` }, text);
}
