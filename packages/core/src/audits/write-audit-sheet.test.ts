import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allocateSample } from "../sheets/allocate-sample.ts";
import { type PlantedRun, plantRun, sheetCells } from "./__fixtures__/planted-run.ts";
import type { AuditKey } from "./audit-key.ts";
import { writeAuditSheet } from "./write-audit-sheet.ts";

let planted: PlantedRun;
beforeAll(async () => {
  planted = await plantRun({ items: 120, seed: 3, misread: 0.1 });
});
afterAll(() => planted.remove());

const out = (name: string): string => join(planted.path, name);
const keyOf = (file: string): AuditKey => JSON.parse(readFileSync(file, "utf8")) as AuditKey;

describe("writeAuditSheet", () => {
  it("names no model and no way of asking anywhere, though the replies do", async () => {
    await writeAuditSheet(planted.run, out("blind.csv"), { size: 60, seed: 0 });
    const text = readFileSync(out("blind.csv"), "utf8");
    for (const name of [...planted.models, "Beta-7B", "letter-only", "planted-reader", "doubtful"]) {
      expect(text.toLowerCase()).not.toContain(name.toLowerCase());
    }
    expect(text).toContain("I am [model], case");
    expect(readFileSync(join(planted.run, "completions.jsonl"), "utf8")).toContain("I am ORG/BETA-7B");
  });

  it("shows question, options, reply and reading, and leaves room for a person", async () => {
    await writeAuditSheet(planted.run, out("columns.csv"), { size: 500, seed: 0 });
    const [heading = [], ...rows] = sheetCells(out("columns.csv"));
    expect(heading).toEqual(["row", "stem", "options", "reply", "read_as", "correct_reading", "note"]);
    expect(rows).toHaveLength(240);
    for (const row of rows) {
      expect(row[2]).toMatch(/^A\) alpha \d+\nB\) beta \d+\nC\) gamma \d+\nD\) delta \d+$/);
      expect(row[4]).toMatch(/^([ABCD]|unreadable)$/);
      expect(row.slice(5)).toEqual(["", ""]);
    }
  });

  it("guards cells that a spreadsheet would run", async () => {
    await writeAuditSheet(planted.run, out("hostile.csv"), { size: 500, seed: 0 });
    const cells = sheetCells(out("hostile.csv")).flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells.filter((cell) => cell.startsWith("'=HYPERLINK"))).toHaveLength(2);
    expect(cells.filter((cell) => cell.startsWith("'=1+1"))).toHaveLength(2);
  });

  it("is stratified as documented, and the key has the weights", async () => {
    const { keyFile, rows } = await writeAuditSheet(planted.run, out("strata.csv"), { size: 60, seed: 0 });
    const key = keyOf(keyFile);
    expect(rows).toBe(60);
    expect(key.strata.reduce((sum, { size }) => sum + size, 0)).toBe(240);
    expect(key.strata.map(({ sampled }) => sampled)).toEqual(
      allocateSample(
        key.strata.map(({ size }) => size),
        60,
      ),
    );
    for (const [index, { size, sampled }] of key.strata.entries()) {
      expect(sampled).toBeGreaterThanOrEqual(Math.min(size, 2));
      expect(key.rows.filter(({ stratum }) => stratum === index)).toHaveLength(sampled);
    }
    // The order tells nothing: no stratum stands together.
    expect(key.rows.slice(0, 20).some(({ stratum }) => stratum !== key.rows[0]?.stratum)).toBe(true);
    expect(new Set(key.rows.map(({ callId }) => callId)).size).toBe(60);
  });

  it("is the same for the same seed, another for another, and of the models asked for", async () => {
    await writeAuditSheet(planted.run, out("one.csv"), { size: 40, seed: 1 });
    await writeAuditSheet(planted.run, out("same.csv"), { size: 40, seed: 1 });
    await writeAuditSheet(planted.run, out("other.csv"), { size: 40, seed: 2 });
    expect(readFileSync(out("same.csv"), "utf8")).toBe(readFileSync(out("one.csv"), "utf8"));
    expect(sheetCells(out("other.csv"))[1]?.[3]).not.toBe(sheetCells(out("one.csv"))[1]?.[3]);
    const options = { size: 40, seed: 1, models: ["alpha-model"] };
    const { keyFile, strata } = await writeAuditSheet(planted.run, out("alpha.csv"), options);
    expect(new Set(strata.map(({ model }) => model))).toEqual(new Set(["alpha-model"]));
    expect(keyOf(keyFile).models).toEqual(["alpha-model"]);
  });

  it("refuses what would lose work or cannot be drawn", async () => {
    writeFileSync(out("filled.csv"), "kept");
    for (const [file, options, code, said] of [
      ["filled.csv", { size: 40, seed: 0 }, "ARGUMENT_INVALID", "exists"],
      ["small.csv", { size: 3, seed: 0 }, "ARGUMENT_INVALID", "--size 3"],
      ["absent.csv", { size: 40, seed: 0, models: ["gamma"] }, "ARGUMENT_INVALID", "alpha-model, org/Beta-7B"],
    ] as const) {
      await expect(writeAuditSheet(planted.run, out(file), options)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(said),
      });
    }
    await expect(writeAuditSheet(planted.path, out("x.csv"), { size: 1, seed: 0 })).rejects.toMatchObject({
      code: "RUN_NOT_FOUND",
    });
    expect(readFileSync(out("filled.csv"), "utf8")).toBe("kept");
    expect(existsSync(out("small.csv"))).toBe(false);
  });
});
