import { BugError } from "../base/errors.ts";
import type { AnswerForm, Message } from "../records/prompt.ts";
import type { TurnDirective } from "../records/variant.ts";
import type { PromptInput } from "./define.ts";

const oneTurn: readonly TurnDirective[] = [{ say: null }];

/** The turns of a variant's conversation; one with the prompt's own instruction where it says nothing of turns. */
function turnsOf({ variant }: PromptInput): readonly TurnDirective[] {
  const { turns } = variant.renderDirectives;
  return turns === undefined || turns.length === 0 ? oneTurn : turns;
}

/** What the first turn says instead of the prompt's own instruction for the form of answer; null: that instruction. */
export function openingWords(input: PromptInput): string | null {
  return turnsOf(input)[0]?.say ?? null;
}

/**
 * The messages of the turn that is to be answered next: the first turn's, then for every reply so far the reply and what
 * the user says next, `ownWords` where the turn says nothing of its own. Throws when there are more replies than turns.
 */
export function withReplies(first: readonly Message[], input: PromptInput, ownWords: string): readonly Message[] {
  const turns = turnsOf(input);
  const messages = [...first];
  for (const [index, reply] of (input.replies ?? []).entries()) {
    const next = turns[index + 1];
    if (next === undefined) {
      throw new BugError("INTERNAL", `a conversation of ${turns.length} turns has ${index + 1} replies before its end`);
    }
    messages.push({ role: "assistant", content: reply }, { role: "user", content: next.say ?? ownWords });
  }
  return messages;
}

/**
 * The form the reply to this turn is asked to have: that of the prompt, unless words of the turn's own take the place of
 * the prompt's. Those of a later, last turn do not: they ask for the answer again.
 */
export function formOfTurn(input: PromptInput, form: AnswerForm): AnswerForm {
  const turns = turnsOf(input);
  const turn = input.replies?.length ?? 0;
  const asksAgain = turn > 0 && turn === turns.length - 1;
  return turns[turn]?.say === null || asksAgain ? form : "text";
}
