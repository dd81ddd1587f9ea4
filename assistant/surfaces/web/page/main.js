// The page: which part of it shows, and what the parts share.

import { acceptArticles } from "./add.js";
import { archive, people } from "./browse.js";
import { Chat } from "./chat.js";
import { correct } from "./correct.js";
import { ask, field } from "./dialog.js";
import { $, el } from "./dom.js";
import { draft } from "./draft.js";
import { collect, drafts } from "./drafts.js";
import { keepHistory, listHistory, markCurrent } from "./history.js";
import { Failed, get, onUnknown, request } from "./server.js";
import { closeSource, openSource } from "./source.js";
import { choose, preferred, speak, t } from "./words.js";

const BROWSED = /^\/(people|archive|drafts)(\/|$)/; // addresses that are no conversation
const stage = $("stage");
const acts = {
  open: (citation) => openSource(citation).catch(tell),
  correct: async (citation) => { if (await correct(citation)) { toast(t("correct.done")); await (chat.shown ? chat.again() : show()); } },
  tell,
  go,
  collect: (citation) => collect(citation).then((title) => title && toast(t("drafts.added", { title }))).catch(tell),
  copy: async (text, told) => { await navigator.clipboard.writeText(text); toast(t(told)); },
};
const chat = new Chat(stage, acts);

function tell(error) {
  toast(error.message);
}

let fading;
function toast(text) {
  const status = $("status");
  status.textContent = text;
  status.className = "toast";
  clearTimeout(fading);
  fading = setTimeout(() => { status.className = "hidden"; }, 4000);
}

/** What an address names by its last part. */
const named = (pathname) => decodeURIComponent(pathname.slice(pathname.lastIndexOf("/") + 1));

function go(address) {
  history.pushState(null, "", address);
  return show();
}

let visits = 0; // of addresses: what one shows that was left meanwhile is not shown

/** Show what the address names. */
function show() {
  const { pathname, searchParams } = new URL(location);
  closeSource();
  chat.leave();
  document.body.classList.toggle("browsing", BROWSED.test(pathname));
  document.title = t("product");
  markCurrent();
  return (chat.opening = fill(pathname, searchParams, ++visits));
}

async function fill(pathname, parameters, visit) {
  let made;
  try {
    made = await page(pathname, parameters);
  } catch (error) {
    made = el(
      "div",
      { class: "browse" },
      el("h1", {}, t("error.title")),
      el("p", { class: "error", role: "alert", lang: error instanceof Failed ? "en" : null }, error.message),
      el("p", {}, el("a", { href: "/" }, t("new"))),
    );
  }
  if (visit !== visits) return;
  stage.replaceChildren(...[made].flat());
  ($(location.hash.slice(1)) ?? stage.querySelector(".turn:last-child"))?.scrollIntoView({ block: "start" });
}

/** What shows at an address. */
function page(pathname, parameters) {
  if (pathname === "/people") return people(parameters, acts);
  if (pathname === "/archive") return archive(parameters, acts);
  if (pathname === "/drafts") return drafts();
  if (pathname.startsWith("/drafts/")) return draft(named(pathname), acts, show, () => go("/drafts"));
  return chat.open(pathname.startsWith("/c/") ? named(pathname) : null);
}

/** Whether nothing on the page would be lost if it was shown anew. */
const idle = () => !chat.running && !chat.shown && $("source").hidden && !location.pathname.startsWith("/drafts/");

/** Links within the page change what shows; everything else goes its own way. */
function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link || link.target || link.origin !== location.origin || link.hash || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  menu(false);
  go(link.href).then(() => (link.pathname === "/" ? $("question") : $("main")).focus());
}

function menu(open) {
  document.body.classList.toggle("with-menu", open);
  $("menu").setAttribute("aria-expanded", String(open));
}

function compose() {
  const question = $("question");
  const send = (event) => {
    event.preventDefault();
    if (chat.running || !question.value.trim()) return;
    if (document.body.classList.contains("browsing")) {
      history.pushState(null, "", "/");
      document.body.classList.remove("browsing");
      chat.id = null;
    }
    chat.ask(question.value);
    question.value = "";
    grow();
  };
  const grow = () => {
    question.style.height = "auto";
    question.style.height = `${question.scrollHeight}px`;
  };
  $("composer").addEventListener("submit", send);
  $("stop").addEventListener("click", () => { chat.leave(); question.focus(); });
  question.addEventListener("input", grow);
  question.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea, select, dialog")) { event.preventDefault(); question.focus(); }
  });
}

/** Whoever has a token comes in with it. */
let entering = null;
const enter = () => (entering ??= ask({
  title: t("enter"),
  content: [field("token", t("enter.token"), { type: "password", required: true, dir: "ltr" })],
  done: t("enter.do"),
  closes: false,
  submit: (form) => request("/api/session", { method: "POST", json: { token: form.elements.token.value } }),
}).finally(() => { entering = null; $("leave").hidden = false; }));

async function start() {
  await speak(preferred());
  choose($("tongue"));
  onUnknown(enter);
  const session = await get("/api/session");
  $("leave").hidden = session.open || !session.user;
  $("leave").addEventListener("click", async () => { await request("/api/session", { method: "DELETE" }); location.assign("/"); });
  $("menu").addEventListener("click", () => menu(!document.body.classList.contains("with-menu")));
  document.addEventListener("click", follow);
  addEventListener("popstate", show);
  compose();
  keepHistory((id) => { if (id === chat.id) go("/"); });
  acceptArticles(() => { if (idle()) show(); }, toast);
  await Promise.all([show(), listHistory()]);
  document.body.classList.add("ready");
}

start();
