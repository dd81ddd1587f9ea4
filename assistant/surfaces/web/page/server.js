// Talking to the server: plain requests, and the answer to a question as it comes.

import { t } from "./words.js";

const HEADERS = { "X-Briefings": "page" };

export class Failed extends Error {
  constructor(status, reason) {
    super(reason);
    this.status = status;
  }
}

/** No reply has come; browsers raise a TypeError then, each in words of its own. */
export class Lost extends TypeError {
  constructor() {
    super(t("lost.reply"));
  }
}

let whenUnknown = async () => {};
export const onUnknown = (then) => { whenUnknown = then; };

export async function request(path, { method = "GET", json, body, signal } = {}) {
  const headers = json === undefined ? HEADERS : { ...HEADERS, "Content-Type": "application/json" };
  const sent = { method, headers, body: json === undefined ? body : JSON.stringify(json), signal };
  const response = await fetch(path, sent).catch((error) => { throw error instanceof TypeError ? new Lost() : error; });
  if (response.status === 401 && path !== "/api/session") {
    await whenUnknown();
    return request(path, { method, json, body, signal });
  }
  if (!response.ok) throw new Failed(response.status, await reason(response));
  return response;
}

export async function get(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value != null && value !== "");
  const query = new URLSearchParams(given).toString();
  return (await request(query ? `${path}?${query}` : path)).json();
}

async function reason(response) {
  try {
    const { error, detail } = await response.json();
    return error ?? (typeof detail === "string" ? detail : detail?.[0]?.msg) ?? response.statusText;
  } catch {
    return response.statusText;
  }
}

/** The events of a question, until the answer is whole. */
export const asked = (question, signal) => events("/api/ask", { method: "POST", json: question, signal });

/** The events that a request is answered with, `{event, data}` each. Raises where the connection breaks. */
export async function* events(path, options) {
  const response = await request(path, options);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let left = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (left + value).split("\n\n");
    left = blocks.pop();
    for (const block of blocks) {
      const fields = block.split("\n").map((line) => line.split(/: ?(.*)/s));
      const named = (name) => fields.filter(([field]) => field === name).map(([, text]) => text).join("\n");
      if (named("data")) yield { event: named("event"), data: JSON.parse(named("data")) };
    }
  }
}
