import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Estimate } from "../packages/core/src/records/estimate.ts";
import { viva } from "./viva.ts";

const data = fileURLToPath(new URL("../../shared/data/", import.meta.url));
const recorded = join(data, "cnmleqa/CNMLEQA-3k_llm.json");
const validation = join(data, "cmexam/val-part.csv");

const models = ["qwen25-32b", "qwen25-14b", "qwen25-7b", "qwen25-3b", "gemini-2.5-flash"] as const;
type RecordedItem = Readonly<Record<string, string | null>> & { readonly id: string; readonly answer: string };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-real-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const accuracies = (run: string): Estimate[] =>
  (JSON.parse(readFileSync(join(folder, run, "estimates.json"), "utf8")) as Estimate[]).filter(
    ({ measure, perturbation }) => measure === "accuracy" && perturbation === "none",
  );
const isOverall = ({ stratum }: Estimate): boolean => Object.keys(stratum).length === 0;

describe.skipIf(!existsSync(recorded))("CNMLEQA as replay (skipped without ../shared/data)", () => {
  it("gives each recorded model exactly the accuracy that counting the file gives", async () => {
    const items = JSON.parse(readFileSync(recorded, "utf8")) as RecordedItem[];
    const replies = models.flatMap((model) =>
      items.map((item) => JSON.stringify({ itemId: item.id, model, repeat: 0, text: item[model] })),
    );
    writeFileSync(join(folder, "replies.jsonl"), replies.join("\n"));
    const study = `name: cnmleqa-recorded
dataset: { use: cnmleqa, path: ${JSON.stringify(recorded)} }
models:
${models.map((id) => `  - { id: ${id}, backend: replay, path: replies.jsonl }`).join("\n")}
prompts: [letter-only]
repeats: 1
strata: [questionType, year, [questionType, year]]
reports: [html, markdown, csv, json]
`;
    writeFileSync(join(folder, "study.yaml"), study);
    const end = await viva(["run", "study.yaml", "--out", "run"], { cwd: folder });
    expect(end).toMatchObject({ code: 0 });

    const right = (model: string): number =>
      items.filter((item) => item[model] !== null && `op${item[model]?.toLowerCase()}` === item.answer).length;
    expect(right("qwen25-32b")).toBe(2692);
    const overall = accuracies("run").filter(isOverall);
    expect(overall.map(({ model }) => model)).toEqual([...models]);
    for (const row of overall) {
      expect(row.value).toBe(right(row.model) / 2949);
      expect(row).toMatchObject({ nItems: 2949, nCalls: 2949, method: "wilson", denominator: "posed", excluded: {} });
    }
    // Wilson 1927 for 2692 of 2949, z = 1.959964: computed by statsmodels proportion_confint(2692, 2949, method="wilson").
    expect(overall[0]?.low).toBeCloseTo(0.9021273577755762, 12);
    expect(overall[0]?.high).toBeCloseTo(0.9225020826998671, 12);

    const answers = readFileSync(join(folder, "run/answers.jsonl"), "utf8");
    const unanswered = items.flatMap((item) => models.filter((model) => item[model] === null)).length;
    expect(answers.match(/"status":"unreadable"/g)?.length).toBe(unanswered);
    expect(unanswered).toBe(2);

    const byYear = accuracies("run").filter(({ stratum }) => Object.keys(stratum).join() === "year");
    expect(byYear).toHaveLength(5 * models.length);
    expect(byYear.filter(({ model }) => model === "qwen25-3b").reduce((sum, { nItems }) => sum + nItems, 0)).toBe(2949);
    const html = readFileSync(join(folder, "run/report/index.html"), "utf8");
    expect(html).toContain("91.3%");
    expect(end.stdout.trimEnd().split("\n").at(-1)).toBe("report: run/report/index.html");
  });
});

describe.skipIf(!existsSync(validation))("CMExam's validation split (skipped without ../shared/data)", () => {
  it("puts random-subset at 1/31 on five-option items, within noise", async () => {
    writeFileSync(
      join(folder, "cmexam.yaml"),
      `name: cmexam-random
dataset: { use: cmexam, path: ${JSON.stringify(validation)} }
models: [{ id: random-subset, backend: random-subset }]
repeats: 5
strata: [optionCount]
reports: [json]
measures: [accuracy]
`,
    );
    const end = await viva(["run", "cmexam.yaml", "--out", "cmexam"], { cwd: folder });
    expect(end).toMatchObject({ code: 0 });
    const five = accuracies("cmexam").find(({ stratum }) => stratum["optionCount"] === "5");
    expect(five?.nItems).toBe(4859);
    // 24,295 independent draws: the standard error of 1/31 is 0.00113; four of them.
    expect(Math.abs((five?.value ?? 0) - 1 / 31)).toBeLessThan(4 * 0.00113);
    expect(accuracies("cmexam").find(isOverall)).toMatchObject({ nItems: 4999, excluded: { unkeyed: 5 } });
  });
});
