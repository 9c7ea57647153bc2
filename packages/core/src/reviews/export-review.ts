import { canonicalJson, fileHash, identityHash } from "../base/hash.ts";
import { publishedKey } from "../records/item.ts";
import { nameInReply } from "../records/prompt.ts";
import type { ReviewCase, ReviewPart, ReviewScheme, ReviewSheet } from "../records/review.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord, requireMeasured } from "../runs/run-record.ts";
import { blindedCall, callNames } from "../sheets/blinded-call.ts";
import { optionLines } from "../sheets/option-lines.ts";
import { replyExcerpt } from "../sheets/reply-excerpt.ts";
import { readSampledCalls, type SampledCall } from "../sheets/sampled-calls.ts";
import { rowIds } from "../sheets/sheet-row.ts";
import { shownHash } from "../sheets/shown-hash.ts";
import { drawReview, type ReviewSampleOptions } from "./draw-review.ts";
import { type ReviewStratum, reviewKeyFormat, writeReviewKey } from "./review-key.ts";

/** What raters get and what they are asked. */
export interface ExportReviewOptions extends Omit<ReviewSampleOptions, "by"> {
  readonly scheme: ReviewScheme;
  /** Tag the sample is spread over; default: the first the study breaks its results down by, else specialty. */
  readonly by?: string;
  /** Parts of a case that raters do not get at all; default: none. */
  readonly without?: readonly ReviewPart["name"][];
}

/** What was drawn. */
export interface ExportedReview {
  readonly sheet: ReviewSheet;
  readonly strata: readonly ReviewStratum[];
  /** Tag the sample was spread over. */
  readonly by: string;
  /** The key's file in the run folder. */
  readonly keyFile: string;
}

/**
 * Draw a blinded sheet of a run's replies and keep its key, and what raters were shown, in review/ of the run folder. No
 * model, way of asking or perturbation stands on the sheet; models' own names in replies are replaced. The same run and
 * options give the same sheet.
 *
 * Throws RUN_NOT_FOUND, RUN_UNFINISHED, RUN_FILES_DISAGREE, and ARGUMENT_INVALID for what `drawReview` cannot draw.
 */
export async function exportReview(folder: string, options: ExportReviewOptions): Promise<ExportedReview> {
  const { specification } = readRunRecord(folder);
  requireMeasured(folder);
  const answers = await fileHash(runFile(folder, "answers"));
  const strataTags = specification["strata"] as readonly (readonly string[])[] | undefined;
  const by = options.by ?? strataTags?.[0]?.[0] ?? "specialty";
  const { scheme, without = [], ...sample } = options;
  const { strata, sampled } = await drawReview(folder, specification, { ...sample, by });
  const calls = await readSampledCalls(
    folder,
    sampled.map(({ answer }) => answer),
  );
  const id = identityHash(canonicalJson({ answers, ...sample, by, scheme, without })).slice(0, 6);
  const blind = blindedCall(callNames(specification, calls));
  const rows = rowIds(id, calls.length);
  const cases = calls.map((call, place): ReviewCase => {
    const parts = partsOf(call, blind(call)).filter(({ name, text }) => text !== "" && !without.includes(name));
    return { row: rows[place] ?? "", language: call.item.language, parts, suggested: {} };
  });
  const sheet: ReviewSheet = { id, kind: "replies", scheme, cases };
  const keyFile = writeReviewKey(
    runFile(folder, "review"),
    {
      format: reviewKeyFormat,
      id,
      seed: options.seed,
      answers,
      outcomes: options.outcomes ?? [],
      models: [...new Set(strata.map(({ model }) => model))],
      strata,
      rows: calls.map(({ answer }, place) => {
        const { callId, exam, itemId, model } = answer;
        const shown = shownOf(cases[place]);
        return { row: rows[place] ?? "", callId, exam, itemId, model, stratum: sampled[place]?.stratum ?? -1, shown };
      }),
    },
    sheet,
  );
  return { sheet, strata, by, keyFile };
}

/** Hash that tells whether question and reply still stand in the row of a case. */
export function shownOf(one: Pick<ReviewCase, "parts"> | undefined): string {
  const text = (name: ReviewPart["name"]): string => one?.parts.find((part) => part.name === name)?.text ?? "";
  return shownHash(text("question"), text("reply"));
}

function partsOf({ item, prompt }: SampledCall, { stem, reply }: { stem: string; reply: string }): ReviewPart[] {
  const key = new Set(publishedKey(item));
  const keyed = prompt.labels.filter(({ optionId }) => key.has(optionId));
  const parts: readonly ReviewPart[] = [
    { name: "question", text: stem },
    { name: "options", text: optionLines(prompt.labels) },
    { name: "reply", text: reply },
    {
      name: "key",
      text: keyed
        .map((label) => (label.label === "" ? nameInReply(label) : `${label.label}) ${label.text}`))
        .join("\n"),
    },
    { name: "reference", text: item.references.join("\n\n") },
  ];
  return parts.map(({ name, text }) => ({ name, text: replyExcerpt(text) }));
}
