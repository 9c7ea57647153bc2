import { z } from "zod";
import type { Message } from "./prompt.ts";

/**
 * What would come of an option if it were acted on: nothing, passing harm, harm that needs treatment, or a threat to life
 * or lasting damage.
 */
export const harmGrades = ["none", "mild", "moderate", "severe"] as const;
export type HarmGrade = (typeof harmGrades)[number];

/** One selectable option. Its id lasts for life; a label (A, 1, …) lives in one prompt. */
export interface Option {
  readonly id: string;
  readonly text: string;
  /** Share of a point this option earns under partial credit, 0–1; absent means the key decides. */
  readonly credit?: number;
  /** The harm of acting on it in this case; absent where nobody has graded it. */
  readonly harm?: HarmGrade;
}

/** One criterion of a rubric: what earns points in a free-text answer, or costs them. */
export interface RubricCriterion {
  readonly criterion: string;
  /** Below 0 for what an answer must not say. */
  readonly points: number;
  /** The source's own labels, such as "axis:accuracy". */
  readonly tags?: readonly string[];
}

/** What kind of answer an item asks for. */
export type ItemKind = "single" | "multiple" | "true-false" | "free-text";

/** Items that belong together: one case with several questions, one option list for several stems, or a sequence. */
export interface ItemGroup {
  readonly id: string;
  readonly kind: "shared-stem" | "shared-options" | "sequential";
  /** Place within the group, from 1. */
  readonly order: number;
  /** The shared case or lead-in, shown before the stem; empty when the source repeats it in every stem. */
  readonly text: string;
}

/** An earlier published key, kept when an exam board revises an item. */
export interface KeyRevision {
  readonly accepted: readonly (readonly string[])[];
  readonly until: string;
  readonly reason: string;
}

/** One exam question as its source states it. */
export interface Item {
  /** The source's own id, else a hash of the content; unique within its exam. */
  readonly id: string;
  /** BCP 47 language of the stem: zh, en, es, pt, … */
  readonly language: string;
  readonly kind: ItemKind;
  readonly stem: string;
  readonly options: readonly Option[];
  /** Accepted sets of option ids; the first is the published key. Empty when the source publishes no key. */
  readonly accepted: readonly (readonly string[])[];
  readonly keyHistory?: readonly KeyRevision[];
  /** An annulled item is left out, or credited to everyone, as its board decided. */
  readonly annulled?: "drop" | "credit-all";
  /** Specialty, level, year, …: name → values. A name without values is not stored. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly split?: string;
  readonly group?: ItemGroup;
  /** The same question in another language shares this id. */
  readonly parallelId?: string;
  /** Text the item must be read with (an article, a guideline excerpt). */
  readonly context?: string;
  /** What was said before the question, where it is the last message of a conversation; every prompt puts it in front. */
  readonly dialogue?: readonly Message[];
  /** Explanations or model answers. Never shown to an examinee. */
  readonly references: readonly string[];
  readonly rubric?: readonly RubricCriterion[];
  readonly media?: readonly string[];
  /** Weight of the item in the exam's total; 1 unless the board says otherwise. */
  readonly weight: number;
}

/** The shape of an `Item` as untrusted JSON. */
export const itemSchema = z.strictObject({
  id: z.string().min(1),
  language: z.string().min(2),
  kind: z.enum(["single", "multiple", "true-false", "free-text"]),
  stem: z.string(),
  options: z.array(
    z.strictObject({
      id: z.string().min(1),
      text: z.string(),
      credit: z.number().min(0).max(1).exactOptional(),
      harm: z.enum(harmGrades).exactOptional(),
    }),
  ),
  accepted: z.array(z.array(z.string())),
  keyHistory: z
    .array(z.strictObject({ accepted: z.array(z.array(z.string())), until: z.string(), reason: z.string() }))
    .exactOptional(),
  annulled: z.enum(["drop", "credit-all"]).exactOptional(),
  tags: z.record(z.string(), z.array(z.string())),
  split: z.string().exactOptional(),
  group: z
    .strictObject({
      id: z.string().min(1),
      kind: z.enum(["shared-stem", "shared-options", "sequential"]),
      order: z.int().min(1),
      text: z.string(),
    })
    .exactOptional(),
  parallelId: z.string().exactOptional(),
  context: z.string().exactOptional(),
  dialogue: z
    .array(z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() }))
    .exactOptional(),
  references: z.array(z.string()),
  rubric: z
    .array(z.strictObject({ criterion: z.string(), points: z.number(), tags: z.array(z.string()).exactOptional() }))
    .exactOptional(),
  media: z.array(z.string()).exactOptional(),
  weight: z.number().positive(),
});

/** Bins of `stemLength`: the longest stem of each, in characters, and its label. Labels sort as text. */
const stemLengths: readonly (readonly [most: number, label: string])[] = [
  [20, "000–020"],
  [50, "021–050"],
  [100, "051–100"],
  [200, "101–200"],
  [Infinity, "201+"],
];

/**
 * The bin of an item's stem length: Unicode characters of the stem and of the stem it shares with its group, without
 * white space around either. A text the item is read with (`context`) and the options are not counted.
 *
 * @example stemLengthOf({ stem: "最常见的病因是", … }) → "000–020"
 */
function stemLengthOf(item: Item): string {
  let length = 0;
  for (const _character of `${item.group?.text.trim() ?? ""}${item.stem.trim()}`) {
    length += 1;
  }
  return stemLengths.find(([most]) => length <= most)?.[1] ?? "201+";
}

/**
 * The values an item has of a tag. Besides its own tags every item has `kind`, `language`, `optionCount`, `stemLength`
 * (characters: `000–020`, `021–050`, `051–100`, `101–200`, `201+`) and, where it belongs to one, `split`; a tag of its
 * own of that name wins. No value gives an empty list.
 */
export function tagValuesOf(item: Item, tag: string): readonly string[] {
  const own = item.tags[tag];
  if (own !== undefined) {
    return own;
  }
  switch (tag) {
    case "kind":
      return [item.kind];
    case "language":
      return [item.language];
    case "optionCount":
      return [String(item.options.length)];
    case "stemLength":
      return [stemLengthOf(item)];
    case "split":
      return item.split === undefined ? [] : [item.split];
    default:
      return [];
  }
}

/** The published key: the first accepted set, or an empty list when the item has none. */
export function publishedKey(item: Item): readonly string[] {
  return item.accepted[0] ?? [];
}

/** The tag that marks an item on which a wrong answer is a never-event; its values say what it is about. */
export const criticalTag = "critical";

/** Whether a wrong answer to an item is a never-event: it has the tag `critical`, other than with "no", "false" or "0". */
export function isCritical(item: Pick<Item, "tags">): boolean {
  return (item.tags[criticalTag] ?? []).some((value) => !["no", "false", "0"].includes(value.toLowerCase()));
}
