import { describe, expect, it } from "vitest";
import { patternSums } from "./pattern-sums.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const { fraction } = uniformGenerator("pattern-sums-test", 1);

describe("patternSums", () => {
  it.each([
    { columns: 0, entries: 20, strata: 3 },
    { columns: 1, entries: 1, strata: 1 },
    { columns: 7, entries: 300, strata: 2 },
    { columns: 27, entries: 5000, strata: 3 },
    { columns: 29, entries: 40, strata: 12 },
    { columns: 100, entries: 900, strata: 1 },
  ])("adds what column by column adds: $columns columns, $entries entries, $strata strata", (size) => {
    const items = Int32Array.from({ length: size.entries }, () => Math.floor(fraction() * size.entries));
    // The first stratum is empty where there are several.
    const ends = Int32Array.from({ length: size.strata }, (_, stratum) =>
      size.strata === 1 ? size.entries : Math.floor((size.entries * stratum) / (size.strata - 1)),
    );
    const columns = Array.from({ length: size.columns }, () =>
      Uint8Array.from({ length: size.entries }, () => (fraction() < 0.6 ? 1 : 0)),
    );
    // Two numbers in one: 20 bits each.
    const weights = Float64Array.from(items, () => Math.floor(4 * fraction()) + Math.floor(4 * fraction()) * 2 ** 20);
    const sums = new Float64Array(size.strata * (size.columns + 1)).fill(-1);
    patternSums(columns, { items, ends })(weights, sums);
    const expected = [...ends].flatMap((end, stratum) => {
      const entries = [...items.keys()].slice(stratum === 0 ? 0 : ends[stratum - 1], end);
      const total = (holds: (item: number) => boolean): number =>
        entries.reduce((sum, entry) => sum + (holds(items[entry] ?? 0) ? (weights[entry] ?? 0) : 0), 0);
      return [...columns.map((column) => total((item) => column[item] === 1)), total(() => true)];
    });
    expect([...sums]).toEqual(expected);
  });
});
