import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Item } from "../records/item.ts";

/** A piece of text put beside a question. */
export interface Passage {
  readonly id: string;
  readonly text: string;
  /** Higher is nearer; the scale is the retriever's own. */
  readonly score: number;
  /** File or graph it comes from. */
  readonly source: string;
}

/** What a retriever may use from outside. */
export interface RetrieverContext {
  resolvePath(path: string): string;
}

/** A retriever that has loaded what it searches. */
export interface OpenRetriever {
  /** Passages for an item, best first. Pure after opening. */
  retrieve(item: Item): readonly Passage[];
}

/** A retriever with its settings. */
export interface ConfiguredRetriever {
  /** Every file it reads, absolute. */
  readonly files: readonly string[];
  open(): Promise<OpenRetriever>;
}

/** A way to look something up for a question. */
export interface Retriever extends PluginFacts {
  readonly kind: "retriever";
  readonly languages: readonly string[] | "any";
  /** Whether the options take part in the search; a retriever never sees key or explanation. */
  readonly readsOptions: boolean;
  configure(settings: unknown, context: RetrieverContext): ConfiguredRetriever;
}

/** What a retriever file writes; `defineRetriever` makes it a plugin. */
export interface RetrieverSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly languages: readonly string[] | "any";
  readonly readsOptions: boolean;
  readonly settings: z.ZodType<Settings>;
  files(settings: Settings, context: RetrieverContext): readonly string[];
  open(settings: Settings, context: RetrieverContext): Promise<OpenRetriever>;
}

/** Key, explanation and whatever else would give the answer away are taken off before a retriever sees an item. */
function withoutAnswer(item: Item, readsOptions: boolean): Item {
  return { ...item, accepted: [], references: [], keyHistory: [], options: readsOptions ? item.options : [] };
}

/** Make a retriever plugin. */
export function defineRetriever<Settings>(specification: RetrieverSpecification<Settings>): Retriever {
  const { name, description, source, languages, readsOptions, settings: schema } = specification;
  return {
    kind: "retriever",
    name,
    description,
    source,
    languages,
    readsOptions,
    settings: schema,
    configure: (raw, context) => {
      const settings = parseSettings(`retriever ${name}`, schema, raw);
      return {
        files: specification.files(settings, context),
        open: async () => {
          const opened = await specification.open(settings, context);
          return { retrieve: (item) => opened.retrieve(withoutAnswer(item, readsOptions)) };
        },
      };
    },
  };
}
