import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Robustness, RobustnessAnalysis, ValidityDenominator } from "../records/robustness.ts";
import { mcnemarTest } from "../statistics/mcnemar-test.ts";
import { type BriefRun, writeRobustnessRun } from "./__fixtures__/robustness-run.ts";
import { type ReadRobustnessOptions, readRobustness, robustnessJson } from "./read-robustness.ts";

let folder = "";
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-robustness-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function whole(run: BriefRun, options: ReadRobustnessOptions = {}): Promise<Robustness> {
  count += 1;
  const robustness = await readRobustness(writeRobustnessRun(join(folder, `run-${count}`), run), options);
  // Never NaN, and what was written is what is read.
  const json = robustnessJson(robustness);
  expect(json).not.toMatch(/NaN|Infinity/u);
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(robustness)));
  return robustness;
}

async function first(run: BriefRun, options: ReadRobustnessOptions = {}): Promise<RobustnessAnalysis> {
  const [analysis] = (await whole(run, options)).analyses;
  if (analysis === undefined) {
    throw new Error("no analysis");
  }
  return analysis;
}

const effect = (
  { effects }: RobustnessAnalysis,
  perturbation: string,
  { model = "m", denominator = "sound-or-unchecked" as ValidityDenominator, stratum = {} } = {},
) =>
  effects.find(
    (one) =>
      one.perturbation === perturbation &&
      one.model === model &&
      one.denominator === denominator &&
      JSON.stringify(one.stratum) === JSON.stringify(stratum),
  );

const ensemble = ({ ensembles }: RobustnessAnalysis, name: string, model = "m") =>
  ensembles.find((one) => one.scope.name === name && one.model === model && one.denominator === "sound-or-unchecked");

const items = (keys: string): Record<string, string> =>
  Object.fromEntries([...keys].map((key, at) => [`q${at + 1}`, key]));
const one = (perturbation: string, n: number) => ({
  [perturbation]: Array.from({ length: n }, (_, at) => ({ item: `q${at + 1}` })),
});

