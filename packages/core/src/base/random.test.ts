import { describe, expect, it } from "vitest";
import { randomStream } from "./random.ts";

describe("randomStream", () => {
  it("gives the same draws for the same parts and others for others", () => {
    const draws = (...parts: (string | number)[]) => {
      const random = randomStream(...parts);
      return Array.from({ length: 8 }, () => random.integer(1000));
    };
    expect(draws(1, "shuffle", "q1")).toEqual(draws(1, "shuffle", "q1"));
    expect(draws(1, "shuffle", "q1")).not.toEqual(draws(1, "shuffle", "q2"));
    expect(draws(1, "a", "b")).not.toEqual(draws(1, "ab", ""));
  });

  it("draws uniformly: chi-square over ten cells of 20,000 draws, each from its own stream", () => {
    const counts = new Array<number>(10).fill(0);
    for (let item = 0; item < 20_000; item++) {
      const cell = randomStream(3, "uniform", item).integer(10);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    // 99.9 % quantile of chi-square with 9 degrees of freedom is 27.88.
    expect(chiSquare).toBeLessThan(27.88);
  });

  it("gives fractions in [0, 1) with mean one half", () => {
    const random = randomStream("fractions");
    let sum = 0;
    for (let draw = 0; draw < 10_000; draw++) {
      const fraction = random.fraction();
      expect(fraction >= 0 && fraction < 1).toBe(true);
      sum += fraction;
    }
    // Four standard errors of a uniform mean over 10,000 draws are 0.0115.
    expect(Math.abs(sum / 10_000 - 0.5)).toBeLessThan(0.0115);
  });

  it("shuffles without losing a member or touching the original", () => {
    const original = [1, 2, 3, 4, 5];
    expect(randomStream("s").shuffled(original).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(original).toEqual([1, 2, 3, 4, 5]);
    expect(randomStream("s").shuffled([])).toEqual([]);
  });
});
