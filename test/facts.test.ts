import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FactsAnalysis } from "../packages/core/src/records/facts-analysis.ts";
import { pearsonCorrelation } from "../packages/core/src/statistics/pearson-correlation.ts";
import { viva } from "./viva.ts";

const data = fileURLToPath(new URL("../../shared/data/", import.meta.url));
const brasil = join(data, "medbench-brasil");
const recorded = join(data, "cnmleqa/CNMLEQA-3k_llm.json");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-facts-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...args: string[]) => await viva(args, { cwd: folder });
const succeed = async (...args: string[]): Promise<string> => {
  const end = await run(...args);
  expect(end, args.join(" ")).toMatchObject({ code: 0, stderr: "" });
  return end.stdout;
};
const analysisOf = async (...args: string[]): Promise<FactsAnalysis> => {
  const [analysis, ...more] = JSON.parse(await succeed("facts", ...args, "--json")) as FactsAnalysis[];
  expect(more).toEqual([]);
  if (analysis === undefined) {
    throw new Error("no analysis");
  }
  return analysis;
};

describe.skipIf(!existsSync(brasil))("viva facts on MedBench-Brasil (skipped without ../shared/data)", () => {
  it("knows its six models, and says of each analysis which it must leave out", async () => {
    await succeed("import", "medbench-brasil", brasil, "--out", "brasil");
    await succeed("run", "brasil/study.yaml", "--out", "brasil/run");
    const { models, leftOut, size, architecture, fronts, frontsMissing, cutoffLeftOut } =
      await analysisOf("brasil/run");
    expect(leftOut).toEqual([]);
    expect(
      models.map(({ name, totalParameters, activeParameters }) => [name, totalParameters, activeParameters]),
    ).toEqual([
      ["gpt-5.2", null, null],
      ["claude-opus-4-6", null, null],
      ["deepseek/deepseek-r1", 671e9, 37e9],
      ["qwen/qwen3-235b-a22b-2507", 235e9, 22e9],
      ["meta-llama/llama-3.3-70b-instruct", 70e9, 70e9],
      ["mistralai/mistral-large-2411", 123e9, 123e9],
    ]);
    // More parameters went with more right answers, more parameters for a token with fewer: four models tell neither.
    const accuracies = models.slice(2).map(({ accuracy }) => accuracy.value ?? Number.NaN);
    const logs = (counts: readonly number[]) => Float64Array.from(counts, Math.log10);
    expect(size[0]?.pearson.value).toBeCloseTo(
      pearsonCorrelation(logs([671, 235, 70, 123]), Float64Array.from(accuracies)) ?? Number.NaN,
      12,
    );
    expect(size[1]?.pearson.value ?? 1).toBeLessThan(0);
    // DeepSeek-R1 is a mixture of experts, whatever a title says: two against two.
    expect(architecture.mixtures.models).toEqual(["deepseek/deepseek-r1", "qwen/qwen3-235b-a22b-2507"]);
    expect(architecture.test).toEqual({ p: expect.closeTo(1 / 3, 12), method: "exact", arrangements: 6 });
    expect(architecture.difference.value).toBeCloseTo(
      [0.5, 0.5, -0.5, -0.5].reduce((sum, weight, at) => sum + weight * (accuracies[at] ?? Number.NaN), 0),
      12,
    );
    expect(architecture.leftOut.map(({ name }) => name)).toEqual(["gpt-5.2", "claude-opus-4-6"]);
    // Recorded replies took no time and name no tokens; the items have no date.
    expect(fronts).toEqual([]);
    expect(frontsMissing.map(({ kind }) => kind)).toEqual(["cost", "latency", "tokens"]);
    expect(new Set(cutoffLeftOut.map(({ why }) => why))).toEqual(new Set(["no item has a date"]));
    const printed = await succeed("facts", "brasil/run", "--language", "zh");
    expect(printed).toContain("混合专家模型与稠密模型");
    expect(printed).not.toMatch(/NaN|undefined|\{\w+\}/u);
  }, 120_000);
});

