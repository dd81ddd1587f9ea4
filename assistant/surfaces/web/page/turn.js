// A turn: the question, how it was read, and the reply.

import { card } from "./citation.js";
import { el, foreign } from "./dom.js";
import { ANSWER, opinions } from "./feedback.js";
import { markdown } from "./markdown.js";
import { chips } from "./reading.js";
import { day, t } from "./words.js";

/** A turn as it stands, growing or whole. `acts` has what can be done with it: open, correct, again, copy, tell. */
export function turnView(turn, others) {
  const acts = { ...others, turn };
  const view = el("section", { class: "turn", id: turn.turn ? `turn-${turn.turn}` : null, "aria-busy": String(!turn.asked) });
  view.append(foreign("h2", turn.question, turn.read_as?.language, { class: "question" }));
  if (turn.read_as) view.append(chips(turn, (reading) => acts.again(turn.question, reading)));
  view.append(...reply(turn, acts));
  if (turn.asked && turn.read_as) view.append(foot(turn, acts));
  return view;
}

function reply(turn, acts) {
  if (turn.steps) return [list("steps", turn.steps)];
  if (turn.unmet) return [el("p", { class: "refusal" }, turn.unmet)];
  if (turn.shown) return [cards([turn.shown], acts)];
  const parts = turn.answered ? answer(turn, acts) : refusal(turn.refusal, acts);
  if (turn.notes.length) parts.push(list("notes", turn.notes));
  return parts;
}

function answer(turn, acts) {
  const parts = [];
  if (turn.mode === "model") parts.push(claims(turn, acts));
  parts.push(cards(turn.citations, acts, turn.translations));
  for (const [relation, pieces] of grouped(turn.context)) {
    const title = relation ? t(`beside.${relation}`) : t("beside");
    parts.push(el("h3", { class: "beside" }, title), cards(pieces, acts));
  }
  return parts;
}

/** A model's sentences, each with the numbers of what it rests on. */
function claims(turn, acts) {
  const cited = new Map(turn.citations.map((one) => [one.number, one]));
  return el("div", { class: "claims", lang: turn.read_as.language, dir: "auto" }, turn.claims.map((claim) => el("p", {}, claim.text, claim.citations.map((number) => el(
    "button",
    { type: "button", class: "ref", "aria-label": t("citation.open", { n: number }), onclick: () => cited.has(number) && acts.open(cited.get(number)) },
    String(number),
  )))));
}

function cards(citations, acts, translations = []) {
  const by = new Map(translations.map((one) => [one.number, one]));
  return el("ol", { class: "citations" }, citations.map((citation) => {
    const made = card(citation, acts);
    const other = by.get(citation.number);
    if (other) made.querySelector(".words").after(el("p", { class: "translation" }, el("span", {}, t("translation", { by: other.by })), " ", foreign("bdi", other.text)));
    return made;
  }));
}

function refusal(refused, acts) {
  const { searched } = refused;
  const days = [searched.since && t("searched.since", { day: day(searched.since) }), searched.until && t("searched.until", { day: day(searched.until) })];
  const looked = [t("searched.articles", { n: searched.articles }), t("searched.quotations", { n: searched.quotations }), ...days].filter(Boolean);
  const parts = [
    el("p", { class: "refusal", lang: "en" }, refused.reason),
    el("p", { class: "searched" }, `${t("searched")} `, looked.join(" · ")),
  ];
  if (refused.nearest.length) parts.push(el("h3", { class: "beside" }, t("nearest")), cards(refused.nearest, acts));
  return parts;
}

function list(name, lines) {
  return el("ul", { class: name, lang: "en", "aria-label": t(name) }, lines.map((line) => el("li", { dir: "auto" }, line)));
}

function foot(turn, acts) {
  const link = `${location.origin}/c/${encodeURIComponent(turn.conversation)}#turn-${turn.turn}`;
  const button = (name, act) => el("button", { type: "button", class: "link quiet", onclick: act }, t(name));
  return el(
    "p",
    { class: "acts foot" },
    button("copy", () => acts.copy(markdown(turn), "copied")),
    button("permalink", () => acts.copy(link, "copied.link")),
    button("retry", () => acts.again(turn.question, null)),
    opinions(turn, ANSWER, { tell: acts.tell }),
  );
}

function grouped(pieces) {
  const groups = [];
  for (const one of pieces) {
    if (groups.at(-1)?.[0] === one.relation) groups.at(-1)[1].push(one);
    else groups.push([one.relation, [one]]);
  }
  return groups;
}
