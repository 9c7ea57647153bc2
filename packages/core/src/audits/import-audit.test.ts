import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fillSheet, type PlantedRun, plantRun, saveCells, sheetCells } from "./__fixtures__/planted-run.ts";
import { auditEstimates, auditOutdated } from "./audit-record.ts";
import { importAudit } from "./import-audit.ts";
import { writeAuditSheet } from "./write-audit-sheet.ts";

let planted: PlantedRun;
let sheet = "";
let cells: string[][] = [];
beforeAll(async () => {
  planted = await plantRun({
    items: 150,
    seed: 11,
    misread: 0.12,
    more: "repeats: 1\nperturbations: [shuffle-options]\n",
  });
  sheet = join(planted.path, "sheet.csv");
  await writeAuditSheet(planted.run, sheet, { size: 80, seed: 0 });
  cells = fillSheet(sheet);
});
afterAll(() => planted.remove());

/** The sheet with cells changed: [row from 1, column, text]. */
function changed(...edits: readonly (readonly [number, number, string])[]): string {
  const copy = cells.map((row) => [...row]);
  for (const [row, column, text] of edits) {
    const held = copy[row];
    if (held !== undefined) {
      held[column] = text;
    }
  }
  return saved(copy);
}

function saved(rows: readonly (readonly string[])[], delimiter = ","): string {
  const file = join(planted.path, "edited.csv");
  saveCells(file, rows, delimiter);
  return file;
}

const nameOf = (row: number): string => cells[row]?.[0] ?? "";

