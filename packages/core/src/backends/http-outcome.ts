import type { ErrorCode } from "../base/error-codes.ts";
import { type HttpFailureCause, type HttpReply, headerOf } from "../base/http-endpoint.ts";

/** What a reply that is not a completion means for its call. */
export type HttpOutcome =
  | { readonly kind: "completed" }
  /** The model's provider filtered the question or the answer: an outcome, never asked again. */
  | { readonly kind: "content-filter" }
  | { readonly kind: "retry"; readonly code: ErrorCode }
  | { readonly kind: "give-up"; readonly code: ErrorCode; readonly hopeless: boolean };

/**
 * Words with which servers say in a 400 or 403 that a filter stepped in (OpenAI, Azure, DashScope, DeepSeek, Zhipu,
 * OpenRouter's moderation, Volcengine, StepFun, Anthropic).
 */
const filterWords =
  /content_filter|content_policy_violation|ResponsibleAIPolicyViolation|data_?inspection_?failed|Content Exists Risk|content management policy|flagged_input|(?:input|prompt) was flagged|SensitiveContentDetected|censorship_blocked|blocked by content filtering policy|"1301"/i;

/**
 * Codes with which a 429 says that the account is empty, which no waiting cures (OpenAI, Moonshot, Zhipu, Anthropic). The word
 * "billing" alone says nothing: rate limits of small accounts link to the billing page, too.
 */
const emptyAccountWords =
  /insufficient_quota|exceeded_current_quota_error|billing_not_active|billing_hard_limit_reached|enforced_spend_limit_reached|"1113"/;

/** Words for an unpaid bill or a spending limit that is reached, in a 400 (DashScope, Anthropic). */
const unpaidWords = /"Arrearage"|credit balance is too low|reached your specified API usage limits/;

/** Gemini's name for a limit of requests a day, in a 429: hours away, whatever wait it asks for. */
const dailyLimitWords = /"quotaId"\s*:\s*"\w*PerDay/;

/** Gemini's word for a wrong key, in a 400. */
const wrongKeyWords = /"API_KEY_INVALID"/;

/** An outcome that is neither a completion nor a filter's. */
export type FailedOutcome = Extract<HttpOutcome, { readonly code: ErrorCode }>;

/** Read a status and body as an outcome. */
export function outcomeOfStatus(status: number, body: string): HttpOutcome {
  if (status >= 200 && status < 300) {
    return { kind: "completed" };
  }
  if (status === 401 || status === 403) {
    return filterWords.test(body)
      ? { kind: "content-filter" }
      : { kind: "give-up", code: "BACKEND_UNAUTHORISED", hopeless: true };
  }
  // Redirects are not followed: they would take key and questions to an address the study does not name.
  if (status === 404 || status === 405 || (status >= 300 && status < 400)) {
    return { kind: "give-up", code: "BACKEND_NOT_FOUND", hopeless: true };
  }
  if (status === 429) {
    if (emptyAccountWords.test(body)) {
      return { kind: "give-up", code: "BACKEND_UNPAID", hopeless: true };
    }
    return dailyLimitWords.test(body)
      ? { kind: "give-up", code: "BACKEND_RATE_LIMITED", hopeless: true }
      : { kind: "retry", code: "BACKEND_RATE_LIMITED" };
  }
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    return { kind: "retry", code: "BACKEND_SERVER_ERROR" };
  }
  if (filterWords.test(body)) {
    return { kind: "content-filter" };
  }
  if (status === 402 || unpaidWords.test(body)) {
    return { kind: "give-up", code: "BACKEND_UNPAID", hopeless: true };
  }
  if (wrongKeyWords.test(body)) {
    return { kind: "give-up", code: "BACKEND_UNAUTHORISED", hopeless: true };
  }
  return { kind: "give-up", code: "BACKEND_REQUEST_REFUSED", hopeless: false };
}

/** A request without an answer as an outcome. */
export function outcomeOfFailure(failure: Exclude<HttpFailureCause, "cancelled">): FailedOutcome {
  switch (failure) {
    case "unreachable":
      return { kind: "retry", code: "BACKEND_UNREACHABLE" };
    case "connection-lost":
      return { kind: "retry", code: "BACKEND_CONNECTION_LOST" };
    case "timeout":
      return { kind: "retry", code: "BACKEND_TIMEOUT" };
    case "too-large":
      return { kind: "give-up", code: "BACKEND_REPLY_TOO_LARGE", hopeless: false };
  }
}

/** Longest wait a server may ask for; beyond this a person should decide. */
const longestRetryAfterMs = 10 * 60 * 1000;

/** Gemini names the wait in the body of its 429s, as a duration such as "45.837906927s". */
const retryDelay = /"retryDelay"\s*:\s*"(\d+(?:\.\d+)?)s"/;

/**
 * Milliseconds a server asks to wait (Retry-After in seconds or as a date, retry-after-ms, or Gemini's retryDelay), or
 * null.
 */
export function retryAfterMs(reply: HttpReply, nowMs: number): number | null {
  const milliseconds = Number(headerOf(reply, "retry-after-ms"));
  if (Number.isFinite(milliseconds) && milliseconds > 0) {
    return Math.min(milliseconds, longestRetryAfterMs);
  }
  const value = headerOf(reply, "retry-after") ?? retryDelay.exec(reply.body)?.[1];
  if (value === undefined || value.trim() === "") {
    return null;
  }
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(wait) && wait >= 0 ? Math.min(wait, longestRetryAfterMs) : null;
}
