// Drafts: citations collected for a briefing, in an order and with notes of one's own.

import { quoted } from "./citation.js";
import { ask, field } from "./dialog.js";
import { $, el, foreign } from "./dom.js";
import { get, request } from "./server.js";
import { day, t } from "./words.js";

const LAST = "briefings-draft"; // the one that was added to last is offered first
const at = (id, rest = "") => `/api/drafts/${encodeURIComponent(id)}${rest}`;

/** Ask which draft a citation goes to, and put it there; the draft's title, or null. */
export async function collect(citation) {
  const drafts = await get("/api/drafts");
  const last = localStorage.getItem(LAST);
  const options = drafts.map((one) => el("option", { value: one.id, selected: one.id === last }, one.title));
  const title = field("title", t("drafts.new"), { maxlength: 200, required: !drafts.length });
  const choice = drafts.length ? el("label", {}, el("span", {}, t("drafts.which")), el("select", { name: "draft" }, options)) : null;
  return ask({
    title: t("drafts.add"),
    content: [quoted(citation), choice, title],
    done: t("add.do"),
    submit: async (form) => {
      const name = form.elements.title.value.trim();
      const id = name ? (await (await request("/api/drafts", { method: "POST", json: { title: name } })).json()).id : form.elements.draft.value;
      const { article, kind, start, end } = citation;
      await request(at(id, "/items"), { method: "POST", json: { kind, start, end, article: article.id, revision: article.revision } });
      localStorage.setItem(LAST, id);
      return name || drafts.find((one) => one.id === id).title;
    },
  });
}

/** All drafts. */
export async function drafts() {
  const found = await get("/api/drafts");
  const rows = found.map((one) => el(
    "li",
    {},
    foreign("a", one.title, null, { href: `/drafts/${encodeURIComponent(one.id)}` }),
    el("span", { class: "detail" }, [day(one.created), " · ", foreign("bdi", one.by)]),
    el("span", { class: "count" }, t("drafts.items", { n: one.items })),
  ));
  const body = rows.length ? el("ul", { class: "rows" }, rows) : el("p", {}, t("drafts.none"));
  return el("div", { class: "browse" }, el("h1", {}, t("drafts")), body);
}

/** One draft, with what can be done to it. `show` shows it anew, `left` what is there when it is gone. */
export async function draft(id, acts, show, left) {
  const found = await get(at(id));
  const change = (then) => () => then().then(show).catch(acts.tell);
  const rename = () => ask({
    title: t("rename.short"),
    content: [field("title", t("title"), { value: found.title, required: true, maxlength: 200 })],
    submit: (form) => request(at(id), { method: "PATCH", json: { title: form.elements.title.value } }),
  });
  const erase = async () => {
    const done = await ask({ title: t("delete.short"), content: [el("p", {}, t("drafts.sure")), foreign("p", found.title, null, { class: "quoted" })], done: t("delete.short"), danger: true, submit: () => request(at(id), { method: "DELETE" }) });
    if (done) left();
  };
  const numbers = found.items.map((one) => one.number);
  const move = async (number, by) => {
    const from = numbers.indexOf(number);
    numbers.splice(from + by, 0, ...numbers.splice(from, 1));
    await request(at(id, "/order"), { method: "PUT", json: { numbers } });
    await show();
    const name = by < 0 ? "up" : "down";
    const moved = $(`item-${number}`);
    (moved.querySelector(`.${name}:enabled`) ?? moved.querySelector(".up:enabled, .down:enabled")).focus();
    $("status").textContent = t("drafts.moved", { n: numbers.indexOf(number) + 1 });
  };
  const items = found.items.map((one, place) => item(one, place, numbers.length, {
    ...acts,
    move: (by) => move(one.number, by).catch(acts.tell),
    remove: change(() => request(at(id, `/items/${one.number}`), { method: "DELETE" })),
    note: (note) => request(at(id, `/items/${one.number}`), { method: "PATCH", json: { note } }).catch(acts.tell),
  }));
  return el(
    "div",
    { class: "browse" },
    el("p", { class: "back" }, el("a", { href: "/drafts" }, t("drafts"))),
    foreign("h1", found.title),
    el("p", { class: "acts" }, [
      el("button", { type: "button", class: "link quiet", onclick: change(rename) }, t("rename.short")),
      el("button", { type: "button", class: "link quiet", onclick: () => erase().catch(acts.tell) }, t("delete.short")),
    ]),
    items.length ? el("ol", { class: "citations items" }, items) : el("p", {}, t("drafts.empty")),
  );
}

function item(one, place, all, { open, move, remove, note }) {
  const { citation, number } = one;
  const n = place + 1;
  const button = (name, sign, act, off = false) => el("button", { type: "button", class: `plain ${name}`, "aria-label": t(`drafts.${name}`, { n }), title: t(`drafts.${name}`, { n }), disabled: off, onclick: act }, sign);
  const text = el("textarea", { rows: 2, dir: "auto", maxlength: 5000, placeholder: t("drafts.note"), "aria-label": t("drafts.note.of", { n }), onchange: () => note(text.value) });
  text.value = one.note; // as a child it would be shown with signs, and saved without what they stand for
  const read = citation && el("button", { type: "button", class: "link", onclick: () => open(citation) }, t("read"));
  const out = el("button", { type: "button", class: "link quiet", "aria-label": t("drafts.remove.of", { n }), onclick: remove }, t("drafts.remove"));
  return el(
    "li",
    { class: `citation ${citation?.kind ?? ""}`, id: `item-${number}` },
    el("div", { class: "order" }, [button("up", "↑", () => move(-1), place === 0), el("span", { "aria-hidden": "true" }, String(n)), button("down", "↓", () => move(1), n === all)]),
    el("div", {}, citation ? quoted(citation) : el("p", { class: "unknown" }, t("drafts.gone")), el("p", { class: "acts" }, read, out), text),
  );
}
