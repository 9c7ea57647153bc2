import type { PromptLabel } from "../records/prompt.ts";

/** The options of a question as the sheet lists them, one a line: behind their labels, or behind a dash without any. */
export function optionLines(labels: readonly PromptLabel[]): string {
  return labels.map(({ label, text }) => (label === "" ? `- ${text}` : `${label}) ${text}`)).join("\n");
}
