import { BugError } from "../base/errors.ts";
import { missingResponse } from "./response-matrix.ts";

/** Items whose parameters are taken for known: the chance of a right response is logistic(a·(ability − b)). */
export interface LogisticItems {
  /** a, above 0; null for 1 throughout, the Rasch model. */
  readonly discriminations: Float64Array | null;
  /** b. */
  readonly difficulties: Float64Array;
}

/** The estimate of one candidate's ability. */
export interface WarmAbility {
  readonly ability: number;
  /** Fisher information at the estimate, above 0; its inverse root is the standard error with known items. */
  readonly information: number;
}

/** Abilities are sought within this many logits of 0. */
const farthest = 60;

/** With at least this information the estimating equation has one root for all practical purposes. */
const oneRoot = 10;

/** Distance at which several roots are told apart. */
const searchStep = 0.25;

/**
 * Warm's weighted likelihood estimate of an ability: the score Σ a·(x − P) with half the derivative of the log
 * information added, which takes out the first-order bias of maximum likelihood and keeps the estimate finite when all
 * responses are right or all are wrong. Few items far apart can give the equation several roots; the one with the
 * largest likelihood × √information is taken, the middle of two that are equal. Null without any response.
 * Throws INTERNAL for a discrimination that is not above 0.
 * Source: Warm 1989, doi:10.1007/BF02294627.
 *
 * @param bytes Responses 0, 1, 255 (missing); those of the candidate begin at `from`, one an item.
 * @example
 * warmAbility(Uint8Array.of(1, 1, 0), 0, { discriminations: null, difficulties: new Float64Array(3) })
 * // { ability: 0.5108… = ln(2.5/1.5), information: 0.7031… }
 */
export function warmAbility(bytes: Uint8Array, from: number, items: LogisticItems): WarmAbility | null {
  const equation = warmEquation(bytes, from, items);
  equation.evaluate(0);
  if (equation.information === 0) {
    return null;
  }
  const ability = rootBetween(equation, -farthest, farthest, 0);
  const { information } = equation;
  return information >= oneRoot ? { ability, information } : largestRoot(equation, ability);
}

/** Warm's equation of one candidate; the other members hold what `evaluate` found last. */
interface WarmEquation {
  /** Left side of the equation, 0 at a root. */
  evaluate(ability: number): number;
  slope: number;
  information: number;
  /** Logarithm of likelihood × √information, of which the equation is the derivative. */
  objective: number;
}

function warmEquation(bytes: Uint8Array, from: number, { discriminations, difficulties }: LogisticItems): WarmEquation {
  const n = difficulties.length;
  const equation: WarmEquation = {
    slope: 0,
    information: 0,
    objective: 0,
    evaluate: (ability) => {
      let score = 0;
      let likelihood = 0;
      let information = 0;
      // First and second derivative of the information.
      let first = 0;
      let second = 0;
      for (let item = 0; item < n; item++) {
        const response = bytes[from + item] ?? missingResponse;
        if (response === missingResponse) {
          continue;
        }
        const a = discriminations === null ? 1 : (discriminations[item] ?? 0);
        if (!(a > 0)) {
          throw new BugError("INTERNAL", `a discrimination of ${a} at item ${item}`);
        }
        const logit = a * (ability - (difficulties[item] ?? 0));
        const small = Math.exp(-Math.abs(logit));
        const chance = logit > 0 ? 1 / (1 + small) : small / (1 + small);
        const variance = small / ((1 + small) * (1 + small));
        score += a * (response - chance);
        likelihood += (response === 1 ? Math.min(logit, 0) : -Math.max(logit, 0)) - Math.log1p(small);
        information += a * a * variance;
        first += a * a * a * variance * (1 - 2 * chance);
        second += a * a * a * a * variance * (1 - 6 * variance);
      }
      const ratio = first / information;
      equation.slope = -information + (second / information - ratio * ratio) / 2;
      equation.information = information;
      equation.objective = likelihood + Math.log(information) / 2;
      return score + ratio / 2;
    },
  };
  return equation;
}

/** The root between two abilities of which the lower has a positive left side; Newton's method, bisection if it fails. */
function rootBetween(equation: WarmEquation, lowest: number, highest: number, start: number): number {
  let low = lowest;
  let high = highest;
  let ability = start;
  for (let iteration = 0; iteration < 200; iteration++) {
    const value = equation.evaluate(ability);
    if (value > 0) {
      low = ability;
    } else {
      high = ability;
    }
    let next = equation.slope < 0 ? ability - value / equation.slope : low;
    if (!(next > low && next < high)) {
      next = (low + high) / 2;
    }
    if (Math.abs(next - ability) < 1e-10 || value === 0) {
      return ability;
    }
    ability = next;
  }
  throw new BugError("INTERNAL", "no ability was found");
}

function largestRoot(equation: WarmEquation, known: number): WarmAbility {
  equation.evaluate(known);
  let best = equation.slope < 0 ? equation.objective : Number.NEGATIVE_INFINITY;
  let ability = known;
  let before = equation.evaluate(-farthest);
  for (let high = -farthest + searchStep; high <= farthest; high += searchStep) {
    const value = equation.evaluate(high);
    if (before > 0 && value <= 0 && !(known >= high - searchStep && known <= high && best > Number.NEGATIVE_INFINITY)) {
      const root = rootBetween(equation, high - searchStep, high, high - searchStep / 2);
      equation.evaluate(root);
      if (equation.objective > best + 1e-9) {
        best = equation.objective;
        ability = root;
      } else if (equation.objective > best - 1e-9) {
        ability = (ability + root) / 2;
      }
    }
    before = value;
  }
  equation.evaluate(ability);
  return { ability, information: equation.information };
}
