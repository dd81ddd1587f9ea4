// One draft: quotations in an order, between headings and texts of one's own. No quotation can be typed over.

import { quoted } from "./citation.js";
import { ask, field } from "./dialog.js";
import { $, el, foreign } from "./dom.js";
import { at } from "./drafts.js";
import { elide } from "./elide.js";
import { get, request } from "./server.js";
import { day, t, tongue } from "./words.js";

const FORMATS = { md: "Markdown", html: "HTML", docx: "Word", pdf: "PDF", json: "JSON" };
const MOST = { maxlength: 5000 }; // characters that are typed in one place
const NAMED = 40; // characters by which what is typed is named
const KEPT = 60_000; // milliseconds that a file made here waits for the browser to fetch it

/** The draft, with what can be done to it. `show` shows it anew, `left` what is there when it is gone. */
export async function draft(id, acts, show, left) {
  const found = await get(at(id));
  const { items } = found;
  const change = async (number, json) => request(at(id, `/items/${number}`), { method: "PATCH", json });
  const arrange = (numbers) => request(at(id, "/order"), { method: "PUT", json: { numbers } });
  /** Do something, show the draft as it is then, and go on where one was. */
  const then = (act, number, control) => async () => {
    try {
      if (!(await act())) return;
      await show();
      ($(`item-${number()}`)?.querySelector(control) ?? $("main")).focus();
    } catch (error) {
      acts.tell(error);
    }
  };
  const move = async (one, by) => {
    const order = moved(items, items.indexOf(one), by);
    await arrange(order.map((other) => other.number));
    await show();
    const buttons = $(`item-${one.number}`).querySelector(".order");
    (buttons.querySelector(`.${by < 0 ? "up" : "down"}:enabled`) ?? buttons.querySelector("button:enabled")).focus();
    $("status").textContent = t("drafts.moved", { n: order.indexOf(one) + 1 });
  };
  const write = (place) => {
    let number;
    return then(async () => {
      number = await written(id);
      if (number) await arrange(items.map((one) => one.number).toSpliced(place, 0, number));
      return number;
    }, () => number, "textarea");
  };
  const remove = (one) => then(async () => {
    const gone = one.kind === "heading" ? await section(items, one) : [one];
    for (const other of gone ?? []) await request(at(id, `/items/${other.number}`), { method: "DELETE" });
    return gone;
  }, () => neighbour(items, one)?.number, "button:enabled");
  const parts = items.map((one, place) => part(one, {
    ...acts,
    first: place === 0,
    last: place + extent(items, place) === items.length,
    move: (by) => move(one, by).catch(acts.tell),
    write: write(place + 1),
    remove: remove(one),
    change: (json) => change(one.number, json).catch(acts.tell),
    elide: then(() => elide(one, (elided) => change(one.number, { elided })), () => one.number, ".elide"),
  }));
  const head = heading(found, {
    rename: then(() => rename(found), () => null, ""),
    erase: () => erase(found).then((done) => done && left()).catch(acts.tell),
    write: write(0),
    save: (format) => save(id, found.title, format).catch(acts.tell),
  });
  return el("div", { class: "browse" }, head, parts.length ? el("ol", { class: "citations items" }, parts) : el("p", {}, t("drafts.empty")));
}

/** What the draft is called, and what is done to the whole of it. */
function heading({ title, by, created }, acts) {
  const button = (name, act) => el("button", { type: "button", class: "link quiet", onclick: act }, t(name));
  const files = Object.entries(FORMATS).map(([format, name]) => el("button", { type: "button", class: "link", onclick: () => acts.save(format) }, name));
  return [
    el("p", { class: "back" }, el("a", { href: "/drafts" }, t("drafts"))),
    foreign("h1", title),
    el("p", { class: "detail" }, [t("drafts.by"), " ", foreign("bdi", by), " · ", day(created)]),
    el("p", { class: "acts" }, [button("rename.short", acts.rename), button("delete.short", acts.erase), button("drafts.write", acts.write)]),
    el("p", { class: "acts", role: "group", "aria-label": t("drafts.save") }, el("span", { class: "caption" }, t("drafts.save")), files),
  ];
}

const rename = ({ id, title }) => ask({
  title: t("rename.short"),
  content: [field("title", t("title"), { value: title, required: true, maxlength: 200 })],
  submit: (form) => request(at(id), { method: "PATCH", json: { title: form.elements.title.value } }),
});

const erase = ({ id, title }) => ask({
  title: t("delete.short"),
  content: [el("p", {}, t("drafts.sure")), foreign("p", title, null, { class: "quoted" })],
  done: t("delete.short"),
  danger: true,
  submit: () => request(at(id), { method: "DELETE" }),
});

/** How many parts go with the one in a place: with a heading what stands below it, up to the next one. */
function extent(items, place) {
  if (items[place].kind !== "heading") return 1;
  const next = items.findIndex((one, other) => other > place && one.kind === "heading");
  return (next < 0 ? items.length : next) - place;
}

/** The parts with one a place further, or with its whole section past the section before or after. */
function moved(items, place, by) {
  const size = extent(items, place);
  const heads = items[place].kind === "heading";
  const before = heads ? Math.max(items.slice(0, place).findLastIndex((one) => one.kind === "heading"), 0) : place - 1;
  const to = by < 0 ? before : place + (heads ? extent(items, place + size) : 1);
  return items.toSpliced(place, size).toSpliced(to, 0, ...items.slice(place, place + size));
}

