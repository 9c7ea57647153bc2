import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itemsForContracts, multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import bm25 from "./bm25.ts";
import { checkRetriever } from "./conformance.ts";

let folder = "";
const context = { resolvePath: (path: string) => join(folder, path) };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-bm25-"));
  writeFileSync(
    join(folder, "corpus.md"),
    "# Blood\n\nIron deficiency empties the stores: ferritin falls first.\n\n# Heart\n\n心力衰竭患者射血分数降低，预后可由药物改善。\n\nThe aorta leaves the left ventricle.\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("bm25", () => {
  it("keeps the contract of a retriever", async () => {
    expect(await checkRetriever(bm25, { path: "corpus.md" }, context, itemsForContracts, "bm25")).toEqual([]);
  });

  it("finds the passage that shares words with the stem, in English and Chinese, the shared stem included", async () => {
    const opened = await bm25.configure({ path: "corpus.md", top: 1 }, context).open();
    expect(opened.retrieve(singleItem)[0]?.text).toContain("ferritin falls first");
    expect(opened.retrieve(multipleItem)[0]?.text).toContain("心力衰竭患者");
  });

  it("finds nothing for a stem without a common word", async () => {
    const opened = await bm25.configure({ path: "corpus.md" }, context).open();
    expect(opened.retrieve({ ...singleItem, stem: "zzz qqq" })).toEqual([]);
  });

  it("says which path holds no text", () => {
    expect(() => bm25.configure({ path: "missing" }, context)).toThrow(/missing/);
  });

  it("reads the shipped corpus when no path is given", async () => {
    const opened = await bm25.configure({}, context).open();
    expect(opened.retrieve(singleItem).length).toBe(3);
  });
});
