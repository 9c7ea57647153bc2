import { join } from "node:path";

/** Version of the run folder's layout; raised when a reader of the old one would go wrong. */
export const runFormat = 1;

/** Names of the files in a run folder. docs/run-folder.md says what each holds. */
export const runFileNames = {
  run: "run.json",
  items: "items.jsonl",
  exemplars: "exemplars.jsonl",
  variants: "variants.jsonl",
  contexts: "contexts.jsonl",
  prompts: "prompts.jsonl",
  completions: "completions.jsonl",
  failures: "failures.jsonl",
  answers: "answers.jsonl",
  scores: "scores.jsonl",
  judgements: "judgements.jsonl",
  preferences: "preferences.jsonl",
  estimates: "estimates.json",
  sensitivity: "sensitivity.json",
  comparisons: "comparisons.json",
  itemAnalysis: "item-analysis.json",
  robustness: "robustness.json",
  summary: "summary.json",
  operations: "operations.json",
  complete: "complete.json",
  lock: "lock.sqlite",
  report: "report",
  audit: "audit",
  review: "review",
} as const;

/** One of the files of a run folder. */
export type RunFileName = keyof typeof runFileNames;

/** The path of a file in a run folder. */
export function runFile(folder: string, name: RunFileName): string {
  return join(folder, runFileNames[name]);
}
