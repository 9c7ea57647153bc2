import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { posedCall, scurvyItem, testContext } from "./__fixtures__/backend-context.ts";
import type { OpenBackend } from "./define.ts";
import scripted from "./scripted.ts";

async function opened(settings: unknown): Promise<OpenBackend> {
  const { context } = testContext();
  return await scripted.configure(settings, context).open(context);
}

const other = posedCall({ ...scurvyItem, id: "other" });

describe("a scripted model", () => {
  it("gives the reply of the item, else the one for every other", async () => {
    const backend = await opened({ replies: { scurvy: "C" }, otherwise: "A" });
    expect(await backend.complete(posedCall())).toMatchObject({ status: "completed", completion: { text: "C" } });
    expect(await backend.complete(other)).toMatchObject({ status: "completed", completion: { text: "A" } });
  });

  it("may be scripted to say nothing", async () => {
    const backend = await opened({ replies: { scurvy: "" }, otherwise: "A" });
    expect(await backend.complete(posedCall())).toMatchObject({ status: "completed", completion: { text: "" } });
  });

  it("fails where the script ends, and names the item", async () => {
    const backend = await opened({ replies: { scurvy: "C" } });
    const result = await backend.complete(other);
    expect(result).toMatchObject({ status: "failed", error: { code: "SCRIPT_EXHAUSTED" }, hopeless: false });
    expect(result.status === "failed" && result.error.message).toContain("item other");
  });

  it("does not take a name of every object for a reply", async () => {
    const backend = await opened({ replies: {} });
    const call = posedCall({ ...scurvyItem, id: "constructor" });
    expect(await backend.complete(call)).toMatchObject({ status: "failed" });
  });

  it("has the delay not among what decides replies", () => {
    const { context } = testContext();
    expect(scripted.configure({ otherwise: "A", delayMs: 5 }, context).parameters).toEqual({
      replies: {},
      otherwise: "A",
    });
  });
});

describe("a scripted model that takes its time", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("answers after its delay", async () => {
    const backend = await opened({ otherwise: "A", delayMs: 1000 });
    let ended = false;
    const result = backend.complete(posedCall()).then(() => {
      ended = true;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await result;
    expect(ended).toBe(true);
  });

  it("is broken off by closing, also twice, and leaves no timer", async () => {
    const backend = await opened({ otherwise: "A", delayMs: 600_000 });
    const calls = [backend.complete(posedCall()), backend.complete(other)];
    await backend.close();
    await backend.close();
    expect(await Promise.all(calls)).toEqual([{ status: "cancelled" }, { status: "cancelled" }]);
    expect(await backend.complete(posedCall())).toEqual({ status: "cancelled" });
    expect(vi.getTimerCount()).toBe(0);
  });
});
