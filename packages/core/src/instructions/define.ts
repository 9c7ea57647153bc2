import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Adherence } from "../records/adherence.ts";
import type { AnswerForm, Prompt, PromptLabel } from "../records/prompt.ts";
import { looseForms } from "./loose-forms.ts";

/** An instruction with its settings. */
export interface ConfiguredInstruction {
  /** What the extractor is told to expect of a reply that follows it. */
  readonly answerForm: AnswerForm;
  /** Its name in arms and tables, where its settings decide it; absent: the plugin's name. */
  readonly armName?: string;
  /** What is said to the model, in the prompt's language; English where there are no words in it. */
  say(language: string, labels: readonly PromptLabel[]): string;
  /** Whether a reply keeps to it. Pure; never throws, whatever the reply holds. An empty reply keeps to nothing. */
  check(text: string, prompt: Prompt): Adherence;
}

/** A form that replies are asked to have and that a machine can check. */
export interface Instruction extends PluginFacts {
  readonly kind: "instruction";
  /** Languages it has words in. */
  readonly languages: readonly string[];
  configure(settings: unknown): ConfiguredInstruction;
}

/** What an instruction file writes; `defineInstruction` makes it a plugin. */
export interface InstructionSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly languages: readonly string[];
  readonly settings: z.ZodType<Settings>;
  readonly answerForm: AnswerForm;
  armName?(settings: Settings): string;
  say(language: string, labels: readonly PromptLabel[], settings: Settings): string;
  /** Whether exactly this text keeps to the instruction. */
  keeps(text: string, prompt: Prompt, settings: Settings): boolean;
}

/** Make an instruction plugin. Loose adherence is strict adherence of the reply or of one of its loose forms. */
export function defineInstruction<Settings>(specification: InstructionSpecification<Settings>): Instruction {
  const { name, description, source, languages, answerForm, settings: schema } = specification;
  return {
    kind: "instruction",
    name,
    description,
    source,
    languages,
    settings: schema,
    configure: (raw) => {
      const settings = parseSettings(`instruction ${name}`, schema, raw);
      const armName = specification.armName?.(settings);
      const keeps = (text: string, prompt: Prompt): boolean =>
        text.trim() !== "" && specification.keeps(text, prompt, settings);
      return {
        answerForm,
        ...(armName === undefined ? {} : { armName }),
        say: (language, labels) => specification.say(language, labels, settings),
        check: (text, prompt) => {
          const strict = keeps(text, prompt);
          return { strict, loose: strict || looseForms(text).some((form) => keeps(form, prompt)) };
        },
      };
    },
  };
}
