import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itemsForContracts, singleItem } from "../records/__fixtures__/items.ts";
import { checkRetriever } from "./conformance.ts";
import type { VectorOf } from "./define.ts";
import dense from "./dense.ts";

let folder = "";
const context = { resolvePath: (path: string) => join(folder, path) };
const passages = ["east", "north-east", "north", "west"];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-dense-"));
  writeFileSync(join(folder, "corpus.md"), passages.join("\n\n"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const directions: Readonly<Record<string, readonly number[]>> = {
  east: [2, 0],
  "north-east": [3, 3],
  north: [0, 5],
  west: [-1, 0],
};
/** Questions look to the north-north-east. */
const vectorOf: VectorOf = (text) => directions[text] ?? [1, 2];
const open = (vectors?: VectorOf, settings: object = {}) =>
  dense.configure({ path: "corpus.md", ...settings }, context).open(vectors);

describe("dense", () => {
  it("keeps the contract of a retriever, with vectors and without", async () => {
    const settings = { path: "corpus.md" };
    expect(await checkRetriever(dense, settings, context, itemsForContracts, "dense", vectorOf)).toEqual([]);
    expect(await checkRetriever(dense, settings, context, itemsForContracts, "dense")).toEqual([]);
    expect(dense.configure({ ...settings, model: "e5" }, context).embedder).toBe("e5");
  });

  it("gives the passages of the largest cosine, whatever the vectors' length; equal ones as they stand", async () => {
    const found = (await open(vectorOf)).retrieve(singleItem);
    // (1, 2) to (1, 1), (0, 1) and (1, 0): 3/√10, 2/√5 and 1/√5.
    expect(found.map(({ text }) => text)).toEqual(["north-east", "north", "east"]);
    expect(found.map(({ score }) => score)).toEqual(
      [3 / Math.sqrt(10), 2 / Math.sqrt(5), 1 / Math.sqrt(5)].map((cosine) => expect.closeTo(cosine, 6)),
    );
    const level = (await open((text) => (passages.includes(text) ? [1, 1] : [1, 0]))).retrieve(singleItem);
    expect(level.map(({ text }) => text)).toEqual(["east", "north-east", "north"]);
  });

  it("says what its model is to be asked: prefixed and cut, the question without its options", async () => {
    const { vectors } = await open(undefined, { queryPrefix: "query: ", passagePrefix: "passage: " });
    expect([...(vectors?.searched() ?? [])].map(({ text }) => text)).toEqual(
      passages.map((text) => `passage: ${text}`),
    );
    expect(vectors?.textFor(singleItem)).toBe(`query: ${singleItem.stem}`);
  });

  it("says what is missing instead of finding nothing", async () => {
    const noneYet = await open();
    expect(noneYet.vectors?.missing(singleItem)).toBe('"embedder" has given no vector for 4 of 4 passages');
    expect(noneYet.retrieve(singleItem)).toEqual([]);
    const noQuestion = await open((text) => directions[text] ?? null);
    expect(noQuestion.vectors?.missing(singleItem)).toBe('"embedder" has given no vector for the question');
    expect((await open(vectorOf)).vectors?.missing(singleItem)).toBeNull();
  });

  it("finds nothing for a vector that points nowhere, which is not missing", async () => {
    const opened = await open((text) => directions[text] ?? [0, 0]);
    expect(opened.vectors?.missing(singleItem)).toBeNull();
    expect(opened.retrieve(singleItem)).toEqual([]);
  });

  it("refuses vectors of different length", async () => {
    const differing: VectorOf = (text) => (text === "west" ? [1, 2, 3] : [1, 2]);
    await expect(open(differing)).rejects.toMatchObject({ code: "RETRIEVER_VECTORS_DIFFER" });
    const question = await open((text) => (passages.includes(text) ? [1, 2] : [1]));
    expect(() => question.retrieve(singleItem)).toThrow(/vectors of 2 and of 1 numbers/);
  });
});
