import { describe, expect, it } from "vitest";
import { type AnomalyCheckName, anomalyCheckNames } from "../records/anomaly-checks.ts";
import { accuracyRow, anomalyInput, cellReplies, cutCell } from "./__fixtures__/anomaly-input.ts";
import { comparisonField } from "./__fixtures__/comparison-field.ts";
import { rightOf } from "./__fixtures__/facts-field.ts";
import { anomalyChecks } from "./anomaly-checks.ts";
import type { AnomalyInput } from "./checks/check-input.ts";
import type { Field } from "./field.ts";

const items = 100;
const base: Field = comparisonField({ good: rightOf(80, items), weak: rightOf(40, items) });
const keyed: Field = { ...base, keys: Int32Array.from({ length: items }, (_, item) => item % 4) };

function check(name: AnomalyCheckName, input: AnomalyInput) {
  const found = anomalyChecks(input).checks.find((one) => one.name === name);
  if (found === undefined) {
    throw new Error(`no check ${name}`);
  }
  return found;
}
const perturbed = (perturbation: string, points: Readonly<Record<string, readonly number[]>>): Field => ({
  ...keyed,
  ...{ perturbation, points: Object.values(points).map((own) => Float64Array.from(own)) },
});

describe("anomalyChecks", () => {
  it("gives every check for every exam as published, and says of each what the run lacks", () => {
    const { checks } = anomalyChecks(anomalyInput(base, { fields: [base, perturbed("typo", { good: [], weak: [] })] }));
    expect(checks.map(({ name }) => name)).toEqual(anomalyCheckNames);
    const status = Object.fromEntries(checks.map(({ name, status }) => [name, status]));
    // All keys of the field stand in the first place, which is a warning by itself.
    expect(Object.values(status).filter((one) => one !== "not-run")).toEqual(["warning"]);
    expect(status["key-letters"]).toBe("warning");
  });

  it("stands a run without models or items", () => {
    for (const field of [comparisonField({}), comparisonField({ a: [] })]) {
      expect(anomalyChecks(anomalyInput(field)).checks.every(({ status }) => status === "not-run")).toBe(true);
    }
  });
});

describe("protocols", () => {
  const rows = (extractor: string, good: number, weak: number, half = 0.05) => [
    accuracyRow(base, "good", good, half, extractor),
    accuracyRow(base, "weak", weak, half, extractor),
  ];
  const withOthers = (sensitivity: AnomalyInput["sensitivity"], estimates = rows("layered", 0.8, 0.4)) =>
    check("protocols", anomalyInput(base, { estimates, sensitivity }));

  it("warns when models that are told apart turn round", () => {
    const found = withOthers(rows("first-label", 0.3, 0.5));
    expect(found).toMatchObject({ status: "warning", counts: { protocols: 2, changed: 1, reversed: 1, swapped: 1 } });
    expect(found.rows.filter(({ flagged }) => flagged).map(({ of }) => of)).toEqual([
      "first-label · posed",
      "first-label · posed",
    ]);
  });

  it("warns when a difference is lost, and passes when the sets stay", () => {
    expect(withOthers(rows("first-label", 0.44, 0.42)).status).toBe("warning");
    expect(withOthers(rows("first-label", 0.7, 0.3))).toMatchObject({ status: "passed", counts: { changed: 0 } });
  });

  it("passes and counts the swap when models that are not told apart swap", () => {
    const tied = withOthers(rows("first-label", 0.49, 0.51), rows("layered", 0.51, 0.49));
    expect(tied).toMatchObject({ status: "passed", counts: { swapped: 1, reversed: 0 } });
  });

  it("needs two models and another protocol", () => {
    expect(withOthers([])).toMatchObject({ status: "not-run", finding: "one-protocol" });
    expect(withOthers([], rows("layered", 0.8, 0.4).slice(0, 1))).toMatchObject({ finding: "one-model" });
  });
});

