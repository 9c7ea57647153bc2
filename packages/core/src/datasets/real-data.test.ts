import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { rowsOf as rowsIn, rowSummary as summary, tagCounts } from "./__fixtures__/rows-of.ts";
import cmexam from "./cmexam.ts";
import cnmleqa from "./cnmleqa.ts";
import csvFile from "./csv-file.ts";
import type { Dataset, LoadedRow } from "./define.ts";
import jsonFile from "./json-file.ts";
import jsonlFile from "./jsonl-file.ts";

const data = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
const exists = existsSync(data);
const rowsOf = (dataset: Dataset, settings: unknown): Promise<LoadedRow[]> => rowsIn(dataset, settings, data);

describe.skipIf(!exists)("published files (skipped where ../shared/data is missing)", () => {
  it("reads CNMLEQA with its annotations", async () => {
    const rows = await rowsOf(cnmleqa, { path: "cnmleqa/CNMLEQA-3k_llm.json" });
    expect(summary(rows)).toEqual({
      rows: 2949,
      ids: 2949,
      errors: 0,
      warnings: 0,
      explained: 0,
      keys: { A: 650, B: 608, C: 599, D: 558, E: 534 },
    });
    expect(tagCounts(rows, "questionType")).toEqual({ case: 1577, knowledge: 1372 });
    expect(tagCounts(rows, "year")).toEqual({ 2017: 600, 2018: 597, 2019: 596, 2020: 568, 2021: 588 });
    const distinct = ["disease", "surgery", "medication", "laboratory", "symptom"].map((tag) => {
      const { "(none)": without, ...values } = tagCounts(rows, tag);
      return [tag, without, Object.keys(values).length];
    });
    expect(distinct).toEqual([
      ["disease", 936, 1744],
      ["surgery", 2655, 203],
      ["medication", 2494, 300],
      ["laboratory", 1763, 893],
      ["symptom", 1113, 2949],
    ]);
  });

  it("reads CMExam's validation split", async () => {
    const rows = await rowsOf(cmexam, { path: "cmexam/val-part.csv" });
    expect(summary(rows)).toEqual({
      rows: 5000,
      ids: 5000,
      errors: 0,
      warnings: 1,
      explained: 4225,
      keys: {
        A: 927,
        B: 1023,
        C: 1042,
        D: 988,
        E: 850,
        "2 options": 29,
        "3 options": 77,
        "4 options": 51,
        "5 options": 12,
        "0 options": 1,
      },
    });
    expect(tagCounts(rows, "questionType")).toEqual({ single: 4830, multiple: 169, "(none)": 1 });
    expect(rows.filter((row) => row.problems.length > 0).map(({ place }) => place.line)).toEqual([19624]);
    expect(rows.at(-1)?.place.line).toBe(24857);
  });

  it("reads CMExam's annotations as codes", async () => {
    const rows = await rowsOf(cmexam, { path: "cmexam/test-annotated-sample.csv" });
    expect(summary(rows)).toEqual({
      rows: 9,
      ids: 9,
      errors: 0,
      warnings: 0,
      explained: 9,
      keys: { A: 1, B: 1, C: 4, D: 1, E: 2 },
    });
    const codes = rows.map(({ item }) =>
      ["diseaseGroup", "department", "discipline", "competency", "difficulty"].map(
        (tag) => item?.tags[tag]?.[0] ?? "-",
      ),
    );
    expect(codes.map((row) => row.join(" "))).toEqual([
      "- - ClinMed PHL 3",
      "26 TCM TCPharm Treat 3",
      "- - TCPharm MedFund 1",
      "- Ophth ClinMed MedFund 1",
      "- TCM TCPharm MedFund 1",
      "22 EM ClinMed Diag 1",
      "- - ClinMed MedFund 4",
      "11 IM ICWM Diag 4",
      "- - ClinMed MedFund 4",
    ]);
    expect(rows[8]?.item?.options[4]).toEqual({ id: "E", text: "无" });
  });

  it("reads CMExam through a field map as its own plugin does", async () => {
    const mapped = await rowsOf(csvFile, {
      path: "cmexam/val-part.csv",
      language: "zh",
      missing: ["nan"],
      fields: { stem: "Question", options: "Options", key: "Answer", explanation: "Explanation" },
    });
    const own = await rowsOf(cmexam, { path: "cmexam/val-part.csv" });
    const content = ({ place, item }: LoadedRow) => ({ line: place.line, ...item, id: "", tags: {} });
    expect(mapped.map(content)).toEqual(own.map(content));
  });

  it.each(["en", "es"])("reads CasiMedicos in %s", async (language) => {
    const rows = await rowsOf(jsonlFile, {
      path: `casimedicos/dev.${language}.jsonl`,
      language,
      fields: {
        id: "id",
        parallelId: "id",
        stem: "question",
        options: "options",
        key: "correct_option",
        explanation: "explanation",
        tags: { specialty: "specialty" },
      },
    });
    expect(summary(rows)).toEqual({
      rows: 55,
      ids: 55,
      errors: 0,
      warnings: 0,
      explained: 55,
      keys: { 1: 12, 2: 9, 3: 19, 4: 9, 5: 6 },
    });
    expect(rows[0]?.item?.parallelId).toBe("casimedicos-dev-001");
  });

  it.each(["answer_idx", "answer"])("reads MedQA with its key from %s", async (key) => {
    const rows = await rowsOf(jsonlFile, {
      path: "medqa/test-part.jsonl",
      language: "en",
      fields: { stem: "question", options: "options", key, tags: { step: "meta_info" } },
    });
    expect(summary(rows)).toEqual({
      rows: 300,
      ids: 300,
      errors: 0,
      warnings: 0,
      explained: 0,
      keys: { A: 70, B: 59, C: 53, D: 72, E: 46 },
    });
    expect(tagCounts(rows, "step")).toEqual({ step1: 162, "step2&3": 138 });
  });

  it("reads MedMCQA, whose key counts from 1", async () => {
    const rows = await rowsOf(jsonlFile, {
      path: "medmcqa/dev-part.json",
      language: "en",
      keyBase: 1,
      fields: {
        id: "id",
        stem: "question",
        options: ["opa", "opb", "opc", "opd"],
        key: "cop",
        explanation: "exp",
        tags: { subject: "subject_name", topic: "topic_name", choiceType: "choice_type" },
      },
    });
    expect(summary(rows)).toEqual({
      rows: 300,
      ids: 300,
      errors: 0,
      warnings: 0,
      explained: 173,
      keys: { A: 94, B: 76, C: 69, D: 61 },
    });
    expect(tagCounts(rows, "choiceType")).toEqual({ single: 200, multi: 100 });
  });

  it("reads CNMLEQA through a field map with keys that name a column", async () => {
    const mapped = await rowsOf(jsonFile, {
      path: "cnmleqa/CNMLEQA-3k_llm.json",
      language: "zh",
      fields: {
        id: "id",
        stem: "question",
        options: ["opa", "opb", "opc", "opd", "ope"],
        key: "answer",
        tags: { disease: "disease or diagnosis" },
      },
    });
    const own = await rowsOf(cnmleqa, { path: "cnmleqa/CNMLEQA-3k_llm.json" });
    expect(mapped.map(({ place }) => place)).toEqual(own.map(({ place }) => place));
    expect(mapped.map(({ item }) => item?.accepted)).toEqual(own.map(({ item }) => item?.accepted));
  });

  it("reads a Brazilian exam with annulled items from inside a JSON file", async () => {
    const rows = await rowsOf(jsonFile, {
      path: "medbench-brasil/revalida-2024-1.json",
      records: "questions",
      language: "pt",
      fields: {
        id: "id",
        stem: "stem",
        options: "options",
        key: "correct",
        annulled: "annulled",
        tags: { specialty: "specialty", hasImage: "hasImage", hasTable: "hasTable" },
      },
    });
    expect(summary(rows)).toEqual({
      rows: 100,
      ids: 100,
      errors: 0,
      warnings: 0,
      explained: 0,
      keys: { A: 28, B: 23, C: 24, D: 25 },
    });
    expect(rows.filter((row) => row.item?.annulled === "drop")).toHaveLength(5);
    expect(tagCounts(rows, "specialty")).toEqual({
      "clinica-medica": 34,
      pediatria: 28,
      "ginecologia-obstetricia": 22,
      cirurgia: 10,
      "saude-publica": 6,
      "medicina-familia-comunidade": 5,
    });
    expect(tagCounts(rows, "hasImage")).toEqual({ false: 96, true: 4 });
  });
});
