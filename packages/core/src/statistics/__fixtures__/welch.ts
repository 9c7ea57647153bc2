import { studentTTwoSided } from "../student-t-cdf.ts";

/** Welch's t-test of two samples, written out. */
export function unequalVarianceT(
  first: readonly number[],
  second: readonly number[],
): { readonly p: number; readonly degrees: number } {
  const [one, other] = [first, second].map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, error: squares / (values.length - 1) / values.length, degrees: values.length - 1 };
  });
  if (one === undefined || other === undefined) {
    throw new Error("two samples");
  }
  const variance = one.error + other.error;
  const degrees = variance ** 2 / (one.error ** 2 / one.degrees + other.error ** 2 / other.degrees);
  return { p: studentTTwoSided((one.mean - other.mean) / Math.sqrt(variance), degrees), degrees };
}
