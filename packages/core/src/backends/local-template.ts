import { createRequire } from "node:module";
import { DataError, messageOf } from "../base/errors.ts";
import type { Message } from "../records/prompt.ts";

/** Renders messages as a model's file says. */
export type RenderMessages = (messages: readonly Message[], parameters: Readonly<Record<string, unknown>>) => string;

interface Jinja {
  readonly Template: new (text: string) => { render(values: Readonly<Record<string, unknown>>): string };
}

/** Special tokens a template may name. */
export interface TemplateTokens {
  readonly bos: string;
  readonly eos: string;
}

/**
 * Read a chat template (Jinja, as Hugging Face and GGUF have it). The interpreter is the one that node-llama-cpp brings.
 * Rendering adds the words with which the model's turn begins.
 *
 * Throws LOCAL_TEMPLATE_INVALID for a template that cannot be read; so does rendering for one that refuses the messages,
 * for instance because it knows no system message.
 */
export function createTemplate(text: string, tokens: TemplateTokens, file: string): RenderMessages {
  const { Template } = loadJinja();
  const invalid = (cause: unknown): DataError =>
    new DataError("LOCAL_TEMPLATE_INVALID", `its chat template fails: ${messageOf(cause)}`, { place: { file }, cause });
  let template: InstanceType<Jinja["Template"]>;
  try {
    template = new Template(text);
  } catch (cause) {
    throw invalid(cause);
  }
  return (messages, parameters) => {
    try {
      return template.render({
        ...parameters,
        messages: messages.map(({ role, content }) => ({ role, content })),
        add_generation_prompt: true,
        bos_token: tokens.bos,
        eos_token: tokens.eos,
      });
    } catch (cause) {
      throw invalid(cause);
    }
  };
}

function loadJinja(): Jinja {
  const engine = createRequire(import.meta.url).resolve("node-llama-cpp");
  return createRequire(engine)("@huggingface/jinja") as Jinja;
}
