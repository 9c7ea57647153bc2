import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import sampleExam from "../datasets/sample-exam.ts";
import { variantsOfComposition } from "../perturbations/compose-variants.ts";
import type { Item } from "../records/item.ts";
import { readReviewedVariants } from "./reviewed-variants.ts";
import { writeVariants } from "./write-variants.ts";
import { loadCompositions, type NamedComposition } from "./write-variants-chains.ts";

let folder = "";
let compositions: NamedComposition[] = [];
const items: Item[] = [];
let original = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "viva-reviewed-"));
  const step = (use: string) => ({ use, settings: {} });
  compositions = await loadCompositions([
    [step("rotate-options")],
    [step("replace-key-by-none")],
    [step("append-none-of-the-above"), step("label-set")],
  ]);
  const out = join(folder, "perturbed.jsonl");
  await writeVariants({
    dataset: "sample-exam",
    settings: { language: "en" },
    folder,
    perturbations: compositions,
    seed: 4,
    out,
  });
  original = readFileSync(out, "utf8");
  for await (const { item } of sampleExam.configure({ language: "en" }, { resolvePath: (path) => path }).load()) {
    items.push(...(item === undefined ? [] : [item]));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (): Record<string, unknown>[] =>
  original
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
let files = 0;
const fileOf = (content: string | readonly unknown[]): string => {
  files += 1;
  const file = join(folder, `reviewed-${files}.jsonl`);
  writeFileSync(
    file,
    typeof content === "string" ? content : content.map((line) => `${JSON.stringify(line)}\n`).join(""),
  );
  return file;
};
const computed = (item: Item) =>
  compositions.flatMap(({ name, composed }) => variantsOfComposition(item, composed, 4, undefined, name));

describe("readReviewedVariants", () => {
  it("gives what was written, item by item, in any order of items", async () => {
    const reviewed = await readReviewedVariants(fileOf(original));
    for (const item of items.toReversed()) {
      expect(reviewed.variantsOf(item)).toEqual(JSON.parse(JSON.stringify(computed(item))));
    }
    expect(reviewed.perturbations.map(({ name, keepsKey }) => [name, keepsKey])).toEqual([
      ["rotate-options", true],
      ["replace-key-by-none", false],
      ["append-none-of-the-above+label-set", true],
    ]);
    expect(reviewed.variants).toBe(items.flatMap(computed).length);
    expect(reviewed.items).toBe(items.filter((item) => computed(item).length > 0).length);
    expect(reviewed.variantsOf({ ...(items[0] as Item), id: "of another exam" })).toEqual([]);
    reviewed.close();
  });

  it("reads it with its lines shuffled, some gone, and the line breaks of another system", async () => {
    const kept = original
      .trimEnd()
      .split("\n")
      .filter((_line, index) => index % 3 !== 1)
      .reverse();
    const reviewed = await readReviewedVariants(fileOf(`\u{feff}${kept.join("\r\n")}`));
    expect(reviewed.variants).toBe(kept.length);
    const ids = new Set(kept.map((line) => (JSON.parse(line) as { id: string }).id));
    for (const item of items) {
      const expected = computed(item).filter(({ id }) => ids.has(id));
      expect(reviewed.variantsOf(item).map(({ id }) => id)).toEqual(expected.map(({ id }) => id).reverse());
    }
    reviewed.close();
  });

  it("takes a reviewer's text and verdict, and keeps the id", async () => {
    const [line, ...rest] = lines();
    const edited = {
      ...line,
      item: { ...(line?.["item"] as Item), stem: "¿Y ahora? 现在呢？" },
      validity: { status: "unsound", reason: "two options are right now", by: "Dr. A. Reviewer" },
    };
    const reviewed = await readReviewedVariants(fileOf([edited, ...rest]));
    const [variant] = reviewed.variantsOf(items.find(({ id }) => id === line?.["itemId"]) as Item);
    expect(variant?.id).toBe(line?.["id"]);
    expect(variant?.item.stem).toBe("¿Y ahora? 现在呢？");
    expect(variant?.validity).toEqual(edited.validity);
    reviewed.close();
  });

  it.each<[what: string, change: (line: Record<string, unknown>) => unknown, said: string]>([
    ["a field that is misspelt", (line) => ({ ...line, validty: {} }), "validty"],
    ["an unknown verdict", (line) => ({ ...line, validity: { status: "fine", reason: "a", by: "b" } }), "status"],
    ["a verdict by nobody", (line) => ({ ...line, validity: { status: "sound", reason: "a", by: " " } }), "who judged"],
    ["no item", ({ item: _item, ...line }) => line, "item"],
    ["another item's id", (line) => ({ ...line, item: { ...(line["item"] as Item), id: "x" } }), "it must stay"],
    ["the original", (line) => ({ ...line, perturbation: "none" }), "the original has no line"],
    ["an option twice", (line) => withOptions(line, (options) => [...options, ...options]), "two options have one id"],
    ["an option gone that is the key", (line) => withOptions(line, () => [{ id: "Q", text: "?" }]), "accepts"],
    ["a map from nowhere", (line) => ({ ...line, answerMap: { Z: "A" } }), "answerMap names Z"],
    ["labels that do not fit", (line) => ({ ...line, renderDirectives: { labels: ["1", "1"] } }), "2 labels"],
  ])("refuses %s, naming the line", async (_what, change, said) => {
    const all: unknown[] = lines();
    all[2] = change(all[2] as Record<string, unknown>);
    await expect(readReviewedVariants(fileOf(all))).rejects.toMatchObject({
      code: "VARIANT_LINE_INVALID",
      message: expect.stringContaining(said),
      place: { line: 3 },
    });
  });

  it("refuses what does not fit its item: a map that leads astray, a key that does not lead back", async () => {
    const all = lines();
    const of = async (change: (line: Record<string, unknown>) => unknown) => {
      const reviewed = await readReviewedVariants(fileOf([change(all[0] as Record<string, unknown>), ...all.slice(1)]));
      try {
        return reviewed.variantsOf(items.find(({ id }) => id === all[0]?.["itemId"]) as Item);
      } finally {
        reviewed.close();
      }
    };
    const map = all[0]?.["answerMap"] as Record<string, string>;
    const { accepted } = (all[0] as Record<string, unknown>)["item"] as Item;
    const key = accepted[0]?.[0];
    const other = Object.keys(map).find((id) => id !== key) as string;
    const astray = await of((line) => ({ ...line, answerMap: { ...map, [other]: "Z" } })).catch((error) => error);
    expect(astray).toMatchObject({ code: "VARIANT_LINE_INVALID", place: { line: 1, itemId: all[0]?.["itemId"] } });
    expect(astray.message).toContain("leads to Z");
    const rekeyed = (line: Record<string, unknown>) => ({
      ...line,
      item: { ...(line["item"] as Item), kind: "single", accepted: [[other]] },
    });
    await expect(of(rekeyed)).rejects.toThrow("the key does not lead back");
    // Another answer is right now: then no option leads back.
    expect((await of((line) => ({ ...rekeyed(line), answerMap: null })))[0]?.item.accepted).toEqual([[other]]);
  });

  it("refuses an id that stands twice, a line that is no JSON, an empty file and one that is not there", async () => {
    const [line] = lines();
    await expect(readReviewedVariants(fileOf([line, line]))).rejects.toMatchObject({
      code: "VARIANT_LINE_INVALID",
      place: { line: 2 },
    });
    await expect(readReviewedVariants(fileOf(`${JSON.stringify(line)}\n{`))).rejects.toMatchObject({
      code: "FILE_JSON_INVALID",
      place: { line: 2 },
    });
    await expect(readReviewedVariants(fileOf("\n"))).rejects.toMatchObject({ code: "DATASET_EMPTY" });
    await expect(readReviewedVariants(join(folder, "nowhere.jsonl"))).rejects.toMatchObject({
      code: "DATASET_NOT_FOUND",
    });
  });

  it("takes one exam of a file that has several", async () => {
    const all = lines();
    const both = fileOf([...all, ...all.map((line) => ({ ...line, exam: "other" }))]);
    const reviewed = await readReviewedVariants(both, { exam: "other" });
    expect(reviewed.exam).toBe("other");
    expect(reviewed.variants).toBe(all.length);
    expect(reviewed.variantsOf(items[0] as Item)).toHaveLength(computed(items[0] as Item).length);
    reviewed.close();
    await expect(readReviewedVariants(both)).rejects.toThrow("sample-exam, other");
    await expect(readReviewedVariants(both, { exam: "third" })).rejects.toThrow('"third" is none of them');
    const renamed = await readReviewedVariants(fileOf(all), { exam: "as the study calls it" });
    expect(renamed).toMatchObject({ exam: "sample-exam", variants: all.length });
    renamed.close();
  });

  it("gives nothing to another exam of a study that has several, though its items have the same ids", async () => {
    const file = fileOf(lines());
    const own = await readReviewedVariants(file, { exam: "sample-exam", ofSeveral: true });
    expect(own.variants).toBe(lines().length);
    own.close();
    const spanish = await readReviewedVariants(file, { exam: "spanish", ofSeveral: true });
    expect(spanish).toMatchObject({ exam: "spanish", perturbations: [], variants: 0, items: 0 });
    expect(spanish.variantsOf(items[0] as Item)).toEqual([]);
    spanish.close();
  });

  it("notices that the file was changed after it was opened", async () => {
    const file = fileOf(original);
    const reviewed = await readReviewedVariants(file);
    writeFileSync(file, original.replaceAll('"itemId"', '"itemid"'));
    expect(() => reviewed.variantsOf(items[0] as Item)).toThrow();
    writeFileSync(file, "x".repeat(original.length));
    expect(() => reviewed.variantsOf(items[0] as Item)).toThrow("changed while it was read");
    reviewed.close();
  });
});

function withOptions(line: Record<string, unknown>, change: (options: Item["options"]) => unknown): unknown {
  const item = line["item"] as Item;
  return { ...line, answerMap: {}, item: { ...item, options: change(item.options) } };
}
