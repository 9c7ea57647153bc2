import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnomalyCheck, AnomalyChecks } from "../packages/core/src/records/anomaly-checks.ts";
import type { Item } from "../packages/core/src/records/item.ts";
import { startMockServer } from "./mock-server.ts";
import { plantExam, plantStudy } from "./planted-exam.ts";
import { recordsOf } from "./run-folder.ts";
import { viva } from "./viva.ts";

const brasil = fileURLToPath(new URL("../../shared/data/medbench-brasil/", import.meta.url));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-checks-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...args: string[]) => await viva(args, { cwd: folder });
const succeed = async (...args: string[]): Promise<string> => {
  const end = await run(...args);
  expect(end, args.join(" ")).toMatchObject({ code: 0, stderr: expect.stringMatching(/^(asking .*\s*)*$/u) });
  return end.stdout;
};
const checksOf = async (name: string): Promise<ReadonlyMap<string, AnomalyCheck>> => {
  const [found] = JSON.parse(await succeed("checks", name, "--json")) as AnomalyChecks[];
  return new Map(found?.checks.map((check) => [check.name, check]));
};

describe.skipIf(!existsSync(brasil))("viva checks on MedBench-Brasil (skipped without ../shared/data)", () => {
  it("finds that the ranking rests on how replies are read, and what was not looked at", async () => {
    await succeed("import", "medbench-brasil", brasil, "--out", "brasil");
    // Published for the same replies: the models' own and, by another spelling, one that is not theirs.
    const published = `published:\n  - { model: GPT-5.2, measure: accuracy, value: 0.93, source: test }\n  - { model: deepseek-r1, measure: accuracy, value: 0.6407, source: "arXiv 2511.21701" }\n`;
    writeFileSync(
      join(folder, "brasil/study.yaml"),
      readFileSync(join(folder, "brasil/study.yaml"), "utf8") + published,
    );
    await succeed("run", "brasil/study.yaml", "--out", "brasil/run");
    const checks = await checksOf("brasil/run");
    expect(checks.get("protocols")).toMatchObject({ status: "warning", counts: { protocols: 12 } });
    // Claude writes a sentence first: who reads the first letter finds hardly an answer of it.
    const first = checks
      .get("protocols")
      ?.rows.find(({ model, of }) => model === "claude-opus-4-6" && of === "first-label · posed");
    expect(first?.value ?? 1).toBeLessThan(0.5);
    expect(first?.flagged).toBe(true);
    expect(checks.get("token-limit")).toMatchObject({ status: "passed" });
    expect(checks.get("cut-replies")?.finding).toMatch(/^(no-token-counts|nothing-longer|cuts-)/u);
    expect(checks.get("unread-replies")).toMatchObject({ status: "passed" });
    expect(checks.get("chosen-letters")).toMatchObject({ status: "passed" });
    for (const name of ["option-shuffle", "options-only", "stem-only", "yardsticks"]) {
      expect(checks.get(name), name).toMatchObject({ status: "not-run", rows: [] });
    }
    const differing = checks.get("published")?.rows.filter(({ flagged }) => flagged);
    expect(differing).toMatchObject([{ model: "deepseek/deepseek-r1", of: "arXiv 2511.21701" }]);
    const printed = await succeed("checks", "brasil/run");
    expect(printed).toContain("not run  Options in another order");
    expect(printed).toContain("perturbations: [shuffle-options]");
    expect(printed).not.toMatch(/NaN|undefined|\{\w+\}/u);
    expect(await run("checks", "brasil/run", "--strict")).toMatchObject({ code: 6 });
  }, 120_000);
});

/** Yardsticks only: what they answer to each form of an item is known beforehand. */
const study = `name: planted
dataset: { use: sample-exam, language: en }
filters: { kind: [single] }
perturbations: [shuffle-options, options-only, stem-only]
models:
  - { id: chance, backend: random-option }
  - { id: letter, backend: constant-label }
  - { id: longest, backend: longest-option }
`;

