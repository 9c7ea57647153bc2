import { describe, expect, it } from "vitest";
import { nameSimilarity, nearNames } from "./near-names.ts";

describe("nameSimilarity", () => {
  it("is Dice's coefficient of neighbouring letters", () => {
    // The textbook example: ni ig gh ht, na ac ch ht; one in common of eight.
    expect(nameSimilarity("night", "nacht")).toBe(0.25);
    expect(nameSimilarity("qwen3:235b", "Qwen3-235B")).toBe(1);
  });

  it("counts a pair as often as both have it", () => {
    expect(nameSimilarity("aaaa", "aa")).toBe(0.5);
  });

  it("is 0 without two letters", () => {
    expect(nameSimilarity("", "")).toBe(0);
    expect(nameSimilarity("a", "a")).toBe(0);
  });
});

describe("nearNames", () => {
  const known = [["owner/Mixtral-8x7B", "mixtral:8x7b"], ["owner/Mixtral-8x22B"], ["owner/Llama-3-8B"]];

  it("gives the first spelling of the most alike first", () => {
    expect(nearNames("mixtral-8x7", known)).toEqual(["owner/Mixtral-8x7B", "owner/Mixtral-8x22B"]);
    expect(nearNames("mixtral-8x7", known, 1)).toEqual(["owner/Mixtral-8x7B"]);
  });

  it("gives none where none is alike", () => {
    expect(nearNames("gpt", known)).toEqual([]);
    expect(nearNames("gpt", [])).toEqual([]);
    expect(nearNames("gpt", [[]])).toEqual([]);
  });
});
