import { checkPluginFacts } from "../base/conformance.ts";
import type { Reading } from "../records/answer.ts";
import { type Item, publishedKey } from "../records/item.ts";
import type { Mark } from "../records/score.ts";
import type { ConfiguredScorer, MarkedReply, Scorer } from "./define.ts";

/** A reply that kept to its arm's instruction, or that did not. */
function reply(item: Item, kept: boolean, text = kept ? "B" : ""): MarkedReply {
  return {
    completion: { text, finishReason: "stop" },
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
 * itself, in a reply that keeps to its instruction, earns the maximum (of a scorer that does not mark texts), points stay
 * within their bounds, and an unreadable reply that keeps to nothing earns no more than nothing. Without the reply a scorer
 * gives the same mark, or none with its reason. Where a scorer of texts that needs a reference marks a reply that says it word
 * for word, it gives the maximum; its parts are those declared, each 0–1, and its counts as many.
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
    if (plugin.marks !== "text" && item.accepted.length > 0 && (best.points === null || best.points !== best.max)) {
      problem("the published key does not earn the maximum");
    }
    if (plugin.marks === "text" && item.references[0] !== undefined) {
      const said = scorer.score(readingOf([]), item, reply(item, true, item.references[0]));
      // A scorer that marks without references as well compares with something else.
      const without = scorer.score(readingOf([]), { ...item, references: [] }, reply(item, true, item.references[0]));
      if (without.points === null && said.points !== null && said.points < said.max - 1e-9) {
        problem("a reply that says the reference does not earn the maximum");
      }
      for (const what of partProblems(scorer, said)) {
        problem(what);
      }
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

/** What is wrong with the parts and counts of a mark. */
function partProblems(scorer: ConfiguredScorer, mark: Mark): string[] {
  if (mark.points === null) {
    return [];
  }
  const parts = Object.entries(mark.parts ?? {});
  const unknown = parts.filter(([name]) => !scorer.parts.includes(name)).map(([name]) => `has no part "${name}"`);
  const outside = parts
    .filter(([, value]) => !(value >= 0 && value <= 1))
    .map(([name, value]) => `part ${name} of ${value} outside 0 to 1`);
  const counts = mark.counts?.length ?? 0;
  const declared = scorer.corpus?.counts ?? 0;
  return [...unknown, ...outside, ...(counts === declared ? [] : [`${counts} counts, declared are ${declared}`])];
}
