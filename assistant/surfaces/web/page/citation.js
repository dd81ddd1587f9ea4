// A citation: the words, who said them, where that stands.

import { el, foreign } from "./dom.js";
import { opinions } from "./feedback.js";
import { day, languageName, t } from "./words.js";

const CHANGES = 3; // differences of a rendering that are told

/** The words of a citation; indirect speech is the outlet's wording, and has no marks. */
export function words(citation) {
  const marked = citation.kind === "direct" || citation.kind === "mixed";
  return foreign("blockquote", citation.quote, citation.language, { class: marked ? "words marked" : "words" });
}

export function speaker(citation) {
  const { speaker: who, kind } = citation;
  const labels = [kind === "direct" ? null : t(`kind.${kind}`)];
  if (citation.rendered_by) labels.push(t("rendered", { outlet: citation.rendered_by }));
  if (citation.corrected) labels.push(t("corrected", { by: citation.corrected.by }));
  const label = labels.filter(Boolean).join(" · ");
  const line = el("p", { class: "speaker" });
  if (who) {
    line.append(foreign("bdi", who.name, null, { class: "who" }));
    if (who.role) line.append(", ", foreign("bdi", who.role, citation.language));
    if (who.actor) line.append(" ", el("span", { class: "actor" }, t("for", { actor: who.actor })));
  } else if (kind !== "passage") {
    line.append(el("span", { class: "unknown" }, t("speaker.unknown")));
  }
  if (label) line.append(" ", el("span", { class: "label" }, label));
  return line;
}

export function source(citation, article = citation.article) {
  const parts = [
    article.outlet && foreign("bdi", article.outlet),
    article.published && el("time", { datetime: article.published }, day(article.published)),
    citation.language && citation.language !== "und" && languageName(citation.language),
    citation.via && [t("via"), " ", foreign("bdi", citation.via)],
  ].filter(Boolean);
  return el("p", { class: "where" }, parts.length ? parts.map((part) => el("span", {}, part)) : t("where.unknown"));
}

/** The words, who said them and where, without what can be done with them. */
export const quoted = (citation) => el("div", {}, words(citation), speaker(citation), source(citation));

/** The other outlets that have the words, once each, with how theirs differ. */
export function also(citation, open) {
  const others = citation.renderings.filter((one) => one.article.id !== citation.article.id || one.relation === "differs");
  if (!others.length) return null;
  const items = others.map((one) => {
    const told = [day(one.article.published, "short"), difference(one)].filter(Boolean).join(", ");
    const name = foreign("bdi", one.article.outlet ?? one.article.id);
    return el("li", {}, el("button", { type: "button", class: "link", onclick: () => open(asCitation(citation, one)) }, name), told && ` (${told})`);
  });
  const sources = citation.sources < citation.outlets.length ? t("sources", { n: citation.sources }) : null;
  return el("div", { class: "also" }, el("span", {}, t("also")), el("ul", {}, items), sources && el("span", {}, sources));
}

function difference(one) {
  if (one.relation !== "differs") return one.relation === "same" ? null : t(`relation.${one.relation}`);
  const changes = one.difference.slice(0, CHANGES).map(([op, ours, theirs]) => t(`change.${op}`, { ours, theirs }));
  const more = one.difference.length - CHANGES;
  return t("relation.differs", { changes: changes.join(", ") }) + (more > 0 ? ` ${t("change.more", { n: more })}` : "");
}

/** A rendering as a citation that can be opened. */
function asCitation(citation, one) {
  return { ...citation, ...one, renderings: [], language: one.language ?? null };
}

/** What can be said of it: in an answer whether it is good, anywhere who has said it. */
function judged(citation, turn, correct, tell) {
  const setting = citation.kind !== "passage" && (() => correct(citation));
  const parts = [];
  const answers = turn?.asked && turn.read_as; // another turn shows what an answer before has
  if (answers) parts.push(opinions(turn, citation.number, { tell, correct: citation.speaker && setting }));
  if (setting && !(answers && citation.speaker)) {
    const name = citation.speaker ? "feedback.wrong speaker" : "correct.set";
    parts.push(el("button", { type: "button", class: "link quiet", onclick: setting }, t(name)));
  }
  return parts;
}

/** The whole card. `open` is given a citation to show in its article, `correct` one whose speaker is wrong; `turn` is the
 * turn that it stands in, if it stands in any. */
export function card(citation, { open, correct, collect, tell, turn }) {
  const number = el(
    "button",
    { type: "button", class: "number", "aria-label": t("citation.open", { n: citation.number }), onclick: () => open(citation) },
    String(citation.number),
  );
  const replies = citation.replies_to && el("p", { class: "replies" }, `${t("replies")} `, foreign("bdi", citation.replies_to.text, citation.language));
  const learned = citation.actor_from && el("p", { class: "learned" }, t("learned", { article: citation.actor_from.article }));
  const acts = el(
    "p",
    { class: "acts" },
    el("button", { type: "button", class: "link", onclick: () => open(citation) }, t("read")),
    el("button", { type: "button", class: "link quiet", onclick: () => collect(citation) }, t("drafts.add")),
    judged(citation, turn, correct, tell),
  );
  const made = el(
    "li",
    { class: `citation ${citation.kind}`, "data-number": citation.number },
    number,
    el("div", {}, words(citation), speaker(citation), source(citation), replies, learned, also(citation, open), acts),
  );
  made.querySelector(".words").addEventListener("click", () => {
    if (getSelection().isCollapsed) open(citation); // whoever selects words wants to copy them
  });
  return made;
}
