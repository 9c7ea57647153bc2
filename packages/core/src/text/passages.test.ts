import { describe, expect, it } from "vitest";
import { splitPassages } from "./passages.ts";

describe("splitPassages", () => {
  it("gives a passage a paragraph, under its headings", () => {
    const passages = splitPassages(
      "# Heart\r\n\r\nIntro.\r\n\r\n## Failure\r\nPumps less.\r\n\r\n# Lung\r\n\r\nBreathes.",
      "a.md",
    );
    expect(passages.map(({ id, text }) => [id, text])).toEqual([
      ["a.md#1", "Heart\nIntro."],
      ["a.md#2", "Heart · Failure\nPumps less."],
      ["a.md#3", "Lung\nBreathes."],
    ]);
  });

  it("cuts a long paragraph at sentence ends and loses no word", () => {
    const sentence = "The heart pumps blood through the body. ";
    const passages = splitPassages(sentence.repeat(100), "a");
    expect(passages.length).toBeGreaterThan(3);
    expect(passages.every(({ text }) => text.length <= 1200 && text.endsWith("."))).toBe(true);
    expect(passages.map(({ text }) => text).join(" ")).toBe(sentence.repeat(100).trim());
  });

  it("gives nothing for an empty text", () => {
    expect(splitPassages("\n\n# Only a heading\n", "a")).toEqual([]);
  });
});
