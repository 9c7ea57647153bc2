import { expect, it } from "vitest";
import { requireMargin } from "./require-margin.ts";

it("lets through margins within 0–1 and one-sided error rates below ½ alone", () => {
  expect(() => requireMargin({ margin: 0.05, alpha: 0.025 })).not.toThrow();
  for (const settings of [
    { margin: 0, alpha: 0.1 },
    { margin: 1, alpha: 0.1 },
    { margin: 0.1, alpha: 0.5 },
  ]) {
    expect(() => requireMargin(settings)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  }
});
