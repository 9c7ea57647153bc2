import { z } from "zod";
import type { Prompt } from "../records/prompt.ts";
import { textsOf } from "./instruction-text.ts";
import { namesLabels } from "./written-answer.ts";

/** The setting of an instruction under which a reply may abstain. */
export const tokenSettings = z.strictObject({
  token: z
    .string()
    .regex(/^[^\s"“”](?:[^\n\r"“”]{0,38}[^\s"“”])?$/u, "one line without quotation marks, at most 40 characters")
    .optional()
    .describe(
      'What a reply may be instead of an answer, the same in every language. It must be something that the extractor reads as abstaining. Left out: "UNKNOWN", "不知道", "NO SÉ" or "NÃO SEI", by the prompt\'s language.',
    ),
});

/** The token that is said and looked for. */
export function tokenOf(language: string, { token }: z.infer<typeof tokenSettings>): string {
  return token ?? textsOf(language).abstention;
}

/** Whether a reply is labels and nothing else, or the token and nothing else. */
export function answersOrAbstains(text: string, prompt: Prompt, settings: z.infer<typeof tokenSettings>): boolean {
  return text === tokenOf(prompt.language, settings) || namesLabels(text, prompt);
}
