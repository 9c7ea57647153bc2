import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readTaskStudy, taskItems, taskStudyIdentity } from "./task-study.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-task-study-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const model = { id: "merged", backend: "random-option" };

async function studyOf(rows: readonly object[], further = "") {
  writeFileSync(join(folder, "exam.jsonl"), `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
  const fields = "{ id: id, stem: question, options: options, key: answer, group: case }";
  const text = `dataset: { use: jsonl-file, path: exam.jsonl, language: en, fields: ${fields} }\n${further}`;
  return await readTaskStudy({ kind: "fields", file: join(folder, "search.yaml"), text }, "a task", model, []);
}

const row = (id: string, question: string, options: readonly string[], rest: object = {}): object => ({
  ...{ id, question, options: Object.fromEntries(options.map((text, at) => ["ABCD"[at], text])), answer: "A" },
  ...rest,
});

it("knows the same item again whatever its id, order of options, case and spaces are", async () => {
  const items = await taskItems(
    await studyOf([
      row("1", "Which drug?", ["Aspirin", "Ibuprofen"]),
      row("2", "which  drug", ["ibuprofen", "aspirin."]),
      row("3", "Which drug?", ["Aspirin", "Paracetamol"]),
      row("4", "Which sign?", ["+", "-"], { case: "c" }),
      row("5", "Which sign?", ["+", "="], { case: "c" }),
    ]),
  );
  expect(items.map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5"]);
  const [a, b, c, d, e] = items.map(({ content }) => content);
  expect(b).toBe(a);
  expect(new Set([a, c, d, e]).size).toBe(4);
  expect(items.map(({ group }) => group)).toEqual([undefined, undefined, undefined, "c", "c"]);
});

it("is the same study whichever model is asked, and another one when an item or the way of asking changes", async () => {
  const rows = [row("1", "Which drug?", ["Aspirin", "Ibuprofen"])];
  const plain = await taskStudyIdentity(await studyOf(rows));
  expect(await taskStudyIdentity(await studyOf(rows))).toBe(plain);
  expect(await taskStudyIdentity(await studyOf(rows, "prompts: [reason-then-letter]\n"))).not.toBe(plain);
  expect(await taskStudyIdentity(await studyOf([row("1", "Which one?", ["Aspirin", "Ibuprofen"])]))).not.toBe(plain);
});

it.each([
  ["prompts: [letter-only, reason-then-letter]", "2 ways of asking"],
  ["repeats: 3", "3 repeats"],
  ["perturbations: [{ use: shuffle-options }]", "perturbations"],
])("wants one score for each item: refuses %s", async (further, why) => {
  await expect(studyOf([row("1", "Which?", ["a", "b"])], `${further}\n`)).rejects.toMatchObject({
    code: "MERGE_RECIPE_INVALID",
    message: expect.stringContaining(why),
  });
});
