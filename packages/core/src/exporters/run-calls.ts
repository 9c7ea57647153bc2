import { DataError } from "../base/errors.ts";
import type { Answer } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import type { Prompt } from "../records/prompt.ts";
import type { Score } from "../records/score.ts";
import type { Variant } from "../records/variant.ts";
import { readJournal } from "../runs/journal.ts";
import { type CompletionLine, parseCompletionLine } from "../runs/journal-entry.ts";
import { type LineCursor, openLineCursor } from "../runs/line-cursor.ts";
import { type RunFileName, runFile, runFileNames } from "../runs/run-files.ts";
import { placeOf } from "../runs/walk.ts";
import { indexLines } from "./indexed-lines.ts";
import type { ExportedRun } from "./open-run.ts";

/** One finished call with everything that belongs to it. */
export interface ExportedCall {
  readonly answer: Answer;
  readonly completion: CompletionLine;
  /**
   * One a scorer of its exam's answers and of their form, in study order; none of these where the item has no key, and none
   * for the form where nothing asked for one. What replies say is not exported reply by reply.
   */
  readonly scores: readonly Score[];
  /** The item as it was put: perturbed, if it was. */
  readonly variant: Variant;
  readonly prompt: Prompt;
}

/** Reads the calls of a run in plan order. */
export interface RunCalls {
  /**
   * The calls of one model. Models must be read in study order and each to its end: the files are read once, from
   * front to back. Throws RUN_FILES_DISAGREE when they do not fit together.
   */
  of(model: string): Generator<ExportedCall>;
  close(): Promise<void>;
}

type ItemLine = Item & { readonly exam: string };
type VariantLine = Omit<Variant, "item"> & { readonly exam: string; readonly item?: Item };

/**
 * Open the calls of a run. Memory grows by about 60 bytes a call and 60 bytes a prompt; texts are read when their
 * call comes.
 */
export async function openRunCalls(run: Pick<ExportedRun, "folder" | "scorersOf">): Promise<RunCalls> {
  const { folder } = run;
  const prompts = await indexLines(runFile(folder, "prompts"), promptHash);
  const journal = readJournal(runFile(folder, "completions"));
  const answers = openLineCursor(runFile(folder, "answers"));
  const scores = openLineCursor(runFile(folder, "scores"));
  let waiting: Answer | undefined;

  const nextAnswer = (): Answer | undefined => {
    const line = answers.next();
    return line === undefined ? undefined : parse<Answer>(line, folder, "answers");
  };
  let ahead: Score | undefined;
  const nextScore = (): Score | undefined => {
    const line = scores.next();
    return line === undefined ? undefined : parse<Score>(line, folder, "scores");
  };
  const scoresOf = (answer: Answer): Score[] => {
    const wanted = run.scorersOf(answer.exam);
    const own: Score[] = [];
    for (ahead ??= nextScore(); ahead?.callId === answer.callId; ahead = nextScore()) {
      own.push(ahead);
    }
    const marks = own.filter(({ scorer }) => wanted.includes(scorer));
    const isMarked = marks.length === own.length;
    const inOrder = marks.every(
      ({ scorer }, at) => at === 0 || wanted.indexOf(scorer) > wanted.indexOf(marks[at - 1]?.scorer ?? ""),
    );
    if (!inOrder || (isMarked && marks[0]?.scorer !== wanted[0])) {
      throw disagreement(folder, "scores", answer);
    }
    return marks;
  };

  function* callsOf(model: string): Generator<ExportedCall> {
    const variants = createVariantReader(folder);
    try {
      waiting ??= nextAnswer();
      while (waiting !== undefined && waiting.model === model) {
        const answer = waiting;
        const entry = journal.index.find(placeOf(answer));
        if (entry === null) {
          throw disagreement(folder, "completions", answer);
        }
        const completion = parseCompletionLine(journal.read(entry), runFile(folder, "completions"));
        const prompt = prompts.find(completion.promptHash);
        if (completion.callId !== answer.callId || prompt === null) {
          throw disagreement(folder, prompt === null ? "prompts" : "completions", answer);
        }
        yield {
          answer,
          completion,
          scores: scoresOf(answer),
          variant: variants.find(answer),
          prompt: parse<Prompt>(prompt, folder, "prompts"),
        };
        waiting = nextAnswer();
      }
    } finally {
      variants.close();
    }
  }

  return {
    of: callsOf,
    close: async () => {
      prompts.close();
      answers.close();
      scores.close();
      await journal.close();
    },
  };
}

/** `{"hash":"` comes first in every line of prompts.jsonl. */
function promptHash(line: string): string {
  return line.slice(9, 41);
}

/** Variants with their items, from items.jsonl and variants.jsonl side by side: both are in plan order. */
function createVariantReader(folder: string): { find(answer: Answer): Variant; close(): void } {
  const items = openLineCursor(runFile(folder, "items"));
  const variants = openLineCursor(runFile(folder, "variants"));
  let item: ItemLine | undefined;
  let variant: VariantLine | undefined;
  return {
    find: (answer) => {
      while (variant === undefined || variant.exam !== answer.exam || variant.id !== answer.variantId) {
        variant = parse<VariantLine>(nextLine(variants, folder, "variants", answer), folder, "variants");
      }
      while (item === undefined || item.exam !== answer.exam || item.id !== answer.itemId) {
        item = parse<ItemLine>(nextLine(items, folder, "items", answer), folder, "items");
      }
      const { exam: _exam, ...plain } = item;
      const { exam: _examOfVariant, ...address } = variant;
      return { ...address, item: variant.item ?? plain };
    },
    close: () => {
      items.close();
      variants.close();
    },
  };
}

function nextLine(cursor: LineCursor, folder: string, name: RunFileName, answer: Answer): string {
  const line = cursor.next();
  if (line === undefined) {
    throw disagreement(folder, name, answer);
  }
  return line;
}

function parse<T>(line: string, folder: string, name: RunFileName): T {
  try {
    return JSON.parse(line) as T;
  } catch (cause) {
    throw new DataError("RUN_FILES_DISAGREE", "a line is not JSON", { place: { file: runFile(folder, name) }, cause });
  }
}

function disagreement(folder: string, name: RunFileName, answer: Answer): DataError {
  return new DataError(
    "RUN_FILES_DISAGREE",
    `${runFileNames.answers} has a call of ${answer.model} for variant ${answer.variantId} (arm ${answer.arm}, repeat ${answer.repeat}) that is not there`,
    { place: { file: runFile(folder, name), itemId: answer.itemId } },
  );
}
