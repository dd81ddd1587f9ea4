// How a question was read, as chips; each opens the form in which the user says how it is to be read.

import { el, foreign } from "./dom.js";
import { get } from "./server.js";
import { day, languageName, t } from "./words.js";

const FIELDS = ["speaker", "actor", "to", "topic", "since", "until", "outlet", "articles_in"];
const SLOTS = { speaker: "who", actor: "who", to: "to", topic: "topic", since: "days", until: "days", outlet: "outlet", articles_in: "articles_in" };

let known; // names to choose from, asked for once
const names = () => (known ??= Promise.all([get("/api/speakers"), get("/api/archive")]));

/** The chips of a reading; `again` is given another reading to ask by. */
export function chips(turn, again) {
  const read = turn.read_as;
  const form = el("form", { class: "rereading", hidden: true });
  const edit = (field) => () => openForm(form, read, field, again);
  const shown = FIELDS.filter((field) => read[field]).map((field) => chip(field, read, edit(field)));
  for (const name of read.together) shown.push(el("li", { class: "chip" }, el("span", {}, t("reading.speaker")), foreign("bdi", name)));
  for (const name of read.besides) shown.push(el("li", { class: "chip" }, el("span", {}, t("reading.besides")), foreign("bdi", name)));
  if (read.order !== "relevance") shown.push(el("li", { class: "chip" }, t(`reading.${read.order}`)));
  const list = el(
    "ul",
    { class: "chips", "aria-label": t("reading") },
    shown.length ? shown : el("li", { class: "chip" }, t("reading.anything")),
    el("li", {}, el("button", { type: "button", class: "link quiet", onclick: edit("speaker") }, t("reading.edit"))),
  );
  return el("div", { class: "reading" }, el("span", { class: "caption" }, t("reading")), list, form);
}

function chip(field, read, edit) {
  const kept = read.carried.includes(SLOTS[field]) && el("span", { class: "kept" }, t("reading.kept"));
  const value = foreign("bdi", shown(field, read[field]), field === "topic" ? read.language : null);
  const name = el("span", {}, t(`reading.${field}`));
  return el("li", {}, el("button", { type: "button", class: "chip", onclick: edit, "data-field": field }, name, value, kept));
}

function shown(field, value) {
  if (field === "since" || field === "until") return day(value);
  return field === "articles_in" ? languageName(value) : value;
}

async function openForm(form, read, field, again) {
  const inputs = FIELDS.map((name) => input(name, read[name], form));
  const close = () => { form.hidden = true; };
  const cancel = el("button", { type: "button", class: "plain", onclick: close }, t("cancel"));
  form.replaceChildren(
    ...inputs,
    el("p", { class: "acts" }, el("button", { type: "submit" }, t("reading.again")), cancel),
  );
  form.onsubmit = (event) => {
    event.preventDefault();
    close();
    again(Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim() || null])));
  };
  form.onkeydown = (event) => { if (event.key === "Escape") close(); };
  form.hidden = false;
  form.elements[field].focus();
  await offer(form);
}

function input(name, value, form) {
  const days = name === "since" || name === "until";
  const control = name === "articles_in"
    ? el("select", { name }, el("option", { value: "" }, t("reading.any")), value && el("option", { value, selected: true }, languageName(value)))
    : el("input", { name, type: days ? "date" : "text", value: value ?? "", dir: "auto", autocomplete: "off" });
  return el("label", {}, el("span", {}, t(`reading.${name}`)), control);
}

/** Names of the archive to choose from, where they are known by then. */
async function offer(form) {
  const [speakers, archive] = await names();
  const { articles_in: select } = form.elements;
  for (const code of Object.keys(archive.languages)) {
    if (code !== "und" && select.value !== code) select.add(new Option(languageName(code), code));
  }
  const lists = {
    speaker: speakers.map((one) => one.name),
    actor: speakers.map((one) => one.actor),
    outlet: Object.keys(archive.outlets),
  };
  for (const [name, values] of Object.entries(lists)) {
    const id = `known-${name}`;
    const options = [...new Set(values.filter(Boolean))].map((value) => el("option", { value }));
    document.getElementById(id)?.remove();
    form.append(el("datalist", { id }, options));
    form.elements[name].setAttribute("list", id);
  }
}
