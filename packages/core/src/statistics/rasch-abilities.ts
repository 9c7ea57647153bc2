import type { RaschEstimates } from "./rasch-posteriors.ts";
import type { ResponseGroups } from "./response-groups.ts";
import { missingResponse } from "./response-matrix.ts";
import { warmAbility } from "./warm-ability.ts";

/**
 * Warm's estimate of each candidate's ability under a Rasch model with estimated difficulties. The error joins that of
 * the responses and, to first order, that of the difficulties. Candidates without responses are left at 0.
 * Source of the second part: Cheng & Yuan 2010, doi:10.1007/s11336-009-9144-x.
 *
 * @param bytes Candidate by candidate, one entry an item.
 * @param groups Candidates that the model cannot tell apart.
 * @param covariance Of the difficulties, square.
 */
export function raschAbilities(
  bytes: Uint8Array,
  groups: ResponseGroups,
  difficulties: Float64Array,
  covariance: Float64Array,
): RaschEstimates {
  const n = difficulties.length;
  const candidates = groups.of.length;
  const values = new Float64Array(candidates);
  const errors = new Float64Array(candidates);
  const groupValues = new Float64Array(groups.count);
  const groupErrors = new Float64Array(groups.count);
  const slopes = new Float64Array(n);
  for (let candidate = 0; candidate < candidates; candidate++) {
    const group = groups.of[candidate] ?? -1;
    if (group < 0) {
      continue;
    }
    if (groupErrors[group] === 0) {
      const from = candidate * n;
      const estimate = warmAbility(bytes, from, { discriminations: null, difficulties });
      const { ability, information } = estimate ?? { ability: 0, information: 1 };
      for (let item = 0; item < n; item++) {
        const small = Math.exp(-Math.abs(ability - (difficulties[item] ?? 0)));
        const answered = bytes[from + item] !== missingResponse;
        slopes[item] = answered ? small / ((1 + small) * (1 + small)) / information : 0;
      }
      let variance = 1 / information;
      for (let i = 0; i < n; i++) {
        let product = 0;
        for (let j = 0; j < n; j++) {
          product += (covariance[i * n + j] ?? 0) * (slopes[j] ?? 0);
        }
        variance += product * (slopes[i] ?? 0);
      }
      groupValues[group] = ability;
      groupErrors[group] = Math.sqrt(variance);
    }
    values[candidate] = groupValues[group] ?? 0;
    errors[candidate] = groupErrors[group] ?? 0;
  }
  return { values, errors };
}