describe("effects", () => {
  it("counts drops and flips item by item, by option", async () => {
    // Right–right, right–wrong, wrong–right, wrong with the same option, wrong with another, wrong then no answer.
    const analysis = await first({
      exams: { exam: items("AAAAAA") },
      forms: one("letter-case", 6),
      replies: { m: { none: "AABBBB", "letter-case": "ABABC-" } },
    });
    expect(effect(analysis, "letter-case")).toMatchObject({
      nItems: 6,
      nForms: 6,
      original: { value: 2 / 6 },
      perturbed: { value: 2 / 6 },
      worst: { value: 1 / 6 },
      drop: { value: 0, method: "tango" },
      relativeDrop: { value: 0 },
      rightToWrong: { value: 1 / 6 },
      wrongToRight: { value: 1 / 6 },
      wrongToOtherWrong: { value: 2 / 6 },
      test: { p: 1, method: "mcnemar-exact" },
      verdict: "not-told-apart",
    });
  });

  it("tests with McNemar's, corrected over models and perturbations", async () => {
    const analysis = await first({
      exams: { exam: items("A".repeat(12)) },
      forms: { ...one("letter-case", 12), ...one("white-space", 12) },
      replies: {
        m: { none: "A".repeat(12), "letter-case": "B".repeat(10).padEnd(12, "A"), "white-space": "A".repeat(12) },
      },
    });
    const { exactP, midP } = mcnemarTest(10, 0);
    expect(effect(analysis, "letter-case")).toMatchObject({
      drop: { value: 10 / 12 },
      relativeDrop: { value: 10 / 12 },
      test: { p: exactP, midP, method: "mcnemar-exact", holmP: 2 * exactP },
      verdict: "falls",
    });
    expect(effect(analysis, "white-space")?.verdict).toBe("not-told-apart");
  });

  it("takes several forms of an item as one, their mean", async () => {
    const analysis = await first({
      exams: { exam: items("AA") },
      forms: {
        "rotate-options": [
          { item: "q1", order: "BCDA" },
          { item: "q1", order: "CDAB" },
          { item: "q1", order: "DABC" },
          { item: "q1", order: "ABCD" },
          { item: "q2", order: "BCDA" },
        ],
      },
      replies: { m: { none: "AB", "rotate-options": "ABBBA" } },
    });
    expect(effect(analysis, "rotate-options")).toMatchObject({
      nItems: 2,
      nForms: 5,
      perturbed: { value: (0.25 + 1) / 2 },
      worst: { value: 0.25 / 2 },
      rightToWrong: { value: 0.75 / 2 },
      wrongToRight: { value: 1 / 2 },
    });
  });

  it("pairs repeats with repeats, and leaves out what was not asked on both sides", async () => {
    const analysis = await first({
      exams: { exam: items("AAA") },
      forms: one("letter-case", 3),
      replies: { m: { none: ["AA?", "BA?"], "letter-case": ["A?A", "B?A"] } },
    });
    expect(analysis.repeats).toBe(2);
    expect(effect(analysis, "letter-case")).toMatchObject({
      nItems: 1,
      original: { value: 0.5 },
      perturbed: { value: 0.5 },
      rightToWrong: { value: 0 },
      wrongToRight: { value: 0 },
    });
  });

  it("counts under three denominators, an item without a form dropping from both sides", async () => {
    const analysis = await first({
      exams: { exam: items("AAA") },
      forms: {
        "shuffle-options": [{ item: "q1" }, { item: "q2", validity: "unchecked" }, { item: "q3", validity: "unsound" }],
      },
      replies: { m: { none: "ABB", "shuffle-options": "ABA" } },
    });
    const of = (denominator: ValidityDenominator) => effect(analysis, "shuffle-options", { denominator });
    expect(of("all")).toMatchObject({ nItems: 3, original: { value: 1 / 3 }, perturbed: { value: 2 / 3 } });
    expect(of("sound-or-unchecked")).toMatchObject({ nItems: 2, original: { value: 1 / 2 } });
    expect(of("sound")).toMatchObject({ nItems: 1, original: { value: 1 }, perturbed: { value: 1 } });
    expect(analysis.perturbations[0]).toMatchObject({ nItems: 3, sound: 1, unchecked: 1, unsound: 1 });
  });

  it("corrects for the chance of each form", async () => {
    const analysis = await first({
      exams: { exam: items("AAAA") },
      forms: { "drop-wrong-options": ["q1", "q2", "q3", "q4"].map((item) => ({ item, order: "AB" })) },
      replies: { m: { none: "AAAB", "drop-wrong-options": "AAAB" } },
    });
    const found = effect(analysis, "drop-wrong-options")?.chanceCorrected;
    expect(found).toMatchObject({ originalChance: 0.25, perturbedChance: 0.5 });
    expect(found?.original.value).toBeCloseTo((0.75 - 0.25) / 0.75, 12);
    expect(found?.perturbed.value).toBeCloseTo((0.75 - 0.5) / 0.5, 12);
    expect(found?.drop.value).toBeCloseTo(2 / 3 - 1 / 2, 12);
    const { low, high } = found?.drop ?? {};
    expect(low).toBeLessThan(1 / 6);
    expect(high).toBeGreaterThan(1 / 6);
  });

  it("knows no option behind a perturbation that does not lead back", async () => {
    const analysis = await first({
      exams: { exam: items("AB") },
      forms: { "select-incorrect": ["q1", "q2"].map((item) => ({ item, newKey: "C" })) },
      replies: { m: { none: "AA", "select-incorrect": "CC" } },
    });
    expect(effect(analysis, "select-incorrect")).toMatchObject({
      wrongToRight: { value: 0.5 },
      wrongToOtherWrong: { value: null, why: "the options of the perturbed form are not those of the item" },
    });
    expect(analysis.ensembles).toEqual([]);
    expect(analysis.perturbations[0]).toMatchObject({ group: "key-changing", mapped: false });
  });

  it("stands within strata, with a family of their own", async () => {
    const analysis = await first({
      exams: { exam: items("AAAA") },
      itemFields: {
        q1: { tags: { specialty: ["heart"] } },
        q2: { tags: { specialty: ["heart"] } },
        q3: { tags: { specialty: ["lung"] } },
      },
      forms: one("letter-case", 4),
      replies: { m: { none: "AAAA", "letter-case": "BBAA" } },
      specification: { strata: [["specialty"]] },
    });
    expect(effect(analysis, "letter-case", { stratum: { specialty: "heart" } })).toMatchObject({
      nItems: 2,
      drop: { value: 1 },
      bootstrap: null,
    });
    expect(effect(analysis, "letter-case", { stratum: { specialty: "lung" } })).toMatchObject({
      nItems: 1,
      drop: { value: 0 },
    });
  });

  it("is not estimable rather than NaN: all wrong, nothing in common", async () => {
    const wrong = await first({
      exams: { exam: items("AA") },
      forms: one("letter-case", 2),
      replies: { m: { none: "BB", "letter-case": "BB" } },
    });
    expect(effect(wrong, "letter-case")?.relativeDrop).toEqual({
      value: null,
      low: null,
      high: null,
      why: "nothing was right as published",
    });
    const apart = await first({
      exams: { exam: items("AA") },
      forms: one("letter-case", 2),
      replies: { m: { none: "A?", "letter-case": "?A" } },
    });
    expect(effect(apart, "letter-case")).toMatchObject({
      nItems: 0,
      original: { value: null },
      drop: { value: null, why: "no item was scored both as published and perturbed" },
      test: { p: null, holmP: null },
      verdict: "not-compared",
    });
  });

  it("has nothing to say of a run without perturbations, or with probes alone", async () => {
    for (const forms of [{}, one("options-only", 1)]) {
      const robustness = await whole({ exams: { exam: items("A") }, forms, replies: { m: { none: "A" } } });
      expect(robustness).toEqual({ format: 1, run: "brief", analyses: [], languages: [] });
    }
  });
});

