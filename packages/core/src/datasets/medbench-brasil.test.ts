import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import medbenchBrasil from "./medbench-brasil.ts";

describe("medbench-brasil", () => {
  it("reads specialties, the pass mark, pictures and annulled items", async () => {
    const rows = await rowsOf(medbenchBrasil, { path: "medbench-brasil.json" });
    expect(rows[0]?.item).toMatchObject({
      id: "simulado-1-q01",
      language: "pt",
      accepted: [["B"]],
      tags: {
        specialty: ["ginecologia-obstetricia", "saude-publica"],
        edition: ["simulado-1"],
        year: ["2030"],
        passMark: ["0.6"],
        hasImage: ["false"],
        hasTable: ["false"],
      },
    });
    expect(rows.map(({ item }) => [item?.annulled, item?.media])).toEqual([
      [undefined, undefined],
      [undefined, ["simulado-1-q02#image"]],
      ["drop", undefined],
      [undefined, ["simulado-1-q04#table"]],
    ]);
    expect(rows[1]?.place.line).toBe(27);
  });

  it("credits annulled items when asked", async () => {
    const rows = await rowsOf(medbenchBrasil, { path: "medbench-brasil.json", annulled: "credit-all" });
    expect(rows[2]?.item?.annulled).toBe("credit-all");
  });

  it("reads an edition without a pass mark, and refuses one that is no share", async () => {
    const questions = [{ id: "q", stem: "s", options: { A: "a", B: "b" }, correct: "A", annulled: false }];
    const [row] = await rowsFrom(medbenchBrasil, { path: writtenFile("plain.json", { questions }) });
    expect(row?.item?.tags).toEqual({ hasImage: ["false"], hasTable: ["false"] });
    await expect(
      rowsFrom(medbenchBrasil, { path: writtenFile("share.json", { cutoffScore: 60, questions }) }),
    ).rejects.toThrow(expect.objectContaining({ code: "DATASET_ROW_INVALID" }));
  });

  it("refuses a file without questions", async () => {
    await expect(rowsFrom(medbenchBrasil, { path: writtenFile("empty.json", { id: "x" }) })).rejects.toThrow(
      expect.objectContaining({ code: "DATASET_COLUMN_MISSING" }),
    );
  });
});
