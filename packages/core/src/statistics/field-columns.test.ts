import { expect, it } from "vitest";
import { fieldColumns } from "./field-columns.ts";

it("keeps 0/1 points as bits, other points as they are, and says once which items are missing", () => {
  const none = Number.NaN;
  const columns = fieldColumns([
    Float64Array.of(1, 0, 1),
    Float64Array.of(0, none, 1),
    Float64Array.of(0.5, none, 1),
    Float64Array.of(none, 0, 0),
  ]);
  expect(columns.bits.map((bits) => [...bits])).toEqual([
    [1, 0, 1],
    [1, 0, 1],
    [0, 0, 1],
    [0, 1, 1],
    [0, 0, 0],
  ]);
  expect(columns.values.map((values) => [...values])).toEqual([[0.5, 0, 1]]);
  expect(columns.models).toEqual([
    { points: { kind: "bits", column: 0 }, present: -1 },
    { points: { kind: "bits", column: 2 }, present: 1 },
    { points: { kind: "values", column: 0 }, present: 1 },
    { points: { kind: "bits", column: 4 }, present: 3 },
  ]);
});
