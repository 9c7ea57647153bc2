import type { OptionArgument } from "./option-polarity.ts";

/** How far an explanation argues for the key and against the other options. */
export interface OptionCoverage {
  /** Share of the key's options that are argued for, 0–1. */
  readonly keyArgued: number;
  /** Share of the other options that are argued against, 0–1; null where every option is in the key. */
  readonly distractorsArgued: number | null;
  /** It argues against an option of the key, or for another one. */
  readonly contradicts: boolean;
}

/**
 * What the verdicts of an explanation come to beside the key.
 *
 * In a question for the exception, explanations say of a statement that it is true ("A对", so not to be chosen) or of an
 * option that it is not the answer ("A错"): there each option counts as argued that has a verdict other than the key's, and
 * the key counts with either. So it is where an option is said to be the answer although what it states is wrong.
 *
 * @param key Ids of the key's options, one at least.
 * @param exception From `asksForException`.
 * @param bare Whether a verdict counts without anything said beside it.
 */
export function optionCoverage(
  options: readonly OptionArgument[],
  key: readonly string[],
  exception: boolean,
  bare: boolean,
): OptionCoverage {
  const inKey = (option: OptionArgument): boolean => key.includes(option.id);
  const counts = (option: OptionArgument): boolean => option.verdict !== null && (bare || option.reasoned);
  const turned = exception || options.some(({ despite }) => despite);
  const own = options.filter(inKey);
  const others = options.filter((option) => !inKey(option));
  // What is said of the statement itself: "wrong, and so the answer" says that it is wrong.
  const stated = ({ verdict, despite }: OptionArgument): OptionArgument["verdict"] => (despite ? "against" : verdict);
  const spoken = own.find(({ verdict }) => verdict !== null);
  const keyVerdict = spoken === undefined ? null : stated(spoken);
  const isFor = (option: OptionArgument): boolean =>
    turned ? option.verdict !== null && stated(option) === keyVerdict : option.verdict === "for";
  const isAgainst = (option: OptionArgument): boolean => option.verdict !== null && !isFor(option);
  const share = (part: readonly OptionArgument[], of: readonly OptionArgument[]): number => part.length / of.length;
  return {
    keyArgued:
      own.length === 0
        ? 0
        : share(
            own.filter((option) => counts(option) && isFor(option)),
            own,
          ),
    distractorsArgued:
      others.length === 0
        ? null
        : share(
            others.filter((option) => counts(option) && isAgainst(option)),
            others,
          ),
    contradicts: own.some(isAgainst) || others.some((option) => isFor(option)),
  };
}
