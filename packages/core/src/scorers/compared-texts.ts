import type { Reading } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import type { Mark } from "../records/score.ts";
import { explanationOf } from "../text/explanation-of.ts";
import type { TextPair } from "../text/token-pairs.ts";
import type { MarkedReply } from "./define.ts";

/** Which texts a scorer compares. */
export interface ComparedChoice {
  readonly references: "best" | "first";
  readonly text: "reply" | "explanation";
}

/** The text of a reply that is marked; null where only the reading is known. */
export function markedText(
  reading: Reading,
  reply: MarkedReply | undefined,
  text: ComparedChoice["text"],
): string | null {
  if (reply === undefined) {
    return null;
  }
  return text === "explanation" ? explanationOf(reply.completion.text, reading.span) : reply.completion.text;
}

/** References that say something, as many as are compared with. */
export function comparedReferences(item: Item, which: ComparedChoice["references"]): readonly string[] {
  const said = item.references.filter((reference) => reference.trim() !== "");
  return which === "first" ? said.slice(0, 1) : said;
}

/**
 * The texts of a reply that are compared, or the mark that stands in their place: none without the reply ("no-reply"), none
 * without a reference ("no-reference"). An empty reply is compared, and earns nothing.
 */
export function comparedTexts(
  reading: Reading,
  item: Item,
  reply: MarkedReply | undefined,
  choice: ComparedChoice,
): TextPair | Extract<Mark, { readonly points: null }> {
  const hypothesis = markedText(reading, reply, choice.text);
  if (hypothesis === null) {
    return { points: null, reason: "no-reply" };
  }
  const references = comparedReferences(item, choice.references);
  return references.length === 0 ? { points: null, reason: "no-reference" } : { hypothesis, references };
}

/** A score of 0–100 as points; rounding may bring a full score above its maximum. */
export function asPoints(percent: number): number {
  return Math.min(1, Math.max(0, percent / 100));
}

/** What a signature says beside the metric's own: which references and which text, where they are not the usual ones. */
export function choiceSignature({ references, text }: ComparedChoice): string {
  return `${references === "first" ? "|refs:first" : ""}${text === "reply" ? "" : `|text:${text}`}`;
}
