import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { messagesOf, rowsOf as rowsIn, rowSummary as summary, tagCounts } from "./__fixtures__/rows-of.ts";
import casimedicos from "./casimedicos.ts";
import type { Dataset, LoadedRow } from "./define.ts";
import jsonlFile from "./jsonl-file.ts";
import medbenchBrasil from "./medbench-brasil.ts";
import medmcqa from "./medmcqa.ts";
import medqa from "./medqa.ts";

const data = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
const rowsOf = (dataset: Dataset, settings: unknown): Promise<LoadedRow[]> => rowsIn(dataset, settings, data);

describe.skipIf(!existsSync(data))(
  "published files by their own plugins (skipped where ../shared/data is missing)",
  () => {
    it.each(["en", "es"])(
      "reads CasiMedicos in %s as a field map does, but for options that read nan",
      async (language) => {
        const path = `casimedicos/dev.${language}.jsonl`;
        const rows = await rowsOf(casimedicos, { path });
        expect(summary(rows)).toEqual({
          rows: 55,
          ids: 55,
          errors: 0,
          warnings: 0,
          explained: 55,
          keys: { 1: 12, 2: 9, 3: 19, 4: 9, 5: 6 },
        });
        const { "(none)": none, ...specialties } = tagCounts(rows, "specialty");
        expect([none, Object.keys(specialties).length]).toEqual([undefined, 36]);
        expect(new Set(rows.map(({ item }) => item?.language))).toEqual(new Set([language]));
        const mapped = await rowsOf(jsonlFile, {
          path,
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
        const withoutNan = mapped.map(({ item, ...row }) => ({
          ...row,
          ...(item && { item: { ...item, options: item.options.filter(({ text }) => text !== "nan") } }),
        }));
        expect(rows).toEqual(withoutNan);
        const counts = rows.map(({ item }) => item?.options.length);
        expect([4, 5].map((count) => counts.filter((one) => one === count).length)).toEqual([30, 25]);
      },
    );

    it("reads MedQA's US test items", async () => {
      const rows = await rowsOf(medqa, { path: "medqa/test-part.jsonl" });
      expect(summary(rows)).toEqual({
        rows: 300,
        ids: 300,
        errors: 0,
        warnings: 0,
        explained: 0,
        keys: { A: 70, B: 59, C: 53, D: 72, E: 46 },
      });
      expect(tagCounts(rows, "step")).toEqual({ step1: 162, "step2&3": 138 });
      expect(new Set(rows.map(({ item }) => [item?.language, item?.options.length].join()))).toEqual(new Set(["en,5"]));
    });

    it("reads MedMCQA's published JSON, and finds that its key does not count from 0", async () => {
      const rows = await rowsOf(medmcqa, { path: "medmcqa/dev-part.json" });
      expect(summary(rows)).toEqual({
        rows: 300,
        ids: 300,
        errors: 0,
        warnings: 0,
        explained: 173,
        keys: { A: 94, B: 76, C: 69, D: 61 },
      });
      expect(tagCounts(rows, "choiceType")).toEqual({ single: 200, multi: 100 });
      expect(Object.keys(tagCounts(rows, "subject"))).toHaveLength(18);
      expect(tagCounts(rows, "topic")).toEqual({ "(none)": 267, "AIIMS 2017": 10, "AIIMS 2018": 10, "AIIMS 2019": 13 });
      const wrong = await rowsOf(medmcqa, { path: "medmcqa/dev-part.json", keyBase: 0 });
      expect(messagesOf(wrong, "error")).toHaveLength(61);
    });

    it("reads Revalida 2024/1 with its pass mark", async () => {
      const rows = await rowsOf(medbenchBrasil, { path: "medbench-brasil/revalida-2024-1.json" });
      expect(summary(rows)).toEqual({
        rows: 100,
        ids: 100,
        errors: 0,
        warnings: 0,
        explained: 0,
        keys: { A: 28, B: 23, C: 24, D: 25 },
      });
      expect(rows.filter(({ item }) => item?.annulled === "drop").map(({ item }) => item?.id)).toHaveLength(5);
      expect(tagCounts(rows, "specialty")).toEqual({
        "clinica-medica": 34,
        pediatria: 28,
        "ginecologia-obstetricia": 22,
        cirurgia: 10,
        "saude-publica": 6,
        "medicina-familia-comunidade": 5,
      });
      expect(tagCounts(rows, "hasImage")).toEqual({ false: 96, true: 4 });
      expect(tagCounts(rows, "hasTable")).toEqual({ false: 94, true: 6 });
      expect(tagCounts(rows, "passMark")).toEqual({ 0.6: 100 });
      expect(tagCounts(rows, "year")).toEqual({ 2024: 100 });
      expect(rows.filter(({ item }) => item?.media !== undefined)).toHaveLength(10);
    });
  },
);
