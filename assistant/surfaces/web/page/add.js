// Articles to add: files that are chosen or dropped, a text that is pasted, a page at a web address.

import { dismissSeen, ended, hand, keepAdditions, listed, summary, whole } from "./additions.js";
import { ask, field } from "./dialog.js";
import { $, el } from "./dom.js";
import { t } from "./words.js";

/** Have articles added from a button and by dropping files anywhere; `then` is called when some are, and `tell` told of
 * what comes to its end while nobody looks. */
export function acceptArticles(then, tell) {
  $("add").addEventListener("click", () => open([]));
  addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) open([...event.dataTransfer.files]);
  });
  keepAdditions((one) => {
    if (!document.querySelector("dialog .told")) tell(summary(one));
    if (one.new + one.revised) then();
  });
}

async function open(dropped) {
  const files = el("input", { type: "file", name: "files", multiple: true });
  const pasted = el("fieldset", {}, el("legend", {}, t("add.paste")), [
    field("text", t("add.text"), { rows: 6 }, "textarea"),
    field("title", t("add.title")),
    field("outlet", t("reading.outlet")),
    field("published", t("add.published"), { type: "date" }),
    field("url", t("add.url"), { type: "url" }),
  ]);
  const names = dropped.length ? el("p", {}, dropped.map((one) => one.name).join(", ")) : el("label", {}, el("span", {}, t("add.files")), files);
  const status = el("p", { class: "hint", role: "status" });
  await ask({
    title: t("add"),
    content: [listed(), status, names, dropped.length ? null : pasted],
    done: t("add.do"),
    submit: async (form) => {
      const address = form.elements.url?.value.trim();
      const paged = address && !form.elements.text.value.trim();
      const given = [...(dropped.length ? dropped : files.files), ...written(form)];
      if (!given.length && !paged) throw new Error(t("add.nothing"));
      const mine = [];
      for (const file of given) mine.push(await hand(`/api/articles?name=${encodeURIComponent(file.name)}`, { body: file }));
      if (paged) mine.push(await hand("/api/pages", { json: { url: address } }));
      status.textContent = t("add.handed");
      const done = await ended(mine);
      const refused = done.reduce((sum, one) => sum + one.refused, 0);
      if (refused) throw new Error(t("add.rejected", { n: refused }));
      if (!done.every(whole)) throw new Error(t("add.failed"));
    },
  });
  await dismissSeen();
}

/** The pasted text as a line of JSON, where there is one. */
function written(form) {
  const value = (name) => form.elements[name]?.value.trim() || undefined;
  if (!value("text")) return [];
  const article = { text: form.elements.text.value, title: value("title"), outlet: value("outlet"), published: value("published"), url: value("url") };
  return [new File([`${JSON.stringify(article)}\n`], "pasted.jsonl")];
}