describe("all forms together", () => {
  it("has worst, best and mean, consistency by option, and firm errors", async () => {
    const analysis = await first({
      exams: { exam: items("AAAA") },
      forms: {
        "shuffle-options": ["q1", "q2", "q3", "q4"].map((item) => ({ item, order: "DCBA" })),
        "letter-case": ["q1", "q2", "q3", "q4"].map((item) => ({ item })),
      },
      // Always right; once wrong; firmly wrong; wavering between wrong ones.
      replies: { m: { none: "AABB", "shuffle-options": "AABC", "letter-case": "ABBC" } },
    });
    expect(ensemble(analysis, "key-keeping")).toMatchObject({
      nItems: 4,
      formsPerItem: 3,
      worst: { value: 1 / 4 },
      best: { value: 2 / 4 },
      consistent: { value: 2 / 4 },
      reliablyWrong: { value: 1 / 4 },
      withoutChoice: { value: 0 },
    });
    expect(ensemble(analysis, "key-keeping")?.mean.value).toBeCloseTo((1 + 2 / 3) / 4, 12);
    expect(ensemble(analysis, "key-keeping")?.majority.value).toBeCloseTo((1 + 2 / 3 + 1 + 2 / 3) / 4, 12);
    expect(ensemble(analysis, "shuffle-options")).toMatchObject({
      formsPerItem: 2,
      worst: { value: 2 / 4 },
      consistent: { value: 3 / 4 },
    });
  });

  it("takes an abstention for an answer of its own, different from a refusal", async () => {
    const analysis = await first({
      exams: { exam: items("AAA") },
      forms: one("letter-case", 3),
      replies: { m: { none: "A--", "letter-case": "--!" } },
    });
    expect(ensemble(analysis, "letter-case")).toMatchObject({
      nItems: 3,
      consistent: { value: 1 / 3 },
      reliablyWrong: { value: 1 / 3 },
    });
    expect(ensemble(analysis, "letter-case")?.withoutChoice.value).toBeCloseTo((0.5 + 1 + 1) / 3, 12);
  });

  it("tells an option that was added from the published ones", async () => {
    const analysis = await first({
      exams: { exam: items("AA") },
      forms: { "append-none-of-the-above": ["q1", "q2"].map((item) => ({ item, order: "ABCDE" })) },
      replies: { m: { none: "BB", "append-none-of-the-above": "EB" } },
    });
    expect(ensemble(analysis, "append-none-of-the-above")?.consistent.value).toBe(0.5);
    expect(effect(analysis, "append-none-of-the-above")?.wrongToOtherWrong.value).toBe(0.5);
  });
});

