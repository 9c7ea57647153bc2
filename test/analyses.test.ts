import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FieldComparison } from "../packages/core/src/records/comparison.ts";
import { viva } from "./viva.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-analyses-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");

function writeStudy(name: string, models: readonly string[]): void {
  writeFileSync(
    join(folder, `${name}.yaml`),
    `name: ${name}
dataset: { use: sample-exam, language: en }
models: [${models.map((use) => `{ id: ${use}, backend: ${use} }`).join(", ")}]
strata: [specialty, level]
reports: [html, markdown, json]
passMark: 0.6
`,
  );
}

describe("what a run says of its models beside each other", () => {
  it("stands in the run folder and in every report, and comes out the same bytes when it is made again", async () => {
    writeStudy("several", ["longest-option", "constant-label", "random-option"]);
    expect(await viva(["run", "several.yaml", "--out", "run"], { cwd: folder })).toMatchObject({ code: 0 });
    const comparisons = read("run", "comparisons.json");
    const items = read("run", "item-analysis.json");
    const [comparison] = (JSON.parse(comparisons) as { comparisons: FieldComparison[] }).comparisons;
    expect(comparison?.models.map(({ id }) => id).sort()).toEqual([
      "constant-label",
      "longest-option",
      "random-option",
    ]);
    expect(comparison?.pairs).toHaveLength(3);
    // Three that know nothing: no difference is real.
    expect(comparison?.tiedSets).toHaveLength(1);
    const html = read("run", "report", "index.html");
    for (const id of ["comparison", "profiles", "levels", "standard", "items"]) {
      expect(html).toContain(`<section id="${id}"`);
    }
    expect(html).not.toMatch(/\bNaN\b/);
    expect(read("run", "report", "report.md")).not.toMatch(/\bNaN\b/);
    const json = JSON.parse(read("run", "report", "report.json")) as { analyses: object };
    expect(Object.keys(json.analyses)).not.toContain("items");

    expect(await viva(["rescore", "several.yaml", "--out", "run"], { cwd: folder })).toMatchObject({ code: 0 });
    expect(read("run", "comparisons.json")).toBe(comparisons);
    expect(read("run", "item-analysis.json")).toBe(items);
  });

  it("leaves out what one model alone cannot tell", async () => {
    writeStudy("alone", ["longest-option"]);
    expect(await viva(["run", "alone.yaml", "--out", "alone"], { cwd: folder })).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, "alone", "comparisons.json"))).toBe(true);
    const html = read("alone", "report", "index.html");
    expect(html).not.toContain('<section id="comparison"');
    expect(html).toContain('<section id="standard"');
    expect(html).not.toMatch(/\bNaN\b/);
  });
});
