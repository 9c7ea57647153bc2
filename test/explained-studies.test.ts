import { copyFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Estimate, readStudy } from "@viva/core";
import { describe, expect, it } from "vitest";
import { rowsOf } from "../packages/core/src/datasets/__fixtures__/rows-of.ts";
import cmexam from "../packages/core/src/datasets/cmexam.ts";
import huatuo from "../packages/core/src/datasets/huatuo-26m.ts";
import sampleExam from "../packages/core/src/datasets/sample-exam.ts";
import type { Item } from "../packages/core/src/records/item.ts";
import { recordsOf, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const studies = join(root, "packages/core/studies");
const fixtures = join(root, "packages/core/src/datasets/__fixtures__");

function cell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Questions of the sample exam in the layout of CMExam's annotated test file. */
function cmexamFile(items: readonly Item[]): string {
  const header =
    "Question,Options,Answer,Explanation,Disease Group,Area of Competency,Clinical Department,Medical Discipline,Difficulty level";
  const lines = items.map((item) =>
    [
      `${item.group?.text ?? ""}${item.stem}`,
      item.options.map(({ id, text }) => `${id} ${text}`).join("\n"),
      item.accepted[0]?.join("") ?? "",
      item.references[0] ?? "",
      "不符合",
      "疾病治疗",
      "内科",
      "临床医学",
      item.tags["difficulty"]?.[0] ?? "",
    ]
      .map(cell)
      .join(","),
  );
  return `\uFEFF${[header, ...lines].join("\n")}\n`;
}

/** A shipped study, its model replaced by two with recorded replies. */
function replayed(name: string): string {
  const text = readFileSync(join(studies, name), "utf8");
  const recorded = ["echo", "silent"].map((id) => `  - { id: ${id}, backend: replay, path: replies.jsonl }\n`).join("");
  const found = /^models:\n(?: {2}.*\n)+/mu.exec(text)?.[0] ?? "";
  expect(found).toContain("my-model");
  return text.replace(found, `models:\n${recorded}`);
}

interface Ran {
  readonly value: (model: string, measure: string, scorer: string) => number | null | undefined;
  readonly report: string;
  readonly folder: string;
}

/** Run a shipped study over our own exam file; "echo" says what the references say, "silent" nothing. */
async function ran(
  folder: string,
  name: string,
  says: (item: Item) => string,
  replyTo: (folder: string) => Promise<readonly Item[]>,
): Promise<Ran> {
  cpSync(join(studies, "published"), join(folder, "published"), { recursive: true });
  writeFileSync(join(folder, "study.yaml"), replayed(name));
  const items = await replyTo(folder);
  const lines = items.flatMap((item) => [
    { itemId: item.id, model: "echo", repeat: 0, text: says(item) },
    { itemId: item.id, model: "silent", repeat: 0, text: "" },
  ]);
  writeFileSync(join(folder, "replies.jsonl"), `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
  const { code, stderr } = await viva(["run", "study.yaml", "--out", "run"], { cwd: folder });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const estimates = JSON.parse(readFileSync(join(folder, "run/estimates.json"), "utf8")) as Estimate[];
  return {
    folder: join(folder, "run"),
    report: readFileSync(join(folder, "run/report/report.md"), "utf8"),
    value: (model, measure, scorer) =>
      estimates.find(
        (row) =>
          row.model === model &&
          row.measure === measure &&
          row.scorer === scorer &&
          Object.keys(row.stratum).length === 0,
      )?.value,
  };
}

describe("the study of CMExam's two tasks", () => {
  it("marks answer and explanation apart, with the paper's numbers beside", async () => {
    await using folder = await temporaryFolder();
    const { value, report } = await ran(
      folder.path,
      "cmexam-explanations.yaml",
      (item) => `${item.references[0]}\n答案：${item.accepted[0]?.join("")}`,
      async (path) => {
        const source = (await rowsOf(sampleExam, { language: "zh" })).flatMap(({ item }) => item ?? []).slice(0, 20);
        writeFileSync(join(path, "test_with_annotations.csv"), cmexamFile(source));
        return (await rowsOf(cmexam, { path: "test_with_annotations.csv" }, `${path}/`)).flatMap(
          ({ item }) => item ?? [],
        );
      },
    );
    expect(value("echo", "accuracy", "exact-set")).toBe(1);
    expect(value("silent", "accuracy", "exact-set")).toBe(0);
    for (const part of ["rouge-1", "rouge-2", "rouge-l"]) {
      expect(value("echo", "mean-points", `cmexam-explanation:${part}`)).toBeCloseTo(1, 6);
      expect(value("silent", "mean-points", `cmexam-explanation:${part}`)).toBe(0);
    }
    expect(value("echo", "corpus-score:bleu-4", "cmexam-explanation")).toBeCloseTo(1, 9);
    expect(value("echo", "corpus-score:bleu-4", "bleu")).toBeCloseTo(1, 9);
    expect(value("echo", "mean-points", "rouge:rouge-l")).toBeCloseTo(1, 9);
    expect(value("echo", "accuracy", "bleu")).toBeUndefined();
    expect(value("echo", "mean-points", "key-point-recall")).toBeCloseTo(1, 9);
    expect(value("silent", "mean-points", "key-point-recall")).toBe(0);
    expect(value("echo", "mean-points", "option-reasoning:key-argued")).toBeGreaterThan(0.9);
    expect(value("echo", "mean-points", "option-reasoning:distractors-argued")).toBeGreaterThan(0.9);
    expect(report).toMatch(
      /\| GPT-4 \| [^|]*bleu-1 \(cmexam-explanation\) \| all \| 0\.2% ± 0\.0 \| arXiv 2306\.03030, Table 3 \|/iu,
    );
    expect(report).toContain("(cmexam-explanation:rouge-l)");
  });

  it("quotes the table and the appendix row by row", async () => {
    await using folder = await temporaryFolder();
    cpSync(studies, folder.path, { recursive: true });
    writeFileSync(join(folder.path, "test_with_annotations.csv"), cmexamFile([]));
    const { published } = (await readStudy(join(folder.path, "cmexam-explanations.yaml"))).stated;
    const table = published.filter(({ source }) => source.endsWith("Table 3"));
    expect(table).toHaveLength(90);
    expect(new Set(table.map(({ model }) => model)).size).toBe(18);
    expect(published.filter(({ source }) => source.endsWith("A.5"))).toHaveLength(12);
    // The paper sets the best number of each column in bold; these are they.
    const best = (scorer: string, measure: string) =>
      table
        .filter((row) => row.scorer === scorer && row.measure === measure)
        .sort((a, b) => b.value - a.value)
        .map(({ model, value }) => [model, value])[0];
    expect(best("cmexam-explanation", "corpus-score:bleu-1")).toEqual(["ChatGLM-CMExam (6B)", 0.311]);
    expect(best("cmexam-explanation", "corpus-score:bleu-4")).toEqual(["ChatGLM-CMExam (6B)", 0.1894]);
    expect(best("cmexam-explanation:rouge-1", "mean-points")).toEqual(["LLaMA-CMExam (7B)", 0.4588]);
    expect(best("cmexam-explanation:rouge-2", "mean-points")).toEqual(["ChatGLM-CMExam (6B)", 0.3148]);
    expect(best("cmexam-explanation:rouge-l", "mean-points")).toEqual(["ChatGLM-CMExam (6B)", 0.2939]);
  });
});

describe("the study of open questions", () => {
  it("asks free-text items and marks what is said, without an accuracy", async () => {
    await using folder = await temporaryFolder();
    const {
      value,
      report,
      folder: run,
    } = await ran(
      folder.path,
      "open-medical-qa.yaml",
      (item) => item.references[0] ?? "",
      async (path) => {
        copyFileSync(join(fixtures, "huatuo-26m.jsonl"), join(path, "huatuo26m-test.jsonl"));
        return (await rowsOf(huatuo, { path: "huatuo-26m.jsonl" })).flatMap(({ item }) => item ?? []);
      },
    );
    expect(value("echo", "corpus-score:bleu-1", "bleu")).toBeCloseTo(1, 9);
    expect(value("echo", "mean-points", "rouge:rouge-1")).toBeCloseTo(1, 9);
    expect(value("silent", "mean-points", "rouge:rouge-1")).toBe(0);
    expect(recordsOf<{ measure: string }>(run, "scores.jsonl").length).toBeGreaterThan(0);
    const measures = (JSON.parse(readFileSync(join(run, "estimates.json"), "utf8")) as Estimate[]).map(
      ({ measure }) => measure,
    );
    expect(measures.filter((name) => /accuracy|f1|bounds|ambiguous|unreadable/u.test(name))).toEqual([]);
    expect(report).toContain("| Qilin-Med after DPO |");
    expect(report).toContain("16.7%");
  });
});
