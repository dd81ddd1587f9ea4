// Leaving words out of a quotation: each can be struck out, and none can be typed.

import { ask } from "./dialog.js";
import { el, foreign } from "./dom.js";
import { t } from "./words.js";

const length = (text) => [...text].length; // in characters, as places in articles are counted

/** Ask which words of a quotation are left out, and `save` the parts of its article's text that these are. */
export function elide({ citation, elided }, save) {
  const words = [...citation.quote.matchAll(/\S+/gu)].map((found) => {
    const start = citation.start + length(citation.quote.slice(0, found.index));
    return { text: found[0], start, end: start + length(found[0]) };
  });
  const out = words.map((word) => elided.some(([start, end]) => start < word.end && word.start < end));
  const shown = foreign("p", "", citation.language, { class: "words", role: "status" });
  const buttons = words.map((word, at) => el("button", { type: "button", class: "word", tabindex: at ? "-1" : "0", onclick: (event) => strike(at, event.shiftKey) }, word.text));
  let last = 0;
  const show = () => {
    buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(out[at])));
    shown.textContent = words.map((word, at) => (!out[at] ? word.text : out[at - 1] ? "" : "…")).filter(Boolean).join(" ");
  };
  const set = (from, to, value) => {
    out.fill(value, Math.min(from, to), Math.max(from, to) + 1);
    show();
  };
  const strike = (at, through) => {
    set(through ? last : at, at, through ? out[last] : !out[at]);
    last = at;
  };
  const step = (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: words.length - 1 }[event.key];
    if (at < 0 || !buttons[to]) return;
    event.preventDefault();
    if (event.shiftKey) set(at, to, out[at]);
    buttons[at].tabIndex = -1;
    buttons[to].tabIndex = 0;
    buttons[to].focus();
    last = to;
  };
  show();
  const spaced = buttons.flatMap((button) => [button, " "]);
  return ask({
    title: t("drafts.elide"),
    content: [
      el("p", { class: "hint" }, t("elide.hint")),
      foreign("div", spaced, citation.language, { class: "strike", role: "group", "aria-label": t("elide.words"), onkeydown: step }),
      shown,
    ],
    submit: () => save(runs(words, out)),
  });
}

/** The stretches that are left out, [start, end) each. */
function runs(words, out) {
  const found = [];
  words.forEach((word, at) => {
    if (!out[at]) return;
    if (out[at - 1]) found.at(-1)[1] = word.end;
    else found.push([word.start, word.end]);
  });
  return found;
}
