import { describe, expect, it } from "vitest";
import { answerPhrases, phrasesOf } from "./answer-phrases.ts";
import { negationsOf } from "./negation-phrases.ts";
import { anyPhrase, casedPhrases, listed } from "./phrase-pattern.ts";
import { refusalsOf } from "./refusal-phrases.ts";
import { traditionalPairs } from "./traditional-characters.ts";

describe("anyPhrase", () => {
  const find = (phrases: string[], text: string): string | null =>
    new RegExp(anyPhrase(phrases), "i").exec(text)?.[0] ?? null;
  it("finds whole words, with or without accents and with any few spaces between", () => {
    expect(find(["no sé"], "No  se.")).toBe("No  se");
    expect(find(["no sé"], "no sería")).toBeNull();
    expect(find(["opción"], "OPCION b")).toBe("OPCION");
  });
  it("tells short words by their accent", () => {
    expect(find(["só"], "so A")).toBeNull();
    expect(find(["é"], "E")).toBeNull();
  });
  it("prefers the longer phrase and takes signs literally", () => {
    expect(find(["final", "final answer"], "final answer")).toBe("final answer");
    expect(find(["n/a", "a.b"], "axb n/a")).toBe("n/a");
  });
  it("finds Han phrases inside running text", () => {
    expect(find(["答案"], "本题答案是C")).toBe("答案");
  });
  it("matches nothing when there are no phrases", () => {
    expect(find([], "anything")).toBeNull();
  });
});

describe("phrase lists", () => {
  it("are written as text between bars", () => {
    expect(listed(" wait | no, wait |\n actually ")).toEqual(["wait", "no, wait", "actually"]);
  });
  it("are cased without making a label of an article", () => {
    expect(casedPhrases(["la", "a"])).toEqual(["la", "La", "LA", "a"]);
  });
  it("hold no phrase twice in one language and no empty one", () => {
    for (const phrases of Object.values(answerPhrases)) {
      for (const list of Object.values<readonly string[]>({ ...phrases })) {
        expect(new Set(list).size).toBe(list.length);
      }
    }
    const all = [...phrasesOf("nouns"), ...negationsOf("before"), ...refusalsOf("refusal")];
    expect(all.every((phrase) => phrase.trim() === phrase && phrase !== "")).toBe(true);
  });
  it("pair each traditional character with another one", () => {
    expect(traditionalPairs.length % 2).toBe(0);
    expect(traditionalPairs.slice(0, 4)).toBe("選选擇择");
  });
});
