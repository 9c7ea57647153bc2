import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { messagesOf, rowsOf } from "./__fixtures__/rows-of.ts";
import plugin from "./viva-items.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-items-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const item = {
  id: "q1",
  language: "en",
  kind: "single",
  stem: "Which?",
  options: [
    { id: "A", text: "one" },
    { id: "B", text: "two" },
  ],
  accepted: [["B"]],
  annulled: "drop",
  tags: { year: ["2024"] },
  references: [],
  weight: 1,
};

async function rows(lines: readonly unknown[], more: object = {}) {
  writeFileSync(join(folder, "items.jsonl"), lines.map((line) => `${JSON.stringify(line)}\r\n`).join("\n"));
  return await rowsOf(plugin, { path: "items.jsonl", ...more }, `${folder}/`);
}

it("gives items as they were written, each with its line", async () => {
  const [first] = await rows([item]);
  expect(first?.item).toEqual(item);
  expect(first).toMatchObject({ place: { line: 1, itemId: "q1" }, problems: [] });
});

it("reads a run folder's items, all exams or one", async () => {
  const lines = [
    { exam: "a", ...item },
    { exam: "b", ...item, id: "q2" },
  ];
  expect((await rows(lines)).map(({ item: read }) => read)).toEqual([item, { ...item, id: "q2" }]);
  expect((await rows(lines, { exam: "b" })).map(({ item: read }) => read?.id)).toEqual(["q2"]);
});

it("reports lines that are no items, and items that break a rule, without stopping", async () => {
  const found = await rows([
    { ...item, accepted: [["Z"]] },
    { ...item, kind: "oral" },
    { ...item, id: "q3", unheard: 1 },
    item,
  ]);
  expect(found.map(({ item: read }) => read?.id)).toEqual(["q1", undefined, undefined, "q1"]);
  expect(messagesOf(found, "error").join("\n")).toMatch(/the key names Z[\s\S]*kind[\s\S]*unheard/);
});
