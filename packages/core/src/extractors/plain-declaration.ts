import type { Reading } from "../records/answer.ts";
import type { Prompt } from "../records/prompt.ts";

/** A longer reply may say more than its declaration. */
const longestPlain = 48;
/** An option whose text is this short could itself be meant by a letter or number. */
const shortestText = 4;

const label = String.raw`[*_("“]*([A-Za-z0-9]{1,4})[*_)"”]*[.。]?[*\s]*$`;

/** What the layers would find, too, said in one line and nothing else. The whole reply must match. */
const plainForms: readonly { readonly rule: string; readonly form: RegExp }[] = [
  {
    rule: "final-answer",
    form: new RegExp(
      String.raw`^[*\s]*(?:(?:final )?answer|答案|respuesta(?: final)?|resposta(?: final)?)[ *]*[:：]\s*${label}`,
      "iu",
    ),
  },
  {
    rule: "declared",
    form: new RegExp(
      String.raw`^(?:the (?:correct )?answer is|(?:正确)?答案是|la respuesta correcta es(?: la)?|a resposta correta é(?: a letra)?)[:：]?\s*${label}`,
      "iu",
    ),
  },
];

/**
 * The reading of a reply that is one declaration and nothing else ("The answer is **C**."), without the work the
 * layers do for replies that say more; null for any other reply. It finds what the layers find: a property test
 * holds the two together.
 */
export function readPlainDeclaration(text: string, prompt: Prompt): Reading | null {
  if (text.length > longestPlain || prompt.labels.some((option) => option.text.length <= shortestText)) {
    return null;
  }
  for (const { rule, form } of plainForms) {
    const found = form.exec(text)?.[1];
    const shown = found === undefined ? undefined : prompt.labels.find((option) => option.label === found);
    if (found !== undefined && shown !== undefined) {
      const start = text.lastIndexOf(found);
      return {
        status: "chosen",
        optionIds: [shown.optionId],
        labels: [shown.label],
        rule,
        span: [start, start + found.length],
      };
    }
  }
  return null;
}
