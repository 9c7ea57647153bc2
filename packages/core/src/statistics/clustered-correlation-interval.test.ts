import { describe, expect, it } from "vitest";
import { clusteredCorrelationInterval } from "./clustered-correlation-interval.ts";
import { pearsonCorrelation } from "./pearson-correlation.ts";

const interval = (
  first: readonly number[],
  second: readonly number[],
  clusters: readonly number[],
  kind: "pearson" | "spearman" | "kendall" = "pearson",
) =>
  clusteredCorrelationInterval(
    { first: Float64Array.from(first), second: Float64Array.from(second), clusters: Int32Array.from(clusters) },
    kind,
    0.95,
  );
const sizes = [0.9, 1.5, 1.8, 0.5, 1.1, 1.7, 2.8, 2.4];
const accuracies = [0.42, 0.55, 0.57, 0.3, 0.52, 0.49, 0.64, 0.71];

describe("clusteredCorrelationInterval", () => {
  it.each(["pearson", "spearman", "kendall"] as const)("of %s lies around the value, within −1 to 1", (kind) => {
    const found = interval(sizes, accuracies, [0, 0, 1, 1, 2, 3, 4, 5], kind);
    expect(found).toMatchObject({ status: "estimated", clusters: 6 });
    if (found.status === "estimated") {
      expect(found.low).toBeGreaterThan(-1);
      expect(found.low).toBeLessThan(found.value);
      expect(found.high).toBeGreaterThan(found.value);
      expect(found.high).toBeLessThan(1);
    }
  });

  it("of single pairs is the jackknife of the Fisher transform", () => {
    const x = Float64Array.from(sizes);
    const y = Float64Array.from(accuracies);
    const whole = Math.atanh(pearsonCorrelation(x, y) ?? 0);
    const parts = sizes.map((_, out) =>
      Math.atanh(
        pearsonCorrelation(
          x.filter((_, at) => at !== out),
          y.filter((_, at) => at !== out),
        ) ?? 0,
      ),
    );
    const variance = (7 / 8) * parts.reduce((sum, part) => sum + (part - whole) ** 2, 0);
    // t of 0.975 on 7 degrees of freedom
    const low = Math.tanh(whole - 2.3646242515927844 * Math.sqrt(variance));
    expect(interval(sizes, accuracies, [7, 6, 5, 4, 3, 2, 1, 0])).toMatchObject({ low: expect.closeTo(low, 10) });
  });

  it("of copied models is that of the models alone", () => {
    const twice = (values: readonly number[]) => values.flatMap((value) => [value, value]);
    const copies = interval(twice(sizes), twice(accuracies), twice([0, 1, 2, 3, 4, 5, 6, 7]));
    const single = interval(sizes, accuracies, [0, 1, 2, 3, 4, 5, 6, 7]);
    if (single.status !== "estimated") {
      throw new Error(single.why);
    }
    expect(copies).toMatchObject({ low: expect.closeTo(single.low, 10), high: expect.closeTo(single.high, 10) });
  });

  it.each([
    { name: "three families", clusters: [0, 0, 0, 1, 1, 1, 2, 2], why: "at least 4 clusters, there are 3" },
    { name: "one family", clusters: [0, 0, 0, 0, 0, 0, 0, 0], why: "at least 4 clusters, there are 1" },
  ])("of $name is not estimable, with the reason", ({ clusters, why }) => {
    expect(interval(sizes, accuracies, clusters)).toMatchObject({
      status: "not-estimable",
      why: expect.stringContaining(why),
    });
  });

  it("is not estimable without variation, of a perfect correlation, and where one family makes it", () => {
    const families = [0, 1, 2, 3, 4, 5, 6, 7];
    const why = (reason: string) => ({ status: "not-estimable", why: expect.stringContaining(reason) });
    expect(interval([], [], [])).toMatchObject(why("there are 0"));
    expect(interval(sizes, new Array<number>(8).fill(0.5), families)).toMatchObject(why("does not vary"));
    expect(interval(sizes, sizes, families, "spearman")).toMatchObject(why("perfect in the sample"));
    const one = [0, 0, 0, 0, 0, 0, 0, 1];
    expect(interval(sizes, one, families, "kendall")).toMatchObject(why("without one of the clusters"));
  });

  it("refuses columns of different length", () => {
    expect(() => interval(sizes, accuracies, [1])).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
