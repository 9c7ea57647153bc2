import { createHashIndex } from "../base/hash-index.ts";
import { createLineWriter, type LineWriter } from "../base/lines.ts";
import type { Estimate } from "../records/estimate.ts";
import type { Prompt } from "../records/prompt.ts";
import type { ModelCounts } from "../records/report-input.ts";
import { estimateAll } from "./estimates.ts";
import { inColumnOrder, markingColumns, scorersOf, textScorers } from "./exam-scorers.ts";
import type { FinishedCall } from "./journal-entry.ts";
import type { JudgedCalls } from "./judged-calls.ts";
import { extractorOf } from "./likelihood-readings.ts";
import { createOperationsCollector, type ModelOperations } from "./operations.ts";
import { createOtherReadings, type MarkedCall } from "./other-readings.ts";
import type { ReadingRow } from "./reading-columns.ts";
import { type ScaledMark, scaledMark } from "./scaled-mark.ts";
import { createScoreTableBuilder } from "./score-table-builder.ts";
import type { Study, StudyModel, StudyScorer } from "./study.ts";
import { createTextColumns, type TextColumns } from "./text-columns.ts";
import type { PlannedCall } from "./walk.ts";

/** What one model's calls come to. */
export interface DerivedModel {
  readonly counts: ModelCounts;
  readonly operations: ModelOperations;
  readonly estimates: readonly Estimate[];
  readonly sensitivity: readonly Estimate[];
}

/** Reads, marks and measures one model's calls, one by one in plan order. */
export interface ModelDerivation {
  /** The next call of the plan; `finished` is null when it is not made or has no completion. */
  add(planned: PlannedCall, finished: FinishedCall | null): void;
  /** End the files and compute the estimates. */
  finish(): DerivedModel;
  /** Give up: the files are removed. Harmless after `finish`. */
  discard(): void;
}

/** Where a model's part of the derived files is written. */
export interface DerivedParts {
  readonly answers: string;
  readonly scores: string;
  /** Null for all but one model: prompts are the same for each. */
  readonly prompts: string | null;
}

/** Tags that strata and measures over a tag need. */
function tagsOf(study: Study): string[] {
  const over = study.measures.flatMap(({ settings }) =>
    typeof settings["over"] === "string" ? [settings["over"]] : [],
  );
  return [...new Set([...study.strata.flat(), ...over])];
}

/**
 * Start deriving a model's part, of about so many calls.
 *
 * @param judges What judges replied; null for a study whose scorers ask nobody.
 */
export function createModelDerivation(
  study: Study,
  model: StudyModel,
  parts: DerivedParts,
  expectedCalls: number,
  judges: JudgedCalls | null = null,
): ModelDerivation {
  const answers = createLineWriter(parts.answers);
  const scores = createLineWriter(parts.scores);
  const prompts = parts.prompts === null ? null : createLineWriter(parts.prompts);
  const writers = [answers, scores, ...(prompts === null ? [] : [prompts])];
  const promptHashes = createHashIndex(prompts === null ? undefined : expectedCalls);
  const others = createOtherReadings(study);
  const columns = inColumnOrder(study.scorers);
  const ofTexts = textScorers(columns);
  const texts = ofTexts.length === 0 ? null : createTextColumns(ofTexts, expectedCalls);
  const scorers = columns.slice(0, columns.length - ofTexts.length);
  const table = createScoreTableBuilder(
    [scorers.map(({ name }) => name), ...others.scorers],
    tagsOf(study),
    expectedCalls,
    texts,
  );
  const [own, ...further] = table.readings;
  const collector = createOperationsCollector(model, expectedCalls);
  const notMade: Record<string, number> = {};
  let planned = 0;
  let finishedCalls = 0;
  return {
    add: (call, finished) => {
      planned += 1;
      const { prompt } = call.posed;
      if (prompts !== null && promptHashes.add(prompt.hash).isNew) {
        prompts.write(promptJson(call.posed));
      }
      if (call.notMade !== null) {
        notMade[call.notMade] = (notMade[call.notMade] ?? 0) + 1;
      }
      const state = call.notMade ?? (finished === null ? "unfinished" : "finished");
      const reply = state === "finished" ? finished : null;
      if (reply !== null) {
        finishedCalls += 1;
        collector.add(reply);
      }
      // Only the reply to a conversation's last turn is an answer.
      if (call.next !== null) {
        return;
      }
      table.add(call, state, reply);
      const marked = reply === null ? null : markedReply(call, reply);
      own?.push(marked === null ? null : markCall(study, call, marked, { answers, scores, scorers, texts, judges }));
      texts?.endRow();
      others.add(call, marked, further);
    },
    finish: () => {
      for (const writer of writers) {
        writer.finish();
      }
      const operations = collector.summary();
      const made = planned - Object.values(notMade).reduce((sum, count) => sum + count, 0);
      const measured = estimateAll(study, table.build(0), table.tags, markingColumns(study, columns));
      const estimates = namingExtractors(study, measured.estimates);
      const sensitivity = namingExtractors(study, measured.sensitivity);
      return {
        operations,
        estimates,
        sensitivity: [...sensitivity, ...others.estimates((reading) => table.build(1 + reading))],
        counts: {
          model: model.id,
          backend: model.use,
          planned,
          finished: finishedCalls,
          unfinished: made - finishedCalls,
          notMade,
          promptTokens: operations.promptTokens,
          completionTokens: operations.completionTokens,
          cost: operations.cost,
        },
      };
    },
    discard: () => {
      for (const writer of writers) {
        writer.discard();
      }
    },
  };
}

