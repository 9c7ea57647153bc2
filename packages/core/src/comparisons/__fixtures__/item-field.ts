import type { Field } from "../field.ts";
import type { RunSettings } from "../run-settings.ts";

/** Settings of a study that sets nothing. */
export function itemSettings(changes: Partial<RunSettings> = {}): RunSettings {
  return {
    comparison: { alpha: 0.05, smallStratum: 30 },
    standard: { norms: [] },
    strata: [],
    seed: 1,
    confidence: 0.95,
    resamples: 200,
    passMark: null,
    facts: new Map(),
    ...changes,
  };
}

/** Letters to places: "A" 0, "B" 1, …; "-" is no choice, "?" a question that was not asked. */
function placesOf(text: string): Int32Array {
  return Int32Array.from(text, (letter) => (/[A-H]/u.test(letter) ? letter.charCodeAt(0) - 65 : -1));
}

/**
 * A field of single-answer items of five options, from the letters that each model chose: a string a model (one letter
 * an item), or several for its repeats. A choice that is the key earns 1, another or none 0; "?" is NaN.
 */
export function itemField(
  keys: string,
  answers: Readonly<Record<string, string | readonly string[]>>,
  changes: Partial<Field> = {},
): Field {
  const models = Object.entries(answers);
  const key = placesOf(keys);
  const repeatsOf = (given: string | readonly string[]): readonly string[] =>
    typeof given === "string" ? [given] : given;
  const pointsOf = (given: string | readonly string[]): Float64Array =>
    Float64Array.from(keys, (_, item) => {
      const repeats = repeatsOf(given).filter((repeat) => repeat[item] !== "?");
      return repeats.length === 0
        ? Number.NaN
        : repeats.filter((repeat) => repeat[item] === keys[item]).length / repeats.length;
    });
  return {
    exam: "exam",
    arm: "letter-only",
    perturbation: "none",
    scorer: "exact-set",
    models: models.map(([id]) => ({ id, name: id, run: 0 })),
    itemIds: [...keys].map((_, item) => `q${item + 1}`),
    kinds: [...keys].map(() => "single" as const),
    clusters: Int32Array.from(keys, (_, item) => item),
    weights: new Float64Array(keys.length).fill(1),
    parallelIds: [...keys].map(() => null),
    languages: [...keys].map(() => "en"),
    keys: key,
    optionCounts: new Int32Array(keys.length).fill(5),
    tags: new Map(),
    points: models.map(([, given]) => pointsOf(given)),
    repeats: Math.max(1, ...models.map(([, given]) => repeatsOf(given).length)),
    sittings: models.flatMap(([, given], model) =>
      repeatsOf(given).map((repeat, place) => ({ model, repeat: place, choices: placesOf(repeat) })),
    ),
    ...changes,
  };
}
