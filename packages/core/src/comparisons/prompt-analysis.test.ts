import { describe, expect, it } from "vitest";
import { comparisonField, comparisonSettings } from "./__fixtures__/comparison-field.ts";
import type { Field } from "./field.ts";
import { promptAnalyses } from "./prompt-analysis.ts";
import type { RecordedArm } from "./recorded-arms.ts";

const settings = comparisonSettings();
const arm = (name: string, instruction?: string): RecordedArm => ({
  name: instruction === undefined ? name : `${name}+${instruction}`,
  prompt: { use: name },
  retriever: null,
  ...(instruction === undefined ? {} : { instruction: { use: instruction } }),
});
const asked = (
  name: string,
  points: Readonly<Record<string, readonly number[]>>,
  change: Partial<Field> = {},
): Field => ({ ...comparisonField(points), arm: name, ...change });

describe("promptAnalyses", () => {
  it("takes prompts that differ in nothing else, on the items as published, exam by exam", () => {
    const arms = [arm("terse"), arm("plain"), arm("terse", "told"), arm("plain", "told"), arm("terse", "alone")];
    const points = { m: [1, 0, 1, 1] };
    const fields = arms.flatMap(({ name }) => [
      asked(name, points),
      asked(name, points, { exam: "other" }),
      asked(name, points, { perturbation: "shuffle-options" }),
    ]);
    const found = promptAnalyses(fields, arms, settings);
    expect(found.map(({ exam, condition, prompts }) => [exam, condition, prompts])).toEqual([
      ["exam", "", ["terse", "plain"]],
      ["exam", "told", ["terse", "plain"]],
      ["other", "", ["terse", "plain"]],
      ["other", "told", ["terse", "plain"]],
    ]);
    expect(promptAnalyses(fields, arms.slice(1, 3), settings)).toEqual([]);
    expect(promptAnalyses([], arms, settings)).toEqual([]);
  });

  it("compares on the items a model has under every prompt, and says so where there are none", () => {
    const arms = [arm("terse"), arm("plain")];
    const [analysis] = promptAnalyses(
      [
        asked("terse", { whole: [1, 1, 0, 0], part: [1, 1, Number.NaN, 0], gone: [1, 1, 1, 1] }),
        asked("plain", { whole: [1, 0, 0, 0], part: [0, Number.NaN, 1, 0] }),
      ],
      arms,
      settings,
    );
    const [whole, part, gone] = analysis?.models ?? [];
    expect(whole).toMatchObject({ nItems: 4, best: ["terse"], worst: ["plain"] });
    expect(whole?.figures.spread.value).toBeCloseTo(0.25, 12);
    expect(part).toMatchObject({ nItems: 2, figures: { max: { value: 0.5 }, min: { value: 0 } } });
    expect(gone).toMatchObject({
      nItems: 0,
      best: [],
      figures: { mean: { value: null, why: "no item was scored under every prompt" } },
    });
  });

  it("has no ranking of a single model", () => {
    const [analysis] = promptAnalyses(
      [asked("terse", { m: [1, 0] }), asked("plain", { m: [1, 1] })],
      [arm("terse"), arm("plain")],
      settings,
    );
    expect(analysis?.meanTau).toMatchObject({
      value: null,
      why: "fewer than two models, or one of the prompts ties them all",
    });
    expect(JSON.stringify(analysis)).not.toMatch(/NaN/u);
  });
});
