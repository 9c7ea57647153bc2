import fc from "fast-check";
import { expect, it } from "vitest";
import type { PromptLabel } from "../records/prompt.ts";
import { endsWord, foldedText, foldText } from "./folded-text.ts";
import { createOptionTexts, type TextMatch } from "./option-texts.ts";

/** Pieces that fold in every way: kept, dropped, lowered, taken apart, and by what stands beside them. */
const piece = fc.constantFrom(
  ..."aAbBéÉßﬁ1,.2-–−(+) %\n*二甲双胍İ≥😀".split(""),
  "aspirin",
  "Aspirin 100",
  "1.5",
  "(-)",
  "，",
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));

/** The longest option that stands folded at a place, found by folding everything; null for one that two options share. */
function plainly(labels: readonly PromptLabel[], reply: string, at: number): TextMatch | null {
  const folded = labels.map((option) => foldedText(option.text));
  const rest = foldText(reply, at);
  const found = folded
    .map((option, index) => ({ option, index }))
    .filter(({ option }) => option !== "" && folded.filter((other) => other === option).length === 1)
    .sort((left, right) => right.option.length - left.option.length)
    .filter(({ option }) => rest.text.startsWith(option))
    .map(({ option, index }) => ({
      index,
      start: rest.at[0] ?? at,
      end: (rest.at[option.length - 1] ?? at) + 1,
    }));
  return found.find(({ end }) => endsWord(reply, end)) ?? null;
}

it("finds at any place what folding everything finds", () => {
  let met = 0;
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 4 }),
      text,
      text,
      fc.nat(3),
      (options, before, after, chosen) => {
        const labels = options.map((option, index) => ({
          label: "ABCD".charAt(index),
          optionId: `o${index}`,
          text: option,
        }));
        const reply = `${before}${options[chosen % options.length]}${after}`;
        const texts = createOptionTexts(labels);
        for (let at = 0; at <= reply.length; at++) {
          const match = texts.beginningAt(reply, at);
          met += match === null ? 0 : 1;
          const found = match === null ? null : { index: match.index, start: match.start, end: match.end };
          expect(found, JSON.stringify([options, reply, at])).toEqual(plainly(labels, reply, at));
        }
      },
    ),
    { numRuns: 1000, seed: 7 },
  );
  expect(met).toBeGreaterThan(1000);
});
