import { BugError } from "../base/errors.ts";
import { chiSquareUpperTail } from "./chi-square-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** Answers to one item by two groups that are matched on a score; the three arrays are parallel. */
export interface MatchedGroups {
  /** 1 right, 0 wrong. */
  readonly correct: Uint8Array;
  /** 0 reference, 1 focal (say, the exam in its first language and in a translation). */
  readonly group: Uint8Array;
  /** The score, or band of scores, that the groups are matched on: any code. */
  readonly stratum: Int32Array;
}

/** ETS's classes: A negligible, B moderate, C large. */
export type DifClass = "A" | "B" | "C";

/** Differential item functioning of one item. */
export type MantelHaenszelDif =
  | {
      readonly status: "estimated";
      /** Common odds ratio; above 1 the item is easier for the reference group, at equal score. */
      readonly oddsRatio: number;
      readonly logOddsRatio: number;
      /** Standard error of its logarithm, after Robins, Breslow & Greenland. */
      readonly standardError: number;
      /** MH D-DIF, −2.35 ln(odds ratio), on ETS's delta scale; below 0 the item is harder for the focal group. */
      readonly delta: number;
      readonly class: DifClass;
      readonly test: MantelHaenszelTest;
      readonly strata: number;
      readonly leftOut: number;
    }
  | {
      readonly status: "not-estimable";
      /** One-sided: all informative strata speak for one group, so that the odds ratio is 0 or infinite. */
      readonly why: "no-informative-stratum" | "one-sided";
      /** Null without an informative stratum. */
      readonly test: MantelHaenszelTest | null;
      readonly strata: number;
      readonly leftOut: number;
    };

/** Mantel & Haenszel's test of a common odds ratio of 1. */
export interface MantelHaenszelTest {
  /** Chi-square on one degree of freedom. */
  readonly statistic: number;
  readonly p: number;
}

/** ETS's delta units per unit of log odds. */
const deltaUnits = -2.35;
const smallDelta = 1;
const largeDelta = 1.5;
const classLevel = 0.05;

/**
 * Differential item functioning: whether, at equal score, one group finds an item harder than the other. Mantel &
 * Haenszel's common odds ratio over the strata of the score, their test (with the continuity correction ½, unless
 * switched off; the correction never turns the difference round), and ETS's class:
 * A where |D-DIF| < 1 or not significantly different from 0 (p ≥ 0.05); C where |D-DIF| ≥ 1.5 and significantly
 * above 1 (one-sided, 0.05); else B.
 *
 * Match on the score with the item in it (Holland & Thayer). Strata with only one group, or where all are right or all
 * are wrong, say nothing of the odds ratio: they are left out, and counted. Answers are taken as independent: one model
 * that sits both languages gives paired answers, for which the test is conservative.
 * Throws INTERNAL for arrays of different length, or codes other than 0 and 1.
 * Source: Mantel & Haenszel 1959, doi:10.1093/jnci/22.4.719; Robins, Breslow & Greenland 1986, doi:10.2307/2531052;
 * Holland & Thayer 1988; Zieky 1993 (classes).
 */
export function mantelHaenszelDif(answers: MatchedGroups, { continuity = true } = {}): MantelHaenszelDif {
  const tables = [...tablesOf(answers).values()];
  const informative = tables.filter(({ a, b, c, d }) => a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0);
  const counted = { strata: informative.length, leftOut: tables.length - informative.length };
  if (informative.length === 0) {
    return { status: "not-estimable", why: "no-informative-stratum", test: null, ...counted };
  }
  let [excess, variance] = [0, 0];
  let [forReference, forFocal] = [0, 0];
  let [ofReference, ofBoth, ofFocal] = [0, 0, 0];
  for (const { a, b, c, d } of informative) {
    const n = a + b + c + d;
    excess += a - ((a + b) * (a + c)) / n;
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (n - 1));
    const r = (a * d) / n;
    const s = (b * c) / n;
    const p = (a + d) / n;
    const q = (b + c) / n;
    forReference += r;
    forFocal += s;
    ofReference += p * r;
    ofBoth += p * s + q * r;
    ofFocal += q * s;
  }
  const distance = Math.max(0, Math.abs(excess) - (continuity ? 0.5 : 0));
  const statistic = (distance * distance) / variance;
  const test = { statistic, p: chiSquareUpperTail(statistic, 1) };
  if (forReference === 0 || forFocal === 0) {
    return { status: "not-estimable", why: "one-sided", test, ...counted };
  }
  const oddsRatio = forReference / forFocal;
  const logOddsRatio = Math.log(oddsRatio);
  const standardError = Math.sqrt(
    ofReference / (2 * forReference * forReference) +
      ofBoth / (2 * forReference * forFocal) +
      ofFocal / (2 * forFocal * forFocal),
  );
  // Adding 0 turns −0 into 0.
  const delta = deltaUnits * logOddsRatio + 0;
  const ofClass = classOf(Math.abs(delta), -deltaUnits * standardError, test.p);
  return { status: "estimated", oddsRatio, logOddsRatio, standardError, delta, class: ofClass, test, ...counted };
}

function classOf(size: number, standardError: number, p: number): DifClass {
  if (size < smallDelta || p >= classLevel) {
    return "A";
  }
  const aboveSmall = (size - smallDelta) / standardError > normalQuantile(1 - classLevel);
  return size >= largeDelta && aboveSmall ? "C" : "B";
}

/** Reference right and wrong, focal right and wrong. */
interface FourfoldTable {
  a: number;
  b: number;
  c: number;
  d: number;
}

function tablesOf({ correct, group, stratum }: MatchedGroups): ReadonlyMap<number, FourfoldTable> {
  const n = correct.length;
  if (group.length !== n || stratum.length !== n) {
    throw new BugError("INTERNAL", `${n} answers of ${group.length} groups and ${stratum.length} strata`);
  }
  const tables = new Map<number, FourfoldTable>();
  for (let i = 0; i < n; i++) {
    const right = correct[i] ?? 0;
    const focal = group[i] ?? 0;
    if (right > 1 || focal > 1) {
      throw new BugError("INTERNAL", `answer ${right} of group ${focal}, which must be 0 or 1`);
    }
    const code = stratum[i] ?? 0;
    let table = tables.get(code);
    if (table === undefined) {
      table = { a: 0, b: 0, c: 0, d: 0 };
      tables.set(code, table);
    }
    if (focal === 0) {
      if (right === 1) table.a += 1;
      else table.b += 1;
    } else if (right === 1) {
      table.c += 1;
    } else {
      table.d += 1;
    }
  }
  return tables;
}
