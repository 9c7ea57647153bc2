import { UsageError } from "../base/errors.ts";
import type { CompletionLine } from "./journal-entry.ts";
import { runFileNames } from "./run-files.ts";
import type { PlannedCall } from "./walk.ts";

/** A finished call that would be another one under the study as it is now, saying what differs. */
export function conflictError(planned: PlannedCall, line: CompletionLine): UsageError {
  const { call, prompt } = planned.posed;
  const differing = [
    prompt.hash === line.promptHash ? "" : "its prompt",
    planned.parametersHash === line.parametersHash ? "" : "the model's backend or parameters",
  ].filter((part) => part !== "");
  const what = differing.length > 0 ? differing.join(" and ") : "its recorded reply";
  return new UsageError(
    "RUN_CONFLICT",
    `the finished call of ${call.model} for variant ${call.variantId} (arm ${call.arm}, repeat ${call.repeat}) would change: ${what} differs from ${runFileNames.completions}`,
    { place: { itemId: call.itemId } },
  );
}