describe("places", () => {
  const rotations = (item: string) => ["BCDA", "CDAB", "DABC"].map((order) => ({ item, order }));

  it("finds who always takes the first", async () => {
    const analysis = await first({
      exams: { exam: items("AB") },
      forms: { "rotate-options": [...rotations("q1"), ...rotations("q2")] },
      replies: { m: { none: "AA", "rotate-options": "BCDBCD" } },
    });
    const bias = analysis.positions.find(({ denominator }) => denominator === "sound-or-unchecked");
    expect(bias).toMatchObject({ optionCount: 4, nItems: 2, nAnswers: 8, leftOut: 0 });
    expect(bias?.positions.map(({ recall }) => recall.value)).toEqual([1, 0, 0, 0]);
    expect(bias?.positions.map(({ chosen }) => chosen.value)).toEqual([1, 0, 0, 0]);
    expect(bias?.positions.map(({ keyShare }) => keyShare)).toEqual([0.25, 0.25, 0.25, 0.25]);
    // The standard deviation of 1, 0, 0, 0.
    expect(bias?.recallSd).toMatchObject({
      value: 0.5,
      low: null,
      why: "every place was answered all right or all wrong",
    });
    expect(bias?.fromUniform.value).toBeCloseTo(0.75, 12);
    expect(bias?.fromKeys.value).toBeCloseTo(0.75, 12);
    expect(bias?.fromKeys.byChance).toBeCloseTo(Math.sqrt(3 / (2 * Math.PI * 8)), 12);
  });

  it("takes all questions where few have their key everywhere, and says so", async () => {
    const analysis = await first({
      exams: { exam: items("AAAAA") },
      forms: { "rotate-options": rotations("q1") },
      replies: { m: { none: "AAAAB", "rotate-options": "BCD" } },
    });
    const bias = analysis.positions.find(({ denominator }) => denominator === "sound");
    expect(bias).toMatchObject({ balanced: false, nItems: 5, leftOut: 0 });
    expect(bias?.positions.map(({ recall }) => [recall.value, recall.nItems])).toEqual([
      [0.8, 5],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
  });

  it("is not sure of a share that never varied", async () => {
    const analysis = await first({
      exams: { exam: items("ABC") },
      forms: { "rotate-options": [...rotations("q1"), ...rotations("q2"), ...rotations("q3")] },
      replies: { m: { none: "AAA", "rotate-options": "BCDBCDBCD" } },
    });
    const { majority } = ensemble(analysis, "rotate-options") ?? {};
    expect(majority?.value).toBe(0.25);
    expect((majority?.high ?? 0) - (majority?.low ?? 0)).toBeGreaterThan(0.3);
  });

  it("leaves out forms with another number of options, without any shown, and keyless ones", async () => {
    const analysis = await first({
      exams: { exam: items("AB") },
      forms: {
        "drop-wrong-options": [{ item: "q1", order: "AB" }],
        "letter-case": [{ item: "q1" }, { item: "q2", hidden: true }],
        "replace-key-by-none": [{ item: "q1", newKey: "D" }],
      },
      replies: {
        m: { none: "AB", "drop-wrong-options": "A", "letter-case": "AB", "replace-key-by-none": "D" },
      },
    });
    const bias = analysis.positions.find(({ denominator }) => denominator === "all");
    expect(bias).toMatchObject({ optionCount: 4, nAnswers: 3, leftOut: 1 });
    expect(bias?.recallSd.value).toBe(0);
  });
});

describe("two at once", () => {
  it("gives what both take beyond the sum, on items with all four forms", async () => {
    const both = "letter-case+white-space";
    const analysis = await first({
      exams: { exam: items("AAAAA") },
      forms: { ...one("letter-case", 5), ...one("white-space", 4), ...one(both, 5) },
      replies: { m: { none: "AAAAA", "letter-case": "BAAAB", "white-space": "ABAA", [both]: "BBBBB" } },
    });
    expect(analysis.perturbations.find(({ name }) => name === both)).toMatchObject({
      operators: ["letter-case", "white-space"],
      parts: ["letter-case", "white-space"],
      group: "key-keeping",
    });
    const found = analysis.interactions.find(({ denominator }) => denominator === "sound-or-unchecked");
    expect(found).toMatchObject({ nItems: 4, firstDrop: 0.25, secondDrop: 0.25, jointDrop: 1 });
    expect(found?.interaction.value).toBeCloseTo(0.5, 12);
    expect(found?.interaction.low).toBeLessThan(0.5);
  });

  it("has none where a part was not asked by itself", async () => {
    const analysis = await first({
      exams: { exam: items("A") },
      forms: { ...one("letter-case", 1), ...one("letter-case+white-space", 1) },
      replies: { m: { none: "A", "letter-case": "A", "letter-case+white-space": "A" } },
    });
    expect(analysis.interactions).toEqual([]);
  });
});

describe("models", () => {
  const keys = "A".repeat(20);
  const right = (n: number): string => "A".repeat(n).padEnd(20, "B");
  const run: BriefRun = {
    exams: { exam: items(keys) },
    forms: { ...one("letter-case", 20), ...one("suggested-answer", 20) },
    replies: {
      steady: { none: right(12), "letter-case": right(12), "suggested-answer": right(12) },
      fragile: { none: right(18), "letter-case": right(18), "suggested-answer": right(2) },
      weak: { none: right(6), "letter-case": right(5), "suggested-answer": right(6) },
    },
  };

  it("keep a share of their accuracy by kind of perturbation", async () => {
    const { profiles } = await first(run);
    const of = (model: string) =>
      profiles
        .find((profile) => profile.model === model && profile.denominator === "sound")
        ?.axes.map(({ group, retained }) => [group, retained.value]);
    expect(of("steady")).toEqual([
      ["key-keeping", 1],
      ["pressure", 1],
    ]);
    expect(of("fragile")).toEqual([
      ["key-keeping", 1],
      ["pressure", expect.closeTo(2 / 18, 12)],
    ]);
  });

  it("may change places, and tau says how much of the order is left", async () => {
    const { ranks } = await first(run);
    const pressed = ranks.find((one) => one.perturbation === "suggested-answer" && one.denominator === "all");
    expect(
      pressed?.models.map(({ model, originalRank, perturbedRank }) => [model, originalRank, perturbedRank]),
    ).toEqual([
      ["fragile", 1, 3],
      ["steady", 2, 1],
      ["weak", 3, 2],
    ]);
    expect(pressed?.tau.value).toBeCloseTo(-1 / 3, 12);
    const same = ranks.find((one) => one.perturbation === "letter-case" && one.denominator === "all");
    expect(same?.tau.value).toBe(1);
  });

  it("are held against a reference: who holds out better", async () => {
    const { pairs } = await first(run, { reference: "fragile" });
    expect(pairs.map(({ first: one, second, kind }) => [one, second, kind])).toEqual([
      ["steady", "fragile", "reference"],
      ["weak", "fragile", "reference"],
    ]);
    const pressed = pairs[0]?.differences.find(
      ({ perturbation, denominator }) => perturbation === "suggested-answer" && denominator === "all",
    );
    expect(pressed).toMatchObject({ nItems: 20, firstDrop: 0, outcome: "win" });
    expect(pressed?.advantage.value).toBeCloseTo(0.8, 12);
    expect(pairs[0]).toMatchObject({ wins: 1, ties: 1, losses: 0 });
    expect(pairs[0]?.published.value).toBeCloseTo(-0.3, 12);
  });

  it("have pairs by descent where facts know the parent, and say so where there are none", async () => {
    expect((await first(run)).pairsWhy).toContain("no model is known to be made from another");
    await expect(first(run, { reference: "nobody" })).rejects.toMatchObject({ code: "ARGUMENT_INVALID" });
    const named: BriefRun = {
      ...run,
      replies: { steady: run.replies["steady"] ?? {}, fragile: run.replies["fragile"] ?? {} },
      specification: {
        models: [
          { id: "steady", facts: "aaditya/Llama3-OpenBioLLM-8B" },
          { id: "fragile", facts: "meta-llama/Meta-Llama-3-8B" },
        ],
      },
    };
    const { pairs } = await first(named);
    expect(pairs.map(({ first: one, second, kind }) => [one, second, kind])).toEqual([
      ["steady", "fragile", "descent"],
    ]);
  });

  it("may lead in one language and not in the other, on the same questions or each language's own", async () => {
    const both: BriefRun = {
      exams: {
        en: Object.fromEntries([..."AAAA"].map((key, at) => [`en${at}`, key])),
        es: Object.fromEntries([..."AAAA"].map((key, at) => [`es${at}`, key])),
      },
      itemFields: Object.fromEntries(
        [0, 1, 2, 3].flatMap((at) => [
          [`en${at}`, { parallelId: `p${at}` }],
          [`es${at}`, { parallelId: `p${at}`, language: "es" }],
        ]),
      ),
      forms: {
        "letter-case": ["en0", "en1", "en2", "en3", "es0", "es1", "es2", "es3"].map((item) => ({ item })),
      },
      replies: {
        clinical: { none: "AABBAAAA", "letter-case": "AABBAABB" },
        general: { none: "AABBAABB", "letter-case": "AABBAABB" },
      },
    };
    const { languages } = await whole(both, { reference: "general" });
    const [published] = languages;
    expect(published).toMatchObject({
      perturbation: "none",
      paired: true,
      nItems: [4, 4],
      languages: [
        { exam: "en", language: "en" },
        { exam: "es", language: "es" },
      ],
      gains: [{ value: 0 }, { value: 0.5 }],
      interaction: { value: 0.5 },
    });
    const cased = languages.find(({ perturbation }) => perturbation === "letter-case");
    expect(cased?.interaction.value).toBe(0);

    const mixed = await whole(
      {
        exams: { exam: { ...both.exams["en"], ...both.exams["es"] } },
        itemFields: Object.fromEntries([0, 1, 2, 3].map((at) => [`es${at}`, { language: "es" }])),
        forms: both.forms,
        replies: both.replies,
      },
      { reference: "general" },
    );
    expect(mixed.languages[0]).toMatchObject({ paired: false, nItems: [4, 4], interaction: { value: 0.5 } });
  });
});

describe("the smallest runs", () => {
  it("give numbers with wide intervals for one model and one item", async () => {
    const analysis = await first({
      exams: { exam: items("A") },
      forms: { ...one("letter-case", 1), ...one("white-space", 1), ...one("letter-case+white-space", 1) },
      replies: { m: { none: "A", "letter-case": "B", "white-space": "A", "letter-case+white-space": "A" } },
    });
    const { drop, relativeDrop } = effect(analysis, "letter-case") ?? {};
    expect(drop?.value).toBe(1);
    expect((drop?.high ?? 0) - (drop?.low ?? 0)).toBeGreaterThan(0.9);
    expect(relativeDrop?.value).toBe(1);
    expect(analysis.ranks.every(({ tau }) => tau.value === null)).toBe(true);
    expect(analysis.positions[0]?.recallSd).toMatchObject({
      value: null,
      why: "the key stands in fewer than two places",
    });
    expect(analysis.interactions[0]).toMatchObject({ nItems: 1, interaction: { value: -1 } });
  });
});
