import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Item } from "../records/item.ts";
import type { Prompt } from "../records/prompt.ts";
import type { Variant } from "../records/variant.ts";

/** What a prompt is made from. The key of the variant's item must not show in the result. */
export interface PromptInput {
  readonly variant: Variant;
  /** Passages put beside the question, best first; empty without a retriever. */
  readonly passages: readonly string[];
  /** Worked examples from a train source, in the order shown; never tested items. */
  readonly exemplars: readonly Item[];
}

/** A prompt before it gets its hash. */
export type PromptDraft = Omit<Prompt, "hash">;

/** A prompt with its settings. */
export interface ConfiguredPrompt {
  render(input: PromptInput): PromptDraft;
}

/** A way of asking. */
export interface PromptPlugin extends PluginFacts {
  readonly kind: "prompt";
  /** Languages it can ask in. */
  readonly languages: readonly string[];
  configure(settings: unknown): ConfiguredPrompt;
}

/** What a prompt file writes; `definePrompt` makes it a plugin. */
export interface PromptSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly languages: readonly string[];
  readonly settings: z.ZodType<Settings>;
  render(input: PromptInput, settings: Settings): PromptDraft;
}

/** Make a prompt plugin. */
export function definePrompt<Settings>(specification: PromptSpecification<Settings>): PromptPlugin {
  const { name, description, source, languages, settings: schema } = specification;
  return {
    kind: "prompt",
    name,
    description,
    source,
    languages,
    settings: schema,
    configure: (raw) => {
      const settings = parseSettings(`prompt ${name}`, schema, raw);
      return { render: (input) => specification.render(input, settings) };
    },
  };
}
