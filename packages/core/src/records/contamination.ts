import type { ComparedValue } from "./comparison.ts";
import type { CutoffComparison, LeftOutModel } from "./facts-analysis.ts";

/** Version of contamination.json's layout. */
export const contaminationFormat = 1;

/** A comparison that was tested: one-sided, for what a model that has met the items would do. */
export interface TestedLine {
  /** Distinct within the panel. */
  readonly model: string;
  /** Its backend looks at the item: it stands for a habit (guessing, a constant letter), not for a model. */
  readonly yardstick: boolean;
  readonly nItems: number;
  readonly nClusters: number;
  /** One-sided; null where nothing could be tested. */
  readonly p: number | null;
  /** Adjusted by Holm over the models of the test. */
  readonly holmP: number | null;
  /** The rule of the test is met. */
  readonly flagged: boolean;
}

/** A probe that leaves out what an examinee needs. */
export type ChanceProbeName = "options-only" | "stem-only";

/** Accuracy on a probe beside what guessing gives on the same items. */
export interface ChanceProbeLine extends TestedLine {
  /** 0–1. */
  readonly accuracy: ComparedValue;
  /** Mean chance of full marks by guessing over the items scored for the model, 0–1; null without an item. */
  readonly chance: number | null;
  /** Accuracy of the letter that is the key most often among them, 0–1; null without an item. */
  readonly bestLetter: number | null;
  /** Accuracy less chance, −1 to 1. */
  readonly difference: ComparedValue;
}

/** One probe of an exam. */
export interface ChanceProbe {
  readonly probe: ChanceProbeName;
  /** Why there is nothing to show; null where there is. */
  readonly why: string | null;
  readonly models: readonly ChanceProbeLine[];
}

/** Accuracy in the published order of the options beside accuracy in other orders, on the same items. */
export interface OrderLine extends TestedLine {
  /** 0–1. */
  readonly published: ComparedValue;
  /** Mean over each item's other orders, 0–1. */
  readonly reordered: ComparedValue;
  /** Published less reordered, −1 to 1. */
  readonly drop: ComparedValue;
  /** The part of the drop that a habit of letters explains, from the places at which the key stood; −1 to 1. */
  readonly habit: number | null;
  /** Median of the other models' drops, each less its habit; null without another model. */
  readonly othersMedian: number | null;
  /** Other orders an item was put in, on average. */
  readonly orders: number | null;
}

/** The test of the published order. */
export interface OrderTest {
  readonly why: string | null;
  /** Perturbations of the run that change the order of the options and nothing else. */
  readonly perturbations: readonly string[];
  /** Variants left out because their options name each other's place. */
  readonly unsound: number;
  /** Variants left out because their order is the published one. */
  readonly unchanged: number;
  readonly models: readonly OrderLine[];
}

/** How often a model wrote the option that was left out, word for word. */
export interface CompletionLine extends TestedLine {
  /** Share of items, 0–1; the interval says what it can be told from (0 lies outside where it was ever done). */
  readonly completed: ComparedValue;
  /** The others' mean on the same items, 0–1; null without another model. */
  readonly others: number | null;
  /** Completed less the others, −1 to 1. */
  readonly difference: ComparedValue;
}

/** The test of completion. */
export interface CompletionTest {
  readonly why: string | null;
  readonly models: readonly CompletionLine[];
}

/** Lengths that were looked for, in words or, for Chinese and Japanese items, in characters. */
export interface OverlapSettings {
  readonly words: number;
  readonly leastWords: number;
  readonly characters: number;
  readonly leastCharacters: number;
  /** An n-gram of more items (or cases) than this is a phrase of the exam and counts for none. */
  readonly mostItems: number;
  /** An item overlaps where more than this share of its n-grams was found, 0–1. 0: any. */
  readonly leastShare: number;
}

/** A file or folder that items were looked for in. */
export interface CorpusRead {
  readonly path: string;
  readonly files: number;
  readonly sizeBytes: number;
}

/** One item of which something was found. */
export interface ItemOverlap {
  readonly itemId: string;
  readonly unit: "word" | "character";
  /** Words or characters of stem and options. */
  readonly length: number;
  readonly ngrams: number;
  readonly found: number;
  /** Words or characters in a row. */
  readonly longestRun: number;
  /** Where the longest run ends. */
  readonly place: { readonly file: string; readonly line: number };
  /** It counts as overlapping: more than `leastShare` of its n-grams were found. */
  readonly overlapping: boolean;
}

/** What a corpus has of an exam. */
export interface CorpusOverlap {
  readonly nItems: number;
  /** Items of which nothing that counts was found; those that overlap; those that could not be judged. */
  readonly clean: number;
  readonly overlapping: number;
  /** Shorter than the least length. */
  readonly tooShort: number;
  /** Made of phrases of the exam alone. */
  readonly phrasesOnly: number;
  /** Those with an n-gram in the corpus, most of it first. */
  readonly found: readonly ItemOverlap[];
}

/** A model's accuracy on the items that do not overlap, beside its accuracy on all of them. */
export interface CleanSubsetLine {
  readonly model: string;
  readonly full: ComparedValue;
  readonly nFull: number;
  readonly clean: ComparedValue;
  readonly nClean: number;
  readonly overlapping: ComparedValue;
  readonly nOverlapping: number;
  /** Clean less full, −1 to 1. */
  readonly difference: ComparedValue;
}

/** Why an item is suspect. */
export type SuspectReason =
  | {
      readonly kind: "overlap";
      readonly share: number;
      readonly longestRun: number;
      readonly unit: "word" | "character";
    }
  /** Right as published, and wrong in every other order, of these flagged models. */
  | { readonly kind: "order"; readonly models: readonly string[] }
  /** Its missing option was written by these flagged models, and by less than half of the others. */
  | { readonly kind: "completion"; readonly models: readonly string[] };

/** An item to look at. */
export interface SuspectItem {
  readonly itemId: string;
  readonly reasons: readonly SuspectReason[];
}

/** What a run can say of whether models had met the items of one exam, asked in one way. */
export interface ContaminationPanel {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: "none";
  readonly scorer: string;
  /** Confidence level of every interval. */
  readonly level: number;
  /** Level of the tests. */
  readonly alpha: number;
  readonly nItems: number;
  readonly nClusters: number;
  readonly probes: readonly ChanceProbe[];
  readonly order: OrderTest;
  readonly completion: CompletionTest;
  /** Null where no corpus was named. */
  readonly overlap: CorpusOverlap | null;
  readonly cleanSubset: readonly CleanSubsetLine[];
  readonly cutoff: readonly CutoffComparison[];
  readonly cutoffLeftOut: readonly LeftOutModel[];
  readonly datedItems: number;
  /** In the order of the exam. */
  readonly suspects: readonly SuspectItem[];
}

/** What contamination.json holds. */
export interface ContaminationRecord {
  readonly format: number;
  readonly run: string;
  /** Empty where no corpus was named. */
  readonly corpora: readonly CorpusRead[];
  readonly settings: OverlapSettings;
  readonly panels: readonly ContaminationPanel[];
}
