import { describe, expect, it } from "vitest";
import { clusterIndex } from "./cluster-index.ts";
import { macroCells, macroKinds, macroOfDraws } from "./macro-cells.ts";

const points = Float64Array.of(1, 0, 1, 1);
const groups = clusterIndex(Int32Array.of(0, 0, 1, 1));

describe("macroCells", () => {
  it("sums the rows of each pair of cluster and group", () => {
    expect(macroCells(points, groups, clusterIndex(Int32Array.of(8, 8, 8, 9)))).toEqual({
      cluster: Int32Array.of(0, 0, 1),
      group: Int32Array.of(0, 1, 1),
      sum: Float64Array.of(1, 1, 1),
      size: Float64Array.of(2, 1, 1),
    });
  });
});

describe("macroKinds", () => {
  it("counts clusters that contribute the same", () => {
    const clusters = clusterIndex(Int32Array.of(0, 1, 2, 3));
    const kinds = macroKinds(macroCells(points, groups, clusters), 4);
    expect(kinds?.counts).toEqual(Float64Array.of(1, 1, 2));
    expect(kinds?.cells.group).toEqual(Int32Array.of(0, 0, 1));
  });

  it("is null when a cluster has rows in several groups", () => {
    const clusters = clusterIndex(Int32Array.of(0, 1, 1, 2));
    expect(macroKinds(macroCells(points, groups, clusters), 3)).toBeNull();
  });
});

it("macroOfDraws counts each cluster as often as it was drawn", () => {
  const cells = macroCells(points, groups, clusterIndex(Int32Array.of(0, 1, 2, 3)));
  const macro = macroOfDraws(cells, 2);
  expect(macro(Int32Array.of(1, 1, 1, 1))).toBe(0.75);
  expect(macro(Int32Array.of(0, 3, 1, 0))).toBe(0.5);
  // The second group was not drawn.
  expect(macro(Int32Array.of(2, 2, 0, 0))).toBe(0.5);
});