describe.skipIf(!existsSync(recorded))("viva facts on CNMLEQA (skipped without ../shared/data)", () => {
  it("takes the facts the study names, one's own among them, and dates items by their year", async () => {
    const sizes = { "qwen25-32b": 32.5e9, "qwen25-14b": 14.7e9, "qwen25-7b": 7.61e9, "qwen25-3b": 3.09e9 };
    const items = JSON.parse(readFileSync(recorded, "utf8")) as Record<string, string | number | null>[];
    const ids = [...Object.keys(sizes), "gemini-2.5-flash"];
    const replies = ids.flatMap((model) =>
      items.map((item) => JSON.stringify({ itemId: item["id"], model, repeat: 0, text: item[model] })),
    );
    writeFileSync(join(folder, "replies.jsonl"), replies.join("\n"));
    // A made-up end of training, so that there are items on both sides of it.
    writeFileSync(
      join(folder, "mine.yaml"),
      "id: lab/cut-in-2019\nname: Cut in 2019\ntotalParameters: 3.09e9\ntrainingCutoff: 2019-06\ndomain: general\nopenWeights: false\nsources: { totalParameters: test, trainingCutoff: test, domain: test, openWeights: test }\n",
    );
    const facts: Record<string, string> = {
      "qwen25-32b": "Qwen/Qwen2.5-32B-Instruct",
      "qwen25-14b": "Qwen/Qwen2.5-14B-Instruct",
      "qwen25-7b": "qwen2.5:7b",
      "qwen25-3b": "lab/cut-in-2019",
    };
    const models = ids.map(
      (id) =>
        `  - { id: ${id}, backend: replay, path: replies.jsonl${facts[id] === undefined ? "" : `, facts: ${JSON.stringify(facts[id])}`} }`,
    );
    writeFileSync(
      join(folder, "study.yaml"),
      `name: cnmleqa\ndataset: { use: cnmleqa, path: ${JSON.stringify(recorded)} }\nmodels:\n${models.join("\n")}\nreports: [json]\n`,
    );
    await succeed("run", "study.yaml", "--out", "run");
    const { models: rows, size, cutoff } = await analysisOf("run", "--facts", "mine.yaml");
    expect(
      Object.fromEntries(
        rows.flatMap(({ name, totalParameters }) => (totalParameters === null ? [] : [[name, totalParameters]])),
      ),
    ).toEqual(sizes);
    expect(size[0]).toMatchObject({ nModels: 4, spearman: { value: 1, why: "fewer than four model families" } });
    const right = (model: string, years: (year: number) => boolean): readonly [number, number] => {
      const chosen = items.filter((item) => years(Number(item["year"])));
      return [
        chosen.filter((item) => `op${String(item[model]).toLowerCase()}` === item["answer"]).length,
        chosen.length,
      ];
    };
    const [before, nBefore] = right("qwen25-3b", (year) => year < 2019);
    const [after, nAfter] = right("qwen25-3b", (year) => year > 2019);
    const own = cutoff.find(({ model }) => model === "qwen25-3b");
    expect(own).toMatchObject({ nBefore, nAfter, undecided: items.length - nBefore - nAfter });
    expect(own?.difference.value).toBeCloseTo(before / nBefore - after / nAfter, 12);
    // All items are older than what Gemini was trained on: nothing can be told.
    expect(cutoff.find(({ model }) => model === "gemini-2.5-flash")?.difference).toMatchObject({
      value: null,
      why: "no item is newer than its training data",
    });
  }, 120_000);
});

describe("viva facts on the sample exam", () => {
  it("has no facts of yardsticks, and a front where calls were timed", async () => {
    writeFileSync(
      join(folder, "sample.yaml"),
      "name: sample\ndataset: { use: sample-exam, language: es }\nfilters: { limit: 10 }\nlanguage: es\nmodels: [{ id: a, backend: constant-label }, { id: b, backend: longest-option, facts: mixtral:8x7b }]\n",
    );
    await succeed("run", "sample.yaml", "--out", "sample");
    const { models, leftOut } = await analysisOf("sample");
    expect(models).toMatchObject([
      { name: "b", factsId: "mistralai/Mixtral-8x7B-Instruct-v0.1", activeParameters: 12.9e9 },
    ]);
    expect(leftOut).toEqual([{ name: "a", why: "no facts of that name" }]);
    const printed = await succeed("facts", "sample");
    expect(printed).toContain("mezcla de expertos");
  });

  it("refuses an exam, a language and a folder that are not there", async () => {
    expect(await run("facts", "sample", "--exam", "other")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("sample-exam"),
    });
    expect(await run("facts", "sample", "--language", "fr")).toMatchObject({ code: 2 });
    expect(await run("facts", "nowhere")).toMatchObject({ code: 2, stderr: expect.stringContaining("RUN_NOT_FOUND") });
    expect(await run("facts", "sample", "--facts", "nowhere")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("MODEL_FACTS_NOT_FOUND"),
    });
  });
});
