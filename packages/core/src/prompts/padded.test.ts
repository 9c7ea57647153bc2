import { describe, expect, it } from "vitest";
import { itemsForContracts, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import type { PromptDraft, PromptPlugin } from "./define.ts";
import letterOnly from "./letter-only.ts";
import padded from "./padded.ts";
import reasonThenLetter from "./reason-then-letter.ts";

const seeds = ["ferritin", "ferrous $& sulfate"];

function draft(
  plugin: PromptPlugin,
  settings: object,
  passages: readonly string[],
  item: Item = singleItem,
): PromptDraft {
  return plugin.configure(settings).render({ variant: originalVariant(item), passages, exemplars: [] });
}

const textOf = ({ messages }: PromptDraft): string => messages.map(({ content }) => content).join("\n");

describe("padded", () => {
  it("is the baseline, byte for byte, where nothing was found", () => {
    for (const item of itemsForContracts) {
      for (const language of ["item", "zh", "en", "es", "pt"]) {
        for (const padding of ["list", "path", "cloze", "hedge"]) {
          expect(draft(padded, { padding, language }, [], item)).toEqual(draft(letterOnly, { language }, [], item));
          expect(draft(padded, { padding, language, answer: "reasoned" }, [], item)).toEqual(
            draft(reasonThenLetter, { language }, [], item),
          );
        }
      }
    }
  });

  it("puts seeds before the question under the words of each form, in each language", () => {
    const said = {
      en: "Clinical elements to think of:",
      zh: "可供思考的临床要素：",
      es: "Elementos clínicos",
      pt: "a considerar",
    };
    for (const [language, words] of Object.entries(said)) {
      const text = textOf(draft(padded, { language }, seeds));
      expect(text).toContain(words);
      expect(text).toContain("- ferritin\n- ferrous $& sulfate");
      expect(text.indexOf("- ferritin")).toBeLessThan(text.indexOf(singleItem.stem));
    }
    expect(textOf(draft(padded, { language: "en", padding: "hedge" }, seeds))).toContain(
      "only where they are relevant:",
    );
    expect(textOf(draft(padded, { language: "en", padding: "path" }, ["A – test → B"]))).toContain(
      "What is known around the question:\n- A – test → B\n",
    );
  });

  it("leaves a gap behind every seed of a skeleton", () => {
    expect(textOf(draft(padded, { language: "en", padding: "cloze" }, seeds))).toContain(
      [
        "Before you answer, fill in the gaps of this line of reasoning:",
        "1. The findings that decide the question are: ____",
        "2. ferritin, seen against these findings: ____",
        "3. ferrous $& sulfate, seen against these findings: ____",
        "4. What follows for the answer: ____",
      ].join("\n"),
    );
  });

  it("is called by its form of padding and of answer", () => {
    expect(padded.configure({}).armName).toBe("padded-list");
    expect(padded.configure({ padding: "cloze", answer: "reasoned" }).armName).toBe("padded-cloze-reasoned");
  });
});
