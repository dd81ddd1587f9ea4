// What was handed over to be added, and what becomes of it: the server goes on with it whoever looks, and tells.

import { $, el, foreign } from "./dom.js";
import { get, request } from "./server.js";
import { percent, t } from "./words.js";

const PAUSE = 1000; // milliseconds between questions to the server while something is being added
const OPEN = new Set(["receiving", "waiting", "working"]);

let known = []; // as the server last told them
let asked = 0; // how often it was asked: of two answers, the one to the later question stands
let round = null; // of questions, while any is open
let tell = () => {};
const lists = new Set(); // that show them

/** Keep an eye on them; `ended` is told each that comes to its end. */
export function keepAdditions(ended) {
  tell = ended;
  look().then(watch);
}

/** Hand something over; its id. */
export async function hand(path, options) {
  const { id } = await (await request(path, { method: "POST", ...options })).json();
  await look();
  watch();
  return id;
}

/** Those of these ids, once all have come to their end or are dismissed. */
export async function ended(ids) {
  while (known.some((one) => ids.includes(one.id) && open(one))) await watch();
  return known.filter((one) => ids.includes(one.id));
}

const watch = () => (round ??= follow().finally(() => { round = null; }));

async function follow() {
  while (known.some(open)) {
    await new Promise((then) => setTimeout(then, PAUSE));
    await look();
  }
}

async function look() {
  const mine = ++asked;
  try {
    const found = await get("/api/additions");
    if (mine !== asked) return;
    const were = new Map(known.map((one) => [one.id, one]));
    known = found;
    draw();
    for (const one of known) if (!open(one) && were.has(one.id) && open(were.get(one.id))) tell(one);
  } catch {
    // The server is away: it goes on with them when it is back, and is asked again by then.
  }
}

const open = (one) => OPEN.has(one.state);
export const whole = (one) => one.state === "done" && !one.refused;

/** A list of them that is kept up to date until it leaves the page. */
export function listed() {
  const list = el("ul", { class: "told" });
  lists.add(list);
  draw();
  return list;
}

/** Dismiss those that have been seen and need nobody any more. */
export async function dismissSeen() {
  const seen = known.filter(whole);
  known = known.filter((one) => !whole(one));
  draw();
  await Promise.all(seen.map((one) => request(at(one), { method: "DELETE" })));
}

/** What has become of an addition, in a line. */
export function summary({ name, state, share, reason, ...one }) {
  if (state === "failed") return `${name}: ${reason}`;
  if (state === "done") return t("add.done", { name, fresh: one.new, revised: one.revised, same: one.same });
  const articles = one.new + one.revised;
  return [t(state === "working" ? "add.working" : "add.waiting", { name }), articles && t("welcome.articles", { n: articles }), share != null && percent(share)].filter(Boolean).join(" · ");
}

const at = (one, rest = "") => `/api/additions/${one.id}${rest}`;

function draw() {
  for (const list of lists) {
    if (list.isConnected || !list.drawn) show(list);
    else lists.delete(list);
  }
  const under = known.filter(open);
  const badge = $("adding");
  badge.hidden = !known.length;
  badge.className = known.some((one) => one.state === "failed" || one.refused) ? "badge wrong" : "badge";
  badge.textContent = under.length ? progress(under) : String(known.length);
  badge.title = t(under.length ? "add.under" : "add.reports", { n: under.length || known.length });
}

/** How much of all has been read, where that is known of any. */
function progress(under) {
  const sized = under.filter((one) => one.share != null);
  return sized.length ? percent(sized.reduce((sum, one) => sum + one.share, 0) / under.length) : "…";
}

/** Lines that are still the same stay: what has the focus keeps it. */
function show(list) {
  list.drawn = true;
  const there = new Map([...list.children].map((line) => [line.dataset.id, line]));
  const lines = known.map((one) => {
    const now = JSON.stringify(one);
    const line = there.get(one.id);
    return line?.dataset.told === now ? line : item(one, now);
  });
  const focused = [...list.children].findIndex((line) => line.contains(document.activeElement));
  if (lines.length !== list.children.length || lines.some((line, place) => line !== list.children[place])) list.replaceChildren(...lines);
  if (focused >= 0 && !list.contains(document.activeElement)) (lines[Math.min(focused, lines.length - 1)]?.querySelector("button") ?? list.closest("dialog")?.querySelector("[type=submit]"))?.focus();
}

function item(one, now) {
  const bar = open(one) && el("progress", { max: 1, value: one.share || null, "aria-label": t("add.working", { name: one.name }) });
  const { name } = one;
  const act = (word, then) => el("button", { type: "button", class: "link quiet", "aria-label": t(`${word}.of`, { name }), onclick: then }, t(word));
  const acts = [
    one.repeatable && act("add.again", () => again(one)),
    act(open(one) ? "add.end" : "add.dismiss", () => drop(one)),
  ];
  const refused = one.rejected.map(({ source, reason }) => el("li", { class: "error" }, foreign("bdi", `${source}: ${reason}`)));
  const more = one.refused - one.rejected.length;
  return el(
    "li",
    { "data-id": one.id, "data-told": now },
    el("span", { class: one.state === "failed" ? "error" : null, dir: "auto" }, summary(one)),
    bar,
    refused.length ? el("ul", {}, refused, more > 0 && el("li", { class: "error" }, t("add.more", { n: more }))) : null,
    el("span", { class: "acts" }, acts),
  );
}

async function again(one) {
  await request(at(one, "/again"), { method: "POST" });
  await look();
  watch();
}

async function drop(one) {
  await request(at(one), { method: "DELETE" });
  known = known.filter((other) => other.id !== one.id);
  draw();
}
