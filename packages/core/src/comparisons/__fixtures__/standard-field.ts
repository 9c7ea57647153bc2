import { studySchema } from "../../runs/study-schema.ts";
import type { Field } from "../field.ts";
import type { RunSettings } from "../run-settings.ts";

/** What of a field a test states; the rest is plain. */
export interface FieldDraft {
  /** By model name, its points. */
  readonly points: Readonly<Record<string, readonly number[]>>;
  /** By tag, the values of each item: a text, or several. */
  readonly tags?: Readonly<Record<string, readonly (string | readonly string[])[]>>;
  readonly clusters?: readonly number[];
  readonly weights?: readonly number[];
}

/** A field of an exam called "exam". An empty text is an item without the tag; `kind` becomes the items' kinds. */
export function fieldOf({ points, tags = {}, clusters, weights }: FieldDraft): Field {
  const names = Object.keys(points);
  const count = Object.values(points)[0]?.length ?? 0;
  const places = Array.from({ length: count }, (_, item) => item);
  return {
    exam: "exam",
    arm: "letter-only",
    perturbation: "none",
    scorer: "exact-set",
    models: names.map((name) => ({ name, id: name, run: 0 })),
    itemIds: places.map((item) => `q${item}`),
    kinds: places.map((item) => (tags["kind"]?.[item] === "multiple" ? "multiple" : "single")),
    clusters: Int32Array.from(clusters ?? places),
    weights: Float64Array.from(weights ?? places.map(() => 1)),
    parallelIds: places.map(() => null),
    languages: places.map(() => "en"),
    keys: Int32Array.from(places, () => 0),
    optionCounts: Int32Array.from(places, () => 5),
    tags: new Map(
      Object.entries(tags).map(([tag, ofItem]) => {
        const lists = ofItem.map((value) => (typeof value === "string" ? (value === "" ? [] : [value]) : value));
        const values = [...new Set(lists.flat())].sort();
        return [tag, { values, ofItem: lists.map((list) => list.map((value) => values.indexOf(value))) }];
      }),
    ),
    points: Object.values(points).map((own) => Float64Array.from(own)),
    repeats: 1,
    sittings: [],
  };
}

/** Settings of a study with what a test states of its comparison and standard. */
export function settingsOf(
  stated: {
    readonly comparison?: object;
    readonly standard?: object;
    readonly strata?: RunSettings["strata"];
    readonly passMark?: number;
    readonly resamples?: number;
  } = {},
): RunSettings {
  const { shape } = studySchema;
  return {
    comparison: shape.comparison.parse(stated.comparison ?? {}),
    standard: shape.standard.parse(stated.standard ?? {}),
    strata: stated.strata ?? [],
    seed: 1,
    confidence: 0.95,
    resamples: stated.resamples ?? 400,
    passMark: stated.passMark ?? null,
    facts: new Map(),
  };
}