describe("a sheet that is not as it was given out", () => {
  it.each<readonly [string, () => string, string, () => readonly string[]]>([
    ["an empty row", () => changed([3, 5, ""]), "AUDIT_SHEET_UNFINISHED", () => ["1 rows", nameOf(3)]],
    [
      "a reading that is none",
      () => changed([4, 5, "Z"]),
      "AUDIT_SHEET_INVALID",
      () => [nameOf(4), "A, B, C, D, none, unclear"],
    ],
    ["another read_as", () => changed([5, 4, "none"]), "AUDIT_SHEET_INVALID", () => [nameOf(5), "read_as"]],
    [
      "replies sorted apart",
      () => changed([6, 3, cells[7]?.[3] ?? ""]),
      "AUDIT_SHEET_INVALID",
      () => [nameOf(6), "sorted"],
    ],
    [
      "an unknown row",
      () => changed([8, 0, `${nameOf(8).slice(0, 7)}-999`]),
      "AUDIT_SHEET_INVALID",
      () => ["-999", `${nameOf(8)} is missing`],
    ],
    ["a row twice", () => changed([9, 0, nameOf(10)]), "AUDIT_SHEET_INVALID", () => [`${nameOf(10)} is there twice`]],
    ["a row of nothing", () => changed([9, 0, "=cmd|x"]), "AUDIT_SHEET_INVALID", () => ["row 10", "=cmd|x"]],
    [
      "a part of the rows",
      () => saved(cells.slice(0, 40)),
      "AUDIT_SHEET_INVALID",
      () => [`${nameOf(40)} is missing`, "more"],
    ],
    ["no rows", () => saved(cells.slice(0, 1)), "AUDIT_SHEET_INVALID", () => ["no rows"]],
    ["a lost column", () => saved(cells.map((row) => row.slice(0, 6))), "AUDIT_SHEET_INVALID", () => ["note"]],
  ])("%s is refused by name", async (_name, make, code, said) => {
    const error = await importAudit(planted.run, [make()]).then(
      () => null,
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({ code });
    for (const part of said()) {
      expect((error as Error).message).toContain(part);
    }
    expect(existsSync(join(planted.run, "audit", "audit.json"))).toBe(false);
  });

  it("of another run or of older readings has no key, or an outdated one", async () => {
    const strange = saved(cells.map((row, index) => (index === 0 ? row : [`rabcdef-${index}`, ...row.slice(1)])));
    await expect(importAudit(planted.run, [strange])).rejects.toMatchObject({
      code: "AUDIT_KEY_MISSING",
      message: expect.stringContaining(`key-${nameOf(1).slice(1, 7)}.json`),
    });
    await expect(importAudit(planted.run, [])).rejects.toMatchObject({ code: "ARGUMENT_INVALID" });
    await expect(importAudit(planted.run, [sheet, sheet, sheet])).rejects.toMatchObject({ code: "ARGUMENT_INVALID" });
  });
});

describe("a sheet that a person filled in", () => {
  beforeEach(async () => {
    await importAudit(planted.run, [sheet]);
  });

  it("gives the rates of misreading and the corrected accuracy of every table", async () => {
    const rows = await auditEstimates(planted.run);
    expect(new Set(rows.map(({ measure }) => measure))).toEqual(
      new Set(["accuracy:audited", "rate:misread", "rate:right-read-as-wrong", "rate:wrong-read-as-right"]),
    );
    // Two models, each as published and shuffled.
    expect(rows).toHaveLength(16);
    for (const model of planted.models) {
      const of = (measure: string) =>
        rows.find((row) => row.measure === measure && row.model === model && row.perturbation === "none");
      const truth = planted.truth.get(model) ?? Number.NaN;
      const audited = of("accuracy:audited");
      expect(audited?.low).toBeLessThanOrEqual(truth);
      expect(audited?.high).toBeGreaterThanOrEqual(truth);
      const lost = of("rate:right-read-as-wrong")?.value ?? Number.NaN;
      const unearned = of("rate:wrong-read-as-right")?.value ?? Number.NaN;
      expect(audited?.value).toBeCloseTo((planted.measured.get(model) ?? Number.NaN) + lost - unearned, 10);
      expect(of("rate:misread")?.nCalls).toBeGreaterThan(20);
    }
  });

  it("is read as spreadsheets save it: semicolons, columns moved, a guard taken off, blank rows below", async () => {
    const before = readFileSync(join(planted.run, "audit", "audit.json"), "utf8");
    const moved = cells.map((row) => [row[6] ?? "", ...row.slice(0, 6).map((cell) => cell.replace(/^'/, ""))]);
    await importAudit(planted.run, [saved([...moved, moved[0]?.map(() => "") ?? []], ";")]);
    expect(readFileSync(join(planted.run, "audit", "audit.json"), "utf8")).toBe(before);
  });

  it("counts half by each of two raters, and says how far they agree", async () => {
    const one = await importAudit(planted.run, [sheet]);
    const first = one.readings.findIndex(({ misread }) => misread === 0);
    const record = await importAudit(planted.run, [sheet, changed([first + 1, 5, "none"])]);
    expect(one.agreement).toBeNull();
    expect(record.raters).toBe(2);
    expect(record.agreement).toMatchObject({ agreement: 79 / 80, n: 80 });
    expect(record.agreement?.kappa).toBeLessThan(1);
    expect(record.readings[first]).toMatchObject({
      misread: 0.5,
      correct: [expect.stringMatching(/^[ABCD]$/), "none"],
    });
    expect(record.overall.misread?.value).toBeGreaterThan(one.overall.misread?.value ?? Number.NaN);
  });

  it("is set aside, saying so, when the replies are read anew", async () => {
    const answers = join(planted.run, "answers.jsonl");
    const before = readFileSync(answers, "utf8");
    try {
      appendFileSync(answers, "\n");
      const rows = await auditEstimates(planted.run);
      expect(
        rows.every(({ value, status, why }) => value === null && status === "not-estimable" && why === auditOutdated),
      ).toBe(true);
      await expect(importAudit(planted.run, [sheet])).rejects.toMatchObject({ code: "AUDIT_OUTDATED" });
    } finally {
      writeFileSync(answers, before);
    }
  });
});

it("finds the planted errors exactly when every reply is looked at", async () => {
  const all = join(planted.path, "all.csv");
  await writeAuditSheet(planted.run, all, { size: 10_000, seed: 0 });
  fillSheet(all);
  const record = await importAudit(planted.run, [all]);
  expect(sheetCells(all)).toHaveLength(601);
  expect(record.overall.misread).toMatchObject({
    low: record.overall.misread?.value,
    high: record.overall.misread?.value,
  });
  expect(record.overall.misread?.value).toBeGreaterThan(0.08);
  expect(record.overall.misread?.value).toBeLessThan(0.16);
  for (const row of record.rows.filter(
    ({ measure, perturbation }) => measure === "accuracy:audited" && perturbation === "none",
  )) {
    expect(row.value).toBeCloseTo(planted.truth.get(row.model) ?? Number.NaN, 10);
  }
});

it("refuses a key and a result that are of another layout or no JSON", async () => {
  const result = join(planted.run, "audit", "audit.json");
  const key = join(planted.run, "audit", `key-${nameOf(1).slice(1, 7)}.json`);
  const before = readFileSync(key, "utf8");
  for (const [text, code] of [
    ["{", "FILE_JSON_INVALID"],
    ['{"format": 99}', "RUN_FORMAT_UNKNOWN"],
    ["null", "RUN_FORMAT_UNKNOWN"],
  ] as const) {
    writeFileSync(result, text);
    await expect(auditEstimates(planted.run)).rejects.toMatchObject({ code });
    writeFileSync(key, text);
    await expect(importAudit(planted.run, [sheet])).rejects.toMatchObject({ code });
  }
  writeFileSync(key, before);
  await importAudit(planted.run, [sheet]);
});

it("adds nothing to a run without an audit", async () => {
  expect(await auditEstimates(planted.path)).toEqual([]);
});
