import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseSheetTable } from "../sheets/read-sheet-table.ts";
import { type RatedRun, runToRate } from "./__fixtures__/rated-run.ts";
import { exportReview } from "./export-review.ts";
import type { ReviewKey } from "./review-key.ts";
import { reviewSchemes } from "./review-schemes.ts";
import { sheetCsv } from "./sheet-csv.ts";

let rated: RatedRun;
beforeAll(async () => {
  rated = await runToRate(120, 5, "strata: [specialty]\nperturbations: [shuffle-options]\nrepeats: 2\n");
});
afterAll(() => rated.remove());

const scheme = reviewSchemes.labels;
const keyOf = (file: string): ReviewKey => JSON.parse(readFileSync(file, "utf8")) as ReviewKey;

describe("exportReview", () => {
  it("names no model, way of asking or call on what raters get, though the replies do", async () => {
    const { sheet } = await exportReview(rated.run, { perModel: 30, seed: 0, scheme });
    const shown = `${JSON.stringify(sheet)}${sheetCsv(sheet)}`.toLowerCase();
    for (const name of [...rated.models, "beta-7b", "letter-only", "shuffle-options", "callid"]) {
      expect(shown).not.toContain(name.toLowerCase());
    }
    expect(shown).toContain("as [model] i say");
    expect(sheet.cases).toHaveLength(60);
  });

  it("takes each item of a model once, in strata by outcome whose sizes and shares the key keeps", async () => {
    const { strata, keyFile } = await exportReview(rated.run, { perModel: 30, seed: 0, scheme });
    const key = keyOf(keyFile);
    for (const model of rated.models) {
      const rows = key.rows.filter((row) => row.model === model);
      expect(rows).toHaveLength(30);
      expect(new Set(rows.map(({ itemId }) => itemId)).size).toBe(30);
      const own = strata.filter((stratum) => stratum.model === model);
      expect(own.reduce((sum, { size }) => sum + size, 0)).toBe(120);
      expect(own.reduce((sum, { sampled }) => sum + sampled, 0)).toBe(30);
      expect(own.map(({ outcome }) => outcome)).toEqual(["right", "wrong"]);
    }
    for (const [place, { sampled }] of strata.entries()) {
      expect(key.rows.filter(({ stratum }) => stratum === place)).toHaveLength(sampled);
    }
  });

  it("spreads over the values of a tag in their proportions", async () => {
    const { keyFile, by } = await exportReview(rated.run, { perModel: 40, seed: 3, scheme, outcomes: ["right"] });
    expect(by).toBe("specialty");
    const specialty = new Map(
      readFileSync(join(rated.run, "items.jsonl"), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { id: string; tags: Record<string, string[]> })
        .map(({ id, tags }) => [id, tags["specialty"]?.[0] ?? ""]),
    );
    const { rows, strata } = keyOf(keyFile);
    expect(new Set(strata.map(({ outcome }) => outcome))).toEqual(new Set(["right"]));
    for (const model of rated.models) {
      const counts = new Map<string, number>();
      for (const row of rows.filter((one) => one.model === model)) {
        const value = specialty.get(row.itemId) ?? "";
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const all = [...specialty.values()];
      for (const value of new Set(all)) {
        const share = all.filter((one) => one === value).length / all.length;
        // The right answers are not spread exactly as the items are.
        expect(Math.abs((counts.get(value) ?? 0) / 40 - share)).toBeLessThan(0.15);
      }
    }
  });

  it("is the same for the same seed, another for another, and says what it was asked", async () => {
    const options = { perModel: 20, scheme } as const;
    const first = await exportReview(rated.run, { ...options, seed: 1 });
    const again = await exportReview(rated.run, { ...options, seed: 1 });
    const other = await exportReview(rated.run, { ...options, seed: 2 });
    expect(again.sheet).toEqual(first.sheet);
    expect(other.sheet.id).not.toBe(first.sheet.id);
    const rows = (file: string): string[] => keyOf(file).rows.map(({ callId }) => callId);
    expect(rows(other.keyFile)).not.toEqual(rows(first.keyFile));
    expect(readdirSync(join(rated.run, "review")).filter((name) => name.startsWith("key-")).length).toBeGreaterThan(2);
  });

  it("guards cells that a spreadsheet would run, and leaves parts out on request", async () => {
    const { sheet } = await exportReview(rated.run, { perModel: 120, seed: 0, scheme, without: ["key", "reference"] });
    const text = sheetCsv(sheet);
    expect(
      text.startsWith("\ufeffrow,question,options,reply,reasonable,irrelevant,repeated,inaccurate,comment\r\n"),
    ).toBe(true);
    const cells = parseSheetTable(text, "sheet.csv").rows.flatMap((row) => [...row.cells.values()]);
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells.filter((cell) => cell.startsWith("'=HYPERLINK"))).toHaveLength(2);
  });

  it.each([
    [{ models: ["gamma"] }, "--models gamma: replies are there of alpha-model, org/Beta-7B"],
    [{ arms: ["x"] }, "--arms x"],
    [{ perturbations: ["x"] }, "--perturbations x"],
    [{ outcomes: ["refused" as const] }, "no reply to draw from: replies are"],
    [{ perModel: 1 }, "--per-model 1: the replies fall into 2 groups"],
  ])("refuses %j", async (more, said) => {
    await expect(exportReview(rated.run, { perModel: 20, seed: 0, scheme, ...more })).rejects.toThrow(
      expect.objectContaining({ code: "ARGUMENT_INVALID", message: expect.stringContaining(said) }),
    );
  });
});
