// What a reader says of an answer or of a citation: of some words one stays pressed, until it is pressed again.

import { el } from "./dom.js";
import { request } from "./server.js";
import { t } from "./words.js";

export const ANSWER = 0; // the number of an answer as a whole
const WRONG_SPEAKER = "wrong speaker";

/** Buttons for what can be said of a citation of a turn. `correct` sets another speaker; without it, no speaker is wrong. */
export function opinions(turn, number, { tell, correct }) {
  const says = ["good", correct && WRONG_SPEAKER, "not what was asked"].filter(Boolean);
  const buttons = new Map(says.map((one) => [one, el("button", { type: "button", class: "link quiet", onclick: () => say(one).catch(tell) }, t(`feedback.${one}`))]));
  const show = () => { for (const [one, button] of buttons) button.setAttribute("aria-pressed", String(turn.feedback[number] === one)); };
  const say = async (one) => {
    const now = turn.feedback[number] === one ? null : one;
    await request("/api/feedback", { method: "PUT", json: { conversation: turn.conversation, turn: turn.turn, number, says: now } });
    turn.feedback[number] = now;
    show();
    if (now === WRONG_SPEAKER) await correct();
  };
  show();
  const label = number === ANSWER ? t("feedback.answer") : t("feedback.citation", { n: number });
  return el("span", { class: "opinions", role: "group", "aria-label": label }, [...buttons.values()]);
}
