import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunsComparison } from "@viva/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "./run-folder.ts";
import { type VivaEnd, viva } from "./viva.ts";

const data = fileURLToPath(new URL("../../shared/data/", import.meta.url));
const recorded = join(data, "cnmleqa/CNMLEQA-3k_llm.json");
const brasil = join(data, "medbench-brasil");

let scratch: Awaited<ReturnType<typeof temporaryFolder>> | undefined;
let folder = "";
beforeAll(async () => {
  scratch = await temporaryFolder();
  folder = scratch.path;
});
afterAll(() => scratch?.[Symbol.asyncDispose]());

const run = async (...args: string[]): Promise<VivaEnd> => await viva(args, { cwd: folder });
async function succeed(...args: string[]): Promise<string> {
  const end = await run(...args);
  // On standard error there is at most the progress that a slow machine shows.
  expect(end, args.join(" ")).toMatchObject({ code: 0, stderr: expect.stringMatching(/^(asking .*\s*)*$/u) });
  return end.stdout;
}
const compare = async (...args: string[]): Promise<RunsComparison> =>
  JSON.parse(await succeed("compare", ...args, "--json")) as RunsComparison;

describe.skipIf(!existsSync(recorded))("five recorded models on CNMLEQA (skipped without ../shared/data)", () => {
  const models = ["qwen25-32b", "qwen25-14b", "qwen25-7b", "qwen25-3b", "gemini-2.5-flash"];

  /** McNemar's chi-square with continuity correction by statsmodels 0.15 mcnemar(exact=False), from the file's counts. */
  const raw: Readonly<Record<string, readonly [ahead: number, behind: number, p: number]>> = {
    "qwen25-32b – gemini-2.5-flash": [194, 112, 3.6485109408413597e-6],
    "gemini-2.5-flash – qwen25-14b": [216, 174, 0.037883251215996776],
    "qwen25-14b – qwen25-7b": [248, 163, 3.421727681730369e-5],
  };

  it("are all told apart: all ten pairs survive Holm, and the closest has p = 0.0379", async () => {
    const items = JSON.parse(readFileSync(recorded, "utf8")) as Readonly<Record<string, string | null>>[];
    const replies = models.flatMap((model) =>
      items.map((item) => JSON.stringify({ itemId: item["id"], model, repeat: 0, text: item[model] })),
    );
    writeFileSync(join(folder, "replies.jsonl"), replies.join("\n"));
    writeFileSync(
      join(folder, "cnmleqa.yaml"),
      `name: cnmleqa-recorded
dataset: { use: cnmleqa, path: ${JSON.stringify(recorded)} }
models:
${models.map((id) => `  - { id: ${id}, backend: replay, path: replies.jsonl }`).join("\n")}
prompts: [letter-only]
measures: [accuracy]
reports: [json]
comparison: { reference: qwen25-32b, margin: 0.05 }
`,
    );
    await succeed("run", "cnmleqa.yaml", "--out", "cnmleqa");
    const { comparisons } = await compare("cnmleqa");
    const [field] = comparisons;
    expect(comparisons).toHaveLength(1);
    expect(field?.models.map(({ name }) => name)).toEqual([
      "qwen25-32b",
      "gemini-2.5-flash",
      "qwen25-14b",
      "qwen25-7b",
      "qwen25-3b",
    ]);
    // As `viva run` estimates them.
    const estimates = JSON.parse(readFileSync(join(folder, "cnmleqa/estimates.json"), "utf8")) as {
      readonly model: string;
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly method: string;
    }[];
    for (const { name, value, low, high, method } of field?.models ?? []) {
      expect(estimates.find(({ model }) => model === name)).toMatchObject({ value, low, high, method });
    }

    const pairs = field?.pairs ?? [];
    expect(pairs).toHaveLength(10);
    for (const pair of pairs) {
      const name = `${pair.first} – ${pair.second}`;
      expect(pair, name).toMatchObject({ nItems: 2949, nClusters: 2949, verdict: "first-better" });
      expect(pair.test.holmP, name).toBeLessThan(0.05);
      for (const { value, low, high } of [pair.difference, pair.bootstrap]) {
        expect(value).toBe(pair.difference.value);
        expect(low, name).toBeGreaterThan(0);
        expect(high, name).toBeGreaterThan(value ?? 1);
      }
      const known = raw[name];
      if (known !== undefined) {
        expect([pair.firstAhead, pair.secondAhead], name).toEqual(known.slice(0, 2));
        expect(Math.abs((pair.test.p ?? 0) / known[2] - 1), name).toBeLessThan(1e-9);
      }
    }
    const largest = Math.max(...pairs.map(({ test }) => test.p ?? 1));
    expect(largest).toBeCloseTo(0.03788, 5);
    expect(pairs.find(({ test }) => test.p === largest)).toMatchObject({
      first: "gemini-2.5-flash",
      second: "qwen25-14b",
      test: { holmP: largest, benjaminiHochbergP: largest },
    });
    expect(field?.tiedSets.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);
    expect(field?.models.map(({ jointRankLow, jointRankHigh }) => [jointRankLow, jointRankHigh])).toEqual(
      [1, 2, 3, 4, 5].map((rank) => [rank, rank]),
    );
    expect(field?.omnibus).toMatchObject({ degrees: 4, nItems: 2949 });
    // At a margin of five points gemini is no worse than the reference, and qwen25-14b not shown to be.
    expect(
      field?.reference?.rows.map(({ model, nonInferiority, equivalence }) => [
        model,
        nonInferiority?.shown,
        equivalence?.shown,
      ]),
    ).toEqual([
      ["gemini-2.5-flash", true, true],
      ["qwen25-14b", false, false],
      ["qwen25-7b", false, false],
      ["qwen25-3b", false, false],
    ]);

    const shown = await succeed("compare", "cnmleqa");
    expect(shown).toMatch(
      /gemini-2\.5-flash – qwen25-14b +\+1\.4 \[0\.1, 2\.7\] .* 0\.0379 +0\.0379 +0\.0379 .* first better/u,
    );
    expect(shown).toContain("Held against “qwen25-32b”, margin 5.0 points");
    expect(await succeed("compare", "cnmleqa", "--language", "zh")).toContain("模型两两比较");
  });
});

