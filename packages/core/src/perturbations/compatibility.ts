import type { RenderDirectives } from "../records/variant.ts";
import type { Perturbation, TouchedPart } from "./define.ts";

/** What an operator declares that decides what it can be combined with. */
export interface CombinedFacts
  extends Pick<Perturbation, "name" | "group" | "touches" | "directives" | "keepsKey" | "needsOthers" | "languages"> {
  /** It asks a model first; absent: it does not. */
  readonly needsModel?: boolean;
  /**
   * It adds an option that speaks of the others ("none of the above"), which another order or set of options would
   * break.
   */
  readonly addsReference?: boolean;
}

/** Whether a second operator may be put after a first, and why not. */
export type Compatibility =
  | { readonly status: "compatible" }
  | { readonly status: "incompatible"; readonly reason: string };

interface Rule {
  readonly reason: string;
  breaks(first: CombinedFacts, second: CombinedFacts): boolean;
}

const optionParts: readonly TouchedPart[] = ["option-texts", "option-set"];

function touches({ touches: parts }: CombinedFacts, ...any: readonly TouchedPart[]): boolean {
  return any.some((part) => parts.includes(part));
}

/**
 * The stem, the options, or both: what a probe leaves out and others work on. A change of language is a change of both.
 */
function shareMatter(one: CombinedFacts, other: CombinedFacts): boolean {
  const both = (...parts: readonly TouchedPart[]): boolean =>
    touches(one, ...parts, "language") && touches(other, ...parts, "language");
  return both("stem") || both(...optionParts);
}

function onlyOrders({ touches: parts }: CombinedFacts): boolean {
  return parts.length === 1 && parts[0] === "option-order";
}

const everyDirective: readonly (keyof RenderDirectives)[] = ["labels", "options", "answerForm", "turns"];

function directivesOf(facts: CombinedFacts): readonly (keyof RenderDirectives)[] {
  return touches(facts, "prompt") ? (facts.directives ?? everyDirective) : [];
}

/** Labels are shown only where options are labelled: one who sets the one decides the other as well. */
function directivesClash(one: CombinedFacts, other: CombinedFacts): boolean {
  const [mine, theirs] = [directivesOf(one), directivesOf(other)];
  const both = (first: keyof RenderDirectives, second: keyof RenderDirectives): boolean =>
    mine.includes(first) && theirs.includes(second);
  return mine.some((directive) => theirs.includes(directive)) || both("labels", "options") || both("options", "labels");
}

/**
 * The first rule that is broken gives the reason. Rules read declared properties alone, so they hold for anybody's
 * operator.
 */
const rules: readonly Rule[] = [
  {
    reason: "an operator is not put after itself: its settings say how much it does",
    breaks: (first, second) => first.name === second.name,
  },
  {
    reason: "the second asks a model about the published item, so nothing can stand before it",
    breaks: (_first, second) => second.needsModel === true,
  },
  {
    reason: "no language is spoken by both",
    breaks: (first, second) =>
      first.languages !== "any" &&
      second.languages !== "any" &&
      !touches(first, "language") &&
      !first.languages.some((language) => second.languages.includes(language)),
  },
  {
    reason: "each leaves a part of the question out, and nothing to answer would be left",
    breaks: (first, second) => first.group === "probe" && second.group === "probe",
  },
  {
    reason: "the first leaves out what the second would change",
    breaks: (first, second) => first.group === "probe" && shareMatter(first, second),
  },
  {
    reason: "the second leaves out what the first has changed",
    breaks: (first, second) => second.group === "probe" && shareMatter(first, second),
  },
  {
    reason: "a probe is read against guessing the published key, which the other replaces",
    breaks: (first, second) =>
      (first.group === "probe" && !second.keepsKey) || (second.group === "probe" && !first.keepsKey),
  },
  {
    reason: "an opinion on a question of which a part is missing presses nobody",
    breaks: (first, second) => first.group === "probe" && second.group === "pressure",
  },
  {
    reason: "both ask for another form of answer",
    breaks: (first, second) => first.group === "format-changing" && second.group === "format-changing",
  },
  {
    reason: "both change which answer is right",
    breaks: (first, second) => !first.keepsKey && !second.keepsKey,
  },
  {
    reason: "each speaks for a wrong option of its own",
    breaks: (first, second) => first.group === "pressure" && second.group === "pressure",
  },
  {
    reason: "what is said in favour of an option was said of the options, or the key, as they stood before",
    breaks: (first, second) =>
      first.group === "pressure" && touches(second, "option-texts", "option-set", "key", "language"),
  },
  {
    reason: "the second takes its texts from another item, and those the first has changed are gone",
    breaks: (first, second) =>
      second.needsOthers &&
      ((touches(second, "language") && touches(first, "stem", "key", "option-order", ...optionParts)) ||
        (touches(second, "stem") && touches(first, "stem", "language"))),
  },
  {
    reason: "the order that the second gives takes the place of the first's",
    breaks: (first, second) => onlyOrders(first) && onlyOrders(second),
  },
  {
    reason: "the options are forms of answer after the first, and no longer candidates",
    breaks: (first, second) =>
      first.group === "format-changing" &&
      touches(first, "option-set", "key") &&
      touches(second, "option-set", "option-order", "key"),
  },
  {
    reason: "what the first asks for is no longer one of the options",
    breaks: (first, second) =>
      first.group === "probe" && touches(first, "key") && touches(second, ...optionParts, "key"),
  },
  {
    reason: "the options that the first moves, adds or drops are asked about one by one by the second",
    breaks: (first, second) =>
      first.touches.every((part) => part === "option-order" || part === "option-set") &&
      second.group === "format-changing" &&
      touches(second, "option-set", "key"),
  },
  {
    reason: "the first adds an option that speaks of the others, which the second moves or exchanges",
    breaks: (first, second) => first.addsReference === true && touches(second, "option-order", "option-set"),
  },
  {
    reason: "both decide how the same part of the prompt is made",
    breaks: directivesClash,
  },
  {
    reason: "the first has counted its labels for the options there were before the second",
    breaks: (first, second) => directivesOf(first).includes("labels") && touches(second, "option-set"),
  },
];

/**
 * Whether the second operator may be put after the first, from what both declare. Compatible means that both still do
 * something that can be told apart; whether a certain item stays a fair question is said by the variant's validity. A
 * pair may be compatible in one order only.
 *
 * @example perturbationsCompatible(shuffleOptions, reverseOptions) → { status: "incompatible", reason: … }
 */
export function perturbationsCompatible(first: CombinedFacts, second: CombinedFacts): Compatibility {
  const broken = rules.find((rule) => rule.breaks(first, second));
  return broken === undefined ? { status: "compatible" } : { status: "incompatible", reason: broken.reason };
}

/** Every reason why two operators are not combined, in the order in which they are looked at. */
export const incompatibilityReasons: readonly string[] = rules.map(({ reason }) => reason);
