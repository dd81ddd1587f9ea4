// Dialogs: a form over the page, closed by Escape, by its cancel button or by being done.

import { el } from "./dom.js";
import { t } from "./words.js";

/** Ask in a dialog. `submit` does it, and may raise: then the reason stands in the dialog, and it stays open. */
export function ask({ title, content = [], done = t("save"), submit, closes = true, danger = false }) {
  return new Promise((resolve) => {
    const error = el("p", { class: "error", role: "alert" });
    const send = el("button", { type: "submit", class: danger ? "danger" : null }, done);
    const cancel = closes && el("button", { type: "button", class: "plain", onclick: () => dialog.close() }, t("cancel"));
    const form = el("form", { method: "dialog" }, el("h2", { id: "dialog-title" }, title), content, error, el("p", { class: "acts" }, send, cancel));
    const dialog = el("dialog", { "aria-labelledby": "dialog-title" }, form);
    let result = null;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      send.disabled = true;
      try {
        result = (await submit(form)) ?? true;
        dialog.close();
      } catch (failure) {
        error.textContent = failure.message;
      }
      send.disabled = false;
    });
    dialog.addEventListener("cancel", (event) => { if (!closes) event.preventDefault(); });
    dialog.addEventListener("close", () => { dialog.remove(); resolve(result); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function field(name, label, properties = {}, tag = "input") {
  const { value, ...others } = properties;
  const control = el(tag, { name, dir: "auto", autocomplete: "off", ...others });
  if (value != null) control.value = value;
  return el("label", {}, el("span", {}, label), control);
}
