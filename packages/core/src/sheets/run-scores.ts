import { DataError } from "../base/errors.ts";
import type { Answer } from "../records/answer.ts";
import type { Score } from "../records/score.ts";
import { openLineCursor } from "../runs/line-cursor.ts";
import { runFile } from "../runs/run-files.ts";

/** The scores of a run beside its answers. */
export interface RunScores {
  /** Scores of the next reply, one a scorer, in the order of the run's scorers. Throws RUN_FILES_DISAGREE without any. */
  of(answer: Answer): readonly Score[];
  close(): void;
}

/** scores.jsonl, read forward, reply by reply in the order of answers.jsonl. */
export function openScores(folder: string): RunScores {
  const path = runFile(folder, "scores");
  const cursor = openLineCursor(path);
  const next = (): Score | null => {
    const line = cursor.next();
    return line === undefined || line === "" ? null : (JSON.parse(line) as Score);
  };
  let waiting = next();
  return {
    of: (answer) => {
      const found: Score[] = [];
      for (; waiting !== null && waiting.callId === answer.callId; waiting = next()) {
        found.push(waiting);
      }
      if (found.length === 0) {
        throw new DataError("RUN_FILES_DISAGREE", `no points for the call ${answer.callId}`, {
          place: { file: path, itemId: answer.itemId },
        });
      }
      return found;
    },
    close: () => cursor.close(),
  };
}
