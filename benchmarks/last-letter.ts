import { defineExtractor, z } from "@viva/core";

/** The last "answer is X" of a reply, else its last single capital letter. */
export default defineExtractor({
  name: "last-letter",
  description: "Takes the letter after the last 'answer is'",
  source: "Viva",
  version: 1,
  languages: ["en"],
  settings: z.strictObject({}),
  extract: ({ text }, prompt) => {
    const from = Math.max(0, text.lastIndexOf("answer is"));
    const found = /\b([A-Z])\b/.exec(text.slice(from));
    const label = prompt.labels.find((candidate) => candidate.label === found?.[1]);
    if (found === null || label === undefined) {
      return { status: "unreadable", optionIds: [], labels: [], rule: "none", span: null };
    }
    const at = from + found.index;
    return { status: "chosen", optionIds: [label.optionId], labels: [label.label], rule: "last", span: [at, at + 1] };
  },
});
