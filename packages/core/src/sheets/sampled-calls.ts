import { DataError } from "../base/errors.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Answer } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import type { Prompt } from "../records/prompt.ts";
import type { Variant } from "../records/variant.ts";
import { readJournal } from "../runs/journal.ts";
import { type CompletionLine, parseCompletionLine } from "../runs/journal-entry.ts";
import { type RunFileName, runFile, runFileNames } from "../runs/run-files.ts";
import { placeOf } from "../runs/walk.ts";

/** A reply of the sample with what it answers. */
export interface SampledCall {
  readonly answer: Answer;
  readonly completion: CompletionLine;
  readonly prompt: Prompt;
  /** The item as it was put: perturbed, if it was. */
  readonly item: Item;
}

/**
 * The texts of some calls of a run, in their order. Streams the run's files; memory grows with the calls asked for.
 * Throws RUN_FILES_DISAGREE when a text is missing.
 */
export async function readSampledCalls(folder: string, answers: readonly Answer[]): Promise<readonly SampledCall[]> {
  const completions = await readCompletions(folder, answers);
  const promptHashes = new Set(completions.map(({ promptHash }) => promptHash));
  const prompts = new Map<string, Prompt>();
  for await (const prompt of recordsOf<Prompt>(folder, "prompts", (text) => promptHashes.has(text.slice(9, 41)))) {
    prompts.set(prompt.hash, prompt);
  }
  const wantedItems = new Set(answers.map(({ exam, itemId }) => nameOf(exam, itemId)));
  const items = new Map<string, Item>();
  for await (const { exam, ...item } of recordsOf<Item & { readonly exam: string }>(folder, "items")) {
    if (wantedItems.has(nameOf(exam, item.id))) {
      items.set(nameOf(exam, item.id), item);
    }
  }
  const wantedVariants = new Set(answers.map(({ exam, variantId }) => nameOf(exam, variantId)));
  for await (const variant of recordsOf<Variant & { readonly exam: string; readonly item?: Item }>(
    folder,
    "variants",
  )) {
    const name = nameOf(variant.exam, variant.id);
    if (wantedVariants.has(name) && variant.item !== undefined) {
      items.set(name, variant.item);
    }
  }
  return answers.map((answer, index) => {
    const completion = completions[index];
    const prompt = prompts.get(completion?.promptHash ?? "");
    // The original is written once, as the item; its variant has the item's id.
    const item = items.get(nameOf(answer.exam, answer.variantId)) ?? items.get(nameOf(answer.exam, answer.itemId));
    if (completion === undefined || prompt === undefined || item === undefined) {
      throw disagreement(folder, prompt === undefined ? "prompts" : "items", answer);
    }
    return { answer, completion, prompt, item };
  });
}

async function readCompletions(folder: string, answers: readonly Answer[]): Promise<readonly CompletionLine[]> {
  const path = runFile(folder, "completions");
  const journal = readJournal(path);
  try {
    return answers.map((answer) => {
      const entry = journal.index.find(placeOf(answer));
      const line = entry === null ? null : parseCompletionLine(journal.read(entry), path);
      if (line === null || line.callId !== answer.callId) {
        throw disagreement(folder, "completions", answer);
      }
      return line;
    });
  } finally {
    await journal.close();
  }
}

function nameOf(exam: string, id: string): string {
  return JSON.stringify([exam, id]);
}

function disagreement(folder: string, name: RunFileName, answer: Answer): DataError {
  return new DataError(
    "RUN_FILES_DISAGREE",
    `${runFileNames.answers} has the call ${answer.callId} of ${answer.model}, whose text is not there`,
    { place: { file: runFile(folder, name), itemId: answer.itemId } },
  );
}

async function* recordsOf<T>(
  folder: string,
  name: RunFileName,
  wanted: (text: string) => boolean = () => true,
): AsyncGenerator<T> {
  const path = runFile(folder, name);
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      if (wanted(line.text)) {
        yield parseJsonLine(line, path) as T;
      }
    }
  }
}
