import { type Annotation, noCategory } from "../lexicons/annotation-texts.ts";
import type { Item } from "../records/item.ts";
import type { AnnotatedLabel } from "../runs/annotation-reply.ts";

/** Who a label comes from. */
export type LabelSource = "published" | "consensus" | "reviewer" | "model";

/** Where one label of a tagged exam comes from: a line of provenance.jsonl. */
export interface LabelProvenance {
  readonly itemId: string;
  readonly tag: string;
  /** A category's code, "none" where none applies, null where there is no label. */
  readonly value: string | null;
  /** Null where there is no label: reviewers differ, or nobody gave a category. */
  readonly by: LabelSource | null;
  /** What the model gave: a code, "none", or null for what was no category. */
  readonly model: string | null;
  /** What each reviewer gave. */
  readonly reviewers: Readonly<Record<string, string>>;
}

/** What is known of one label before it is settled. */
export interface LabelEvidence {
  readonly published: string | undefined;
  readonly consensus: string | undefined;
  readonly reviewers: Readonly<Record<string, string>>;
  readonly model: AnnotatedLabel | undefined;
}

/**
 * Which label stands: what the exam publishes, else what the reviewers settled on, else what all reviewers gave, else,
 * where nobody reviewed it, what the model gave. Reviewers who differ leave no label until it is settled.
 */
export function settledLabel({
  published,
  consensus,
  reviewers,
  model,
}: LabelEvidence): Pick<LabelProvenance, "value" | "by" | "model"> {
  const suggested = modelValue(model);
  if (published !== undefined) {
    return { value: published, by: "published", model: suggested };
  }
  if (consensus !== undefined) {
    return { value: consensus, by: "consensus", model: suggested };
  }
  const said = [...new Set(Object.values(reviewers))];
  if (said.length > 0) {
    const [only = null] = said;
    return said.length === 1
      ? { value: only, by: "reviewer", model: suggested }
      : { value: null, by: null, model: suggested };
  }
  return { value: suggested, by: suggested === null ? null : "model", model: suggested };
}

/** What a model's label comes to as a category's code. */
export function modelValue(label: AnnotatedLabel | undefined): string | null {
  return label?.status === "labelled" ? label.value : label?.status === "not-applicable" ? noCategory : null;
}

/**
 * The label an exam publishes of an item: its tag; "none" for an item that is annotated and has no such tag; undefined for
 * one that is not. An item counts as annotated where it has every annotation that is never without a category, each with
 * one of the list: tags of the same name may mean something else in another exam.
 *
 * @param all Every annotation there is, wanted or not.
 */
export function publishedLabel(item: Pick<Item, "tags">, tag: string, all: readonly Annotation[]): string | undefined {
  const own = item.tags[tag]?.[0];
  if (own !== undefined) {
    return own;
  }
  const mayBeNone = (one: Annotation): boolean => one.values.some(({ code }) => code === noCategory);
  const isAnnotated = all
    .filter((one) => !mayBeNone(one))
    .every((one) => one.values.some(({ code }) => code === item.tags[one.tag]?.[0]));
  return isAnnotated && all.some((one) => one.tag === tag && mayBeNone(one)) ? noCategory : undefined;
}
