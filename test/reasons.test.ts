import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Estimate } from "@viva/core";
import { beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../packages/core/src/records/item.ts";
import type { RunAnalyses } from "../packages/core/src/records/run-analyses.ts";
import { hostileReplies } from "./explained-exam.ts";
import { temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const plain = { kind: "single", tags: {}, weight: 1 } as const;

/** Written for this test: one question in each language, asked twice over. */
const items: readonly Item[] = [0, 1].flatMap((copy): Item[] => [
  {
    ...plain,
    id: `en-${copy}`,
    language: "en",
    stem: "A man has epigastric pain radiating to the back after a heavy meal. What is the diagnosis?",
    options: [
      { id: "A", text: "Acute pancreatitis" },
      { id: "B", text: "Peptic ulcer" },
    ],
    accepted: [["A"]],
    references: [
      "Acute pancreatitis raises serum lipase and causes vomiting. There is no melena, so a peptic ulcer is unlikely.",
    ],
  },
  {
    ...plain,
    id: `es-${copy}`,
    language: "es",
    stem: "Varón con dolor epigástrico irradiado a la espalda. ¿Cuál es el diagnóstico?",
    options: [
      { id: "A", text: "Pancreatitis aguda" },
      { id: "B", text: "Úlcera péptica" },
    ],
    accepted: [["A"]],
    references: [
      "La pancreatitis aguda eleva la lipasa y causa vómitos. No hay melena, por lo que la úlcera péptica es improbable.",
    ],
  },
  {
    ...plain,
    id: `zh-${copy}`,
    language: "zh",
    stem: "男，暴饮暴食后上腹痛向腰背部放射。最可能的诊断是",
    options: [
      { id: "A", text: "急性胰腺炎" },
      { id: "B", text: "消化性溃疡" },
    ],
    accepted: [["A"]],
    references: ["急性胰腺炎时血清淀粉酶升高，伴呕吐（A对）。患者无黑便，消化性溃疡可能性不大（B错）。"],
  },
]);

const sound: Readonly<Record<string, string>> = {
  en: "A is correct because lipase is raised and vomiting is common in acute pancreatitis. B is wrong because there is no melena in this man.\nAnswer: A",
  es: "La A es correcta porque la lipasa está elevada y hay vómitos en la pancreatitis aguda. La B es incorrecta porque no hay melena en este paciente.\nRespuesta: A",
  zh: "A对，因为急性胰腺炎可有血清淀粉酶升高和呕吐。B错，因为患者没有黑便等表现。\n答案：A",
};

/** Right, for what speaks against it. */
const unsound: Readonly<Record<string, string>> = {
  en: "A is wrong because lipase is normal here and there is no vomiting. B is correct because the man has melena and anemia.\nAnswer: A",
  es: "La A es incorrecta porque la lipasa es normal y no hay vómitos. La B es correcta porque el paciente tiene melena y anemia.\nRespuesta: A",
  zh: "A错，因为患者没有呕吐，也没有发热。B对，因为患者有黑便和贫血的表现。\n答案：A",
};

const study = (extra: string): string => `name: reasons
dataset: { use: viva-items, path: items.jsonl }
prompts: [answer-with-explanation]
reports: [html, markdown, json]
scorers: [exact-set, key-point-recall, option-reasoning]
models:
${["sound", "unsound", "letter", "hostile"].map((id) => `  - { id: ${id}, backend: replay, path: replies.jsonl }`).join("\n")}
${extra}`;

interface Ran {
  readonly estimates: readonly Estimate[];
  readonly analyses: RunAnalyses;
  readonly markdown: string;
  readonly html: string;
}

async function ran(extra: string): Promise<Ran> {
  await using temporary = await temporaryFolder();
  const folder = temporary.path;
  writeFileSync(join(folder, "items.jsonl"), items.map((item) => `${JSON.stringify(item)}\n`).join(""));
  const replies = items.flatMap(({ id, language }, at) => [
    { itemId: id, model: "sound", text: sound[language] },
    { itemId: id, model: "unsound", text: unsound[language] },
    { itemId: id, model: "letter", text: "A" },
    { itemId: id, model: "hostile", text: `${hostileReplies[at] ?? ""}\nA is wrong because <b>no</b>\nAnswer: A` },
  ]);
  writeFileSync(join(folder, "replies.jsonl"), replies.map((reply) => `${JSON.stringify(reply)}\n`).join(""));
  writeFileSync(join(folder, "study.yaml"), study(extra));
  const result = await viva(["run", "study.yaml", "--out", "out"], { cwd: folder });
  expect(`${result.code} ${result.stderr}`).toMatch(/^0/u);
  const read = (path: string): string => readFileSync(join(folder, "out", path), "utf8");
  return {
    estimates: JSON.parse(read("estimates.json")) as readonly Estimate[],
    analyses: JSON.parse(read("comparisons.json")) as RunAnalyses,
    markdown: read("report/report.md"),
    html: read("report/index.html"),
  };
}

describe("right answers and their reasons, from replies to report", () => {
  let run: Ran;
  beforeAll(async () => {
    run = await ran("");
  });

  it("are in the estimates as parts of their scorers", () => {
    const value = (model: string, scorer: string): number | null | undefined =>
      run.estimates.find(
        (row) =>
          row.model === model && row.scorer === scorer && Object.keys(row.stratum).length === 0 && row.value !== null,
      )?.value;
    expect(value("sound", "option-reasoning")).toBe(1);
    expect(value("sound", "key-point-recall:recall")).toBeGreaterThan(0.7);
    expect(value("sound", "option-reasoning:right-wrong-reason")).toBe(0);
    expect(value("unsound", "exact-set")).toBe(1);
    expect(value("unsound", "option-reasoning:contradicted")).toBe(1);
    expect(value("unsound", "option-reasoning:right-wrong-reason")).toBe(1);
    expect(value("letter", "option-reasoning")).toBe(0);
    expect(value("letter", "key-point-recall")).toBe(0);
  });

  it("are counted in four cells, with examples", () => {
    const [analysis] = run.analyses.reasons ?? [];
    expect(analysis).toMatchObject({ scorers: ["key-point-recall", "option-reasoning"], threshold: 0.2 });
    const cells = Object.fromEntries((analysis?.models ?? []).map((one) => [one.model, one]));
    expect(cells["sound"]).toMatchObject({ nReplies: 6, rightSound: 6, rightWrong: 0, ofRight: { value: 0 } });
    expect(cells["unsound"]).toMatchObject({ nReplies: 6, rightSound: 0, rightWrong: 6, ofAll: { value: 1 } });
    expect(cells["letter"]).toMatchObject({ rightWrong: 6 });
    const shown = analysis?.examples.filter(({ model }) => model === "unsound") ?? [];
    expect(shown).toHaveLength(5);
    expect(shown.every(({ againstKey }) => againstKey === true)).toBe(true);
    expect(analysis?.examples.some(({ model }) => model === "sound")).toBe(false);
  });

  it("have a section in the reports, with hostile replies inert", () => {
    expect(run.markdown).toContain("## Right for the right reason?");
    expect(run.markdown).toContain("argues against the key or for another option");
    expect(run.html).toContain('id="reasons"');
    expect(run.html).not.toContain("<script>globalThis.broken");
    expect(run.html).not.toContain('onerror="globalThis');
  });

  it("are told in Spanish and Chinese, and replies are withheld where the study says so", async () => {
    const spanish = await ran("language: es\n");
    expect(spanish.markdown).toContain("## ¿Acierta por el motivo correcto?");
    const chinese = await ran("language: zh\nwithholdItems: true\n");
    expect(chinese.markdown).toContain("## 答对了，理由对吗？");
    expect(chinese.analyses.reasons?.[0]?.examples.every(({ excerpt }) => excerpt === null)).toBe(true);
    expect(chinese.markdown).toContain("不予公开");
  });
});
