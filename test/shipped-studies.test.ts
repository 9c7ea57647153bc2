import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Estimate, readStudy } from "@viva/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { schemaProblems } from "./json-schema.ts";
import { viva } from "./viva.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const studies = join(root, "packages/core/studies");

/** Twelve questions of ours in the layout of CMExam's annotated test file. */
const cmexamFile = `\uFEFFQuestion,Options,Answer,Explanation,Disease Group,Area of Competency,Clinical Department,Medical Discipline,Difficulty level
${Array.from({ length: 12 }, (_row, index) =>
  [
    `第${index}题，${"患者病史较长，".repeat(index * 2)}最可能的诊断是`,
    `"A 甲${index}\nB 乙${index}\nC 丙${index}\nD 丁${index}\nE 戊${index}"`,
    index % 4 === 3 ? "ABD" : "ABCDE"[index % 5],
    "",
    index % 2 === 0 ? "循环系统疾病" : "不符合",
    index % 3 === 0 ? "医学基础知识" : "疾病治疗",
    index % 2 === 0 ? "内科" : "外科",
    "临床医学",
    String(1 + (index % 5)),
  ].join(","),
).join("\n")}
`;

let scratch = "";
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "viva-studies-"));
  cpSync(studies, scratch, { recursive: true });
  writeFileSync(join(scratch, "test_with_annotations.csv"), cmexamFile);
  copyFileSync(join(root, "examples/own-exam.csv"), join(scratch, "exam.csv"));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function sit(study: string, models: string): Promise<{ stdout: string; estimates: Estimate[]; report: string }> {
  const args = ["run", `${study}.yaml`, "--models", models, "--out", study, "--report", "html,markdown"];
  const { code, stdout, stderr } = await viva(args, { cwd: scratch });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return {
    stdout,
    estimates: JSON.parse(readFileSync(join(scratch, study, "estimates.json"), "utf8")),
    report: readFileSync(join(scratch, study, "report/report.md"), "utf8"),
  };
}

it.each(readdirSync(studies).filter((name) => name.endsWith(".yaml")))("%s is a study to an editor too", (name) => {
  const schema = JSON.parse(readFileSync(join(root, "packages/core/schemas/study.schema.json"), "utf8"));
  expect(schemaProblems(parse(readFileSync(join(studies, name), "utf8")), schema)).toEqual([]);
});

describe("the CMExam study", () => {
  it("sits in the exam's published layout, with every annotation, length and arity as strata", async () => {
    const { estimates, stdout, report } = await sit("cmexam", "random-subset");
    const strata = new Set(estimates.flatMap(({ stratum }) => Object.keys(stratum)));
    expect([...strata].sort()).toEqual(
      ["competency", "department", "difficulty", "discipline", "diseaseGroup", "questionType", "stemLength"].sort(),
    );
    expect(estimates.filter(({ measure }) => measure === "accuracy").length).toBeGreaterThan(10);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "Not measured here: human 71.6%, random 3.1% (arXiv 2306.03030, Table 3).",
    );
    expect(report).toContain("| GPT-4 | weighted F1 | all | 61.7% ± 0.1 | arXiv 2306.03030, Table 3 |");
    expect(report).toContain("| GPT-4 | accuracy | difficulty: 5 | 27.2% ± 1.0 | arXiv 2306.03030, Table 8 |");
    // Published models were not measured.
    expect([...new Set(estimates.map(({ model }) => model))]).toEqual(["random-subset"]);
  });

  it("quotes the two tables row by row", async () => {
    const { published, references } = (await readStudy(join(scratch, "cmexam.yaml"))).stated;
    const byMeasure = (measure: string, overall: boolean) =>
      published.filter((row) => row.measure === measure && (Object.keys(row.stratum).length === 0) === overall);
    expect(byMeasure("accuracy", true)).toHaveLength(16);
    expect(byMeasure("weighted-f1", true)).toHaveLength(16);
    expect(byMeasure("accuracy", false)).toHaveLength(20);
    expect(references).toHaveLength(3);
    // The paper's own fifth column, the mean over the four models at each level, checks the copying.
    const means = [1, 2, 3, 4, 5].map((level) => {
      const values = byMeasure("accuracy", false).filter(({ stratum }) => stratum["difficulty"] === String(level));
      return values.reduce((sum, { value }) => sum + value, 0) / values.length;
    });
    for (const [index, printed] of [0.565, 0.458, 0.364, 0.265, 0.191].entries()) {
      expect(Math.abs((means[index] ?? 0) - printed)).toBeLessThanOrEqual(0.00051);
    }
  });
});

describe("the licensing exam's study", () => {
  it("sits an exam of one's own with its pass mark beside the results", async () => {
    const { stdout, report, estimates } = await sit("licensing-exam", "random-option,longest-option");
    expect(stdout).toContain("Not measured here: pass mark 60.0% (stated in the study).");
    expect(report).toContain("| pass mark | accuracy | all | 60.0% | stated in the study |");
    expect(new Set(estimates.flatMap(({ stratum }) => Object.keys(stratum)))).toEqual(
      new Set(["specialty", "kind", "stemLength"]),
    );
    expect(readFileSync(join(scratch, "licensing-exam/report/index.html"), "utf8")).toContain(
      ">pass mark 60.0%</text>",
    );
  });
});

describe("the basic study", () => {
  it("sits the sample exam", async () => {
    const { estimates } = await sit("basic", "random-option");
    expect(estimates.find(({ measure }) => measure === "accuracy")?.nItems).toBeGreaterThan(50);
  });
});
