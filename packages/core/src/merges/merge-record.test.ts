import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeModel } from "./__fixtures__/make-model.ts";
import { contentOf, merged } from "./__fixtures__/merge-recipe.ts";
import { amendMerge, readMergeRecord } from "./merge-record.ts";
import { cardWithReport, hasCardReport } from "./model-card.ts";
import { verifyMerge } from "./verify-merge.ts";

const yaml =
  "merge_method: linear\nmodels:\n  - { model: a, parameters: { weight: 1 } }\n  - { model: c, parameters: { weight: 1 } }\n";
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-merge-record-"));
  makeModel(folder, "a", { variation: 0.2 });
  makeModel(folder, "c", { variation: 0.1 });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const recordIn = (out: string) => readMergeRecord(join(out, "merge.json"));

describe("files that come later", () => {
  it("are entered into the record and looked at by verify", async () => {
    const out = await merged(folder, yaml, "amended");
    const before = contentOf(out);
    amendMerge(out, new Map([["search.json", "{}\n"]]));
    expect(readFileSync(join(out, "search.json"), "utf8")).toBe("{}\n");
    expect(verifyMerge(out).problems).toEqual([]);
    writeFileSync(join(out, "search.json"), "{ }\n");
    expect(verifyMerge(out).problems).toEqual(["search.json was changed"]);
    rmSync(join(out, "search.json"));
    expect(verifyMerge(out).problems).toEqual(["search.json is not there"]);
    // Nothing else was touched.
    const after = contentOf(out);
    after.delete("merge.json");
    before.delete("merge.json");
    expect(after).toEqual(before);
  });

  it("replace none that a person changed, and mend a call that was broken off", async () => {
    const out = await merged(folder, yaml, "edited");
    const card = join(out, "README.md");
    const recorded = readFileSync(join(out, "merge.json"), "utf8");
    const text = cardWithReport(readFileSync(card, "utf8"), "told");
    appendFileSync(card, "\nMine.\n");
    expect(() => amendMerge(out, new Map([["README.md", text]]))).toThrow(
      expect.objectContaining({
        code: "MERGE_VERIFY_FAILED",
        message: expect.stringContaining("README.md was changed"),
      }),
    );
    expect(readFileSync(join(out, "merge.json"), "utf8")).toBe(recorded);
    // As after a break between card and record.
    writeFileSync(card, text);
    expect(verifyMerge(out).problems).toContain("README.md was changed");
    amendMerge(out, new Map([["README.md", text]]));
    expect(recordIn(out).files["README.md"]).toMatch(/^[0-9a-f]{64}$/u);
    expect(verifyMerge(out).problems.filter((problem) => problem.includes("was changed"))).toEqual([]);
  });

  it("cannot be the record itself or lie elsewhere", async () => {
    const out = await merged(folder, yaml, "refused");
    for (const name of ["merge.json", "../elsewhere.json", "sub/file"]) {
      expect(() => amendMerge(out, new Map([[name, "{}"]]))).toThrow(/is no file to be written/u);
    }
  });
});

describe("provenance", () => {
  it("names a recipe that is another than the record's", async () => {
    const out = await merged(folder, yaml, "recipe");
    const place = join(out, "merge.json");
    const record = recordIn(out);
    writeFileSync(place, JSON.stringify({ ...record, recipe: record.recipe.replace("weight: 1", "weight: 2") }));
    expect(verifyMerge(out).problems).toEqual(["recipe.yaml is not the recipe in merge.json"]);
  });

  it("names inputs whose hash the card does not give", async () => {
    const out = await merged(folder, yaml, "card");
    const { inputs } = recordIn(out);
    const card = readFileSync(join(out, "README.md"), "utf8");
    const listed = inputs.map(({ sha256 }) => sha256);
    amendMerge(out, new Map([["README.md", cardWithReport(card, listed.join("\n"))]]));
    expect(verifyMerge(out).problems).toEqual([]);
    amendMerge(out, new Map([["README.md", cardWithReport(card, listed.slice(1).join("\n"))]]));
    expect(verifyMerge(out).problems).toEqual([
      expect.stringMatching(/README\.md does not name input .*a\/model\.safetensors/u),
    ]);
  });
});

it("puts a report into a card once, and leaves what stands around it", () => {
  const card = "---\ntags: [merge]\n---\n\n# A merged model\n";
  const once = cardWithReport(card, "first");
  expect(hasCardReport(card)).toBe(false);
  expect(hasCardReport(once)).toBe(true);
  expect(once.startsWith(card)).toBe(true);
  const twice = cardWithReport(`${once}\nMine.\n`, "second");
  expect(twice).toContain("second");
  expect(twice).not.toContain("first");
  expect(twice.endsWith("\nMine.\n")).toBe(true);
  expect(cardWithReport(once, "first")).toBe(once);
});