describe.skipIf(!existsSync(brasil))("six models on one sitting of Revalida (skipped without ../shared/data)", () => {
  it("are one tied set: no pair survives Holm", async () => {
    await succeed("import", "medbench-brasil", brasil, "--out", "brasil");
    // One repeat of a replay is its repeat 0.
    await succeed("run", "brasil/study.yaml", "--repeats", "1", "--report", "json", "--out", "brasil/first");
    const { comparisons } = await compare("brasil/first");
    const [field] = comparisons;
    expect(field?.repeats).toBe(1);
    expect(field?.models).toHaveLength(6);
    expect(field?.pairs).toHaveLength(15);
    for (const { first, second, test, nItems, verdict } of field?.pairs ?? []) {
      expect(test.holmP, `${first} – ${second}`).toBeGreaterThan(0.05);
      expect({ nItems, verdict, method: test.method }).toEqual({
        nItems: 85,
        verdict: "not-told-apart",
        method: "mcnemar-exact",
      });
    }
    expect(field?.tiedSets).toHaveLength(1);
    expect(field?.tiedSets[0]).toHaveLength(6);
    expect(field?.models.map(({ jointRankLow, jointRankHigh }) => [jointRankLow, jointRankHigh])).toEqual(
      field?.models.map(() => [1, 6]),
    );
    // Without adjustment six of the fifteen would have passed for real.
    expect(field?.pairs.filter(({ test }) => (test.p ?? 1) < 0.05).length).toBe(6);
    const board = (await succeed("compare", "brasil/first")).split("\n").filter((line) => / 1–6 +a /u.test(line));
    expect(board).toHaveLength(6);
  }, 120_000);
});

