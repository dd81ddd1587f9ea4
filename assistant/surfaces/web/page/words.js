// The interface's own words, from a file for each language.

const TONGUES = { en: "English", ru: "Русский" };
const KEPT = "briefings-language";

let messages = {};
export let tongue = "en";

export async function speak(name) {
  tongue = name in TONGUES ? name : "en";
  messages = await (await fetch(`/page/messages/${tongue}.json`)).json();
  document.documentElement.lang = tongue;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
}

export function preferred() {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages.map((one) => one.slice(0, 2))];
  return wanted.find((one) => one in TONGUES) ?? "en";
}

export function choose(select) {
  for (const [name, title] of Object.entries(TONGUES)) select.add(new Option(title, name, false, name === tongue));
  select.addEventListener("change", () => {
    localStorage.setItem(KEPT, select.value);
    location.reload();
  });
}

/** A message with its slots filled; `n` chooses among the forms of a number. */
export function t(name, slots = {}) {
  const forms = messages[name] ?? name;
  const form = typeof forms === "string" ? forms : forms[new Intl.PluralRules(tongue).select(slots.n)] ?? forms.other;
  return form.replace(/\{(\w+)\}/g, (_, slot) => (typeof slots[slot] === "number" ? number(slots[slot]) : slots[slot] ?? ""));
}

export const number = (value) => new Intl.NumberFormat(tongue).format(value);

export const percent = (share) => new Intl.NumberFormat(tongue, { style: "percent" }).format(share);

/** A day as the reader writes it; `moment` is ISO 8601, and only the day it names counts. */
export function day(moment, style = "long") {
  if (!moment) return null;
  const format = { day: "numeric", month: style, year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(tongue === "en" ? "en-GB" : tongue, format).format(new Date(`${moment.slice(0, 10)}T00:00Z`));
}

export function month(name, style = "long") {
  return new Intl.DateTimeFormat(tongue, { month: style, year: "numeric", timeZone: "UTC" }).format(new Date(`${name}-01T00:00Z`));
}

export function languageName(code) {
  try {
    return new Intl.DisplayNames([tongue], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
