// Drafts: citations collected for a briefing.

import { quoted } from "./citation.js";
import { ask, field } from "./dialog.js";
import { el, foreign } from "./dom.js";
import { get, request } from "./server.js";
import { day, t } from "./words.js";

const LAST = "briefings-draft"; // the one that was added to last is offered first
export const at = (id, rest = "") => `/api/drafts/${encodeURIComponent(id)}${rest}`;

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
