// An editor's correction of a quotation, for good.

import { ask, field } from "./dialog.js";
import { words } from "./citation.js";
import { el } from "./dom.js";
import { request } from "./server.js";
import { t } from "./words.js";

const NAMED = ["speaker", "role", "actor"];

/** Ask what is to hold of a citation; whether anything was corrected. */
export function correct(citation) {
  const { name = "", role = "", actor = "" } = citation.speaker ?? {};
  const was = { speaker: name, role: role ?? "", actor: actor ?? "" };
  const none = el("label", { class: "check" }, el("input", { type: "checkbox", name: "none" }), el("span", {}, t("correct.none")));
  return ask({
    title: t("correct.title"),
    content: [
      words(citation),
      NAMED.map((one) => field(one, t(`correct.${one}`), { value: was[one] })),
      none,
      field("note", t("correct.note"), { maxlength: 500 }),
      el("p", { class: "hint" }, t("correct.hint")),
    ],
    submit: async (form) => {
      const now = Object.fromEntries(NAMED.map((one) => [one, form.elements[one].value.trim()]));
      const changed = NAMED.filter((one) => now[one] !== was[one]).map((one) => [one, now[one] || null]);
      const { id } = citation.article;
      const what = form.elements.none.checked ? { not_a_quotation: true } : Object.fromEntries(changed);
      const note = form.elements.note.value.trim() || null;
      await request("/api/corrections", { method: "POST", json: { article: id, start: citation.start, end: citation.end, note, ...what } });
    },
  });
}
