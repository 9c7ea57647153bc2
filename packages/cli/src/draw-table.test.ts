import { describe, expect, it } from "vitest";
import { displayColumns } from "./display-columns.ts";
import { drawTable } from "./draw-table.ts";

const table = {
  header: ["模型", "正确率", "95% 区间", "n", "名次", "并列", "校正猜测后", "加权 F1", "无法判读", "最差–最好"],
  align: ["left", "right", "right", "right", "right", "left", "right", "right", "right", "right"] as const,
  rows: [
    [
      "open-book",
      "34.3%",
      "[24.0, 46.3]",
      "70",
      "1 [1–2]",
      "a",
      "21.2% [8.9, 35.5]",
      "31.6% [21.4, 44.0]",
      "0.0%",
      "34.3% – 34.3%",
    ],
    [
      "第二个模型",
      "21.4%",
      "[13.3, 32.7]",
      "70",
      "2 [1–4]",
      "a b",
      "5.7% [−4.0, 19.2]",
      "19.7% [11.9, 30.7]",
      "0.0%",
      "21.4% – 21.4%",
    ],
  ],
};

describe("drawTable", () => {
  it("draws a table whole where nothing says how wide it may be", () => {
    expect(drawTable(table).split("\n")).toHaveLength(3);
  });

  it("draws it in parts that fit, each with the names, and loses no cell", () => {
    const drawn = drawTable(table, 80);
    const lines = drawn.split("\n");
    expect(Math.max(...lines.map(displayColumns))).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.startsWith("open-book")).length).toBeGreaterThan(1);
    for (const cell of [...table.header, ...table.rows.flat()]) {
      expect(drawn).toContain(cell);
    }
    // Accuracy, n, rank and tied set stand together, in the first part.
    expect(lines[0]).toMatch(/^模型.*正确率.*n.*名次.*并列/u);
  });

  it("draws a column that does not fit beside the names all the same", () => {
    expect(drawTable(table, 5)).toContain("31.6% [21.4, 44.0]");
  });
});
