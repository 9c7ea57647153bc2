import type { PosedCall } from "../records/call.ts";
import { nameInReply, type PromptLabel } from "../records/prompt.ts";

/**
 * The options a candidate without a network may choose among: those its prompt shows, in display order. None where the
 * variant hides them (an answer in free words, a blanked option to be completed): the prompt's record holds their texts
 * for the extractor, and a candidate that replied with one of them would have read what nobody was shown. It says nothing
 * there, which is read as no answer.
 */
export function shownOptions({ prompt, variant }: Pick<PosedCall, "prompt" | "variant">): readonly PromptLabel[] {
  return variant.renderDirectives.options === "hidden" ? [] : prompt.labels;
}

/** Marks that end a text and would end a list of several. */
const finalMarks = /[^\p{L}\p{N}%]+$/u;

/**
 * A reply that chooses these options: their labels, "AC" where each is one character and "i, iii" elsewhere; where the
 * prompt shows no labels the text. Several texts are declared as the answer and joined by "; ", without their final
 * marks: a bare list of every option would be read as an echo of the question. No options give an empty reply.
 *
 * @example replyChoosing([{ label: "", optionId: "A", text: "Gout." }, { label: "", optionId: "C", text: "Rash" }]) → "Answer: Gout; Rash"
 */
export function replyChoosing(options: readonly PromptLabel[]): string {
  const names = options.map(nameInReply);
  if (options.some(({ label }) => label === "")) {
    return names.length > 1
      ? `Answer: ${names.map((name) => name.replace(finalMarks, "")).join("; ")}`
      : names.join("");
  }
  return names.join(options.every(({ label }) => label.length === 1) ? "" : ", ");
}
