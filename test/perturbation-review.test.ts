import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { catalog } from "../packages/core/src/perturbations/catalog.ts";
import { countsTable } from "../scripts/perturbation-review/counts-table.ts";
import { keyOf, readSheet, type SheetRow } from "../scripts/perturbation-review/sheet.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const languages = ["zh", "es", "en"];

describe("the review of perturbations", () => {
  const sheets = new Map<string, readonly SheetRow[]>();
  beforeAll(async () => {
    for (const language of languages) {
      sheets.set(language, await readSheet(language));
    }
  });

  it.each(languages)("judges every variant of %s once, of operators that there are", (language) => {
    const rows = sheets.get(language) ?? [];
    expect(rows.length).toBeGreaterThan(900);
    expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
    expect(rows.filter(({ operator }) => !(operator in catalog))).toEqual([]);
  });

  it.each(languages)("says in %s what is wrong wherever something is", (language) => {
    const rows = sheets.get(language) ?? [];
    expect(rows.filter(({ verdict, note }) => verdict !== "ok" && note === "")).toEqual([]);
  });

  it("has its counts from the sheets", () => {
    expect(readFileSync(join(root, "docs/perturbation-review/README.md"), "utf8")).toContain(countsTable(sheets));
  });
});
