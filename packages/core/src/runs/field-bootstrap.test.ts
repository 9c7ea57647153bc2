import { describe, expect, it } from "vitest";
import { randomField } from "../statistics/__fixtures__/random-field.ts";
import { resampleField } from "../statistics/field-resamples.ts";
import { bootstrapField } from "./field-bootstrap.ts";

const field = randomField({ models: 3, items: 50, mostInCluster: 3, tags: [3, 2], missing: 0.1, partial: 1 }, 2);

describe("bootstrapField", () => {
  it.each([1, 2, 3])("gives the same resamples from %i threads", async (workers) => {
    const expected = resampleField(field, { seed: 5, from: 0, to: 31 });
    expect(await bootstrapField(field, { seed: 5, resamples: 31, workers })).toEqual(expected);
  });

  it("starts no more threads than there are resamples", async () => {
    const { means, to } = await bootstrapField(field, { seed: 5, resamples: 2, workers: 8 });
    expect({ to, length: means.length }).toEqual({ to: 2, length: 2 * 3 * 6 });
  });

  it("refuses what is not a field before it starts a thread", async () => {
    const wrong = { ...field, clusters: field.clusters.subarray(1) };
    await expect(bootstrapField(wrong, { seed: 5, resamples: 4, workers: 2 })).rejects.toMatchObject({
      code: "INTERNAL",
    });
  });

  it("passes on what stops a thread", async () => {
    // More means than fit into any array.
    const tooMany = bootstrapField(field, { seed: 1, resamples: 2 ** 50, workers: 2 });
    await expect(tooMany).rejects.toThrow(/array length/i);
  });
});
