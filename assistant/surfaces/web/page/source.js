// The source panel: a whole article, the words cited set off in it and scrolled to.

import { also, source as where, speaker } from "./citation.js";
import { $, el, foreign } from "./dom.js";
import { get } from "./server.js";
import { t } from "./words.js";

const NARROW = matchMedia("(max-width: 70rem)"); // as in style.css: the panel lies over the page
let opener = null;

/** Show a citation in its article, or an article by itself. */
export async function openSource({ article, start, end, ...citation }) {
  const panel = $("source");
  if (panel.hidden) opener = document.activeElement;
  const found = await get("/api/article", { id: article.id, revision: article.revision, start, end });
  const cited = start == null ? null : { ...citation, language: found.language, article: found };
  panel.replaceChildren(head(found, cited), body(found));
  panel.hidden = false;
  document.body.classList.add("with-source");
  covered(NARROW.matches);
  const mark = panel.querySelector("mark");
  if (mark) mark.scrollIntoView({ block: "center" });
  (mark ?? panel).focus({ preventScroll: true });
}

export function closeSource() {
  const panel = $("source");
  if (panel.hidden) return;
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("with-source");
  covered(false);
  if (opener?.isConnected) opener.focus();
  else $("main").focus();
}

/** What lies under the panel is out of reach while it does. */
function covered(under) {
  for (const id of ["main", "side"]) $(id).inert = under;
  $("source").role = under ? "dialog" : "complementary";
  $("source").ariaModal = under ? "true" : null;
}

function head(article, cited) {
  const close = el("button", { type: "button", class: "close", "aria-label": t("close"), onclick: closeSource }, "×");
  const title = foreign("h2", article.title ?? t("untitled"), article.language);
  const link = article.original && el("a", { href: article.original, target: "_blank", rel: "noopener noreferrer" }, t("original"));
  const earlier = article.revision > 1 && el("span", {}, t("revision", { number: article.revision }));
  return el("div", { class: "head" }, close, title, where(article, article), cited && speaker(cited), cited?.renderings && also(cited, openSource), el("p", { class: "acts" }, link, earlier));
}

function body(article) {
  const [before, cited, after] = article.pieces;
  const mark = cited === undefined ? null : el("mark", { tabindex: "-1" }, cited);
  const text = el("div", { class: "text", lang: article.language, dir: "auto" }, before, mark, after);
  return el("div", { class: "body", tabindex: "0", role: "region", "aria-label": t("source.text") }, text);
}

NARROW.addEventListener("change", () => covered(NARROW.matches && !$("source").hidden));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) closeSource();
});
