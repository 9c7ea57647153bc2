import { checkPluginFacts } from "../base/conformance.ts";
import type { Reading } from "../records/answer.ts";
import { type Item, publishedKey } from "../records/item.ts";
import type { Mark } from "../records/score.ts";
import type { MarkedReply, Scorer } from "./define.ts";

/** A reply that kept to its arm's instruction, or that did not. */
function reply(item: Item, kept: boolean): MarkedReply {
  return {
    completion: { text: kept ? "B" : "", finishReason: "stop" },
    prompt: {
      messages: [{ role: "user", content: item.stem }],
      labels: item.options.map(({ id, text }) => ({ label: id, optionId: id, text })),
      answerForm: "label",
      choose: "any",
      language: item.language,
      hash: "0".repeat(32),
    },
    adherence: { strict: kept, loose: kept },
  };
}

/**
 * The contract of a scorer, executed with its default settings over some items: returns what is wrong. The key
 * itself, in a reply that keeps to its instruction, earns the maximum, points stay within their bounds, and an
 * unreadable reply that keeps to nothing earns no more than nothing. Without the reply a scorer gives the same mark, or
 * none with its reason.
 */
export function checkScorer(plugin: Scorer, items: readonly Item[], fileName?: string): string[] {
  const problems = checkPluginFacts(plugin, fileName);
  const scorer = plugin.configure({});
  const readingOf = (optionIds: readonly string[]): Reading => ({
    status: optionIds.length === 0 ? "unreadable" : "chosen",
    optionIds,
    labels: optionIds,
    rule: "contract",
    span: null,
  });
  for (const item of items) {
    const problem = (what: string): void => {
      problems.push(`item ${item.id}: ${what}`);
    };
    const mark = (optionIds: readonly string[]): Mark =>
      scorer.score(readingOf(optionIds), item, reply(item, optionIds.length > 0));
    const best = mark(publishedKey(item));
    if (item.accepted.length > 0 && (best.points === null || best.points !== best.max)) {
      problem("the published key does not earn the maximum");
    }
    const subsets = [[], ...item.options.map(({ id }) => [id]), item.options.map(({ id }) => id)];
    for (const subset of subsets) {
      const given = mark(subset);
      if (given.points !== null && !(given.min < given.max && given.points >= given.min && given.points <= given.max)) {
        problem(`points ${given.points} outside ${given.min} to ${given.max}`);
      }
      if (JSON.stringify(mark(subset)) !== JSON.stringify(given)) {
        problem("marked twice, it is not the same");
      }
      const alone = scorer.score(readingOf(subset), item);
      if (alone.points === null ? alone.reason === "" : JSON.stringify(alone) !== JSON.stringify(given)) {
        problem("without the reply it gives another mark, or none without a reason");
      }
    }
    const nothing = mark([]);
    if (nothing.points !== null && nothing.points > 0) {
      problem("an unreadable reply earns points");
    }
  }
  return problems;
}
