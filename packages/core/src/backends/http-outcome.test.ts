import { describe, expect, it } from "vitest";
import { outcomeOfFailure, outcomeOfStatus, retryAfterMs } from "./http-outcome.ts";

describe("a status", () => {
  it.each([200, 201, 204])("%i is a completion", (status) => {
    expect(outcomeOfStatus(status, "")).toEqual({ kind: "completed" });
  });

  it.each([
    [500, "BACKEND_SERVER_ERROR"],
    [502, "BACKEND_SERVER_ERROR"],
    [503, "BACKEND_SERVER_ERROR"],
    [504, "BACKEND_SERVER_ERROR"],
    [529, "BACKEND_SERVER_ERROR"],
    [408, "BACKEND_SERVER_ERROR"],
    [409, "BACKEND_SERVER_ERROR"],
    [425, "BACKEND_SERVER_ERROR"],
    [429, "BACKEND_RATE_LIMITED"],
  ])("%i is tried again", (status, code) => {
    expect(outcomeOfStatus(status, "")).toEqual({ kind: "retry", code });
  });

  it.each([
    [401, "BACKEND_UNAUTHORISED"],
    [403, "BACKEND_UNAUTHORISED"],
    [404, "BACKEND_NOT_FOUND"],
    [405, "BACKEND_NOT_FOUND"],
    [301, "BACKEND_NOT_FOUND"],
    [308, "BACKEND_NOT_FOUND"],
    [402, "BACKEND_UNPAID"],
  ])("%i would be the same for every call", (status, code) => {
    expect(outcomeOfStatus(status, "")).toEqual({ kind: "give-up", code, hopeless: true });
  });

  it.each([400, 413, 422])("%i is about this call", (status) => {
    expect(outcomeOfStatus(status, "{}")).toEqual({
      kind: "give-up",
      code: "BACKEND_REQUEST_REFUSED",
      hopeless: false,
    });
  });
});

describe("a filter", () => {
  it.each([
    [400, '{"error":{"code":"content_filter"}}'],
    [400, '{"error":{"innererror":{"code":"ResponsibleAIPolicyViolation"}}}'],
    [400, '{"error":{"code":"content_policy_violation"}}'],
    [400, '{"error":{"message":"Content Exists Risk"}}'],
    [400, '{"error":{"code":"data_inspection_failed"}}'],
    [400, '{"code":"DataInspectionFailed"}'],
    [400, '{"error":{"code":"1301","message":"系统检测到输入或生成内容可能包含不安全或敏感内容"}}'],
    [400, '{"error":{"code":"InputTextSensitiveContentDetected"}}'],
    [
      400,
      '{"error":{"code":"invalid_prompt","message":"Invalid prompt: your prompt was flagged as potentially violating"}}',
    ],
    [403, '{"error":{"message":"Your chosen model requires moderation and your input was flagged","metadata":{}}}'],
    [403, '{"error":{"metadata":{"flagged_input":"…"}}}'],
    [451, '{"error":{"type":"censorship_blocked"}}'],
  ])("%i %s", (status, body) => {
    expect(outcomeOfStatus(status, body)).toEqual({ kind: "content-filter" });
  });

  it("is not seen in a server's own trouble", () => {
    expect(outcomeOfStatus(500, "content_filter")).toMatchObject({ kind: "retry" });
  });
});

it("reads a wrong key in a 400", () => {
  expect(outcomeOfStatus(400, '{"error":{"details":[{"reason":"API_KEY_INVALID"}]}}')).toEqual({
    kind: "give-up",
    code: "BACKEND_UNAUTHORISED",
    hopeless: true,
  });
});

describe("a 429", () => {
  it("of a limit of requests a day is not waited for, one of requests a minute is", () => {
    const body = (quotaId: string): string => JSON.stringify({ error: { details: [{ violations: [{ quotaId }] }] } });
    expect(outcomeOfStatus(429, body("GenerateRequestsPerDayPerProjectPerModel-FreeTier"))).toEqual({
      kind: "give-up",
      code: "BACKEND_RATE_LIMITED",
      hopeless: true,
    });
    expect(outcomeOfStatus(429, body("GenerateRequestsPerMinutePerProjectPerModel"))).toEqual({
      kind: "retry",
      code: "BACKEND_RATE_LIMITED",
    });
  });

  it.each([
    '{"error":{"code":"insufficient_quota"}}',
    '{"error":{"type":"exceeded_current_quota_error"}}',
    '{"error":{"code":"billing_hard_limit_reached"}}',
    '{"error":{"code":"1113","message":"余额不足或无可用资源包,请充值。"}}',
  ])("of an empty account is given up: %s", (body) => {
    expect(outcomeOfStatus(429, body)).toMatchObject({ kind: "give-up", hopeless: true });
  });

  it.each([
    '{"error":{"code":"rate_limit_exceeded","message":"… https://platform.openai.com/account/billing."}}',
    '{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"… check your plan and billing details"}}',
  ])("that mentions the billing page is a rate limit: %s", (body) => {
    expect(outcomeOfStatus(429, body)).toEqual({ kind: "retry", code: "BACKEND_RATE_LIMITED" });
  });
});

it("reads a request without an answer", () => {
  expect(outcomeOfFailure("unreachable")).toEqual({ kind: "retry", code: "BACKEND_UNREACHABLE" });
  expect(outcomeOfFailure("connection-lost")).toEqual({ kind: "retry", code: "BACKEND_CONNECTION_LOST" });
  expect(outcomeOfFailure("timeout")).toEqual({ kind: "retry", code: "BACKEND_TIMEOUT" });
  expect(outcomeOfFailure("too-large")).toEqual({
    kind: "give-up",
    code: "BACKEND_REPLY_TOO_LARGE",
    hopeless: false,
  });
});

describe("Retry-After", () => {
  const nowMs = Date.parse("2026-01-01T00:00:00Z");
  const wait = (headers: Readonly<Record<string, string>>): number | null =>
    retryAfterMs({ status: 429, headers, body: "" }, nowMs);

  it.each([
    [{}, null],
    [{ "retry-after": "2" }, 2000],
    [{ "retry-after": "0.5" }, 500],
    [{ "retry-after": "0" }, 0],
    [{ "retry-after": " 3 " }, 3000],
    [{ "retry-after": "" }, null],
    [{ "retry-after": "soon" }, null],
    [{ "retry-after": "-1" }, null],
    [{ "retry-after": "Thu, 01 Jan 2026 00:00:05 GMT" }, 5000],
    [{ "retry-after": "Wed, 31 Dec 2025 23:59:00 GMT" }, null],
    [{ "retry-after": "86400" }, 600_000],
    [{ "retry-after-ms": "250", "retry-after": "1" }, 250],
    [{ "retry-after-ms": "nonsense", "retry-after": "1" }, 1000],
    [{ "retry-after-ms": "1e9" }, 600_000],
  ])("%j", (headers, milliseconds) => {
    expect(wait(headers)).toBe(milliseconds);
  });

  it.each([
    ['{"error":{"details":[{"retryDelay": "45.837906927s"}]}}', 45_838],
    ['{"retryDelay":"36s"}', 36_000],
    ['{"retryDelay":"86400s"}', 600_000],
    ['{"retryDelay":"soon"}', null],
  ])("in Gemini's body: %s", (body, milliseconds) => {
    const read = retryAfterMs({ status: 429, headers: {}, body }, nowMs);
    expect(read === null ? null : Math.round(read)).toBe(milliseconds);
    expect(retryAfterMs({ status: 429, headers: { "retry-after": "1" }, body }, nowMs)).toBe(1000);
  });
});
