import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Item } from "../records/item.ts";
import { itemWith } from "./__fixtures__/items.ts";
import { checkItems } from "./check-items.ts";
import cmexam from "./cmexam.ts";
import cnmleqa from "./cnmleqa.ts";
import type { LoadedRow } from "./define.ts";
import jsonFile from "./json-file.ts";
import jsonlFile from "./jsonl-file.ts";
import { loadedRow, unusableRow } from "./loaded-row.ts";
import sampleExam from "./sample-exam.ts";

async function* rows(given: readonly (Item | LoadedRow)[]): AsyncGenerator<LoadedRow> {
  for (const [index, row] of given.entries()) {
    yield "problems" in row ? row : { place: { file: "f", line: index + 1 }, item: row, problems: [] };
  }
}

const check = (given: readonly (Item | LoadedRow)[], options = {}) => checkItems(rows(given), options);
const found = async (given: readonly (Item | LoadedRow)[]) =>
  (await check(given)).findings.map(
    ({ check: name, severity, itemId, place }) => `${name} ${severity} ${itemId} ${place.line}`,
  );

const vignette =
  "A 64-year-old man with hypertension has had burning retrosternal pain for two weeks, worse after meals and when lying down. Which investigation comes first?";

describe("checkItems", () => {
  it("counts what an exam has", async () => {
    const {
      rows: rowCount,
      unusableRows,
      groups,
      counts,
    } = await check([
      itemWith({ tags: { level: ["senior"], area: ["x", "y"] }, references: ["because"], split: "test" }),
      itemWith({ tags: { level: ["senior"] }, key: ["B", "C"], annulled: "drop", context: "c" }),
      itemWith({ tags: { level: ["attending"] }, key: [], media: ["a.png"], language: "es" }),
      itemWith({ accepted: [["A"], ["B"]], group: { id: "g", kind: "shared-stem", order: 1, text: "t" } }),
      unusableRow({ file: "f", line: 5 }, "broken"),
    ]);
    expect({ rowCount, unusableRows, groups }).toEqual({ rowCount: 5, unusableRows: 1, groups: 1 });
    expect(counts).toEqual({
      items: 4,
      kinds: { multiple: 1, single: 3 },
      languages: { en: 3, es: 1 },
      splits: { test: 1 },
      optionsPerItem: { 4: 4 },
      withoutKey: 1,
      withAlternativeKeys: 1,
      withExplanation: 1,
      annulled: 1,
      withContext: 1,
      withMedia: 1,
      inGroups: 1,
      singleKeys: { A: 2 },
      multipleKeySizes: { 2: 1 },
      strata: {
        level: [
          { value: "senior", n: 2 },
          { value: "attending", n: 1 },
        ],
        area: [
          { value: "x", n: 1 },
          { value: "y", n: 1 },
        ],
      },
    });
  });

  it("gives zeroes for an exam without rows", async () => {
    const { rows: rowCount, counts, findings, lengthCue } = await check([]);
    expect([rowCount, counts.items, findings, lengthCue.share]).toEqual([0, 0, [], null]);
  });

  it("passes on what the dataset says, once", async () => {
    const broken = loadedRow({ file: "f", line: 1 }, itemWith({ id: "x", key: ["E"] }));
    expect(await found([broken, unusableRow({ file: "f", line: 2 }, "no options")])).toEqual([
      "row error x 1",
      "row error null 2",
    ]);
  });

  it("faults the structure of items that a dataset let pass", async () => {
    expect(await found([itemWith({ id: "x", key: ["E"] })])).toEqual(["structure error x 1"]);
  });

  it("finds an id that stands twice", async () => {
    expect(await found([itemWith({ id: "x" }), itemWith({ id: "x" })])).toEqual(["duplicate-id error x 2"]);
  });

  it("finds exact duplicates whatever the order of options, and calls differing keys an error", async () => {
    const { findings, duplicates } = await check([
      itemWith({ id: "a", stem: vignette, texts: ["ECG", "endoscopy", "manometry"], key: ["B"] }),
      itemWith({ id: "b", stem: ` ${vignette.toUpperCase()}`, texts: ["Endoscopy.", "ECG", "manometry"], key: ["A"] }),
      itemWith({ id: "c", stem: vignette, texts: ["ECG", "endoscopy", "manometry"], key: ["A"] }),
    ]);
    expect(duplicates).toEqual([
      { kind: "exact", firstId: "a", secondId: "b", similarity: 1, sameKey: true },
      { kind: "exact", firstId: "a", secondId: "c", similarity: 1, sameKey: false },
    ]);
    expect(findings.map(({ severity, itemId, message }) => [severity, itemId, message])).toEqual([
      ["warning", "b", "the same question and options as a (line 1), with the same key"],
      ["error", "c", "the same question and options as a (line 1), with another key"],
    ]);
  });

  it("takes the forms of one group in several orders for what they are, and a form that stands twice for a duplicate", async () => {
    const form = (id: string, order: number, reversed: boolean, key = "A"): Item => {
      const group = { id: "q", kind: "shared-stem", order, text: "" } as const;
      const texts = ["ECG", "endoscopy", "manometry"];
      const { options, ...item } = itemWith({ id, stem: vignette, texts, key: [key], group });
      return { ...item, options: reversed ? options.toReversed() : options };
    };
    expect(await found([form("q~0", 1, false), form("q~1", 2, true), form("q~2", 3, true)])).toEqual([
      "duplicate info q~1 2",
      "duplicate warning q~2 3",
    ]);
    expect(await found([form("q~0", 1, false), form("q~1", 2, true, "B")])).toEqual(["duplicate error q~1 2"]);
  });

  it("finds near duplicates, and not two questions of one case", async () => {
    const near = vignette.replace("64", "65");
    const { duplicates } = await check([itemWith({ id: "a", stem: vignette }), itemWith({ id: "b", stem: near })]);
    expect(duplicates).toMatchObject([{ kind: "near", firstId: "a", secondId: "b", sameKey: true }]);
    expect(duplicates[0]?.similarity).toBeGreaterThan(0.9);
    const group = (order: number) => ({ id: "g", kind: "shared-stem" as const, order, text: vignette.repeat(4) });
    const siblings = await check([itemWith({ group: group(1) }), itemWith({ group: group(2) })]);
    expect(siblings.duplicates).toEqual([]);
    const strict = await check([itemWith({ stem: vignette }), itemWith({ stem: near })], {
      nearDuplicateSimilarity: 1,
    });
    expect(strict.duplicates).toEqual([]);
  });

  it("calls the same stem with other options worth a look, and knows the case it belongs to", async () => {
    const stem = "Which is wrong?";
    expect(await found([itemWith({ id: "a", stem }), itemWith({ id: "b", stem, texts: ["x", "y"] })])).toEqual([
      "same-stem info b 2",
    ]);
    const group = { id: "g", kind: "shared-stem" as const, order: 1, text: "A boy of nine …" };
    expect(await found([itemWith({ stem }), itemWith({ stem, group })])).toEqual([]);
  });

  it("finds gaps in groups and shared texts that differ", async () => {
    const inGroup = (id: string, order: number, text = "case") =>
      itemWith({ id, group: { id: "g", kind: "shared-stem", order, text } });
    expect(await found([inGroup("a", 2), inGroup("b", 1), inGroup("c", 3)])).toEqual([]);
    const { findings } = await check([inGroup("a", 1), inGroup("b", 3, "another case")]);
    expect(findings.map(({ check: name, itemId, message }) => `${name} ${itemId}: ${message}`)).toEqual([
      "group-order b: the shared text of group g is not the one its first item has",
      "group-order a: group g has the places 1, 3; 1 to 2 were expected",
    ]);
  });

  it("finds that the longest option is the key too often, and not when it is chance", async () => {
    const long = (key: string, index: number) =>
      itemWith({
        stem: `Which? ${index}`,
        texts: [`longest of all ${index}`, `b${index}`, `c${index}`, `d${index}`],
        key: [key],
      });
    const cued = await check(Array.from({ length: 40 }, (_, index) => long(index % 2 === 0 ? "A" : "B", index)));
    expect(cued.findings).toMatchObject([{ check: "length-cue", severity: "warning", itemId: null }]);
    expect(cued.findings[0]?.message).toContain("50.0% of 40 items, by chance 25.0%");
    const fair = await check(Array.from({ length: 40 }, (_, index) => long("ABCD"[index % 4] ?? "A", index)));
    expect(fair.findings).toEqual([]);
  });

  it("keeps so many findings of each check and counts the rest", async () => {
    const many = Array.from({ length: 12 }, () =>
      itemWith({ stem: "The ECG is shown in Figure 1.", texts: ["", "b", "c"] }),
    );
    const { findings, findingCounts, severityCounts } = await check(many, { findingsPerCheck: 5 });
    expect(findings.filter((finding) => finding.check === "missing-media")).toHaveLength(5);
    expect(findingCounts).toMatchObject({ "missing-media": 12, "empty-text": 12, duplicate: 11 });
    expect(severityCounts).toEqual({ error: 0, warning: 35, info: 0 });
  });
});