describe("cut-replies", () => {
  const cut = (good: Parameters<typeof cutCell>, weak: Parameters<typeof cutCell>) =>
    check("cut-replies", anomalyInput(base, { cuts: [cutCell(...good), cutCell(...weak)] }));

  it("warns where a limit turns round what is told apart, and shows every accuracy", () => {
    const found = cut([base, "good", 10], [base, "weak", 100]);
    // As they came 0.8 and 0.4; cut, of all calls 0.1 and 0.4; of the readable ones 1 (ten of ten) and 0.4.
    expect(found).toMatchObject({
      status: "warning",
      finding: "cuts-other-order",
      counts: { protocols: 2, changed: 1, reversed: 1, swapped: 1, least: 64, most: 64, leftOut: 0 },
    });
    expect(found.rows.map(({ model, of, value, flagged }) => [model, of, value, flagged])).toEqual([
      ["good", "layered · posed · none", 0.8, false],
      ["weak", "layered · posed · none", 0.4, false],
      ["good", "layered · posed · 64", 0.1, true],
      ["weak", "layered · posed · 64", 0.4, true],
      ["good", "layered · readable · none", 0.8, false],
      ["weak", "layered · readable · none", 0.4, false],
      ["good", "layered · readable · 64", 1, false],
      ["weak", "layered · readable · 64", 0.4, false],
    ]);
  });

  it("passes where the order stays, and where nothing is longer", () => {
    expect(cut([base, "good", 95], [base, "weak", 80])).toMatchObject({ status: "passed", finding: "cuts-same-order" });
    const none = { longer: new Map<number, number>() };
    expect(cut([base, "good", 100, none], [base, "weak", 100, none])).toMatchObject({
      status: "passed",
      finding: "nothing-longer",
      counts: { least: 64 },
    });
  });

  it("leaves out a model whose tokens are not all known", () => {
    expect(cut([base, "good", 10], [base, "weak", 100, { uncounted: 1 }])).toMatchObject({
      status: "passed",
      finding: "cuts-one-model",
      counts: { leftOut: 1 },
    });
    expect(cut([base, "good", 10, { uncounted: 1 }], [base, "weak", 100, { uncounted: 1 }])).toMatchObject({
      status: "not-run",
      finding: "no-token-counts",
    });
    expect(check("cut-replies", anomalyInput(base, { cuts: null }))).toMatchObject({ finding: "unknown-reader" });
  });
});

describe("replies", () => {
  const some = (count: number): Int32Array => Int32Array.from({ length: items }, (_, item) => Number(item < count));

  it("warns of cut-off replies, and shows the accuracy of the others", () => {
    // The weak model's first 20 replies, all right, were cut off.
    const wholePoints = Float64Array.from(base.points[1] ?? [], (point, item) => (item < 20 ? Number.NaN : point));
    const replies = [cellReplies(base, "good"), cellReplies(base, "weak", { truncated: some(20), wholePoints })];
    const found = check("token-limit", anomalyInput(base, { replies }));
    expect(found).toMatchObject({ status: "warning", finding: "cut-off", counts: { models: 1 } });
    expect(found.rows.filter(({ model }) => model === "weak")).toMatchObject([
      { quantity: "truncated", value: 0.2, flagged: true, n: 100 },
      { quantity: "accuracy", value: 0.4 },
      { quantity: "accuracy-whole", value: 0.25, n: 80 },
    ]);
    expect(check("token-limit", anomalyInput(base, { replies: [cellReplies(base, "good")] })).status).toBe("passed");
  });

  it("warns of unread replies by kind", () => {
    const statuses = { ...cellReplies(base, "good").statuses, unreadable: some(3) };
    const found = check("unread-replies", anomalyInput(base, { replies: [cellReplies(base, "good", { statuses })] }));
    expect(found).toMatchObject({ status: "warning", counts: { models: 1 } });
    expect(found.rows.filter(({ flagged }) => flagged)).toMatchObject([{ quantity: "unreadable", value: 0.03 }]);
    const few = { ...statuses, unreadable: some(2) };
    expect(
      check("unread-replies", anomalyInput(base, { replies: [cellReplies(base, "good", { statuses: few })] })).status,
    ).toBe("passed");
  });
});

