import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { singleItem } from "../../records/__fixtures__/items.ts";
import type { RunRecord } from "../../runs/specification.ts";
import { readRunItems } from "../run-items.ts";
import { readCellReplies } from "./cell-replies.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-cells-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const record = {
  specification: { exams: [{ name: "exam", scorers: [{ use: "exact-set" }, { use: "other" }] }], scorers: [] },
} as unknown as RunRecord;
const lines = (file: string, records: readonly object[]): void => {
  writeFileSync(join(folder, file), records.map((one) => `${JSON.stringify(one)}\n`).join(""));
};
const place = (call: number, itemId: string) => ({
  ...{ callId: String(call).padStart(32, "0"), exam: "exam", itemId, variantId: itemId, model: "m" },
  ...{ arm: "a", perturbation: "none", repeat: 0, turn: 0 },
});
const answer = (call: number, itemId: string, optionIds: string[], labels: string[], truncated = false) => ({
  ...place(call, itemId),
  ...{ status: optionIds.length === 0 ? "unreadable" : "chosen", optionIds, labels, truncated, rule: "r", span: null },
});
const score = (call: number, itemId: string, points: number | null, scorer = "exact-set") => ({
  ...place(call, itemId),
  ...(points === null ? { points, reason: "unkeyed" } : { points, min: -1, max: 1 }),
  scorer,
});

describe("readCellReplies", () => {
  it("counts replies, statuses, cut-offs and letters by item, and points of whole replies by the headline", async () => {
    lines(
      "items.jsonl",
      ["q1", "q2"].map((id) => ({ exam: "exam", ...singleItem, id })),
    );
    // Labels as shown are 1 to 4; two repeats of the first item, of which one was cut off.
    lines("answers.jsonl", [
      answer(1, "q1", ["B"], ["2"]),
      answer(2, "q1", ["C"], ["3"], true),
      answer(3, "q2", [], []),
      answer(4, "q2", ["A", "B"], ["1", "2"]),
    ]);
    lines("scores.jsonl", [
      score(1, "q1", 1),
      score(1, "q1", -1, "other"),
      score(2, "q1", -1),
      score(3, "q2", null),
      score(4, "q2", 0),
    ]);
    const [cell, ...more] = await readCellReplies(folder, record, await readRunItems(folder));
    expect(more).toEqual([]);
    expect([...(cell?.replies ?? [])]).toEqual([2, 2]);
    expect([...(cell?.truncated ?? [])]).toEqual([1, 0]);
    expect([...(cell?.statuses.unreadable ?? [])]).toEqual([0, 1]);
    // The second repeat of q1 was cut off; q2 has half of −1 to 1.
    expect([...(cell?.wholePoints ?? [])]).toEqual([1, 0.5]);
    // Single choices only: B and C, while B was the key both times. Nobody chose A or D.
    expect(cell?.labels).toEqual(["1", "2", "3"]);
    expect([...(cell?.chosen ?? [])]).toEqual([0, 1, 1]);
    expect([...(cell?.keys ?? [])]).toEqual([0, 2, 0]);
  });
});
