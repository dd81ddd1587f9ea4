// Elements, made without markup: every text goes in as a text node, so that nothing in it can act.

// What turns the reading direction, acts on a terminal or takes no room; shown by its code, for it hides or reorders words.
const ACTS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
const SVG = "http://www.w3.org/2000/svg";

export const $ = (id) => document.getElementById(id);

/** An element with properties and children; strings become text, null and false are nothing. */
export function el(tag, properties = {}, ...children) {
  return filled(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), properties, children);
}

function filled(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((one) => one != null && one !== false && one !== "").flatMap(written));
  return node;
}

/** Text as nodes, with a sign for each character that acts; the sign has no text of its own, so copies stay as they came. */
function written(child) {
  if (child instanceof Node) return child;
  return String(child).split(new RegExp(`(${ACTS.source})`, "u")).map((part) => (ACTS.test(part) ? sign(part) : part));
}

function sign(character) {
  const code = `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return el("span", { class: "sign", "data-code": code, "data-character": character });
}

/** What somebody else wrote, kept apart from the text around it, in its own language and direction. */
export function foreign(tag, text, language, properties = {}) {
  return el(tag, { dir: "auto", lang: language, ...properties }, text);
}
