import { readFileSync, statSync } from "node:fs";
import { messageOf, UsageError, VivaError } from "../base/errors.ts";
import { limits } from "../base/limits.ts";

/** The text of a study or price file. Throws STUDY_NOT_FOUND. */
export function readStudyText(file: string): string {
  try {
    if (statSync(file).size > limits.studyFileBytes) {
      throw new UsageError("STUDY_NOT_FOUND", `larger than ${limits.studyFileBytes} bytes, so not a study file`, {
        place: { file },
      });
    }
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (cause instanceof VivaError) {
      throw cause;
    }
    throw new UsageError("STUDY_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file }, cause });
  }
}