describe("option-shuffle", () => {
  const shuffled = perturbed("shuffle-options", { good: rightOf(60, items), weak: rightOf(40, items) });
  const withShuffle = (more: Partial<AnomalyInput> = {}) =>
    check("option-shuffle", anomalyInput(keyed, { fields: [keyed, shuffled], ...more }));

  it("warns of the model whose accuracy falls, paired and adjusted", () => {
    const found = withShuffle();
    expect(found).toMatchObject({ status: "warning", counts: { models: 1, reversed: 0 } });
    const of = (model: string, quantity: string) =>
      found.rows.find((row) => row.model === model && row.quantity === quantity);
    expect(of("good", "difference")?.value).toBeCloseTo(0.2, 12);
    expect(of("good", "difference")?.p ?? 1).toBeLessThan(0.001);
    expect(of("good", "flips")?.value).toBeCloseTo(0.2, 12);
    expect(of("weak", "difference")).toMatchObject({ value: 0, p: 1, flagged: false });
  });

  it("leaves out items whose options name each other's place", () => {
    // The 20 items that fell are the unsound ones: nothing is left of the fall.
    const isUnsound = (_exam: string, _name: string, id: string) =>
      Number(id.slice(1)) > 60 && Number(id.slice(1)) <= 80;
    expect(withShuffle({ isUnsound })).toMatchObject({ status: "passed", counts: { unsound: 20 } });
  });

  it("counts items on which another option is chosen", () => {
    const choose = (choices: number[]) => [{ model: 0, repeat: 0, choices: Int32Array.from(choices) }];
    const before = { ...keyed, sittings: choose([0, 1, 2, -1]) };
    const after = { ...shuffled, sittings: choose([0, 3, 2, 1]) };
    const found = check("option-shuffle", anomalyInput(before, { fields: [before, after] }));
    expect(found.rows.find(({ model, quantity }) => model === "good" && quantity === "other-choice")).toMatchObject({
      value: expect.closeTo(1 / 3, 12),
      n: 3,
    });
  });

  it("does not hold a habit against a yardstick", () => {
    expect(withShuffle({ yardsticks: new Set(["good"]) }).status).toBe("passed");
  });
});

describe("controls", () => {
  it.each(["options-only", "stem-only"] as const)(
    "%s warns above guessing and the best letter, not at them",
    (name) => {
      const control = perturbed(name, { good: rightOf(45, items), weak: rightOf(27, items) });
      const found = check(name, anomalyInput(keyed, { fields: [keyed, control] }));
      expect(found).toMatchObject({ status: "warning", counts: { models: 1 }, rates: { chance: 0.25, letter: 0.25 } });
      expect(found.rows.filter(({ flagged }) => flagged)).toMatchObject([
        { model: "good", quantity: "accuracy-control", value: 0.45 },
      ]);
      const still = perturbed(name, { good: rightOf(30, items), weak: rightOf(25, items) });
      expect(check(name, anomalyInput(keyed, { fields: [keyed, still] }))).toMatchObject({ status: "passed" });
    },
  );

  it("does not call a letter's frequency knowledge", () => {
    // 45 of 100 keys are A: who always says A is right 45 times.
    const skewed: Field = {
      ...keyed,
      keys: Int32Array.from({ length: items }, (_, item) => (item < 45 ? 0 : 1 + (item % 3))),
    };
    const control = {
      ...skewed,
      perturbation: "stem-only",
      points: [Float64Array.from(rightOf(45, items)), Float64Array.from(rightOf(20, items))],
    };
    expect(check("stem-only", anomalyInput(skewed, { fields: [skewed, control] })).status).toBe("passed");
  });
});

