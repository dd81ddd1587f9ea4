// Articles to add: files that are chosen or dropped, a text that is pasted.

import { ask, field } from "./dialog.js";
import { $, el } from "./dom.js";
import { request } from "./server.js";
import { t } from "./words.js";

/** Have articles added from a button and by dropping files anywhere; `then` is called when some are. */
export function acceptArticles(then) {
  $("add").addEventListener("click", () => open([], then));
  addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) open([...event.dataTransfer.files], then);
  });
}

async function open(dropped, then) {
  const told = el("ul", { class: "told", role: "status" });
  const files = el("input", { type: "file", name: "files", multiple: true });
  const pasted = el("fieldset", {}, el("legend", {}, t("add.paste")), [
    field("text", t("add.text"), { rows: 6 }, "textarea"),
    field("title", t("add.title")),
    field("outlet", t("reading.outlet")),
    field("published", t("add.published"), { type: "date" }),
    field("url", t("add.url"), { type: "url" }),
  ]);
  const names = dropped.length ? el("p", {}, dropped.map((one) => one.name).join(", ")) : el("label", {}, el("span", {}, t("add.files")), files);
  await ask({
    title: t("add"),
    content: [names, dropped.length ? null : pasted, told],
    done: t("add.do"),
    submit: async (form) => {
      const chosen = [...(dropped.length ? dropped : files.files), ...written(form)];
      if (!chosen.length) throw new Error(t("add.nothing"));
      let rejected = 0;
      for (const file of chosen) rejected += await send(file, told);
      then();
      if (rejected) throw new Error(t("add.rejected", { n: rejected }));
    },
  });
}

/** The pasted text as a line of JSON, where there is one. */
function written(form) {
  const value = (name) => form.elements[name]?.value.trim() || undefined;
  if (!value("text")) return [];
  const article = { text: form.elements.text.value, title: value("title"), outlet: value("outlet"), published: value("published"), url: value("url") };
  return [new File([`${JSON.stringify(article)}\n`], "pasted.jsonl")];
}

/** Send one file and tell what has become of it; how many articles were rejected. */
async function send(file, told) {
  const line = el("li", {}, t("add.working", { name: file.name }));
  told.append(line);
  const response = await request(`/api/articles?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
  const { new: fresh, revised, same, rejected } = await response.json();
  line.textContent = t("add.done", { name: file.name, fresh: fresh.length, revised: revised.length, same: same.length });
  told.append(...rejected.map((one) => el("li", { class: "error" }, `${one.source}: ${one.reason}`)));
  return rejected.length;
}
