import { describe, expect, it } from "vitest";
import { BackendError, BugError, DataError, UsageError } from "./errors.ts";
import { fromThreadError, toThreadError } from "./thread-error.ts";

describe("an error that crosses threads", () => {
  it.each([
    new DataError("REPLAY_INVALID", "no text", { place: { file: "replies.jsonl", line: 7, itemId: "q" } }),
    new UsageError("STUDY_INVALID", "two exams", { remedy: "Give one of them a name." }),
    new BackendError("BACKEND_TIMEOUT", "after 3 s"),
    new BugError("INTERNAL", "a row is missing"),
  ])("keeps class, code, place, message, remedy and stack: $name", (error) => {
    const crossed = fromThreadError(structuredClone(toThreadError(error)));
    expect(crossed).toBeInstanceOf(error.constructor);
    expect(crossed.name).toBe(error.name);
    expect(crossed).toMatchObject({ code: error.code, place: error.place, remedy: error.remedy });
    expect(crossed.message).toBe(error.message);
    expect(crossed.stack).toBe(error.stack);
  });

  it("keeps the message of what was not thrown on purpose", () => {
    expect(fromThreadError(toThreadError(new TypeError("x is not iterable")))).toMatchObject({
      message: "x is not iterable",
    });
    expect(fromThreadError(toThreadError("a text")).message).toBe("a text");
  });
});
