import type { LogisticItems } from "./warm-ability.ts";

/** What an exam tells about one ability. */
export interface TestInformation {
  /** Fisher information, Σ a²·P·(1 − P). */
  readonly information: number;
  /** Standard error of an ability estimate there, items known: 1/√information; null where that is infinite. */
  readonly standardError: number | null;
}

/**
 * Information of an exam at an ability, under a Rasch or two-parameter model. No item gives no information.
 * Source: Birnbaum 1968, in Lord & Novick, Statistical Theories of Mental Test Scores, ch. 17.
 *
 * @example
 * testInformation({ discriminations: null, difficulties: new Float64Array(4) }, 0)
 * // { information: 1, standardError: 1 }
 */
export function testInformation(items: LogisticItems, ability: number): TestInformation {
  const { discriminations, difficulties } = items;
  let information = 0;
  for (let item = 0; item < difficulties.length; item++) {
    const slope = discriminations === null ? 1 : (discriminations[item] ?? 0);
    const small = Math.exp(-Math.abs(slope * (ability - (difficulties[item] ?? 0))));
    information += (slope * slope * small) / ((1 + small) * (1 + small));
  }
  const standardError = 1 / Math.sqrt(information);
  return { information, standardError: Number.isFinite(standardError) ? standardError : null };
}
