import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itemsForContracts, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { checkRetriever } from "./conformance.ts";
import solvedExamples from "./solved-examples.ts";

const solved = (id: string, stem: string, references: readonly string[] = []): Item => ({
  id,
  language: "en",
  kind: "single",
  stem,
  options: [
    { id: "x", text: "colchicine" },
    { id: "y", text: "insulin" },
  ],
  accepted: [["y"]],
  tags: {},
  references,
  weight: 1,
});
const asked = solved("asked", "Which drug treats an acute attack of gout?");
const pool = [
  asked,
  solved("copy", "Which drug treats an acute attack of GOUT"),
  solved("near", "Which drug prevents an attack of gout?", ["Because it does."]),
  solved("far", "How is diabetes treated?", ["Sugar falls."]),
  { ...solved("keyless", "Which drug treats gout?"), accepted: [] },
];

let folder = "";
const context = { resolvePath: (path: string) => join(folder, path) };
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-solved-"));
  writeFileSync(join(folder, "pool.jsonl"), pool.map((item) => `${JSON.stringify(item)}\n`).join(""));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const found = async (settings: object, item: Item = asked) =>
  (await solvedExamples.configure({ path: "pool.jsonl", ...settings }, context).open()).retrieve(item);

describe("solved-examples", () => {
  it.each([{ choose: "nearest" }, { choose: "random" }])(
    "keeps the contract of a retriever: $choose",
    async (choice) => {
      const settings = { path: "pool.jsonl", ...choice };
      expect(await checkRetriever(solvedExamples, settings, context, itemsForContracts, "solved-examples")).toEqual([]);
    },
  );

  it("gives the nearest solved questions, never the question itself nor a copy of it", async () => {
    expect((await found({ count: 1 })).map(({ id }) => id)).toEqual(["near"]);
    expect((await found({ count: 1 }))[0]?.text).toBe(
      "Question: Which drug prevents an attack of gout?\nOptions: A. colchicine; B. insulin\nAnswer: B",
    );
  });

  it("draws others at random by seed and item, each once", async () => {
    const drawn = await found({ choose: "random", count: 5 });
    expect(drawn.map(({ id }) => id).sort()).toEqual(["far", "near"]);
    const firsts = await Promise.all(
      Array.from({ length: 20 }, async (_, seed) => (await found({ choose: "random", count: 1, seed }))[0]?.id),
    );
    expect(new Set(firsts)).toEqual(new Set(["far", "near"]));
    expect(await found({ choose: "random", count: 1 }, singleItem)).toHaveLength(1);
  });

  it("refuses a line that is no item, saying where it stands", async () => {
    writeFileSync(join(folder, "broken.jsonl"), `${JSON.stringify(asked)}\n{"id":"x"}\n`);
    await expect(found({ path: "broken.jsonl" })).rejects.toMatchObject({
      code: "DATASET_ROW_INVALID",
      place: { line: 2 },
    });
  });

  it("gives explanations where they are wanted, and then only questions that have one", async () => {
    const [first] = await found({ explained: true });
    expect(first?.text).toContain("B. insulin\nBecause it does.\nAnswer: B");
    const all = await found({ explained: true, choose: "random", count: 9 }, singleItem);
    expect(all.map(({ id }) => id).sort()).toEqual(["far", "near"]);
  });
});
