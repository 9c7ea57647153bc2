import { describe, expect, it } from "vitest";
import { estimate, notEstimable, sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { terminalTables } from "./terminal-table.ts";

describe("terminalTables", () => {
  it("gives a leaderboard for each exam and form of the items", () => {
    const tables = terminalTables(sampleReportInput());
    expect(tables.map(({ title }) => title)).toEqual(["viva-sample · as published", "viva-sample · shuffle-options"]);
    const [table] = tables;
    expect(table?.header.slice(0, 4)).toEqual(["Model", "Accuracy", "95% interval", "n"]);
    expect(table?.rows[0]?.slice(0, 4)).toEqual(["qwen2.5-72b", "83.1%", "[79.2, 86.4]", "420"]);
    expect(table?.align).toHaveLength(table?.header.length ?? -1);
    expect(table?.rows.every((row) => row.length === table.header.length)).toBe(true);
    expect(table?.rows[0]?.at(-1)).toBe("annulled 2");
  });

  it("says first that a run is unfinished", () => {
    const [table] = terminalTables(sampleReportInput("es", { complete: false }));
    expect(table?.notes[0]).toMatch(/^Esta ejecución no ha terminado\./u);
  });

  it("says why a number could not be estimated", () => {
    const [table] = terminalTables(
      sampleReportInput("en", {
        estimates: [notEstimable({ model: "m" }), estimate({ model: "n", right: 1, nItems: 2 })],
      }),
    );
    expect(table?.rows[1]?.slice(0, 4)).toEqual(["m", "not estimable", "–", "0"]);
    expect(table?.notes.at(-1)).toBe("Not estimable: m (no item has a key).");
  });

  it("lets no name move the cursor or turn the text around", () => {
    const [table] = terminalTables(
      sampleReportInput("en", { estimates: [estimate({ model: "\u001b[2J\u202em\r\n", right: 1, nItems: 2 })] }),
    );
    expect(table?.rows[0]?.[0]).toBe("␛[2J\ufffdm");
  });

  it("gives nothing without an accuracy", () => {
    expect(terminalTables(sampleReportInput("en", { estimates: [] }))).toEqual([]);
  });
});
