import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KnowledgeAnalysis } from "@viva/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunAnalyses } from "../packages/core/src/records/run-analyses.ts";
import { hostileName, startKnowledgeExam } from "./knowledge-exam.ts";
import type { MockServer } from "./mock-server.ts";
import { viva } from "./viva.ts";

const base = "padded-list-reasoned";
const seeds = `${base}+knowledge-seeds`;
const random = `${base}+random-seeds`;
const oracle = `${base}+oracle-seeds`;
const none = `${base}+knowledge-seeds#2`;

let folder = "";
let server: MockServer;
const read = (path: string): string => readFileSync(join(folder, path), "utf8");
const succeed = async (...args: string[]): Promise<string> => {
  const end = await viva(args, { cwd: folder });
  expect(end, args.join(" ")).toMatchObject({ code: 0, stderr: "" });
  return end.stdout;
};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "viva-knowledge-run-"));
  server = await startKnowledgeExam(folder);
  await succeed("run", "study.yaml", "--out", "run");
}, 120_000);
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Columns of the first line of a Markdown table that begins so. */
function markdownRow(text: string, beginning: string): string[] {
  const line = text.split("\n").find((one) => one.startsWith(`| ${beginning}`)) ?? "";
  return line.split(" | ").map((cell) => cell.replace(/^\| | \|$/gu, ""));
}

