// The conversations there are: listed, searched, renamed, deleted.

import { ask, field } from "./dialog.js";
import { $, el, foreign } from "./dom.js";
import { get, request } from "./server.js";
import { t } from "./words.js";

const PAUSE = 200; // milliseconds without a key, before what was typed is searched for

let gone = () => {};
let asked = 0; // how often the list was asked for: of two answers, the one to the later question stands

/** Keep the list; `deleted` is told the id of a conversation that is no longer there. */
export function keepHistory(deleted) {
  gone = deleted;
  let waiting;
  $("history-words").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(listHistory, PAUSE);
  });
}

export async function listHistory() {
  const mine = ++asked;
  const found = await get("/api/conversations", { words: $("history-words").value });
  if (mine !== asked) return;
  const line = document.activeElement.closest("#history li");
  const place = line && parts(line).indexOf(document.activeElement);
  $("history").replaceChildren(...(found.length ? found.map(item) : [el("li", { class: "none" }, t("history.none"))]));
  markCurrent();
  if (line) refocus(parts(line)[0].pathname, place);
}

const parts = (line) => [...line.querySelectorAll("a, button")];

/** The focus stays at its conversation; where that is gone, it goes to where one looks for others. */
function refocus(pathname, place) {
  const line = [...$("history").children].find((one) => parts(one)[0]?.pathname === pathname);
  (line ? parts(line)[place] : $("history-words")).focus();
}

export function markCurrent() {
  for (const link of document.querySelectorAll(".side a")) {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function item(one) {
  const act = (name, sign, then) => el("button", { type: "button", class: "plain", "aria-label": t(name, { title: one.title }), title: t(`${name}.short`), onclick: then }, sign);
  return el(
    "li",
    {},
    foreign("a", one.title, null, { href: address(one) }),
    el("span", { class: "tools" }, act("rename", "✎", () => rename(one)), act("delete", "×", () => erase(one))),
  );
}

async function rename(one) {
  await ask({
    title: t("rename.short"),
    content: [field("title", t("title"), { value: one.title, required: true, maxlength: 200 })],
    submit: (form) => request(`/api/conversations/${one.id}`, { method: "PATCH", json: { title: form.elements.title.value } }),
  });
  await listHistory();
}

async function erase(one) {
  const done = await ask({
    title: t("delete.short"),
    content: [el("p", {}, t("delete.sure")), foreign("p", one.title, null, { class: "quoted" })],
    done: t("delete.short"),
    danger: true,
    submit: () => request(`/api/conversations/${one.id}`, { method: "DELETE" }),
  });
  if (done) gone(one.id);
  await listHistory();
}

const address = (one) => `/c/${encodeURIComponent(one.id)}`;