describe("viva checks on the sample exam", () => {
  it("poses shuffled options and both controls, with no word of the question or of the options", async () => {
    writeFileSync(join(folder, "study.yaml"), study);
    await succeed("run", "study.yaml", "--out", "run");
    const items = recordsOf<Item>(join(folder, "run"), "items.jsonl");
    const prompts = readFileSync(join(folder, "run/prompts.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { messages: { content: string }[] })
      .map(({ messages }) => messages.map(({ content }) => content).join("\n"));
    const withStem = ({ stem }: Item) => prompts.filter((prompt) => prompt.includes(stem));
    const [item] = items;
    if (item === undefined) {
      throw new Error("no item");
    }
    // As published, shuffled, and alone; without the question it is not there.
    expect(withStem(item)).toHaveLength(3);
    const alone = withStem(item).filter((prompt) => item.options.every(({ text }) => !prompt.includes(text)));
    expect(alone).toHaveLength(1);
    expect(alone[0]).toMatch(/A\. *\nB\. *\nC\./);
    const checks = await checksOf("run");
    for (const name of ["option-shuffle", "options-only", "stem-only"]) {
      expect(checks.get(name), name).toMatchObject({ status: "passed" });
      expect(checks.get(name)?.rows.length, name).toBeGreaterThan(0);
    }
    // Without texts the longest option is the first: a habit of place.
    const stemOnly = checks.get("stem-only")?.rows.filter(({ quantity }) => quantity === "accuracy-control");
    const controlOf = (model: string) => stemOnly?.find((row) => row.model === model)?.value;
    expect(controlOf("longest")).toBe(controlOf("letter"));
    expect(checks.get("yardsticks")).toMatchObject({ status: "not-run", finding: "no-yardsticks" });
    expect(await run("checks", "run", "--strict", "--details", "--language", "es")).toMatchObject({
      code: [...checks.values()].some(({ status }) => status === "warning") ? 6 : 0,
      stderr: "",
    });
  }, 60_000);

  it("refuses a folder without a run", async () => {
    expect(await run("checks", "nowhere")).toMatchObject({ code: 2, stderr: expect.stringContaining("RUN_NOT_FOUND") });
  });
});

describe("viva checks of replies cut at lower token limits", () => {
  it("finds a ranking that a token limit turns round: a model that reasons first and one that answers at once", async () => {
    const exam = plantExam(folder, 120, 5);
    const reasons = "The history points one way, the findings another; let us weigh them against each other. ".repeat(
      4,
    );
    const server = await startMockServer({
      behave: ({ model, question }) => {
        const { key, given } = exam.questionIn(question);
        // The first is always right and says so last; the second is right on seven of ten, and says so first.
        return model === "late"
          ? { kind: "reply", text: `${reasons}Answer: ${key}` }
          : { kind: "reply", text: `Answer: ${given}` };
      },
    });
    const study = plantStudy(
      folder,
      [
        ...["late", "early"].map((id) => ({
          id,
          backend: "openai-compatible",
          baseUrl: server.baseUrl,
          model: id,
        })),
        // Gives no token counts: left out, and named by number.
        { id: "letter", backend: "constant-label" },
      ],
      { resamples: 200 },
    );
    try {
      await succeed("run", study, "--out", "cut");
    } finally {
      await server.close();
    }
    // The server counts a token a character, so that where a reply is cut is exact here.
    const [found] = JSON.parse(
      await succeed("checks", "cut", "--token-limits", "100,1000", "--json"),
    ) as AnomalyChecks[];
    const check = found?.checks.find(({ name }) => name === "cut-replies");
    // The limit of 1000 cuts nothing and has no line.
    expect(check).toMatchObject({ status: "warning", counts: { least: 100, most: 100, leftOut: 1 } });
    const accuracyOf = (model: string, of: string) =>
      check?.rows.find((row) => row.model === model && row.of === of)?.value ?? null;
    expect(accuracyOf("late", "layered · posed · none")).toBe(1);
    expect(accuracyOf("early", "layered · posed · none")).toBeCloseTo(exam.accuracy, 9);
    expect(accuracyOf("late", "layered · posed · 100")).toBe(0);
    expect(accuracyOf("early", "layered · posed · 100")).toBeCloseTo(exam.accuracy, 9);
    const printed = await succeed("checks", "cut", "--token-limits", "100");
    expect(printed).toMatch(/layered · all calls posed · as they came .*100\.0% #1/u);
    expect(printed).toMatch(/layered · all calls posed · cut at 100 tokens .*0\.0% #2/u);
    expect(printed).toContain("State the token limit with the ranking");
    expect(await run("checks", "cut", "--token-limits", "0")).toMatchObject({ code: 2 });
  }, 120_000);
});
