import type { ScaledMark } from "./scaled-mark.ts";

/** Gives each distinct mark a code: an exam has few different marks, and a code takes a quarter of a mark's room. */
export interface MarkCodes {
  /** The mark's code, from 0 in order of first sight. */
  code(mark: ScaledMark): number;
  /** Points and least of each code, parallel. */
  readonly points: readonly number[];
  readonly least: readonly number[];
}

/** No marks yet. */
export function createMarkCodes(): MarkCodes {
  const codes = new Map<number, Map<number, number>>();
  const points: number[] = [];
  const least: number[] = [];
  return {
    points,
    least,
    code: (mark) => {
      const byLeast = codes.get(mark.points) ?? new Map<number, number>();
      const known = byLeast.get(mark.least);
      if (known !== undefined) {
        return known;
      }
      codes.set(mark.points, byLeast.set(mark.least, points.length));
      least.push(mark.least);
      return points.push(mark.points) - 1;
    },
  };
}
