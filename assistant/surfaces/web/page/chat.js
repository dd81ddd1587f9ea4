// The conversation on the page: questions out, answers in as they come.

import { $, el } from "./dom.js";
import { listHistory } from "./history.js";
import { asked, get } from "./server.js";
import { turnView } from "./turn.js";
import { day, t } from "./words.js";

const STARTERS = 4; // questions that an empty conversation offers

/** The conversation shown, and the question that is being answered. */
export class Chat {
  constructor(stage, acts) {
    this.stage = stage;
    this.acts = { ...acts, again: (text, reading) => this.ask(text, reading) };
    this.id = null;
    this.running = null;
    this.opening = Promise.resolve(); // what shows before the next question may; it waits
  }

  /** The elements of a conversation, or of an empty one. */
  async open(id) {
    this.id = id;
    if (!id) return this.begin();
    const found = await get(`/api/conversations/${encodeURIComponent(id)}`);
    document.title = `${found.title} · ${t("product")}`;
    return [el("h1", { class: "hidden" }, found.title), ...found.turns.map((turn) => turnView(turn, this.acts))];
  }

  async begin() {
    const [archive, speakers] = await Promise.all([get("/api/archive"), get("/api/speakers")]);
    const names = [...new Set(speakers.map((one) => one.name))].slice(0, STARTERS);
    const facts = [t("welcome.articles", { n: archive.articles }), t("welcome.quotations", { n: archive.quotations }), archive.first && `${day(archive.first)} – ${day(archive.last)}`];
    const starters = names.map((name) => t("starter", { name }));
    return el(
      "div",
      { class: "welcome" },
      el("h1", {}, t("welcome")),
      el("p", {}, archive.articles ? t("welcome.how") : t("welcome.empty")),
      archive.articles ? el("p", { class: "facts" }, facts.filter(Boolean).join(" · ")) : el("button", { type: "button", onclick: () => $("add").click() }, t("add")),
      el("ul", {}, starters.map((text) => el("li", {}, el("button", { type: "button", class: "starter", onclick: () => this.ask(text) }, text)))),
    );
  }

  /** Whether its turns are on the page. */
  get shown() {
    return Boolean(this.stage.querySelector(".turn"));
  }

  /** The same conversation as the record has it now; the focus stays at its citation. */
  async again() {
    const at = scrollY;
    const focused = document.activeElement.closest(".citation");
    const [turn, number] = [focused?.closest(".turn").id, focused?.dataset.number];
    const found = await get(`/api/conversations/${encodeURIComponent(this.id)}`);
    for (const turn of found.turns) $(`turn-${turn.turn}`)?.replaceWith(turnView(turn, this.acts));
    if (focused) $(turn).querySelector(`.citation[data-number="${number}"] .number`)?.focus();
    scrollTo(0, at);
  }

  /** Give up what is being answered; the next question need not wait for its end. */
  leave() {
    this.running?.abort();
    this.release(this.running);
  }

  async ask(text, reading = null) {
    if (this.running || !text.trim()) return;
    const running = (this.running = new AbortController());
    this.busy(true);
    await this.opening;
    if (running.signal.aborted) return;
    if (!this.id) this.stage.replaceChildren(el("h1", { class: "hidden" }, t("product")));
    let view = this.stage.appendChild(waiting(text));
    view.scrollIntoView({ block: "start", behavior: "smooth" });
    let whole = false;
    try {
      for await (const { event, data } of asked({ text, conversation: this.id, reading }, running.signal)) {
        running.signal.throwIfAborted(); // what had come already belongs to what is left
        if (event === "conversation") this.id = data.id;
        if (event === "failed") throw new Error(data.error);
        if (event !== "turn") continue;
        whole = Boolean(data.asked);
        if (whole) this.kept(data, running);
        const next = turnView(data, this.acts);
        view.replaceWith(next);
        view = next;
      }
      if (!whole) throw new TypeError("the stream has ended early");
    } catch (error) {
      if (!whole) view.replaceWith(failed(text, this.why(error, running), () => this.retry(text, reading)));
    } finally {
      this.release(running);
    }
    if (whole) await listHistory().catch(() => {}); // the answer stands; the list comes with the next
  }

  /** The turn is in the record: the page has its address, and the next question may be asked. */
  kept(turn, running) {
    history.replaceState(null, "", `/c/${encodeURIComponent(this.id)}`);
    this.tell(turn);
    this.release(running);
  }

  release(running) {
    if (this.running !== running) return;
    this.running = null;
    this.busy(false);
  }

  retry(text, reading) {
    this.stage.querySelector(".turn.failed")?.remove();
    this.ask(text, reading);
  }

  why(error, running) {
    if (running.signal.aborted) return t("stopped");
    return error instanceof TypeError ? t("lost") : error.message;
  }

  busy(yes) {
    $("ask").hidden = yes;
    $("stop").hidden = !yes;
    $("status").textContent = yes ? t("looking") : $("status").textContent;
  }

  tell(turn) {
    $("status").textContent = turn.answered ? t("told.citations", { n: turn.citations.length }) : turn.refusal?.reason ?? t("told");
  }
}

function waiting(text) {
  return el("section", { class: "turn waiting", "aria-busy": "true" }, el("h2", { class: "question", dir: "auto" }, text), el("p", { class: "looking" }, t("looking")));
}

function failed(text, reason, retry) {
  return el(
    "section",
    { class: "turn failed" },
    el("h2", { class: "question", dir: "auto" }, text),
    el("p", { class: "error", role: "alert" }, reason),
    el("p", { class: "acts" }, el("button", { type: "button", onclick: retry }, t("retry"))),
  );
}
