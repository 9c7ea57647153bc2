import { describe, expect, it } from "vitest";
import { createPassageSearch } from "./passage-search.ts";
import { createWordTokenizer } from "./word-tokenizer.ts";

const passages = [
  "急性心肌梗死首选再灌注治疗。",
  "La insuficiencia cardíaca reduce el gasto.",
  "Heart failure lowers output.",
  "心肌炎多由病毒引起。",
].map((text, index) => ({ id: String(index), text, source: "t" }));

describe("word tokenizer", () => {
  it("cuts Chinese into words and their parts, and drops case, accents and punctuation elsewhere", async () => {
    const tokenize = await createWordTokenizer();
    expect(tokenize("心肌梗死")).toContain("心肌");
    expect(tokenize("Insuficiencia cardíaca, NYHA-III!")).toEqual(["insuficiencia", "cardiaca", "nyha", "iii"]);
    expect(tokenize("  ")).toEqual([]);
  });
});

describe("passage search", () => {
  it("ranks by shared words, in any language", async () => {
    const search = await createPassageSearch(passages);
    expect(search.search("心肌梗死的再灌注", 4)[0]?.passage.id).toBe("0");
    expect(search.search("insuficiencia cardiaca", 4)[0]?.passage.id).toBe("1");
    expect(search.search("病毒性心肌炎", 1)[0]?.passage.id).toBe("3");
  });

  it("finds nothing in an empty corpus or for an empty query", async () => {
    expect((await createPassageSearch([])).search("heart", 3)).toEqual([]);
    expect((await createPassageSearch(passages)).search("", 3)).toEqual([]);
  });
});
