import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunSurroundings } from "../run-record.ts";

/** A folder of its own for a test, with a small exam in it. */
export interface StudyFolder {
  readonly path: string;
  /** Write a file into it and return its path. */
  write(name: string, text: string): string;
  remove(): void;
}

/** A row of the small exam. */
export interface ExamRow {
  readonly id: string;
  readonly question: string;
  readonly options: Readonly<Record<string, string>>;
  readonly answer: string;
  readonly specialty?: string;
  readonly level?: string;
}

/** `count` rows whose key is A, B, C, D in turn; specialty and level alternate. */
export function examRowsForTests(count: number): ExamRow[] {
  return Array.from({ length: count }, (_row, index) => ({
    id: `q${String(index).padStart(4, "0")}`,
    question: `Question ${index}: which value belongs to case ${index}?`,
    options: { A: `alpha ${index}`, B: `beta ${index}`, C: `gamma ${index}`, D: `delta ${index}` },
    answer: "ABCD"[index % 4] ?? "A",
    specialty: index % 3 === 0 ? "neurology" : "cardiology",
    level: index % 2 === 0 ? "attending" : "senior",
  }));
}

/** The dataset lines of a study over exam.jsonl as `examRowsForTests` writes it. */
export const examDataset = `dataset:
  use: jsonl-file
  name: exam
  path: exam.jsonl
  language: en
  fields: { id: id, stem: question, options: options, key: answer, tags: { specialty: specialty, level: level } }
`;

/** Make a folder with exam.jsonl holding these rows. */
export function createStudyFolder(rows: readonly ExamRow[] = examRowsForTests(12)): StudyFolder {
  const path = mkdtempSync(join(tmpdir(), "viva-study-"));
  const write = (name: string, text: string): string => {
    const file = join(path, name);
    writeFileSync(file, text);
    return file;
  };
  write("exam.jsonl", `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
  return { path, write, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Surroundings in which nothing depends on the machine. */
export const stillSurroundings: RunSurroundings = {
  environment: {},
  now: () => 1_700_000_000_000,
  jitter: () => 0,
  gitRevision: null,
};
