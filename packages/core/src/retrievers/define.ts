import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Seed } from "../graph/seed.ts";
import type { Item } from "../records/item.ts";

/** A piece of text put beside a question. */
export interface Passage {
  readonly id: string;
  readonly text: string;
  /** Higher is nearer; the scale is the retriever's own. */
  readonly score: number;
  /** File or graph it comes from. */
  readonly source: string;
  /** Where the passage stands for something a knowledge graph says: what that is, why, and how it was reached. */
  readonly seed?: Seed;
}

/** What a retriever is shown beside the question itself. */
export interface RetrieverSight {
  readonly options: boolean;
  /** Explanations and model answers: what it finds then leaks the answer, and serves as an upper bound alone. */
  readonly references: boolean;
}

/** What a retriever may use from outside. */
export interface RetrieverContext {
  resolvePath(path: string): string;
}

/** The vector of a text as a retriever's model gave it; null where it gave none yet. */
export type VectorOf = (text: string) => readonly number[] | null;

/** What a retriever that compares vectors asks its model for. */
export interface VectorNeeds {
  /** Every text that is searched, with the id of its passage; each text is asked for once. */
  searched(): Iterable<{ readonly id: string; readonly text: string }>;
  /** The text about an item whose vector is held against theirs. */
  textFor(item: Item): string;
  /** Why nothing can be looked up for an item, as a sentence; null where every vector is there. */
  missing(item: Item): string | null;
}

/** A retriever that has loaded what it searches. */
export interface OpenRetriever {
  /** Passages for an item, best first; none where vectors are missing. Pure after opening. */
  retrieve(item: Item): readonly Passage[];
  /** Absent for a retriever that asks no model. */
  readonly vectors?: VectorNeeds;
}

/** A retriever with its settings. */
export interface ConfiguredRetriever {
  /** Every file it reads, absolute. */
  readonly files: readonly string[];
  /** What it is shown under these settings. */
  readonly sees: RetrieverSight;
  /** Id of the assistant that gives it the vectors of texts; null for a retriever that asks no model. */
  readonly embedder: string | null;
  /** @param vectorOf The vectors its model gave so far; default: none. */
  open(vectorOf?: VectorOf): Promise<OpenRetriever>;
}

/** A way to look something up for a question. */
export interface Retriever extends PluginFacts {
  readonly kind: "retriever";
  readonly languages: readonly string[] | "any";
  /** Whether the options take part in the search, or a setting decides; a retriever never sees the key. */
  readonly readsOptions: boolean | "by-setting";
  /** Whether it is shown explanations: its passages leak the answer. False for every retriever that is no upper bound. */
  readonly readsReferences: boolean;
  configure(settings: unknown, context: RetrieverContext): ConfiguredRetriever;
}

/** What a retriever file writes; `defineRetriever` makes it a plugin. */
export interface RetrieverSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly languages: readonly string[] | "any";
  readonly readsOptions: boolean | ((settings: Settings) => boolean);
  /** Default false. */
  readonly readsReferences?: boolean;
  readonly settings: z.ZodType<Settings>;
  files(settings: Settings, context: RetrieverContext): readonly string[];
  /** The assistant its settings name for the vectors of texts. Default: it asks no model. */
  embedder?(settings: Settings): string;
  open(settings: Settings, context: RetrieverContext, vectorOf: VectorOf): Promise<OpenRetriever>;
}

/** Key, explanation and whatever else would give the answer away are taken off before a retriever sees an item. */
function withoutAnswer(item: Item, sees: RetrieverSight): Item {
  const { rubric: _, ...rest } = item;
  return {
    ...(sees.references ? item : rest),
    accepted: [],
    references: sees.references ? item.references : [],
    keyHistory: [],
    options: sees.options ? item.options : [],
  };
}

/** Make a retriever plugin. */
export function defineRetriever<Settings>(specification: RetrieverSpecification<Settings>): Retriever {
  const { name, description, source, languages, readsOptions, settings: schema } = specification;
  const readsReferences = specification.readsReferences === true;
  return {
    kind: "retriever",
    name,
    description,
    source,
    languages,
    readsOptions: typeof readsOptions === "function" ? "by-setting" : readsOptions,
    readsReferences,
    settings: schema,
    configure: (raw, context) => {
      const settings = parseSettings(`retriever ${name}`, schema, raw);
      const sees: RetrieverSight = {
        options: typeof readsOptions === "function" ? readsOptions(settings) : readsOptions,
        references: readsReferences,
      };
      return {
        files: specification.files(settings, context),
        sees,
        embedder: specification.embedder?.(settings) ?? null,
        open: async (vectorOf = () => null) => {
          const { retrieve, vectors } = await specification.open(settings, context, vectorOf);
          return {
            retrieve: (item) => retrieve(withoutAnswer(item, sees)),
            ...(vectors === undefined
              ? {}
              : {
                  vectors: {
                    searched: () => vectors.searched(),
                    textFor: (item) => vectors.textFor(withoutAnswer(item, sees)),
                    missing: (item) => vectors.missing(withoutAnswer(item, sees)),
                  },
                }),
          };
        },
      };
    },
  };
}
