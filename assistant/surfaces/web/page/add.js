// Articles to add: files that are chosen or dropped, a text that is pasted, a page at a web address.

import { ask, field } from "./dialog.js";
import { $, el } from "./dom.js";
import { events } from "./server.js";
import { percent, t } from "./words.js";

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
      const chosen = [...(dropped.length ? dropped : files.files), ...written(form)].map((file) => () => send(file, told));
      const address = form.elements.url?.value.trim();
      if (address && !form.elements.text.value.trim()) chosen.push(() => fetched(address, told));
      if (!chosen.length) throw new Error(t("add.nothing"));
      let rejected = 0;
      for (const take of chosen) rejected += await take();
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

const send = (file, told) => taken(file.name, told, `/api/articles?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
const fetched = (url, told) => taken(url, told, "/api/pages", { method: "POST", json: { url } });

/** Tell of an input how far it has been read, and what has become of it; how many articles were rejected. */
async function taken(name, told, path, options) {
  const bar = el("progress", { max: 1, "aria-label": t("add.working", { name }) });
  const text = el("span", {}, t("add.working", { name }));
  const line = el("li", {}, text, bar);
  told.append(line);
  for await (const { event, data } of events(path, options)) {
    if (event === "failed") throw new Error(data.error);
    if (event === "progress") show(data);
    if (event === "report") return done(data);
  }
  throw new Error(t("add.lost", { name }));

  function show({ articles, share }) {
    if (share != null) bar.value = share;
    text.textContent = [t("add.working", { name }), t("welcome.articles", { n: articles }), share != null && percent(share)].filter(Boolean).join(" · ");
  }

  function done({ new: fresh, revised, same, rejected }) {
    line.textContent = t("add.done", { name, fresh: fresh.length, revised: revised.length, same: same.length });
    told.append(...rejected.map((one) => el("li", { class: "error" }, `${one.source}: ${one.reason}`)));
    return rejected.length;
  }
}
