import { BugError } from "../base/errors.ts";

/** Throws INTERNAL unless the margin lies between 0 and 1 and alpha between 0 and ½, all excluded. */
export function requireMargin({ margin, alpha }: { readonly margin: number; readonly alpha: number }): void {
  if (!(margin > 0 && margin < 1 && alpha > 0 && alpha < 0.5)) {
    throw new BugError(
      "INTERNAL",
      `margin must lie between 0 and 1 and alpha between 0 and ½, got ${margin}, ${alpha}`,
    );
  }
}
