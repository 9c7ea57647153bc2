import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paretoFront } from "./pareto-front.ts";

const front = (points: readonly (readonly [gain: number, cost: number])[]) =>
  Array.from(
    paretoFront(
      Float64Array.from(points, ([gain]) => gain),
      Float64Array.from(points, ([, cost]) => cost),
    ),
  );

describe("paretoFront", () => {
  it.each([
    { name: "no point", points: [], marks: [] },
    { name: "one point", points: [[0.5, 1]], marks: [1] },
    {
      name: "a point beaten in both",
      points: [
        [0.9, 1],
        [0.8, 2],
      ],
      marks: [1, 0],
    },
    {
      name: "a point beaten in one, tied in the other",
      points: [
        [0.9, 1],
        [0.9, 2],
        [0.8, 1],
      ],
      marks: [1, 0, 0],
    },
    {
      name: "equal points, kept together",
      points: [
        [0.9, 5],
        [0.8, 2],
        [0.7, 3],
        [0.8, 2],
      ],
      marks: [1, 1, 0, 1],
    },
    {
      name: "points beaten together",
      points: [
        [0.7, 3],
        [0.9, 3],
        [0.7, 3],
      ],
      marks: [0, 1, 0],
    },
    {
      name: "infinite costs",
      points: [
        [0.9, Infinity],
        [0.9, Infinity],
        [0.8, 1],
      ],
      marks: [1, 1, 1],
    },
    { name: "a gain of −∞ alone", points: [[-Infinity, 1]], marks: [1] },
  ] as { name: string; points: [number, number][]; marks: number[] }[])("of $name", ({ points, marks }) => {
    expect(front(points)).toEqual(marks);
  });

  it("is exactly the points that no other beats", () => {
    const point = fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }));
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), (points) => {
        const unbeaten = points.map(([gain, cost]) =>
          points.some(([g, c]) => g >= gain && c <= cost && (g > gain || c < cost)) ? 0 : 1,
        );
        expect(front(points)).toEqual(unbeaten);
      }),
    );
  });

  it("refuses NaN and columns of different length", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => front([[Number.NaN, 1]])).toThrow(internal);
    expect(() => paretoFront(Float64Array.of(1), new Float64Array())).toThrow(internal);
  });
});
