import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Adherence } from "../records/adherence.ts";
import type { Reading } from "../records/answer.ts";
import type { Completion } from "../records/completion.ts";
import type { Item } from "../records/item.ts";
import type { Judgement } from "../records/judgement.ts";
import type { Message, Prompt } from "../records/prompt.ts";
import type { Mark } from "../records/score.ts";

/** A reply beside its reading, for scorers that look at more than what was chosen. */
export interface MarkedReply {
  readonly completion: Pick<Completion, "text" | "finishReason">;
  readonly prompt: Prompt;
  /** How the reply kept to the arm's instruction; null where the arm has none. */
  readonly adherence: Adherence | null;
  /** What the scorer's own model replied to its `requests`, in their order; null for one without a reply. Absent where it asks none. */
  readonly asked?: readonly (string | null)[];
}

/**
 * A question a scorer puts to a model of its own about a finished reply: a judgement, or the vector of a text. It goes to the
 * assistant that `model` names; default: the one of the scorer's settings.
 */
export type ScorerRequest =
  | { readonly kind: "chat"; readonly messages: readonly Message[]; readonly model?: string }
  | { readonly kind: "embedding"; readonly input: string; readonly model?: string };

/** A score of many replies at once that is no mean of their scores (corpus BLEU). */
export interface CorpusScore {
  /** How many counts each mark carries. */
  readonly counts: number;
  /**
   * From the sums of the counts over the replies: the scores by name, 0–1 (a ratio may be above 1), or null where the sums
   * give none. The names are the same whatever the sums.
   */
  value(sums: Float64Array): Readonly<Record<string, number | null>>;
}

/** Texts that were compared, as far as a signature tells of them. */
export interface ComparedTexts {
  /** BCP 47 language of the items. */
  readonly language: string;
  /** References that every item has; "var" where they have not as many. */
  readonly references: number | "var";
}

/** A scorer with its settings. */
export interface ConfiguredScorer {
  /**
   * Points of one reading of one item as it was put (perturbed, if it was). Pure. The reply is absent where only the
   * reading is known (a revised key, a corrected reading).
   */
  score(reading: Reading, item: Item, reply?: MarkedReply): Mark;
  /** Names of the parts its marks have; empty for most. */
  readonly parts: readonly string[];
  /** The score of a corpus from the marks' counts; absent where the mean of the points says all. */
  readonly corpus?: CorpusScore;
  /** How texts are cut and counted, so that others can repeat the score; absent where there is nothing to say. */
  signature?(texts: ComparedTexts): string;
  /** What its own model is asked about a reply; absent where it asks none. Pure. */
  requests?(reading: Reading, item: Item, reply: MarkedReply): readonly ScorerRequest[];
  /** What its own model is asked for; "chat" where it asks none. */
  readonly asksFor: "chat" | "embedding";
  /** What each of its judges says of a reply whose `asked` is known; absent where it has none. Pure. */
  judgements?(item: Item, reply: MarkedReply): readonly Judgement[];
}

/**
 * What a scorer marks: the answer, the form of a reply (alone or beside the answer), or what a reply says in its own words.
 * Marks for the form exist only where an instruction asks for one. Marks for the text need no key, and free-text items have
 * them too. Both are told as rates and means of their own: no chance correction, no bounds, no F1.
 */
export type ScorerMarks = "answer" | "form" | "text";

/** A way of marking. */
export interface Scorer extends PluginFacts {
  readonly kind: "scorer";
  readonly marks: ScorerMarks;
  /** It asks a model of its own about every reply it marks. */
  readonly needsModel: boolean;
  configure(settings: unknown): ConfiguredScorer;
}

/** What a scorer file writes; `defineScorer` makes it a plugin. */
export interface ScorerSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  /** Default "answer". */
  readonly marks?: ScorerMarks;
  readonly settings: z.ZodType<Settings>;
  /** Names of the parts its marks have, by its settings. Default: none. */
  parts?(settings: Settings): readonly string[];
  /** The score of a corpus, by its settings. Default: none. */
  corpus?(settings: Settings): CorpusScore;
  /** How texts are cut and counted (tokenizer, letter case, references, smoothing), by its settings. Default: none. */
  signature?(settings: Settings, texts: ComparedTexts): string;
  /**
   * What its own model is asked about a reply; its settings name that model as `model`, an assistant of the study, or several
   * of them as `judges`. A setting `sample` (a number) has only the replies to so many questions of each exam asked about, and
   * `selfJudging: "allow"` lets a model under test be asked.
   */
  requests?(reading: Reading, item: Item, settings: Settings, reply: MarkedReply): readonly ScorerRequest[];
  /** What the model is asked for: what it thinks (default), or vectors. */
  readonly asksFor?: "chat" | "embedding";
  /** What each judge says of a reply, for agreement between judges and with people. Only beside `requests`. */
  judgements?(item: Item, settings: Settings, reply: MarkedReply): readonly Judgement[];
  score(reading: Reading, item: Item, settings: Settings, reply: MarkedReply | undefined): Mark;
}

/** Make a scorer plugin. */
export function defineScorer<Settings>(specification: ScorerSpecification<Settings>): Scorer {
  const { name, description, source, settings: schema } = specification;
  return {
    kind: "scorer",
    name,
    description,
    source,
    marks: specification.marks ?? "answer",
    needsModel: specification.requests !== undefined,
    settings: schema,
    configure: (raw) => {
      const settings = parseSettings(`scorer ${name}`, schema, raw);
      const { requests, judgements, signature } = specification;
      const corpus = specification.corpus?.(settings);
      return {
        parts: specification.parts?.(settings) ?? [],
        asksFor: specification.asksFor ?? "chat",
        ...(corpus === undefined ? {} : { corpus }),
        ...(signature === undefined ? {} : { signature: (texts) => signature(settings, texts) }),
        ...(requests === undefined
          ? {}
          : { requests: (reading, item, reply) => requests(reading, item, settings, reply) }),
        ...(judgements === undefined ? {} : { judgements: (item, reply) => judgements(item, settings, reply) }),
        score: (reading, item, reply) => specification.score(reading, item, settings, reply),
      };
    },
  };
}