describe("letters", () => {
  it("passes an even key and warns of one letter that is the key too often", () => {
    expect(check("key-letters", anomalyInput(keyed))).toMatchObject({ status: "passed", counts: { items: 100 } });
    const skewed = {
      ...keyed,
      keys: Int32Array.from({ length: items }, (_, item) => (item < 45 ? 0 : 1 + (item % 3))),
    };
    const found = check("key-letters", anomalyInput(skewed));
    expect(found.status).toBe("warning");
    expect(found.rows.filter(({ flagged }) => flagged)).toMatchObject([
      { of: "A", quantity: "key-share", value: 0.45 },
    ]);
  });

  it("expects of each letter what the items with that many options give it", () => {
    // Half the items have two options: A and B are the key more often, as they should be.
    const mixed = {
      ...keyed,
      optionCounts: Int32Array.from({ length: items }, (_, item) => (item < 50 ? 2 : 4)),
      keys: Int32Array.from({ length: items }, (_, item) => (item < 50 ? item % 2 : item % 4)),
    };
    expect(check("key-letters", anomalyInput(mixed)).status).toBe("passed");
  });

  it("warns when a model's letters depart from the key's, certainly and noticeably", () => {
    const keys = Float64Array.of(25, 25, 25, 25);
    const depart = (chosen: readonly number[], more: Partial<AnomalyInput> = {}) =>
      check(
        "chosen-letters",
        anomalyInput(keyed, {
          replies: [cellReplies(keyed, "weak", { chosen: Float64Array.from(chosen), keys })],
          ...more,
        }),
      );
    expect(depart([70, 10, 10, 10]).rows[0]).toMatchObject({
      quantity: "distance",
      value: expect.closeTo(0.45, 12),
      flagged: true,
    });
    expect(depart([28, 24, 24, 24]).status).toBe("passed");
    expect(depart([70, 10, 10, 10], { yardsticks: new Set(["weak"]) }).status).toBe("passed");
    expect(depart([0, 0, 0, 0])).toMatchObject({ status: "not-run", finding: "no-single-keys" });
  });
});

describe("yardsticks", () => {
  it("warns of a model that is not shown to be better than the best of them", () => {
    const field = comparisonField({
      good: rightOf(80, items),
      weak: rightOf(60, items),
      letter: rightOf(35, items),
      longest: rightOf(20, items),
    });
    const found = check("yardsticks", anomalyInput(field, { yardsticks: new Set(["letter", "longest"]) }));
    expect(found).toMatchObject({ status: "passed", rates: { best: 0.35 } });
    const close = comparisonField({ good: rightOf(80, items), weak: rightOf(38, items), letter: rightOf(35, items) });
    expect(check("yardsticks", anomalyInput(close, { yardsticks: new Set(["letter"]) }))).toMatchObject({
      status: "warning",
      counts: { models: 1 },
    });
  });
});

describe("published", () => {
  const row = { measure: "accuracy", spread: null, source: "a paper", exam: null, stratum: {} };

  it("warns of a number outside one's own interval, and of nothing else", () => {
    const withRows = (value: number, more = {}) =>
      check("published", anomalyInput(base, { published: [{ ...row, model: "good", value, ...more }] }));
    expect(withRows(0.5)).toMatchObject({ status: "warning", counts: { rows: 1 } });
    expect(withRows(0.5).rows[2]).toMatchObject({
      quantity: "difference",
      value: expect.closeTo(0.3, 12),
      of: "a paper",
    });
    expect(withRows(0.78).status).toBe("passed");
    expect(withRows(0.5, { model: "another" }).finding).toBe("nothing-published");
    expect(withRows(0.5, { exam: "another" }).finding).toBe("nothing-published");
    expect(withRows(0.5, { stratum: { level: "senior" } }).finding).toBe("nothing-published");
  });
});
