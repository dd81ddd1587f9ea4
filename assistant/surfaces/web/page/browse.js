// Pages to look around in: who is quoted, and what the archive holds.

import { card } from "./citation.js";
import { el, foreign } from "./dom.js";
import { get } from "./server.js";
import { byMonth, timeline } from "./timeline.js";
import { day, languageName, number, t } from "./words.js";

/** Everyone quoted, or the quotations of the speaker or actor that the address names. */
export function people(parameters, acts) {
  const [speaker, actor] = ["speaker", "actor"].map((name) => parameters.get(name));
  return speaker || actor ? quotations({ speaker, actor }, acts) : everyone();
}

async function everyone() {
  const found = await get("/api/speakers");
  const people = new Map();
  for (const one of found) {
    const known = people.get(one.name) ?? { ...one, quotations: 0 };
    people.set(one.name, { ...known, quotations: known.quotations + one.quotations });
  }
  const actors = new Map();
  for (const one of found) if (one.actor) actors.set(one.actor, (actors.get(one.actor) ?? 0) + one.quotations);
  const rows = [...people.values()].sort((a, b) => b.quotations - a.quotations).map((one) => el(
    "li",
    { "data-words": `${one.name} ${one.role ?? ""} ${one.actor ?? ""}`.toLowerCase() },
    foreign("a", one.name, null, { href: `/people?${new URLSearchParams({ speaker: one.name })}` }),
    foreign("span", [one.role, one.actor && t("for", { actor: one.actor })].filter(Boolean).join(" · "), null, { class: "detail" }),
    el("span", { class: "count" }, t("quotations", { n: one.quotations })),
  ));
  const filter = el("input", { type: "search", "aria-label": t("people.search"), placeholder: t("people.search"), autocomplete: "off" });
  filter.addEventListener("input", () => {
    for (const row of rows) row.hidden = !row.dataset.words.includes(filter.value.toLowerCase());
  });
  const sorted = [...actors].sort((a, b) => b[1] - a[1]);
  return el(
    "div",
    { class: "browse" },
    el("h1", {}, t("people")),
    el("ul", { class: "chips" }, sorted.map(([name, count]) => el("li", {}, el("a", { class: "chip", href: `/people?${new URLSearchParams({ actor: name })}` }, foreign("bdi", name), el("span", {}, number(count)))))),
    filter,
    el("ul", { class: "rows" }, rows),
  );
}

async function quotations(who, acts) {
  const found = await get("/api/quotations", who);
  const name = who.speaker ?? who.actor;
  const roles = [...new Set(found.map((one) => one.speaker?.role).filter(Boolean))];
  const months = byMonth(found.map((one) => one.article.published));
  return el(
    "div",
    { class: "browse" },
    el("p", { class: "back" }, el("a", { href: "/people" }, t("people"))),
    foreign("h1", name),
    who.speaker && el("p", { class: "detail", dir: "auto" }, roles.slice(0, 4).join(" · ")),
    el("p", {}, t("quotations", { n: found.length })),
    Object.keys(months).length ? el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("people.months") }, timeline(months, name)) : null,
    el("ol", { class: "citations" }, found.map((one) => card(one, acts))),
  );
}

/** What the archive holds, in numbers, or the articles that the address asks for by their outlet or their words. */
export function archive(parameters, acts) {
  const [outlet, words] = ["outlet", "words"].map((name) => parameters.get(name));
  return outlet || words ? published(outlet, words, acts) : holdings(acts);
}

async function published(outlet, words, acts) {
  const found = await get("/api/articles", { outlet, words });
  const told = words && el("p", { class: "detail", role: "status" }, t("archive.found", { n: found.length }), " ", foreign("bdi", `“${words}”`));
  return el(
    "div",
    { class: "browse" },
    el("p", { class: "back" }, el("a", { href: "/archive" }, t("archive"))),
    outlet ? foreign("h1", outlet) : el("h1", {}, t("archive.articles")),
    search(acts, outlet, words),
    told,
    el("ul", { class: "rows" }, found.map((one) => row(one, acts))),
  );
}

/** A form that looks for articles, of an outlet where one is given. */
function search(acts, outlet, words) {
  const field = el("input", { type: "search", name: "words", "aria-label": t("archive.search"), placeholder: t("archive.search"), autocomplete: "off", dir: "auto", required: true });
  field.value = words ?? "";
  const asked = (event) => {
    event.preventDefault();
    acts.go(`/archive?${new URLSearchParams({ ...(outlet && { outlet }), words: field.value })}`);
  };
  return el("form", { class: "search", role: "search", onsubmit: asked }, field, el("button", { type: "submit" }, t("archive.look")));
}

function row(article, acts) {
  return el(
    "li",
    {},
    el("button", { type: "button", class: "link", onclick: () => acts.open({ article, kind: "passage", start: article.start, end: article.end }) }, foreign("bdi", article.title ?? article.id, article.language)),
    el("span", { class: "detail" }, [article.outlet && foreign("bdi", article.outlet), article.outlet && article.published && " · ", day(article.published)]),
  );
}

async function holdings(acts) {
  const state = await get("/api/archive");
  const counted = ["articles", "quotations", "passages", "revisions"].map((name) => el("div", {}, el("dt", {}, t(`archive.${name}`)), el("dd", {}, number(state[name]))));
  const rows = state.latest.map((one) => row(one, acts));
  const rejected = state.rejected.map((one) => el(
    "li",
    {},
    foreign("span", one.source),
    foreign("span", one.reason, "en", { class: "detail" }),
    el("span", { class: "count" }, day(one.last, "short")),
  ));
  return el(
    "div",
    { class: "browse" },
    el("h1", {}, t("archive")),
    search(acts, null, null),
    el("dl", { class: "numbers" }, counted),
    el("p", { class: "detail" }, [state.first && `${day(state.first)} – ${day(state.last)}`, `${t("archive.embedder")} ${state.embedder}`, state.model ? `${t("archive.model")} ${state.model}` : t("archive.no-model"), state.waiting ? t("archive.waiting", { n: state.waiting }) : null].filter(Boolean).join(" · ")),
    el("h2", {}, t("archive.months")),
    el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("archive.months") }, timeline(state.months, t("archive.articles"))),
    el("div", { class: "columns" }, tally(t("archive.languages"), state.languages, languageName), tally(t("archive.outlets"), state.outlets, (name) => (name ? foreign("a", name, null, { href: `/archive?${new URLSearchParams({ outlet: name })}` }) : t("archive.no-outlet"))), tally(t("archive.arrivals"), state.arrivals, day)),
    el("h2", {}, t("archive.latest")),
    el("ul", { class: "rows" }, rows),
    rejected.length ? [el("h2", {}, t("archive.rejected")), el("p", { class: "detail" }, t("archive.retry")), el("ul", { class: "rows" }, rejected)] : null,
  );
}

function tally(title, counts, named) {
  const rows = Object.entries(counts).map(([name, count]) => el("tr", {}, foreign("th", named(name), null, { scope: "row" }), el("td", {}, number(count))));
  return el("table", {}, el("caption", {}, title), el("tbody", {}, rows));
}
