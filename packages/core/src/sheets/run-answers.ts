import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Answer } from "../records/answer.ts";
import { runFile } from "../runs/run-files.ts";

/** The answers of a run in plan order, streamed. */
export async function* answersOf(folder: string): AsyncGenerator<Answer> {
  const path = runFile(folder, "answers");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      yield parseJsonLine(line, path) as Answer;
    }
  }
}