/** Estimates with the name of what read their answers: it is another one where likelihoods were asked for. */
function namingExtractors(study: Study, estimates: readonly Estimate[]): readonly Estimate[] {
  const names = new Map(study.arms.map((arm) => [arm.name, extractorOf(study, arm).use]));
  return study.arms.every(({ likelihood }) => likelihood === null)
    ? estimates
    : estimates.map((row) => ({ ...row, extractor: names.get(row.arm) ?? row.extractor }));
}

/** A prompt as its line in prompts.jsonl. */
function promptJson({ prompt, messagesJson }: PlannedCall["posed"]): string {
  const { hash, labels, answerForm, choose, language } = prompt;
  const rest: Omit<Prompt, "messages" | "hash"> = { labels, answerForm, choose, language };
  return `{"hash":"${hash}","messages":${messagesJson},${JSON.stringify(rest).slice(1)}`;
}

/** A reply with how it kept to the instruction of its way of asking. */
function markedReply({ posed: { prompt }, arm }: PlannedCall, completion: FinishedCall): MarkedCall {
  const adherence = arm.instruction?.configured.check(completion.text, prompt) ?? null;
  return { completion, prompt, adherence };
}

/** Where the marks of a reply go. */
interface MarkedInto {
  readonly answers: LineWriter;
  readonly scores: LineWriter;
  /** Scorers of answers and their form, one column each. */
  readonly scorers: readonly StudyScorer[];
  readonly texts: TextColumns | null;
  readonly judges: JudgedCalls | null;
}

/** Read and mark one reply: writes its lines and gives its row. */
function markCall(
  study: Study,
  planned: PlannedCall,
  reply: MarkedCall,
  { answers, scores, scorers, texts, judges }: MarkedInto,
): ReadingRow {
  const { posed, item, addressJson, arm } = planned;
  const { call, variant } = posed;
  const { configured, use, version } = extractorOf(study, arm);
  const reading = configured.extract(reply.completion, reply.prompt);
  const { status, optionIds, labels, rule, span, confidence } = reading;
  const truncated = reply.completion.finishReason === "length";
  // Both lines begin with the same fields.
  const head = `{"callId":"${call.id}",${addressJson},`;
  const read = JSON.stringify({
    status,
    optionIds,
    labels,
    rule,
    span,
    truncated,
    ...(confidence === undefined ? undefined : { confidence }),
  });
  answers.write(`${head}"extractor":{"name":${JSON.stringify(use)},"version":${version}},${read.slice(1)}`);
  const marks: (ScaledMark | null)[] = scorers.map(() => null);
  for (const scorer of scorersOf(study, call.exam)) {
    if (scorer.marks === "form" && arm.instruction === null) {
      continue;
    }
    if (scorer.marks === "answer" && item.accepted.length === 0) {
      // Posed for what its reply says: there is no key to mark it by.
      continue;
    }
    const judged = judges === null ? reply : judges.judged(planned, scorer, reply);
    if (judged === null) {
      // Not among the replies that are judged.
      continue;
    }
    const mark = scorer.configured.score(reading, variant.item, judged);
    scores.write(head + JSON.stringify({ scorer: scorer.name, ...mark }).slice(1));
    if (scorer.marks === "text") {
      texts?.mark(scorer, call.exam, variant.item, mark);
    } else {
      marks[scorers.indexOf(scorer)] = scaledMark(mark);
    }
  }
  return { status, optionIds, marks };
}
