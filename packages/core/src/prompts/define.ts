import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Item } from "../records/item.ts";
import type { AnswerForm, Prompt, PromptLabel } from "../records/prompt.ts";
import type { Variant } from "../records/variant.ts";
import { withDialogue } from "./with-dialogue.ts";

/** What the answer of a worked example says, for a form of reply to put into its own shape. */
export interface AskedExample {
  /** Language of the prompt. */
  readonly language: string;
  /** The example's options under the labels they are shown with; empty labels where none are. */
  readonly labels: readonly PromptLabel[];
  /** The labels of its key, in display order; where none are shown, the texts. At least one. */
  readonly answer: readonly string[];
  /** Why that is the answer; "" where the example does not say. */
  readonly explanation: string;
}

/** What a reply is asked to look like, said instead of a prompt's own instruction for the form of answer. */
export interface AskedForm {
  /** The sentences, in the language asked for. */
  say(language: string, labels: readonly PromptLabel[]): string;
  /** What the extractor is told to expect. */
  readonly answerForm: AnswerForm;
  /** A reply that keeps to it: the answer of a worked example. Absent: a reply in the form of answer alone. */
  example?(reply: AskedExample): string;
}

/** What a prompt is made from. The key of the variant's item must not show in the result. */
export interface PromptInput {
  readonly variant: Variant;
  /** Passages put beside the question, best first; empty without a retriever. */
  readonly passages: readonly string[];
  /** Worked examples from a train source, in the order shown; never tested items. */
  readonly exemplars: readonly Item[];
  /** Replies to the earlier turns of the conversation, in order; absent or empty in the first turn. */
  readonly replies?: readonly string[];
  /** An instruction that takes the place of the prompt's own; absent: the prompt's own. */
  readonly askedForm?: AskedForm;
}

/** A prompt before it gets its hash. */
export type PromptDraft = Omit<Prompt, "hash">;

/** What a prompt may use from outside while it is configured; rendering uses nothing. */
export interface PromptContext {
  /** A path of the study as an absolute path: relative paths are resolved against the study file's folder. */
  resolvePath(path: string): string;
}

/** A prompt with its settings. */
export interface ConfiguredPrompt {
  /** Every file it was made from, absolute, so that a run can record their hashes; absent without any. */
  readonly files?: readonly string[];
  /** Its name in arms and tables, where its settings decide it; absent: the plugin's name. */
  readonly armName?: string;
  render(input: PromptInput): PromptDraft;
}

/** A way of asking. */
export interface PromptPlugin extends PluginFacts {
  readonly kind: "prompt";
  /** Languages it can ask in. */
  readonly languages: readonly string[];
  /** The settings of each way of asking that these settings stand for: most stand for one, themselves. */
  alternatives(settings: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[];
  /** Without a context, paths are taken as they stand. */
  configure(settings: unknown, context?: PromptContext): ConfiguredPrompt;
}

/** What a prompt's source file writes; `definePrompt` makes it a plugin. */
export interface PromptSpecification<Settings, Prepared = undefined> extends Omit<PluginFacts, "settings"> {
  readonly languages: readonly string[];
  readonly settings: z.ZodType<Settings>;
  /** Where one setting stands for several ways of asking: the settings of each. */
  alternatives?(settings: Settings): readonly Settings[];
  files?(settings: Settings, context: PromptContext): readonly string[];
  /** Read and compile, once, what every rendering needs. Only a prompt that reads files has this. */
  prepare?(settings: Settings, context: PromptContext): Prepared;
  armName?(settings: Settings, prepared: Prepared): string;
  /**
   * Pure: no file, clock or chance. What was said before the question (`item.dialogue`) is put in front of it afterwards, so
   * that no prompt need know of it.
   */
  render(input: PromptInput, settings: Settings, prepared: Prepared): PromptDraft;
}

const pathsAsTheyStand: PromptContext = { resolvePath: (path) => path };

/** Make a prompt plugin. Its settings are checked before anything else sees them. */
export function definePrompt<Settings, Prepared = undefined>(
  specification: PromptSpecification<Settings, Prepared>,
): PromptPlugin {
  const { name, description, source, languages, settings: schema } = specification;
  return {
    kind: "prompt",
    name,
    description,
    source,
    languages,
    settings: schema,
    alternatives: (raw) => {
      const settings = parseSettings(`prompt ${name}`, schema, raw);
      return (specification.alternatives?.(settings) ?? [settings]) as readonly Readonly<Record<string, unknown>>[];
    },
    configure: (raw, context = pathsAsTheyStand) => {
      const settings = parseSettings(`prompt ${name}`, schema, raw);
      // Prepared is undefined exactly where nothing prepares it.
      const prepared = specification.prepare?.(settings, context) as Prepared;
      const files = specification.files?.(settings, context);
      const armName = specification.armName?.(settings, prepared);
      return {
        ...(files === undefined ? {} : { files }),
        ...(armName === undefined ? {} : { armName }),
        render: (input) => {
          const draft = specification.render(input, settings, prepared);
          const { dialogue } = input.variant.item;
          return dialogue === undefined
            ? draft
            : { ...draft, messages: withDialogue(draft.messages, dialogue, input.replies?.length ?? 0) };
        },
      };
    },
  };
}
