import { z } from "zod";
import { DataError, type Place } from "../base/errors.ts";
import { annotationCode, notApplicable } from "../lexicons/cmexam-annotations.ts";
import type { Item } from "../records/item.ts";
import { contentIds } from "./content-id.ts";
import { readCsvRecords } from "./csv-records.ts";
import { type DatasetContext, defineDataset, type LoadedRow, type RowProblem } from "./define.ts";
import { loadedRow, rowWarning, unusableRow } from "./loaded-row.ts";
import { optionLines } from "./option-lines.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("The CSV file (train, val or test_with_annotations), relative to the study file."),
});

/** Column names by part: the published ones, and the Chinese ones that the authors' scripts expect. */
const columnNames = {
  question: ["Question", "题目", "问题"],
  options: ["Options", "选项"],
  answer: ["Answer", "答案"],
  explanation: ["Explanation", "答案解析", "解析"],
} as const;

/** Annotation columns and the tags they become. */
const annotationColumns: Readonly<Record<string, string>> = {
  "Disease Group": "diseaseGroup",
  "Area of Competency": "competency",
  "Clinical Department": "department",
  "Medical Discipline": "discipline",
};
const difficultyColumn = "Difficulty level";

/** CMExam in the layout of its released CSV files. */
export default defineDataset({
  name: "cmexam",
  description: "CMExam: 68,119 Chinese licensing questions with explanations; its test split has five annotations",
  source: "arXiv 2306.03030, https://github.com/williamliujl/CMExam",
  languages: ["zh"],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: ({ path }, context) => readRows(path, context),
});

type Columns = Readonly<Record<keyof typeof columnNames, string | undefined>>;

async function* readRows(path: string, context: DatasetContext): AsyncGenerator<LoadedRow> {
  const file = context.resolvePath(path);
  const contentId = contentIds("cmexam");
  let columns: Columns | undefined;
  const records = readCsvRecords(file, (header) => {
    columns = findColumns(file, header);
  });
  for await (const { place, value } of records) {
    const cell = (column: string | undefined): string => (column === undefined ? "" : present(value[column]));
    const question = cell(columns?.question);
    const options = cell(columns?.options);
    yield toRow(place, contentId(question, options), {
      question,
      options,
      answer: cell(columns?.answer),
      explanation: cell(columns?.explanation),
      annotation: cell,
    });
  }
}

function findColumns(file: string, header: readonly string[]): Columns {
  const find = (names: readonly string[]): string | undefined => names.find((name) => header.includes(name));
  const columns = {
    question: find(columnNames.question),
    options: find(columnNames.options),
    answer: find(columnNames.answer),
    explanation: find(columnNames.explanation),
  };
  const needed = ["question", "options", "answer"] as const;
  const missing = needed.filter((part) => columns[part] === undefined).map((part) => columnNames[part].join(" or "));
  if (missing.length > 0) {
    const message = `no column ${missing.join(", no column ")}; the columns are ${header.join(", ")}`;
    throw new DataError("DATASET_COLUMN_MISSING", message, { place: { file, line: 1 } });
  }
  return columns;
}

/** A cell's text; "nan" is what the export wrote for an empty cell. */
function present(cell: string | undefined): string {
  return cell === undefined || cell.trim().toLowerCase() === "nan" ? "" : cell;
}

interface Cells {
  readonly question: string;
  readonly options: string;
  readonly answer: string;
  readonly explanation: string;
  annotation(column: string): string;
}

function toRow(place: Place, id: string, cells: Cells): LoadedRow {
  const { options, joined, unread } = optionLines(cells.options);
  if (unread.length > 0) {
    return unusableRow(place, `cannot read options from "${cells.options.slice(0, 200)}"`);
  }
  const problems: RowProblem[] = joined.map((line) =>
    rowWarning(`the option line "${line}" has no letter of its own and was joined to the option before it`),
  );
  const letters = cells.answer.toUpperCase().replace(/[\s,，、;；]/gu, "");
  if (!/^[A-Z]*$/u.test(letters)) {
    return unusableRow(place, `the answer is "${cells.answer}"; letters were expected`);
  }
  const key = [...new Set(letters)].sort();
  const item: Item = {
    id,
    language: "zh",
    kind: key.length > 1 ? "multiple" : "single",
    stem: cells.question,
    options,
    accepted: key.length === 0 ? [] : [key],
    tags: {
      ...(key.length === 0 ? {} : { questionType: [key.length > 1 ? "multiple" : "single"] }),
      ...annotations(cells, problems),
    },
    references: cells.explanation.trim() === "" ? [] : [cells.explanation],
    weight: 1,
  };
  return loadedRow(place, item, problems);
}

function annotations(cells: Cells, problems: RowProblem[]): Record<string, string[]> {
  const tags: Record<string, string[]> = {};
  for (const [column, tag] of Object.entries(annotationColumns)) {
    const label = cells.annotation(column).trim();
    if (label === "" || label === notApplicable) {
      continue;
    }
    const code = annotationCode(tag, label);
    if (code === undefined) {
      problems.push(rowWarning(`unknown ${column} "${label}", kept as it is`));
    }
    tags[tag] = [code ?? label];
  }
  // A column with an empty cell anywhere is exported with decimals.
  const level = cells.annotation(difficultyColumn).trim().replace(/\.0$/u, "");
  if (level !== "" && level !== notApplicable) {
    if (!/^[1-5]$/u.test(level)) {
      problems.push(rowWarning(`unknown ${difficultyColumn} "${level}", kept as it is`));
    }
    tags["difficulty"] = [level];
  }
  return tags;
}
