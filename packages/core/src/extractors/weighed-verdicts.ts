import { negationsOf } from "../lexicons/negation-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { sentenceEnd } from "./characters.ts";
import { isEcho } from "./label-list.ts";
import { type Mention, mentionsIn, type Verdict } from "./option-verdicts.ts";
import type { Finding, ReplyContext } from "./reply-context.ts";

/** The last part of a reply, where it concludes. */
const closing = 250;
const exception = new RegExp(anyPhrase(negationsOf("exception")), "i");

/** What the reply says of each option, taken together. */
export interface WeighedVerdicts {
  /** Every option shown has a verdict: that is an answer. */
  readonly complete: Finding | null;
  /** One option is called right, or several are held together where several may be chosen. */
  readonly partial: Finding | null;
  /** Labels left standing side by side, none preferred. */
  readonly open: Finding | null;
}

/** Two links that differ: the later counts near the reply's end, and both stand open within one sentence. */
function weighLinks(context: ReplyContext, links: readonly Mention[], rule: string): Finding | null {
  const later = links.at(-1);
  const earlier = links.findLast((link) => link.list.indexes.join() !== later?.list.indexes.join());
  if (later === undefined || later.list.conflict) {
    return null;
  }
  const { text, choose } = context;
  if (earlier !== undefined && later.list.start <= sentenceEnd(text, earlier.list.end, 60)) {
    return { status: "ambiguous", indexes: [], rule: "two-answers", start: earlier.list.start, end: later.list.end };
  }
  if (earlier !== undefined && later.list.end <= text.length - closing) {
    return null;
  }
  const several = later.list.indexes.length > 1 && choose === "one";
  const { indexes, start, end } = later.list;
  return { status: several ? "ambiguous" : "chosen", indexes, rule: several ? "two-answers" : rule, start, end };
}

function span(mentions: readonly Mention[]): { start: number; end: number } {
  return { start: mentions[0]?.list.start ?? 0, end: mentions[mentions.length - 1]?.list.end ?? 0 };
}

/** Whether the question asks which option does NOT fit. */
export function asksForException(question: string): boolean {
  return exception.test(question) || /\b(?:NOT|EXCEPT)\b|\bNO\b|\bNÃO\b/.test(question);
}

/** Weigh what a reply says of its options one by one. `question` is what was asked, read only when it matters. */
export function weighVerdicts(context: ReplyContext, question: () => string): WeighedVerdicts {
  const mentions = mentionsIn(context, 0, context.text.length);
  const verdicts = new Map<number, { verdict: Verdict; mention: Mention }>();
  let only: Mention | null = null;
  const links: Mention[] = [];
  let together: Mention | null = null;
  let both: Mention | null = null;
  for (const mention of mentions) {
    const { list, verdict } = mention;
    if (verdict === null && isEcho(context, list)) {
      continue;
    }
    if (verdict === null) {
      if (mention.linked) {
        links.push(mention);
      }
      const held =
        list.indexes.length > 1 && list.indexes.length < context.labels.length && (mention.both || list.open);
      both = held ? mention : both;
      continue;
    }
    for (const index of list.indexes) {
      verdicts.set(index, { verdict, mention });
    }
    if (verdict !== "wrong") {
      only = mention.only ? mention : only;
      together = list.indexes.length > 1 ? mention : together;
    }
  }
  const right = [...verdicts].filter(([, { verdict }]) => verdict !== "wrong");
  const wrong = [...verdicts].filter(([, { verdict }]) => verdict === "wrong");
  const settle = (indexes: readonly number[], rule: string, of: readonly Mention[]): Finding => {
    const many = indexes.length > 1 && context.choose === "one";
    const status = indexes.length === 0 ? "none-of-these" : many ? "ambiguous" : "chosen";
    return { status, indexes, rule: many ? "two-answers" : rule, ...span(of) };
  };
  let complete: Finding | null = null;
  if (verdicts.size === context.labels.length && verdicts.size > 1) {
    const odd =
      right.length !== 1 &&
      (context.choose === "any" || (right.length > 1 && wrong.length === 1)) &&
      wrong.length > 0 &&
      asksForException(question());
    complete = settle(
      (odd ? wrong : right).map(([index]) => index),
      "verdict-list",
      mentions.filter(({ verdict }) => verdict !== null),
    );
  }
  let partial: Finding | null = null;
  const answers = right.filter(([, { verdict }]) => verdict === "answer");
  if (only !== null) {
    partial = settle(only.list.indexes, "only-verdict", [only]);
  } else if (context.choose === "any") {
    partial = together === null ? null : settle(together.list.indexes, "verdict", [together]);
    if (partial === null && answers.length > 0) {
      partial = settle(
        answers.map(([index]) => index),
        "verdict",
        answers.map(([, { mention }]) => mention),
      );
    }
  } else if (answers.length > 0 || right.length > 0) {
    const held = answers.length > 0 ? answers : right;
    partial = settle(
      held.map(([index]) => index),
      "verdict",
      held.map(([, { mention }]) => mention),
    );
  }
  partial ??= weighLinks(context, links, "linked-label");
  const open: Finding | null =
    both === null
      ? null
      : context.choose === "any" && !both.list.open
        ? settle(both.list.indexes, "verdict", [both])
        : { status: "ambiguous", indexes: both.list.indexes, rule: "two-answers", ...span([both]) };
  return { complete, partial, open };
}
