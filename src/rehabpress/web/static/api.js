// What is asked of the server. Everything that is sent is JSON; every answer is data, or problems at the paths of their fields.

import { tab } from "./tabs.js";

export class Refused extends Error {
  constructor(status, answer) {
    super(answer?.problems?.[0]?.what ?? "This did not work.");
    this.status = status;
    this.problems = answer?.problems ?? [];
    this.answer = answer;
  }
}

export async function ask(address, { method = "GET", data, etag, signal, raw } = {}) {
  const headers = { "x-tab": tab };
  if (data !== undefined) headers["content-type"] = "application/json";
  if (raw !== undefined) headers["content-type"] = "application/octet-stream";
  if (etag) headers["if-match"] = `"${etag}"`;
  let answer;
  try {
    answer = await fetch(address, { method, headers, signal, body: raw ?? (data === undefined ? undefined : JSON.stringify(data)), credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, { problems: [{ path: "", code: "gone", what: "The program is not there. What you have here is still in this tab; start rehabpress serve again and open its link in another tab.", hint: "" }] });
  }
  const said = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, said);
  return said;
}

export const post = (address, data, more = {}) => ask(address, { method: "POST", data, ...more });
