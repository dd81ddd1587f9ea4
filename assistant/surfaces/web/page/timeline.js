// How many a month, as bars.

import { svg } from "./dom.js";
import { month, t } from "./words.js";

const HEIGHT = 72;
const WIDTH = 640; // where a few months share it
const NARROWEST = 12; // a month's width, its gap included
const WIDEST = 44;
const LABEL = 66; // the room of a name below

/** Bars for months, `{"2025-03": 4}`; the months between that have none have their room too. */
export function timeline(counts, title) {
  const months = between(Object.keys(counts).sort());
  const most = Math.max(...Object.values(counts), 1);
  const step = Math.min(Math.max(WIDTH / months.length, NARROWEST), WIDEST);
  const width = months.length * step;
  const bars = months.map((name, at) => {
    const height = counts[name] ? Math.max((counts[name] / most) * HEIGHT, 3) : 0;
    return svg("rect", { x: at * step + 1, y: HEIGHT - height, width: step - 3, height, rx: 1.5 }, svg("title", {}, `${month(name)}: ${counts[name] ?? 0}`));
  });
  const every = Math.ceil(LABEL / step);
  const names = months.map((name, at) => at % every === 0 && svg("text", { x: at * step, y: HEIGHT + 16 }, month(name, "short")));
  const told = t("timeline", { title, first: months.length ? month(months[0]) : "", last: months.length ? month(months.at(-1)) : "", most });
  return svg(
    "svg",
    { class: "timeline", viewBox: `0 0 ${width + LABEL} ${HEIGHT + 22}`, width: width + LABEL, height: HEIGHT + 22, role: "img", "aria-label": told },
    svg("line", { x1: 0, x2: width, y1: HEIGHT + 0.5, y2: HEIGHT + 0.5 }),
    bars,
    names,
  );
}

function between(names) {
  if (!names.length) return [];
  const [year, first] = names[0].split("-").map(Number);
  const found = [];
  for (let at = 0; found.at(-1) !== names.at(-1); at += 1) {
    const moment = new Date(Date.UTC(year, first - 1 + at));
    found.push(moment.toISOString().slice(0, 7));
  }
  return found;
}

/** How many of these have their day in which month. */
export function byMonth(days) {
  const counts = {};
  for (const one of days.filter(Boolean)) counts[one.slice(0, 7)] = (counts[one.slice(0, 7)] ?? 0) + 1;
  return counts;
}
