import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { readLines } from "../base/lines.ts";
import { readCsvRecords } from "./csv-records.ts";
import { type DatasetContext, defineDataset, type LoadedRow, type RowProblem } from "./define.ts";
import { loadedRow, rowWarning } from "./loaded-row.ts";

const splits = ["train", "dev", "test"] as const;
type Split = (typeof splits)[number];

const settings = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe(
      "The folder with question.csv and answer.csv as unpacked, or question.csv itself, relative to the study.",
    ),
  split: z
    .enum(splits)
    .optional()
    .describe("Only the questions of this split's candidates file. Without it all questions, each with its split."),
  answers: z
    .enum(["all", "first"])
    .default("all")
    .describe("Which answers of a question become references: all of them, or the first of the file."),
});

/**
 * cMedQA2 as free-text items: a patient's question, and the doctors' answers to it as references.
 *
 * Sure of the layout: zip archives of one file each, question.csv (`question_id`, `content`), answer.csv (`ans_id`,
 * `question_id`, `content`), and for each split a candidates file of numbers (train: `question_id`, `pos_ans_id`,
 * `neg_ans_id`; dev and test: `question_id`, `ans_id`, `cnt`, `label`), its name ending in .txt; the archives are to be
 * unpacked into one folder. Of the candidates only the question ids are read, for the split: they were made for ranking
 * answers, and which answers are right stands in answer.csv. Reconstructed: that a candidates file may also end in .csv,
 * and that the names may be in the plural, as the project's description has them.
 */
export default defineDataset({
  name: "cmedqa2",
  description: "cMedQA2: 108,000 questions of Chinese patients with 203,569 answers of doctors, as free text",
  source: "Zhang et al. 2018, doi:10.1109/ACCESS.2018.2883637, https://github.com/zhangsheng93/cMedQA2",
  languages: ["zh"],
  settings,
  files: (given, context) => Object.values(filesOf(given, context)).filter((file) => file !== undefined),
  load: (given, context) => readRows(given, filesOf(given, context)),
});

/** The files of one folder; a candidates file that is not there is left out. */
type Files = Readonly<Record<"questions" | "answers", string>> & { readonly [Name in Split]?: string | undefined };

function filesOf({ path, split }: z.infer<typeof settings>, context: DatasetContext): Files {
  const resolved = context.resolvePath(path);
  const folder = isFolder(resolved) ? resolved : dirname(resolved);
  const wanted = split === undefined ? splits : [split];
  const candidates = wanted.map((name) => {
    const file = anyOf(folder, [`${name}_candidates.txt`, `${name}_candidates.csv`]);
    if (file === undefined && split !== undefined) {
      throw missing(folder, `${name}_candidates.txt`);
    }
    return [name, file] as const;
  });
  return {
    questions: isFolder(resolved) ? requireOf(folder, ["question.csv", "questions.csv"]) : resolved,
    answers: requireOf(folder, ["answer.csv", "answers.csv"]),
    ...Object.fromEntries(candidates),
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function anyOf(folder: string, names: readonly string[]): string | undefined {
  return names.map((name) => join(folder, name)).find((file) => existsSync(file));
}

function requireOf(folder: string, names: readonly string[]): string {
  const file = anyOf(folder, names);
  if (file === undefined) {
    throw missing(folder, names[0] ?? "");
  }
  return file;
}

function missing(folder: string, name: string): DataError {
  const archive = name.replace(/\.\w+$/u, ".zip");
  const packed = existsSync(join(folder, archive));
  return new DataError("DATASET_NOT_FOUND", `has no ${name}${packed ? `, only ${archive}` : ""}`, {
    place: { file: folder },
    remedy: packed ? `Unpack ${archive} into this folder.` : `Put ${name} of the published archives into this folder.`,
  });
}

async function* readRows({ split, answers }: z.infer<typeof settings>, files: Files): AsyncGenerator<LoadedRow> {
  const splitOf = new Map<string, Split>();
  for (const name of splits) {
    const file = files[name];
    if (file !== undefined) {
      await readCandidates(file, name, splitOf);
    }
  }
  const isWanted = (id: string): boolean => split === undefined || splitOf.get(id) === split;
  const references = await readAnswers(files.answers, answers === "first", isWanted);
  const records = readCsvRecords(files.questions, requireColumns(files.questions, ["question_id", "content"]));
  for await (const { place, value } of records) {
    const id = (value["question_id"] ?? "").trim();
    if (!isWanted(id)) {
      continue;
    }
    const own = references.get(id) ?? [];
    const itsSplit = splitOf.get(id);
    const problems: RowProblem[] =
      own.length === 0 ? [rowWarning(`no answer to question ${id} in ${basename(files.answers)}`)] : [];
    const item = {
      id,
      language: "zh",
      kind: "free-text",
      stem: (value["content"] ?? "").trim(),
      options: [],
      accepted: [],
      tags: {},
      ...(itsSplit === undefined ? {} : { split: itsSplit }),
      references: own,
      weight: 1,
    } as const;
    yield loadedRow(place, item, problems);
  }
}

/** The split of every question a candidates file names. Millions of rows of numbers: only the first cell is looked at. */
async function readCandidates(file: string, split: Split, splitOf: Map<string, Split>): Promise<void> {
  let before = "";
  for await (const lines of readLines(file)) {
    for (const { number, text } of lines) {
      const id = text.slice(0, Math.max(0, text.indexOf(","))).trim();
      if (number === 1) {
        if (id !== "question_id") {
          const there = text.slice(0, 100);
          throw new DataError(
            "DATASET_COLUMN_MISSING",
            `the first column is not question_id; the header is "${there}"`,
            {
              place: { file, line: 1 },
            },
          );
        }
      } else if (id !== before) {
        splitOf.set(id, split);
        before = id;
      }
    }
  }
}

async function readAnswers(
  file: string,
  firstOnly: boolean,
  isWanted: (questionId: string) => boolean,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for await (const { value } of readCsvRecords(file, requireColumns(file, ["question_id", "content"]))) {
    const id = (value["question_id"] ?? "").trim();
    const text = (value["content"] ?? "").trim();
    const own = found.get(id);
    if (text === "" || !isWanted(id)) {
      continue;
    }
    if (own === undefined) {
      found.set(id, [text]);
    } else if (!firstOnly) {
      own.push(text);
    }
  }
  return found;
}

function requireColumns(file: string, needed: readonly string[]): (columns: readonly string[]) => void {
  return (columns) => {
    const lacking = needed.filter((name) => !columns.includes(name));
    if (lacking.length > 0) {
      const message = `no column ${lacking.join(", ")}; the columns are ${columns.join(", ")}`;
      throw new DataError("DATASET_COLUMN_MISSING", message, { place: { file, line: 1 } });
    }
  };
}
