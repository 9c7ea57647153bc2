import type { HttpReply } from "../base/http-endpoint.ts";
import type { Completion } from "../records/completion.ts";
import { type FailedOutcome, outcomeOfStatus } from "./http-outcome.ts";
import type { ReadReply } from "./reply-envelope.ts";

/**
 * What a reply means: the model's completion (a filter's step is one), or what is wrong with the server. `readBody`
 * reads the body of a 200.
 */
export function readReply(
  reply: HttpReply,
  readBody: (body: string) => ReadReply,
):
  | { readonly completion: Completion; readonly cause: string }
  | { readonly outcome: FailedOutcome; readonly why: string } {
  const outcome = outcomeOfStatus(reply.status, reply.body);
  if (outcome.kind === "content-filter") {
    return { completion: filteredCompletion, cause: "content-filter" };
  }
  if (outcome.kind !== "completed") {
    return { outcome, why: describeReply(reply) };
  }
  const read = readBody(reply.body);
  if (read.status === "completion") {
    return { completion: read.completion, cause: "ok" };
  }
  if (read.status === "malformed") {
    return { outcome: { kind: "retry", code: "BACKEND_REPLY_MALFORMED" }, why: read.why };
  }
  const inside = outcomeOfStatus(read.code ?? 500, reply.body);
  if (inside.kind === "content-filter") {
    return { completion: filteredCompletion, cause: "content-filter" };
  }
  return inside.kind === "completed"
    ? { outcome: { kind: "retry", code: "BACKEND_SERVER_ERROR" }, why: read.why }
    : { outcome: inside, why: read.why };
}

const filteredCompletion: Completion = {
  text: "",
  reasoning: null,
  finishReason: "content-filter",
  cutIn: null,
  servedModel: null,
  usage: null,
};

function describeReply(reply: HttpReply): string {
  const body = reply.body.replace(/\s+/g, " ").trim().slice(0, 300);
  return `HTTP ${reply.status}${body === "" ? "" : `: ${body}`}`;
}
