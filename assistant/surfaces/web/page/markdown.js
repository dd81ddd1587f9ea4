// An answer as Markdown, every citation a footnote.

import { day, t } from "./words.js";

/** Text as Markdown shows it, character for character. */
const plain = (text) => text.replace(/[\\`*_{}[\]<>#|~$&]/g, "\\$&").replace(/\s*\n\s*/g, " ");

export function markdown(turn) {
  const cited = turn.answered ? [...turn.citations, ...turn.context] : turn.refusal.nearest;
  const parts = [`**${plain(turn.question)}**`];
  if (turn.mode === "model") parts.push(turn.claims.map((one) => plain(one.text) + one.citations.map((n) => `[^${n}]`).join("")).join(" "));
  if (turn.refusal) parts.push(plain(turn.refusal.reason));
  if (turn.refusal && cited.length) parts.push(`*${t("nearest")}*`);
  for (const one of cited) parts.push(`> ${words(one)}[^${one.number}]`);
  parts.push(cited.map(note).join("\n"));
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function words(one) {
  return one.kind === "direct" || one.kind === "mixed" ? `“${plain(one.quote)}”` : plain(one.quote);
}

function note(one) {
  const { speaker, article } = one;
  const who = speaker ? [speaker.name, speaker.role].filter(Boolean).join(", ") : one.kind === "passage" ? null : t("speaker.unknown");
  const where = [article.title && `“${article.title}”`, article.outlet, day(article.published)].filter(Boolean).join(", ");
  const address = /^https?:\/\/[^\s<>]+$/.test(article.url ?? "") ? ` <${article.url}>` : "";
  return `[^${one.number}]: ${[who, where].filter(Boolean).map(plain).join(". ")}.${address}`;
}
