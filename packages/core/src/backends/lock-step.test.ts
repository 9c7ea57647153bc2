import { describe, expect, it } from "vitest";
import { createLockStep } from "./lock-step.ts";

/** Long enough for everything that is due to have happened. */
function turns(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

describe("createLockStep", () => {
  it("begins a step when every party has something to do, in the order in which they joined", async () => {
    const { join } = createLockStep();
    const [first, second, third] = [join(), join(), join()];
    const begun: string[] = [];
    const step = (party: typeof first, name: string) =>
      party.step(async () => {
        begun.push(name);
        return name;
      });
    const waiting = [step(third, "c"), step(first, "a")];
    await turns();
    expect(begun).toEqual([]);
    waiting.push(step(second, "b"));
    expect(await Promise.all(waiting)).toEqual(["c", "a", "b"]);
    expect(begun).toEqual(["a", "b", "c"]);
    // The next step waits for all of them again.
    const again = [step(first, "a2"), step(second, "b2")];
    await turns();
    expect(begun).toHaveLength(3);
    third.leave();
    await Promise.all(again);
    expect(begun.slice(3)).toEqual(["a2", "b2"]);
  });

  it("waits for a party that joins before the step has begun", async () => {
    const { join } = createLockStep();
    const first = join();
    let isBegun = false;
    const waiting = first.step(async () => {
      isBegun = true;
    });
    const second = join();
    await turns();
    expect(isBegun).toBe(false);
    second.leave();
    await waiting;
    expect(isBegun).toBe(true);
  });

  it("does not wait for a step to end, and lets a party alone go on", async () => {
    const { join } = createLockStep();
    const [first, second] = [join(), join()];
    const long = Promise.withResolvers<string>();
    const ended = second.step(() => long.promise);
    await first.step(async () => undefined);
    first.leave();
    long.resolve("ended");
    expect(await ended).toBe("ended");
    for (let step = 0; step < 3; step++) {
      expect(await second.step(async () => step)).toBe(step);
    }
  });

  it("keeps one party's failure from the others", async () => {
    const { join } = createLockStep();
    const [first, second] = [join(), join()];
    const failing = first.step(() => Promise.reject(new Error("failed")));
    const passing = second.step(async () => "passed");
    await expect(failing).rejects.toThrow("failed");
    expect(await passing).toBe("passed");
  });
});
