import { expect, it } from "vitest";
import { stratumEntries } from "./stratum-entries.ts";

it("lists the items of each stratum in ascending order, all items first", () => {
  const field = {
    models: [],
    clusters: Int32Array.of(0, 1, 2, 3),
    tags: [
      { values: 3, codes: Int32Array.of(2, -1, 0, 2) },
      { values: 2, codes: Int32Array.of(1, 0, 1, 1), starts: Int32Array.of(0, 2, 3, 3, 4) },
    ],
  };
  const listed = stratumEntries(field).map(({ items, ends }) => ({ items: [...items], ends: [...ends] }));
  expect(listed).toEqual([
    { items: [0, 1, 2, 3], ends: [4] },
    { items: [2, 0, 3], ends: [1, 1, 3] },
    { items: [0, 0, 1, 3], ends: [1, 4] },
  ]);
});