/** What has the focus once a part is gone: what came after it, or else before; as long as it is there. */
const neighbour = (items, one) => items.slice(items.indexOf(one) + 1).concat(items.slice(0, items.indexOf(one)).reverse()).find((other) => $(`item-${other.number}`));

/** Ask for a heading or a text, and keep it; its number, or null. */
function written(id) {
  const kinds = ["text", "heading"].map((kind) => el("option", { value: kind }, t(`drafts.${kind}`)));
  return ask({
    title: t("drafts.write"),
    content: [
      el("label", {}, el("span", {}, t("drafts.kind")), el("select", { name: "kind" }, kinds)),
      field("text", t("drafts.own"), { rows: 4, required: true, ...MOST }, "textarea"),
      el("p", { class: "hint" }, t("drafts.hint")),
    ],
    submit: async (form) => {
      const { kind, text } = form.elements;
      const told = await request(at(id, "/texts"), { method: "POST", json: { kind: kind.value, text: text.value.trim() } });
      return (await told.json()).number;
    },
  });
}

/** Ask whether what stands below a heading goes with it; what is to go, or null. */
function section(items, heading) {
  const place = items.indexOf(heading);
  const below = items.slice(place + 1, place + extent(items, place));
  if (!below.length) return [heading];
  const all = el("label", { class: "check" }, el("input", { type: "checkbox", name: "all" }), el("span", {}, t("drafts.with", { n: below.length })));
  return ask({
    title: t("drafts.remove"),
    content: [foreign("p", heading.text, null, { class: "quoted" }), all],
    done: t("drafts.remove"),
    danger: true,
    submit: async (form) => (form.elements.all.checked ? [heading, ...below] : [heading]),
  });
}

async function save(id, title, format) {
  const file = await (await request(at(id, `/file?${new URLSearchParams({ format, labels: tongue })}`))).blob();
  const href = URL.createObjectURL(file);
  el("a", { href, download: `${title}.${format}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}

function part(one, acts) {
  const { citation } = one;
  const n = citation ? String(citation.number) : one.text ? `“${one.text.slice(0, NAMED)}”` : t("drafts.gone.short");
  const button = (name, sign, act, off = false) => el("button", { type: "button", class: `plain ${name}`, "aria-label": t(`drafts.${name}`, { n }), title: t(`drafts.${name}`, { n }), disabled: off, onclick: act }, sign);
  const order = [button("up", "↑", () => acts.move(-1), acts.first), citation && el("span", { "aria-hidden": "true" }, n), button("down", "↓", () => acts.move(1), acts.last), button("below", "+", acts.write)];
  const out = el("button", { type: "button", class: "link quiet", "aria-label": t("drafts.remove.of", { n }), onclick: acts.remove }, t("drafts.remove"));
  const body = one.text == null ? place(one, n, out, acts) : typed(one, out, acts);
  return el("li", { class: `citation ${citation?.kind ?? ""}`, id: `item-${one.number}` }, el("div", { class: "order" }, order), body);
}

/** A quotation: its words as the record has them, and a note of one's own. */
function place(one, n, out, { open, change, elide }) {
  const { citation, become } = one;
  const shown = citation && quoted({ ...citation, quote: one.words });
  const stamp = become && el("p", { class: "stamp" }, t(`become.${become.what}`, { now: become.now, day: day(become.on) ?? t("day.unknown") }));
  const read = citation && el("button", { type: "button", class: "link", onclick: () => open(citation) }, t("read"));
  const less = citation && el("button", { type: "button", class: "link quiet elide", "aria-label": t("drafts.elide.of", { n }), onclick: elide }, t("drafts.elide"));
  const elided = one.elided.length || one.shortened ? el("p", { class: "detail" }, t("drafts.elided")) : null;
  const line = one.line && foreign("p", one.line, null, { class: "detail" });
  const text = control(one.note, keep, { "aria-label": t("drafts.note.of", { n }) });
  const note = el("label", { class: "typed" }, el("span", { class: "label" }, t("drafts.note")), text);
  const blank = () => note.classList.toggle("blank", !text.value.trim()); // not on paper
  function keep() {
    blank();
    change({ note: text.value });
  }
  blank();
  return el("div", {}, shown, stamp, elided, line, el("p", { class: "acts" }, read, less, out), note, checks(one));
}

/** What the quotations in what somebody has typed are to the archive. */
const checks = ({ checked }) => checked.map(({ sound, quote, why }) => el("p", { class: sound ? "detail" : "stamp" }, t(sound ? "drafts.sound" : "drafts.amiss", { quote, why: why.join("; ") })));

/** What somebody has typed, as theirs. */
function typed(one, out, { change }) {
  const text = control(one.text, keep, { class: one.kind === "heading" ? "heading" : null, "aria-label": t(`drafts.${one.kind}`) });
  function keep() {
    if (text.value.trim()) change({ text: text.value.trim() });
    else text.value = one.text; // what is to go is removed
  }
  return el("div", { class: "typed" }, text, el("p", { class: "acts" }, el("span", { class: "label" }, t("drafts.typed"), " ", foreign("bdi", one.by)), out), checks(one));
}

function control(value, keep, properties) {
  const made = el("textarea", { rows: 1, dir: "auto", autocomplete: "off", ...MOST, onchange: keep, ...properties });
  made.value = value; // as a child it would be shown with signs, and saved without what they stand for
  return made;
}
