import type { FieldChoices } from "../field-choices.ts";
import { uniformGenerator } from "../uniform-generator.ts";

/** An exam whose true keys are known. */
export interface SimulatedField extends FieldChoices {
  /** True key of each item, which the published one differs from at the wrong keys. */
  readonly trueKey: Int32Array;
}

/**
 * Candidates of given abilities (logits) before items of normal difficulty, each with one distractor that attracts half
 * of the errors; a share of the published keys is another option, chosen evenly.
 */
export function simulatedField(
  abilities: readonly number[],
  { items, options, wrongShare, seed }: { items: number; options: number; wrongShare: number; seed: number },
): SimulatedField {
  const generator = uniformGenerator("simulated-field", seed);
  const below = (count: number): number => Math.floor(generator.fraction() * count);
  const another = (...taken: readonly number[]): number => {
    const left = Array.from({ length: options }, (_, option) => option).filter((option) => !taken.includes(option));
    return left[below(left.length)] ?? 0;
  };
  const trueKey = new Int32Array(items);
  const key = new Int32Array(items);
  const choices = abilities.map(() => new Int32Array(items));
  for (let item = 0; item < items; item++) {
    const truth = below(options);
    const trap = another(truth);
    trueKey[item] = truth;
    key[item] = generator.fraction() < wrongShare ? another(truth) : truth;
    const difficulty =
      1.5 * Math.sqrt(-2 * Math.log(generator.fraction())) * Math.cos(2 * Math.PI * generator.fraction());
    abilities.forEach((ability, candidate) => {
      const right = 1 / (1 + Math.exp(difficulty - ability));
      const sitting = choices[candidate];
      if (sitting !== undefined) {
        sitting[item] = generator.fraction() < right ? truth : generator.fraction() < 0.5 ? trap : another(truth);
      }
    });
  }
  return { choices, key, optionCounts: new Int32Array(items).fill(options), trueKey };
}