const data = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
const context = { resolvePath: (path: string) => `${data}${path}` };

function kindsOf(pairs: readonly { kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of pairs) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

describe.skipIf(!existsSync(data))("checkItems on published files (skipped where ../shared/data is missing)", () => {
  it("looks CMExam's validation split over in seconds", async () => {
    const start = performance.now();
    const result = await checkItems(cmexam.configure({ path: "cmexam/val-part.csv" }, context).load());
    expect(performance.now() - start).toBeLessThan(30_000);
    expect(result.findingCounts).toEqual({
      row: 1,
      "key-leak": 2,
      duplicate: 5,
      "same-stem": 11,
      "identical-options": 6,
      "missing-media": 13,
      "near-duplicate": 9,
      "length-cue": 1,
    });
    // An exact comparison finds the same nine at 0.9 and above.
    expect(kindsOf(result.duplicates)).toEqual({ exact: 5, near: 9, "same-stem": 11 });
    expect(result.counts).toMatchObject({
      kinds: { single: 4831, multiple: 169 },
      optionsPerItem: { 4: 140, 5: 4860 },
      withoutKey: 1,
      withExplanation: 4225,
      singleKeys: { A: 927, B: 1023, C: 1042, D: 988, E: 850 },
      multipleKeySizes: { 2: 29, 3: 77, 4: 51, 5: 12 },
    });
    expect(result.lengthCue.nItems).toBe(2634);
    expect(result.lengthCue.share).toBeCloseTo(0.2718, 4);
  });

  it("finds the published contradiction in CNMLEQA", async () => {
    const result = await checkItems(cnmleqa.configure({ path: "cnmleqa/CNMLEQA-3k_llm.json" }, context).load());
    expect(kindsOf(result.duplicates)).toEqual({ exact: 14, near: 33, "same-stem": 4 });
    expect(result.findings.filter(({ severity }) => severity === "error").map(({ place }) => place.line)).toEqual([
      59204,
    ]);
  });

  it.each([
    [
      { path: "medqa/test-part.jsonl", fields: { stem: "question", options: "options", key: "answer_idx" } },
      { "missing-media": 23 },
    ],
    [
      {
        path: "medmcqa/dev-part.json",
        keyBase: 1,
        fields: { id: "id", stem: "question", options: ["opa", "opb", "opc", "opd"], key: "cop" },
      },
      { "missing-media": 1, "identical-options": 3 },
    ],
    [
      {
        path: "casimedicos/dev.en.jsonl",
        fields: { id: "id", stem: "question", options: "options", key: "correct_option" },
      },
      {},
    ],
  ])("finds no more than there is in %j", async (settings, counts) => {
    const rowsOfFile = jsonlFile.configure({ ...settings, language: "en" }, context).load();
    expect((await checkItems(rowsOfFile)).findingCounts).toEqual(counts);
  });

  it("finds all four pictures that a Brazilian exam lacks", async () => {
    const settings = {
      path: "medbench-brasil/revalida-2024-1.json",
      records: "questions",
      language: "pt",
      fields: { id: "id", stem: "stem", options: "options", key: "correct", tags: { hasImage: "hasImage" } },
    };
    const withImage: string[] = [];
    for await (const { item } of jsonFile.configure(settings, context).load()) {
      if (item?.tags["hasImage"]?.[0] === "true") {
        withImage.push(item.id);
      }
    }
    const { findings } = await checkItems(jsonFile.configure(settings, context).load());
    expect(findings.filter((finding) => finding.check === "missing-media").map(({ itemId }) => itemId)).toEqual(
      withImage,
    );
  });
});

it.each(["zh", "en", "es"])("finds nothing to mend in the sample exam in %s", async (language) => {
  const { findings, counts } = await checkItems(sampleExam.configure({ language }, context).load());
  expect(counts.items).toBe(70);
  expect(findings).toEqual([]);
});
