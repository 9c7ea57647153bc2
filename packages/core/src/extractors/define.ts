import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Reading } from "../records/answer.ts";
import type { Completion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";

/** An extractor with its settings. */
export interface ConfiguredExtractor {
  /** What the reply answers. Pure; never throws, whatever the reply holds. */
  extract(completion: Completion, prompt: Prompt): Reading;
}

/** A way of reading replies. */
export interface Extractor extends PluginFacts {
  readonly kind: "extractor";
  /** Raised whenever a reply could be read differently than before. */
  readonly version: number;
  readonly languages: readonly string[] | "any";
  /** What of a completion it looks at. */
  readonly reads: "text" | "likelihoods";
  configure(settings: unknown): ConfiguredExtractor;
}

/** What an extractor file writes; `defineExtractor` makes it a plugin. */
export interface ExtractorSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly version: number;
  readonly languages: readonly string[] | "any";
  /** Default: "text". */
  readonly reads?: "text" | "likelihoods";
  readonly settings: z.ZodType<Settings>;
  extract(completion: Completion, prompt: Prompt, settings: Settings): Reading;
}

/** Make an extractor plugin. */
export function defineExtractor<Settings>(specification: ExtractorSpecification<Settings>): Extractor {
  const { name, description, source, version, languages, settings: schema } = specification;
  return {
    kind: "extractor",
    name,
    description,
    source,
    version,
    languages,
    reads: specification.reads ?? "text",
    settings: schema,
    configure: (raw) => {
      const settings = parseSettings(`extractor ${name}`, schema, raw);
      return { extract: (completion, prompt) => specification.extract(completion, prompt, settings) };
    },
  };
}