describe("runs of the sample exam", () => {
  const study = (name: string, models: string, more = ""): void =>
    writeFileSync(
      join(folder, `${name}.yaml`),
      `name: ${name}
dataset: { use: sample-exam, language: en, name: sample }
models:
${models}
measures: [accuracy]
strata: [specialty]
reports: [json]
resamples: 200
${more}`,
    );

  beforeAll(async () => {
    study(
      "one",
      "  - { id: constant-label, backend: constant-label }\n  - { id: longest-option, backend: longest-option }",
    );
    study(
      "two",
      "  - { id: open-book, backend: open-book }\n  - { id: constant-label, backend: constant-label }",
      "seed: 5",
    );
    study("part", "  - { id: random-option, backend: random-option }", "filters: { limit: 10 }");
    study("alone", "  - { id: open-book, backend: open-book }");
    for (const name of ["one", "two", "part", "alone"]) {
      await succeed("run", `${name}.yaml`, "--out", name);
    }
  });

  it("compare over two runs: models of one id get their run's name, and equal ones do not differ", async () => {
    const all = await compare("one", "two");
    const { runs, overlaps, comparisons } = all;
    const [field] = comparisons;
    const items = field?.nItems ?? 0;
    expect(runs).toEqual([
      { folder: "one", name: "one" },
      { folder: "two", name: "two" },
    ]);
    expect(overlaps).toEqual([{ exam: "sample", items: [items, items], common: items, changed: 0 }]);
    expect(field?.models.map(({ name }) => name).sort()).toEqual([
      "constant-label (one)",
      "constant-label (two)",
      "longest-option",
      "open-book",
    ]);
    expect(field?.pairs).toHaveLength(6);
    const same = field?.pairs.find(
      ({ first, second }) => first.startsWith("constant-label") && second.startsWith("constant-label"),
    );
    expect(same).toMatchObject({ difference: { value: 0 }, alike: items, test: { p: 1 }, verdict: "not-told-apart" });
    expect(await compare("one", "two")).toEqual(all);
    expect(await succeed("compare", "one", "two")).toContain("Items of the runs");
  });

  it("compare as a page that needs nothing else", async () => {
    expect(await succeed("compare", "one", "two", "--language", "es", "--out", "pages/compared.html")).toContain(
      "page: pages/compared.html",
    );
    const page = readFileSync(join(folder, "pages", "compared.html"), "utf8");
    expect(page).toContain('<html lang="es">');
    expect(page).toContain("constant-label (two)");
    for (const id of ["runs", "results", "comparison", "profiles", "outcomes", "checks", "items"]) {
      expect(page).toContain(`<section id="${id}"`);
    }
    expect(page).not.toMatch(/<script src|<link|https?:\/\/(?!www\.w3\.org)|\bNaN\b/);
  });

  it("takes models, exam, reference, margin and level from flags", async () => {
    const flags = ["--models", "open-book,constant-label (one)", "--exam", "sample", "--alpha", "1%"];
    const { comparisons } = await compare("one", "two", ...flags, "--reference", "open-book", "--margin", "0.3");
    expect(comparisons[0]?.models.map(({ name }) => name).sort()).toEqual(["constant-label (one)", "open-book"]);
    expect(comparisons[0]).toMatchObject({
      alpha: 0.01,
      reference: { model: "open-book", margin: 0.3, nonInferiorityAlpha: 0.005 },
    });
  });

  it("refuse other items, saying what overlaps, and compare on the common ones when asked", async () => {
    const end = await run("compare", "one", "part");
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/ITEM_SETS_DIFFER: .*"sample": one \d+, part 10; 10 in common/u);
    expect(end.stderr).toContain("--common");
    expect(end.stdout).toBe("");
    const { overlaps, comparisons } = await compare("one", "part", "--common");
    expect(overlaps[0]).toMatchObject({ common: 10 });
    expect(comparisons[0]).toMatchObject({ nItems: 10 });
    expect(comparisons[0]?.pairs.every(({ nItems }) => nItems === 10)).toBe(true);
  });

  it("refuse runs without a common item, even when asked", async () => {
    study("rest", "  - { id: random-option, backend: random-option }", "filters: { kind: [multiple] }");
    study("single", "  - { id: open-book, backend: open-book }", "filters: { kind: [single] }");
    await succeed("run", "rest.yaml", "--out", "rest");
    await succeed("run", "single.yaml", "--out", "single");
    const end = await run("compare", "rest", "single", "--common");
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/ITEM_SETS_DIFFER: .*; 0 in common/u);
  });

  it("say so where there is one model", async () => {
    const shown = await succeed("compare", "alone");
    expect(shown).toContain("Only one model: there is no pair to compare.");
    expect((await compare("alone")).comparisons[0]?.pairs).toEqual([]);
  });

  it.each([
    [["compare", "gone"], "RUN_NOT_FOUND"],
    [["compare", "one", "--models", "gpt"], 'no model is called "gpt"; known are constant-label, longest-option'],
    [["compare", "one", "--exam", "usmle"], 'no exam is called "usmle"; known are sample'],
    [["compare", "one", "--reference", "gpt"], "ARGUMENT_INVALID"],
    [["compare", "one", "--margin", "0.1"], "no reference"],
    [["compare", "one", "--margin", "3"], "above 0 and below 1"],
    [["compare", "one", "--alpha", "0.5"], "above 0 and below 0.5"],
    [["compare", "one", "--language", "fr"], "known are en, es, zh"],
    [["compare"], "missing required argument"],
  ])("%j is refused with exit 2", async (args, said) => {
    const end = await run(...args);
    expect(end.code).toBe(2);
    expect(end.stderr).toContain(said);
  });
});
