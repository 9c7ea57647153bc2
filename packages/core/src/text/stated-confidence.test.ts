import { describe, expect, it } from "vitest";
import { statedConfidence } from "./stated-confidence.ts";

describe("statedConfidence", () => {
  it.each([
    ["B\nConfidence: 85%", 0.85],
    ["Answer: B. **Confidence level:** 92.5 %", 0.925],
    ["Confidence: 60%\nOn reflection:\nConfidence: 80%", 0.8],
    ["I am 70% confident that it is B.", 0.7],
    ["Confidence: 0.85", 0.85],
    ["Confidence (0-1): 0.9", null],
    ["Confidence: 1", 1],
    ["Confidence: 8/10", 0.8],
    ["Confidence: 85/100", 0.85],
    ["Confidence score is about 4/5.", 0.8],
    ["Confidence: 90 percent", 0.9],
    ["B\n把握：85%", 0.85],
    ["置信度为９０%", null],
    ["置信度：90％", 0.9],
    ["选B，我有八成把握。", 0.8],
    ["把握：八成五", 0.85],
    ["把握：七成半", 0.75],
    ["信心：百分之八十五", 0.85],
    ["把握程度：百分之百", 1],
    ["把握：百分之十", 0.1],
    ["自信度：9/10", 0.9],
    ["B\nConfianza: 85 %", 0.85],
    ["Nivel de confianza: 0,75", 0.75],
    ["Estoy seguro con un 90 por ciento de confianza.", 0.9],
    ["B\nConfiança: 70%", 0.7],
    ["Certeza: 95 por cento", 0.95],
    ["Confidence: 150%", null],
    ["Confidence: 85", null],
    ["Confidence: high", null],
    ["The 95% interval excludes 0; answer B.", null],
    ["The mortality is 30%.", null],
    ["", null],
  ])("%j is %j", (text, expected) => {
    const found = statedConfidence(text);
    expect(found === null ? null : Math.round(found * 1e6) / 1e6).toBe(expected);
  });

  it("reads a long reply without backtracking", () => {
    const text = `${"confidence ".repeat(20_000)}\n${"1".repeat(50_000)}`;
    expect(statedConfidence(text)).toBeNull();
  });
});
