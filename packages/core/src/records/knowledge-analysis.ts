import type { ComparedValue, PairTest } from "./comparison.ts";
import type { ItemMean } from "./item-mean.ts";

/**
 * What a way of asking is in a study of knowledge: nothing looked up (a baseline); passages or plain facts; seeds; the control
 * of seeds, drawn at random; looked up, and nothing found for any item (k = 0); or an upper bound that has seen the
 * explanation.
 */
export type KnowledgeRole = "baseline" | "context" | "seeds" | "control" | "empty" | "leaking";

/** One way of asking, and what was put beside the questions; the same for every model. Shares are of items, 0–1. */
export interface KnowledgeArm {
  readonly arm: string;
  readonly role: KnowledgeRole;
  /** Name of the retriever; null without one. */
  readonly retriever: string | null;
  /** The way of asking with the same prompt and nothing looked up; null where the study has none. */
  readonly without: string | null;
  readonly nItems: number;
  /** Passages put beside an item on average; 0 without a retriever. */
  readonly passagesPerItem: number;
  /** Items for which nothing was found: no entity, or none with a way to a seed. They are posed as without a retriever. */
  readonly nothingFound: ComparedValue;
  /** Items whose question names no entity of the graph that the seeds come from. */
  readonly withoutEntity: ComparedValue;
  /**
   * Share of the entities of the explanation, beyond those of the question, that are among the seeds; mean over items with
   * such entities. And the share of the seeds that are such entities; mean over items with seeds and such entities.
   */
  readonly recall: ComparedValue;
  readonly precision: ComparedValue;
}

/** One model under one way of asking. Means are over items, an item's repeats counting once. */
export interface KnowledgeRow {
  readonly model: string;
  readonly arm: string;
  readonly accuracy: ItemMean;
  /**
   * Self-consistency: points of the answer that most repeats of an item gave; among several such answers the mean of their
   * points. Null where each question was asked fewer than three times.
   */
  readonly majority: ItemMean | null;
  /** Share of items with more points than the same prompt gave with nothing looked up, and with fewer. */
  readonly gain: ComparedValue;
  readonly harm: ComparedValue;
  /** Accuracy less that of the same prompt with nothing looked up, on the items that both have points for, −1 to 1. */
  readonly net: ComparedValue;
  /** Share of the seeds that the reply names; mean over items with seeds. */
  readonly uptake: ComparedValue;
  /** Accuracy of the replies that name a seed at least, and of those that had seeds and name none. */
  readonly accuracyWithUptake: ItemMean;
  readonly accuracyWithoutUptake: ItemMean;
  /** Mean tokens of a call as the server counted them; null where it did not. */
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** One model asked in two ways, on the items that both have points for. */
export interface KnowledgePair {
  readonly model: string;
  /** A way of asking with something looked up, and what it is held against. */
  readonly arm: string;
  readonly against: string;
  readonly againstRole: KnowledgeRole;
  readonly nItems: number;
  readonly nClusters: number;
  /** arm − against, −1 to 1. */
  readonly difference: ComparedValue & { readonly method: "tango" | "clustered-tango" | "none" };
  /** Of no difference; adjusted over all pairs of the model in the exam. */
  readonly test: PairTest;
}

/** A seed that stood beside a question. */
export interface KnowledgeSeed {
  readonly label: string;
  /** Whether the explanation names it beyond the question; null where that is not known. */
  readonly explained: boolean | null;
}

/** An item whose points seeds changed. */
export interface KnowledgeChange {
  readonly model: string;
  readonly arm: string;
  readonly itemId: string;
  readonly kind: "gain" | "harm";
  /** Points 0–1 with nothing looked up and with seeds, means over repeats. */
  readonly before: number;
  readonly after: number;
  /** What was shown, best first; null where the study withholds its items. */
  readonly seeds: readonly KnowledgeSeed[] | null;
}

/** One question with its seeds, and what they did. */
export interface KnowledgeExample {
  readonly model: string;
  readonly arm: string;
  readonly itemId: string;
  readonly kind: "gain" | "harm" | "same";
  /** Points 0–1 with nothing looked up and with seeds, means over repeats. */
  readonly before: number;
  readonly after: number;
  /** Ids of the chosen options in the first repeat, joined by ", "; or the status of a reply that chose none. */
  readonly answerBefore: string;
  readonly answerAfter: string;
  /**
   * Best first, each with the facts that lead to it from what the question names, in the question's language: "" for one
   * that was drawn or given. Null where the study withholds its items.
   */
  readonly seeds: readonly (KnowledgeSeed & { readonly way: string })[] | null;
  /** Beginning of the reply with seeds in the first repeat, on one line; null where the study withholds its items. */
  readonly excerpt: string | null;
}

/** What looking things up does to the models of one exam. */
export interface KnowledgeAnalysis {
  readonly exam: string;
  /** Confidence level of the intervals. */
  readonly level: number;
  readonly repeats: number;
  readonly models: readonly string[];
  /** In the study's order. */
  readonly arms: readonly KnowledgeArm[];
  /** By model, then way of asking. */
  readonly rows: readonly KnowledgeRow[];
  readonly pairs: readonly KnowledgePair[];
  /** Every item that seeds gained or harmed, in the order of the exam. */
  readonly changes: readonly KnowledgeChange[];
  /**
   * Of each model and way of asking with seeds, items that had seeds and were helped, harmed and left as they were: of each
   * kind those with the smallest seeded draws, two at most. The draw hangs on the item alone.
   */
  readonly examples: readonly KnowledgeExample[];
}
