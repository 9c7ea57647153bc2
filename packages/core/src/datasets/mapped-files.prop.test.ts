import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Item } from "../records/item.ts";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import csvFile from "./csv-file.ts";
import jsonlFile from "./jsonl-file.ts";
import { optionLetter } from "./option-label.ts";

const folder = mkdtempSync(join(tmpdir(), "viva-mapped-"));
const text = fc
  .string({
    unit: fc.constantFrom("x", "Z", "7", "医", ",", '"', "\n", " ", "é", "[", "："),
    minLength: 1,
    maxLength: 8,
  })
  .filter((value) => value.trim() !== "");

/** Items as a published file could hold them: distinct ids, two to six options, a key among them. */
const items: fc.Arbitrary<Item[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.uuid(),
      stem: text,
      texts: fc.array(text, { minLength: 2, maxLength: 6 }),
      chosen: fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 }),
      year: fc.option(fc.integer({ min: 1990, max: 2030 })),
      explanation: fc.option(text),
    })
    .map(({ id, stem, texts, chosen, year, explanation }): Item => {
      const options = texts.map((value, index) => ({ id: optionLetter(index), text: value }));
      const key = options
        .map((option) => option.id)
        .filter((_, index) => chosen.some((place) => place % texts.length === index));
      return {
        id,
        language: "zh",
        kind: key.length > 1 ? "multiple" : "single",
        stem,
        options,
        accepted: [key],
        tags: year === null ? {} : { year: [String(year)] },
        references: explanation === null ? [] : [explanation],
        weight: 1,
      };
    }),
  { selector: (item) => item.id, minLength: 1, maxLength: 5 },
);

const keyForms: readonly ((item: Item) => unknown)[] = [
  (item) => item.accepted[0],
  (item) => item.accepted[0]?.join(""),
  (item) => item.accepted[0]?.join(", "),
  (item) => item.accepted[0]?.toReversed().join("").toLowerCase(),
];
const optionForms: readonly ((item: Item) => unknown)[] = [
  (item) => Object.fromEntries(item.options.map((option) => [option.id, option.text])),
  (item) => item.options.map((option) => option.text),
  (item) => item.options.map(({ id, text: value }) => ({ label: id, text: value })),
];

it("reads back every item from JSON Lines, however options and key are written", async () => {
  await fc.assert(
    fc.asyncProperty(
      items,
      fc.constantFrom(...keyForms),
      fc.constantFrom(...optionForms),
      async (written, key, options) => {
        const records = written.map((item) => ({
          id: item.id,
          question: item.stem,
          choices: options(item),
          gold: key(item),
          meta: { year: item.tags["year"]?.[0] ?? null, why: item.references[0] ?? null },
        }));
        writeFileSync(join(folder, "a.jsonl"), records.map((record) => `${JSON.stringify(record)}\n`).join(""));
        const rows = await rowsOf(
          jsonlFile,
          {
            path: "/a.jsonl",
            language: "zh",
            fields: {
              id: "id",
              stem: "question",
              options: "choices",
              key: "gold",
              explanation: "meta.why",
              tags: { year: "meta.year" },
            },
          },
          folder,
        );
        expect(rows.map(({ item }) => item)).toEqual(written);
        expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

it("reads back every item from CSV with a column for each option and a place as the key", async () => {
  const columns = ["o1", "o2", "o3", "o4", "o5", "o6"];
  await fc.assert(
    fc.asyncProperty(items, fc.constantFrom(0, 1), async (all, keyBase) => {
      const written = all.filter((item) => item.kind === "single");
      const records = written.map((item) => [
        item.id,
        item.stem,
        ...columns.map((_, index) => item.options[index]?.text ?? ""),
        String(item.options.findIndex(({ id }) => id === item.accepted[0]?.[0]) + keyBase),
        item.references[0] ?? "",
        item.tags["year"]?.[0] ?? "",
      ]);
      const table = [["id", "stem", ...columns, "key", "why", "year"], ...records];
      const quoted = table.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
      writeFileSync(join(folder, "a.csv"), `\ufeff${quoted.join("\r\n")}`);
      const rows = await rowsOf(
        csvFile,
        {
          path: "/a.csv",
          language: "zh",
          keyBase,
          fields: { id: "id", stem: "stem", options: columns, key: "key", explanation: "why", tags: { year: "year" } },
        },
        folder,
      );
      expect(rows.map(({ item }) => item)).toEqual(written);
    }),
    { numRuns: 100 },
  );
});
