import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Adherence } from "../records/adherence.ts";
import type { AnswerForm, Prompt, PromptLabel } from "../records/prompt.ts";
import { looseForms } from "./loose-forms.ts";

/** What an exemplary reply says. */
export interface ExampleReply {
  /** Language of the prompt. */
  readonly language: string;
  readonly labels: readonly PromptLabel[];
  /** The labels it names, in display order; where the prompt shows none, the texts of the answer. At least one. */
  readonly answer: readonly string[];
  /** Why that is the answer; "" where nothing is known. */
  readonly explanation: string;
}

/** An instruction with its settings. */
export interface ConfiguredInstruction {
  /** What the extractor is told to expect of a reply that follows it. */
  readonly answerForm: AnswerForm;
  /** Its name in arms and tables, where its settings decide it; absent: the plugin's name. */
  readonly armName?: string;
  /** What is said to the model, in the prompt's language; English where there are no words in it. */
  say(language: string, labels: readonly PromptLabel[]): string;
  /** A reply that keeps to it strictly: the answer of a worked example. */
  example(reply: ExampleReply): string;
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
  /** Undefined: the plugin's name. */
  armName?(settings: Settings): string | undefined;
  say(language: string, labels: readonly PromptLabel[], settings: Settings): string;
  example(reply: ExampleReply, settings: Settings): string;
  /** Whether exactly this text keeps to the instruction. It is not empty, and white space around it is gone. */
  keeps(text: string, prompt: Prompt, settings: Settings): boolean;
}

/**
 * Make an instruction plugin. Strict adherence is that of the reply as it came; loose adherence is strict adherence of
 * the reply or of one of its loose forms. White space around a reply never counts: chat templates and servers put it
 * there as often as models do.
 */
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
      const keeps = (text: string, prompt: Prompt): boolean => {
        const bare = text.trim();
        return bare !== "" && specification.keeps(bare, prompt, settings);
      };
      return {
        answerForm,
        ...(armName === undefined ? {} : { armName }),
        say: (language, labels) => specification.say(language, labels, settings),
        example: (reply) => specification.example(reply, settings),
        check: (text, prompt) => {
          const strict = keeps(text, prompt);
          return { strict, loose: strict || looseForms(text).some((form) => keeps(form, prompt)) };
        },
      };
    },
  };
}
