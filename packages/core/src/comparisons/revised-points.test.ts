import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../records/item.ts";
import exactSet from "../scorers/exact-set.ts";
import { itemField, itemSettings } from "./__fixtures__/item-field.ts";
import { rekeyedExam } from "./rekeyed-exam.ts";
import { type RevisedPoints, revisedPoints } from "./revised-points.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-revised-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const item: Item = {
  id: "q1",
  language: "en",
  kind: "single",
  stem: "?",
  options: ["A", "B", "C"].map((id) => ({ id, text: id })),
  accepted: [["B"]],
  tags: {},
  references: [],
  weight: 1,
};
const place = { exam: "exam", arm: "a" };

function write(name: string, lines: readonly object[]): void {
  writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}
const answer = (model: string, perturbation: string, optionIds: readonly string[], repeat = 0, itemId = "q1") => ({
  ...place,
  itemId,
  variantId: perturbation === "none" ? itemId : `${itemId}~${perturbation}`,
  model,
  perturbation,
  repeat,
  status: optionIds.length === 0 ? "refused" : "chosen",
  optionIds,
});
const variant = (perturbation: string, answerMap: object | null) => ({
  exam: "exam",
  id: perturbation === "none" ? "q1" : `q1~${perturbation}`,
  itemId: "q1",
  perturbation,
  answerMap,
});

async function marked(): Promise<RevisedPoints> {
  return await revisedPoints(
    folder,
    new Map([["exam", new Map([["q1", item]])]]),
    new Map([["exam", exactSet.configure({})]]),
  );
}

describe("revisedPoints", () => {
  it("marks by the new key, brings perturbed options back, and leaves what does not keep the key", async () => {
    write("variants.jsonl", [
      variant("none", { A: "A", B: "B", C: "C" }),
      variant("renamed", { A: "B", B: "C", C: "A" }),
      variant("no-key", null),
    ]);
    write("answers.jsonl", [
      answer("m", "none", ["B"]),
      answer("m", "none", ["A"], 1),
      answer("m", "renamed", ["A"]),
      answer("m", "no-key", ["B"]),
      answer("other", "none", []),
      answer("other", "renamed", ["B"]),
      answer("m", "none", ["B"], 0, "q2"),
    ]);
    const points = await marked();
    expect(points.pointsOf({ ...place, perturbation: "none" }, "m", "q1")).toBe(0.5);
    expect(points.pointsOf({ ...place, perturbation: "renamed" }, "m", "q1")).toBe(1);
    expect(points.pointsOf({ ...place, perturbation: "renamed" }, "other", "q1")).toBe(0);
    expect(points.pointsOf({ ...place, perturbation: "none" }, "other", "q1")).toBe(0);
    expect(points.pointsOf({ ...place, perturbation: "no-key" }, "m", "q1")).toBeUndefined();
    expect(points.pointsOf({ ...place, perturbation: "none" }, "m", "q2")).toBeUndefined();
    expect(points.keptIn({ ...place, perturbation: "no-key" })).toBe(1);
    expect(points.keptIn({ ...place, perturbation: "none" })).toBe(0);
  });
});

describe("rekeyedExam", () => {
  const points: RevisedPoints = { pointsOf: (_cell, model) => (model === "a" ? 1 : 0), keptIn: () => 0 };
  const revision = (itemId: string, annul: "drop" | "credit-all" | null) => ({
    exam: "exam",
    itemId,
    line: 2,
    from: [["A"]],
    to: annul === null ? [["B"]] : null,
    annul,
    reason: "",
  });

  it("counts what was asked alone: a missing answer stays missing, whatever the board decides", () => {
    const field = itemField("AAAA", { a: "BA?A", b: "AA??" });
    const found = rekeyedExam(
      field,
      itemSettings({ passMark: 0.9 }),
      [revision("q1", null), revision("q2", "drop"), revision("q3", "credit-all"), revision("absent", null)],
      points,
    );
    expect(found).toMatchObject({ itemsBefore: 4, itemsAfter: 3, dropped: 1, credited: 1 });
    const [a, b] = found.models;
    expect(a).toMatchObject({
      model: "a",
      before: { value: 2 / 3, n: 3 },
      after: { value: 1, n: 2 },
      difference: { value: 0.5, n: 2 },
      gained: 1,
      lost: 0,
      droppedWithPoints: 1,
      rankBefore: 2,
      rankAfter: 1,
      passBefore: false,
      passAfter: true,
    });
    expect(b).toMatchObject({ before: { n: 2 }, after: { value: 0, n: 1 }, gained: 0, lost: 1, rankAfter: 2 });
  });

  it("has no numbers where every item is dropped, and ties share a rank", () => {
    const field = itemField("AA", { a: "AA", b: "AA" });
    const dropped = rekeyedExam(field, itemSettings(), [revision("q1", "drop"), revision("q2", "drop")], points);
    expect(dropped.models).toMatchObject([
      { after: null, difference: null, rankBefore: 1, rankAfter: null, passBefore: null, passAfter: null },
      { after: null, difference: null, rankBefore: 1, rankAfter: null },
    ]);
    expect(JSON.stringify(dropped)).not.toContain("NaN");
  });

  it("takes points by the items' weights for the pass", () => {
    const field = itemField("AA", { a: "AB" }, { weights: Float64Array.of(3, 1) });
    const [model] = rekeyedExam(field, itemSettings({ passMark: 0.7 }), [], points).models;
    expect(model).toMatchObject({ before: { value: 0.5 }, passBefore: true });
  });
});
