import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseSheetTable } from "../sheets/read-sheet-table.ts";
import { labelsOf, type RatedRun, runToRate, saveLabels } from "./__fixtures__/rated-run.ts";
import { type ExportedReview, exportReview } from "./export-review.ts";
import { importReview } from "./import-review.ts";
import { reviewSchemes } from "./review-schemes.ts";
import { csvText, sheetCsv } from "./sheet-csv.ts";

let rated: RatedRun;
let drawn: ExportedReview;
beforeAll(async () => {
  rated = await runToRate(80, 9);
  drawn = await exportReview(rated.run, { perModel: 40, seed: 0, scheme: reviewSchemes.labels });
});
afterAll(() => rated.remove());

const at = (name: string): string => join(rated.path, name);
const below = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(rated.run, "review"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("key-") && !entry.name.startsWith("sheet-"))
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")]),
  );

describe("importReview", () => {
  it("refuses what is wrong with a rater's file, and writes nothing", () => {
    const labels = labelsOf(drawn);
    const [first] = labels;
    const row = first?.[0] ?? "";
    const cases: readonly (readonly [string, string, string])[] = [
      ["REVIEW_KEY_MISSING", `row,inaccurate\nr${"0".repeat(6)}-01,1\n`, "is none of"],
      ["REVIEW_SHEET_INVALID", `row,inaccurate\nr${drawn.sheet.id}-99,1\n`, "is not on the sheet"],
      ["REVIEW_SHEET_INVALID", `row,inaccurate\n${row},1\n${row},0\n`, "is there twice (rows 2 and 3)"],
      ["REVIEW_SHEET_INVALID", `row,inaccurate\n${row},perhaps\n`, 'inaccurate is "perhaps"; allowed are 0, 1'],
      ["REVIEW_SHEET_INVALID", `row,opinion\n${row},1\n`, "no column for reasonable"],
      ["REVIEW_SHEET_INVALID", `line,inaccurate\n${row},1\n`, "the heading lacks row"],
      ["REVIEW_SHEET_INVALID", `row,inaccurate,inaccurate\n${row},1,0\n`, "two columns"],
      ["REVIEW_SHEET_INVALID", `row,rater,inaccurate\n${row},anna,1\n${labels[1]?.[0]},ben,1\n`, "of 2 raters"],
      ["REVIEW_SHEET_INVALID", `row,inaccurate\n${row},1\nrffffff-01,1\n`, "rows of 2 sheets"],
      ["REVIEW_SHEET_INVALID", "row,inaccurate\nfirst,1\n", "is no row of a sheet"],
      ["REVIEW_SHEET_INVALID", '{"format": "other"}', "not what the form gives"],
      ["REVIEW_UNFINISHED", `row,inaccurate\n${row},1\n`, `${labels.length - 1} of ${labels.length} cases are open`],
      ["FILE_JSON_INVALID", "{", ""],
    ];
    for (const [code, text, said] of cases) {
      writeFileSync(at("wrong.csv"), text);
      expect(() => importReview(rated.run, [at("wrong.csv")]), text).toThrow(
        expect.objectContaining({ code, message: expect.stringContaining(said) }),
      );
    }
    expect(() => importReview(rated.run, [])).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
    expect(below()).toEqual({});
  });

  it("notices columns that were sorted apart", () => {
    const { columns, rows } = parseSheetTable(sheetCsv(drawn.sheet), "sheet.csv");
    const cells = rows.map((row) => columns.map((name) => (name === "reasonable" ? "1" : (row.cells.get(name) ?? ""))));
    const [first, second, ...rest] = cells;
    const moved = [
      [...(first ?? []).slice(0, 1), ...(second ?? []).slice(1)],
      [...(second ?? []).slice(0, 1), ...(first ?? []).slice(1)],
      ...rest,
    ];
    writeFileSync(at("moved.csv"), csvText([columns, ...moved]));
    expect(() => importReview(rated.run, [at("moved.csv")])).toThrow(
      expect.objectContaining({ message: expect.stringContaining("sorted apart") }),
    );
    writeFileSync(at("whole.csv"), csvText([columns, ...cells]));
    expect(() => importReview(rated.run, [at("whole.csv"), at("nowhere.csv")])).toThrow();
    expect(below()).toEqual({});
  });

  it("merges raters with agreement, shares and a sheet of what they differ in; again it is the same bytes", () => {
    const anna = saveLabels(at("anna.csv"), "anna", labelsOf(drawn));
    const ben = saveLabels(
      at("ben.csv"),
      "本",
      labelsOf(drawn, (place) => place % 10 === 0),
      "in doubt",
    );
    const { record, ratingsFile, consensusFiles } = importReview(rated.run, [anna, ben]);
    const before = below();
    const [sheet] = record.sheets;
    expect(sheet?.raters).toEqual(["anna", "本"]);
    expect(sheet?.rated).toBe(80);
    const inaccurate = sheet?.agreement.find(({ criterion }) => criterion === "inaccurate");
    expect(inaccurate?.raw).toMatchObject({ status: "estimated", value: 0.9 });
    expect(inaccurate?.cohen[0]?.kappa).toMatchObject({ status: "estimated" });
    for (const estimate of [inaccurate?.fleiss, inaccurate?.alpha, inaccurate?.ac1]) {
      expect(estimate).toMatchObject({ status: "estimated" });
    }
    // Two labels move in each of 8 cases: one is put on, one taken off.
    expect(sheet?.disagreements).toHaveLength(16);
    expect(consensusFiles).toHaveLength(1);
    const lines = readFileSync(ratingsFile, "utf8").trim().split("\n");
    expect(lines[0]).toBe("callId,itemId,model,rater,criterion,value");
    expect(lines).toHaveLength(1 + 2 * 80 * 4);
    expect(lines[1]).toMatch(/^[0-9a-f]{32},[^,]+,(alpha-model|org\/Beta-7B),anna,reasonable,[01]$/);
    importReview(rated.run, [ben, anna]);
    expect(below()).toEqual(before);
    // Raters come one after the other, too.
    importReview(rated.run, [anna]);
    expect(below()).toEqual(before);
  });

  it("counts what was settled, and leaves the rest as it was", () => {
    const path = join(rated.run, "review", `disagreements-${drawn.sheet.id}.csv`);
    const { columns, rows } = parseSheetTable(readFileSync(path, "utf8"), path);
    expect(rows).toHaveLength(8);
    expect(rows[0]?.cells.get("ratings")).toMatch(/reasonable: anna [01], 本 [01]/);
    expect(rows[0]?.cells.get("comments")).toBe("本: in doubt");
    expect(rows[0]?.cells.get("irrelevant")).toBe("0");
    expect(rows[0]?.cells.get("inaccurate")).toBe("");
    const settled = rows.map((row, place) =>
      columns.map((name) => {
        const cell = row.cells.get(name) ?? "";
        return place > 0 || (name !== "inaccurate" && name !== "reasonable") ? cell : name === "inaccurate" ? "1" : "0";
      }),
    );
    writeFileSync(at("settled.csv"), csvText([columns, ...settled]));
    const { record, consensusFiles } = importReview(rated.run, [], { consensus: [at("settled.csv")] });
    const disagreements = record.sheets[0]?.disagreements ?? [];
    expect(disagreements.filter(({ consensus }) => consensus !== null)).toHaveLength(2);
    expect(consensusFiles).toHaveLength(1);
    expect(record.sheets[0]?.raters).toEqual(["anna", "本"]);
    expect(readFileSync(join(rated.run, "review/ratings.csv"), "utf8").trim().split("\n")).toHaveLength(1 + 2 * 80 * 4);
  });

  it("replaces a rater's ratings only when told to", () => {
    const other = saveLabels(
      at("other.csv"),
      "anna",
      labelsOf(drawn, (place) => place === 3),
    );
    expect(() => importReview(rated.run, [other])).toThrow(
      expect.objectContaining({ code: "REVIEW_RATER_EXISTS", message: expect.stringContaining("1 of 80 cases") }),
    );
    expect(() => importReview(rated.run, [at("anna.csv"), other], { replace: true })).toThrow(
      expect.objectContaining({ code: "REVIEW_RATER_EXISTS" }),
    );
    const { record } = importReview(rated.run, [other], { replace: true });
    expect(record.sheets[0]?.agreement.at(-1)?.raw).toMatchObject({ value: 0.8875 });
    importReview(rated.run, [at("anna.csv")], { replace: true });
  });

  it("takes in a rater who is not done when told to, and says for how many the shares speak", () => {
    const cleo = saveLabels(at("cleo.csv"), "cleo", labelsOf(drawn).slice(0, 10));
    expect(() => importReview(rated.run, [cleo])).toThrow(expect.objectContaining({ code: "REVIEW_UNFINISHED" }));
    const { record } = importReview(rated.run, [cleo], { partial: true });
    expect(record.sheets[0]?.raters).toEqual(["anna", "cleo", "本"]);
    expect(record.sheets[0]?.agreement[0]?.cohen.map(({ raters }) => raters.join())).toEqual([
      "anna,cleo",
      "anna,本",
      "cleo,本",
    ]);
  });
});
