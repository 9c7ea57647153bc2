import { describe, expect, it } from "vitest";
import { statedConfidence } from "../text/stated-confidence.ts";
import { kept, type Reply } from "./__fixtures__/kept.ts";
import { promptIn } from "./__fixtures__/prompt-in.ts";
import instruction from "./stated-confidence.ts";

const replies: readonly Reply[] = [
  ["en", "B\nConfidence: 85%", "strict"],
  ["en", "BD\n\nConfidence: 0%\n", "strict"],
  ["en", "B\r\nConfidence: 100%", "strict"],
  ["en", "**B**\n**Confidence: 85%**", "loose"],
  ["en", "Sure!\nB\nConfidence: 85%", "loose"],
  ["en", "B\nConfidence: 85%\nPlease consult a doctor.", "loose"],
  ["en", "B\nConfidence: 8/10", "no"],
  ["en", "B\nConfidence: 85.5%", "no"],
  ["en", "B\nConfidence: 085%", "no"],
  ["en", "B\nConfidence: 101%", "no"],
  ["en", "B, Confidence: 85%", "no"],
  ["en", "Confidence: 85%", "no"],
  ["en", "B", "no"],
  ["zh", "B\n把握：85%", "strict"],
  ["zh", "B\n把握：八成", "no"],
  ["es", "AC\nConfianza: 70%", "strict"],
  ["es", "AC\nConfidence: 70%", "no"],
  ["pt", "B\nConfiança: 70%", "strict"],
];

describe("stated-confidence", () => {
  it.each(replies)("%s %j: %s", (language, reply, expected) => {
    expect(kept(instruction, language, reply)).toBe(expected);
  });

  it.each(["zh", "en", "es", "pt"])("its example in %s states a confidence that is read", (language) => {
    const { labels } = promptIn(language);
    const example = instruction.configure({}).example({ language, labels, answer: ["B"], explanation: "" });
    expect(statedConfidence(example)).toBe(0.95);
  });
});