describe("the analysis of knowledge in a run's own reports", { timeout: 120_000 }, () => {
  const analysis = (): KnowledgeAnalysis => {
    const [first, ...others] = (JSON.parse(read("run/comparisons.json")) as RunAnalyses).knowledge ?? [];
    expect(others).toEqual([]);
    if (first === undefined) {
      throw new Error("comparisons.json has no analysis of knowledge");
    }
    return first;
  };
  const row = (arm: string) => analysis().rows.find((one) => one.arm === arm);
  const arm = (name: string) => analysis().arms.find((one) => one.arm === name);

  it("counts gains and harms as a hand does", () => {
    expect(analysis().arms.map((one) => [one.arm, one.role])).toEqual([
      [base, "baseline"],
      [seeds, "seeds"],
      [random, "control"],
      [oracle, "leaking"],
      [none, "empty"],
    ]);
    // Known without help: q1 and q3. Led right: the even ones. Led astray: q1 and q3.
    expect(row(base)?.accuracy).toMatchObject({ value: 0.2, nItems: 10 });
    expect(row(seeds)).toMatchObject({
      accuracy: { value: 0.5 },
      gain: { value: 0.5 },
      harm: { value: 0.2 },
      net: { value: expect.closeTo(0.3, 12) },
    });
    expect(row(oracle)).toMatchObject({
      gain: { value: 0.8 },
      harm: { value: 0 },
      net: { value: expect.closeTo(0.8, 12) },
    });
    expect(row(none)).toMatchObject({ gain: { value: 0 }, harm: { value: 0 }, net: { value: 0 } });
    const changed = analysis().changes.filter((change) => change.arm === seeds);
    expect(changed.map(({ itemId, kind }) => `${itemId} ${kind}`)).toEqual([
      "q0 gain",
      "q1 harm",
      "q2 gain",
      "q3 harm",
      "q4 gain",
      "q6 gain",
      "q8 gain",
    ]);
    expect(changed.find(({ itemId }) => itemId === "q1")?.seeds).toEqual([{ label: "pontrimab", explained: false }]);
    expect(changed.find(({ itemId }) => itemId === "q6")?.seeds?.map(({ label }) => label)).toContain(hostileName);
  });

  it("counts entities, recall, uptake and tokens as a hand does", () => {
    // q5, q7 and q9 get no seed; q9 alone names nothing. Of ten explained medicines five are found, of 8 seeds in 7 questions.
    expect(arm(seeds)).toMatchObject({
      nothingFound: { value: expect.closeTo(0.3, 12) },
      withoutEntity: { value: expect.closeTo(0.1, 12) },
      recall: { value: 0.5 },
      precision: { value: expect.closeTo((4 * 1 + 1 / 2 + 2 * 0) / 7, 12) },
      passagesPerItem: 0.8,
    });
    expect(arm(oracle)).toMatchObject({ recall: { value: 1 }, precision: { value: 1 }, nothingFound: { value: 0 } });
    expect(arm(none)).toMatchObject({ nothingFound: { value: 1 }, recall: { value: null }, passagesPerItem: 0 });
    // q0 answers with its letter alone; the other six name a seed, both of q6 since every reply quotes its hostile name.
    expect(row(seeds)).toMatchObject({
      uptake: { value: expect.closeTo(6 / 7, 12) },
      accuracyWithUptake: { value: expect.closeTo(4 / 6, 12), nItems: 6 },
      accuracyWithoutUptake: { value: 1, nItems: 1 },
      promptTokens: 100,
    });
    // "Answer: A": nine characters, which the server counts as tokens.
    expect(row(base)?.completionTokens).toBe(9);
  });

  it("draws examples of each kind by the question alone, with the facts that lead to the seeds", () => {
    const { examples } = analysis();
    const of = (name: string, kind: string) => examples.filter((one) => one.arm === name && one.kind === kind);
    expect(of(seeds, "gain")).toHaveLength(2);
    expect(
      of(seeds, "harm")
        .map(({ itemId }) => itemId)
        .sort(),
    ).toEqual(["q1", "q3"]);
    expect(of(seeds, "same")).toEqual([]);
    expect(of(random, "same")).toHaveLength(2);
    const q1 = of(seeds, "harm").find(({ itemId }) => itemId === "q1");
    expect(q1).toMatchObject({
      before: 1,
      after: 0,
      answerBefore: "o1",
      answerAfter: "o4",
      seeds: [{ label: "pontrimab", explained: false, way: "drug used in molvaosis: pontrimab" }],
      excerpt: expect.stringContaining("Here pontrimab comes to mind."),
    });
    expect(of(oracle, "gain")[0]?.seeds?.[0]?.way).toBe("");
    // One question is drawn before another under every way of asking.
    const gains = of(seeds, "gain").map(({ itemId }) => itemId);
    expect(of(oracle, "gain").map(({ itemId }) => itemId)).toContain(gains[0]);
  });

  it("stands in the JSON, Markdown and HTML reports", () => {
    const json = JSON.parse(read("run/report/report.json")) as {
      analyses: RunAnalyses;
      leakingArms: string[];
    };
    expect(json.analyses.knowledge).toEqual([analysis()]);
    expect(json.leakingArms).toEqual([oracle]);
    const markdown = read("run/report/report.md").replaceAll("\\", "");
    expect(markdown).toContain("## Does knowledge beside the question help?");
    const table = markdown.slice(markdown.indexOf("right answers, gains and harms"));
    const cells = markdownRow(table, `${seeds} `);
    expect(cells.slice(1, 6).map((cell) => cell.split(" ")[0])).toEqual(["10", "50.0%", "50.0%", "20.0%", "+30.0"]);
    const html = read("run/report/index.html");
    expect(html).toContain('<section id="knowledge"');
    expect(html).toContain("drug used in molvaosis: pontrimab");
    expect(html.match(/<figure>/gu)?.length).toBeGreaterThanOrEqual(4);
  });

  it("names the way of asking that leaks so in every place of the reports", () => {
    for (const text of [read("run/report/index.html"), read("run/report/report.md").replaceAll("\\", "")]) {
      // Figures name it in parts; the replies' own addresses are data.
      const marked = text.split(`[leaks the answer] ${oracle}`).length - 1;
      expect(marked).toBeGreaterThan(5);
      expect(text.split(oracle).length - 1).toBe(marked);
    }
  });

  it("keeps hostile names and replies text, in three languages", async () => {
    for (const [language, title, mark] of [
      ["en", "Does knowledge beside the question help?", "[leaks the answer]"],
      ["es", "¿Ayuda el conocimiento junto a la pregunta?", "[filtra la respuesta]"],
      ["zh", "在题目旁附上知识有帮助吗？", "【泄露答案】"],
    ] as const) {
      await succeed(
        "report",
        "run",
        "--language",
        language,
        "--out",
        `report-${language}`,
        "--format",
        "html,markdown",
      );
      await succeed("knowledge", "report", "run", "--language", language, "--out", `${language}.html`);
      for (const html of [read(`report-${language}/index.html`), read(`${language}.html`)]) {
        expect(html).toContain(title);
        expect(html).toContain(mark);
        expect(html).not.toContain("<img src=x");
        expect(html).toContain("&lt;img src=x onerror=");
        expect(html).not.toMatch(/undefined<|>undefined/u);
      }
      expect(read(`report-${language}/report.md`)).not.toContain("<img src=x");
    }
  });

  it("shows no seed and no reply where items are withheld", async () => {
    await succeed("report", "run", "--withhold", "items", "--out", "withheld", "--format", "html,markdown,json");
    for (const file of ["index.html", "report.md", "report.json"]) {
      const text = read(`withheld/${file}`);
      expect(text, file).not.toContain("pontrimab");
      expect(text, file).not.toContain("comes to mind");
    }
    expect(read("withheld/index.html")).toContain("withheld");
  });
});
