import { expect, it } from "vitest";
import { viewOf } from "./__fixtures__/table-for-tests.ts";
import { scoredPoints } from "./scored-points.ts";

it("keeps the rows with points, with their points and clusters", () => {
  const view = viewOf([
    { points: 0.5, cluster: 4 },
    { points: Number.NaN, cluster: 2 },
    { points: 1, cluster: 4 },
    { points: 0, cluster: 1 },
  ]);
  const { rows, points, clusters } = scoredPoints({ ...view, rows: Int32Array.of(0, 1, 2) });
  expect([...rows]).toEqual([0, 2]);
  expect([...points]).toEqual([0.5, 1]);
  expect(clusters).toMatchObject({ count: 1, sizes: Float64Array.of(2) });
});

it("finds no points for a scorer the table does not have", () => {
  expect(scoredPoints({ ...viewOf([{ points: 1 }]), scorer: 3 }).rows).toHaveLength(0);
});
