import { readFileSync } from "node:fs";
import { auditEstimates } from "../audits/audit-record.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { randomStream } from "../base/random.ts";
import { leakingArms, type RecordedArm } from "../comparisons/recorded-arms.ts";
import { withheldAnalyses } from "../comparisons/withheld-analyses.ts";
import type { Answer } from "../records/answer.ts";
import type { Estimate } from "../records/estimate.ts";
import type { Item } from "../records/item.ts";
import type { Prompt } from "../records/prompt.ts";
import type { StatedElsewhere } from "../records/published-value.ts";
import type { ReplySample, ReportInput } from "../records/report-input.ts";
import type { RunAnalyses } from "../records/run-analyses.ts";
import type { Score } from "../records/score.ts";
import { reviewOfRun } from "../reviews/review-record.ts";
import { type Journal, readJournal } from "../runs/journal.ts";
import { parseCompletionLine } from "../runs/journal-entry.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord, requireMeasured } from "../runs/run-record.ts";
import { type RecordedScorer, scorerName } from "../runs/specification.ts";
import { placeOf } from "../runs/walk.ts";

/** Items shown in a report's browser at most. */
const mostItems = 500;
/** Replies shown at most, over all models; a page with more is slow to open. */
const mostReplies = 2000;

type ItemLine = Item & { readonly exam: string };

/** Choices for a report that are not in the run folder. */
export interface GatherOptions {
  /** Overrides the study's language. */
  readonly language?: ReportInput["language"];
  /** Overrides the study's choice. */
  readonly withholdItems?: boolean;
  /** How the models compare; left out of the report where they are not given. */
  readonly analyses?: RunAnalyses;
  /** Leave the item browser's replies out: then no large file is read. */
  readonly withoutReplies?: boolean;
}

/** What the specification in run.json says that a report needs. */
interface SpecificationForReport {
  readonly exams: readonly {
    readonly name: string;
    readonly use: string;
    /** Absent in runs of earlier versions: all of `scorers`. */
    readonly scorers?: readonly RecordedScorer[];
  }[];
  readonly models: readonly { readonly id: string; readonly backend: string }[];
  readonly arms: readonly RecordedArm[];
  readonly perturbations: readonly { readonly use: string }[];
  readonly scorers: readonly RecordedScorer[];
  readonly strata: readonly (readonly string[])[];
  readonly seed: number;
  readonly language: ReportInput["language"];
  readonly withholdItems: boolean;
  readonly fewShot: { readonly k: number; readonly train: { readonly name: string } } | null;
  /** These three are absent in runs of earlier versions. */
  readonly passMark?: number | null;
  readonly references?: StatedElsewhere["references"];
  readonly published?: StatedElsewhere["published"];
}

/**
 * Gather everything a report tells from a run folder. Throws RUN_NOT_FOUND when there is no run. Streaming: only
 * the shown replies are held.
 */
export async function gatherReport(folder: string, options: GatherOptions = {}): Promise<ReportInput> {
  const record = readRunRecord(folder);
  const specification = record.specification as unknown as SpecificationForReport;
  const summary = readSummary(folder);
  const review = await reviewOfRun(folder);
  const withheld = options.withholdItems ?? specification.withholdItems;
  const leaking = leakingArms(specification.arms);
  const chosen =
    options.withoutReplies === true ? new Map<string, ItemLine>() : await chooseItems(folder, specification);
  const samples = chosen.size === 0 ? [] : await gatherSamples(folder, chosen, specification, withheld);
  return {
    studyName: record.name,
    language: options.language ?? specification.language,
    vivaVersion: record.recorded.viva,
    specificationHash: record.specificationHash,
    gitRevision: record.recorded.gitRevision,
    complete: summary.models.every(({ unfinished }) => unfinished === 0),
    exams: summary.exams,
    models: summary.models,
    arms: specification.arms.map(({ name }) => name),
    ...(leaking.length === 0 ? {} : { leakingArms: leaking }),
    perturbations: ["none", ...specification.perturbations.map(({ use }) => use)],
    // What replies say is told in a section of its own.
    scorers: [...new Set(specification.scorers.filter(({ marks }) => marks !== "text").map(scorerName))],
    strata: specification.strata,
    estimates: [...readJson<Estimate[]>(runFile(folder, "estimates")), ...(await auditEstimates(folder))],
    sensitivity: readJson<Estimate[]>(runFile(folder, "sensitivity")),
    analyses: options.analyses === undefined ? null : withheld ? withheldAnalyses(options.analyses) : options.analyses,
    ...(review === null ? {} : { review }),
    stated: {
      passMark: specification.passMark ?? null,
      references: specification.references ?? [],
      published: specification.published ?? [],
    },
    samples,
    sampleRule: {
      shownItems: chosen.size,
      totalItems: summary.exams.reduce((sum, { nItems }) => sum + nItems, 0),
      seed: specification.seed,
    },
    fewShot:
      specification.fewShot === null ? null : { k: specification.fewShot.k, train: specification.fewShot.train.name },
    withheld,
  };
}

/** What a run counted of its exams and models. Throws RUN_UNFINISHED for one that was broken off before it was measured. */
export function readSummary(folder: string): Pick<ReportInput, "exams" | "models"> {
  requireMeasured(folder);
  return readJson(runFile(folder, "summary"));
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

/** Items for the browser: those with the smallest seeded draws, so that the choice looks at nothing else. */
async function chooseItems(
  folder: string,
  specification: SpecificationForReport,
): Promise<ReadonlyMap<string, ItemLine>> {
  const repliesPerItem =
    specification.models.length * specification.arms.length * (1 + specification.perturbations.length);
  const most = Math.max(1, Math.min(mostItems, Math.floor(mostReplies / Math.max(1, repliesPerItem))));
  let best: { draw: number; key: string; text: string }[] = [];
  for await (const lines of readLines(runFile(folder, "items"))) {
    for (const { text } of lines) {
      const key = keyOf(text);
      best.push({ draw: randomStream(specification.seed, "report", key).fraction(), key, text });
    }
    if (best.length > most * 4) {
      best = smallest(best, most);
    }
  }
  return new Map(smallest(best, most).map(({ key, text }) => [key, JSON.parse(text) as ItemLine]));
}

/** Where an item's line names exam and item, as JSON strings: most lines are passed over without being parsed. */
const itemHead = /^\{"exam":("(?:[^"\\]|\\.)*"),"id":("(?:[^"\\]|\\.)*")/;

function keyOf(line: string): string {
  const found = itemHead.exec(line);
  return found === null ? "" : `${found[1]}${found[2]}`;
}

function smallest<T extends { readonly draw: number }>(entries: readonly T[], most: number): T[] {
  return [...entries].sort((a, b) => a.draw - b.draw).slice(0, most);
}

function itemKey(exam: string, itemId: string): string {
  return `${JSON.stringify(exam)}${JSON.stringify(itemId)}`;
}

/** Where a line of answers.jsonl or scores.jsonl names its call, and the exam right behind. */
const callIdAt = '{"callId":"'.length;
const examAt = callIdAt + 32 + '","exam":'.length;

/**
 * Whether a line of answers.jsonl is about one of these items. There may be millions of lines and few items: what stands
 * where a chosen one's exam and id would stand is looked up, and nothing is taken apart.
 */
function namesOneOf(items: Iterable<ItemLine>): (line: string) => boolean {
  const heads = new Set([...items].map(({ exam, id }) => `${JSON.stringify(exam)},"itemId":${JSON.stringify(id)}`));
  const lengths = [...new Set([...heads].map(({ length }) => length))];
  return (line) => lengths.some((length) => heads.has(line.slice(examAt, examAt + length)));
}

async function gatherSamples(
  folder: string,
  chosen: ReadonlyMap<string, ItemLine>,
  specification: SpecificationForReport,
  withheld: boolean,
): Promise<ReplySample[]> {
  const answers = new Map<string, Answer>();
  for await (const answer of records<Answer>(runFile(folder, "answers"), namesOneOf(chosen.values()))) {
    if (answers.size < mostReplies) {
      answers.set(answer.callId, answer);
    }
  }
  const points = new Map<string, number | null>();
  const headline = new Map(
    specification.exams.map(({ name, scorers = specification.scorers }) => {
      // Of an exam whose texts alone are marked no single number says whether a reply is right.
      const first = scorers.find(({ marks }) => marks !== "text");
      return [name, first === undefined ? undefined : scorerName(first)];
    }),
  );
  const isShown = (text: string): boolean => answers.has(text.slice(callIdAt, callIdAt + 32));
  for await (const score of records<Score>(runFile(folder, "scores"), isShown)) {
    if (score.scorer === headline.get(score.exam)) {
      points.set(score.callId, score.points === null ? null : (score.points - score.min) / (score.max - score.min));
    }
  }
  const shown = new Set([...answers.values()].map((answer) => placeOf(answer)));
  const journal = readJournal(runFile(folder, "completions"), shown);
  try {
    const replies = new Map([...answers.values()].map((answer) => [answer.callId, readReply(folder, journal, answer)]));
    const prompts = withheld ? new Map<string, Prompt>() : await readPrompts(folder, replies);
    return [...answers.values()].map((answer) => {
      const item = chosen.get(itemKey(answer.exam, answer.itemId));
      const { exam: _exam, ...plainItem } = item ?? { exam: "" };
      const found = replies.get(answer.callId);
      return {
        exam: answer.exam,
        item: withheld || item === undefined ? null : (plainItem as Item),
        itemId: answer.itemId,
        variantId: answer.variantId,
        perturbation: answer.perturbation,
        model: answer.model,
        arm: answer.arm,
        repeat: answer.repeat,
        prompt: prompts.get(found?.promptHash ?? "") ?? null,
        reply: withheld ? null : (found?.reply ?? null),
        reading: {
          status: answer.status,
          optionIds: answer.optionIds,
          labels: answer.labels,
          rule: answer.rule,
          span: answer.span,
        },
        truncated: answer.truncated,
        points: points.get(answer.callId) ?? null,
      };
    });
  } finally {
    await journal.close();
  }
}

function readReply(
  folder: string,
  journal: Journal,
  answer: Answer,
): { reply: ReplySample["reply"]; promptHash: string } | undefined {
  const entry = journal.index.find(placeOf(answer));
  if (entry === null) {
    return undefined;
  }
  const line = parseCompletionLine(journal.read(entry), runFile(folder, "completions"));
  return {
    reply: { text: line.text, reasoning: line.reasoning?.text ?? null, finishReason: line.finishReason },
    promptHash: line.promptHash,
  };
}

async function readPrompts(
  folder: string,
  replies: ReadonlyMap<string, { readonly promptHash: string } | undefined>,
): Promise<Map<string, Prompt>> {
  const wanted = new Set([...replies.values()].flatMap((reply) => (reply === undefined ? [] : [reply.promptHash])));
  const prompts = new Map<string, Prompt>();
  for await (const prompt of records<Prompt>(runFile(folder, "prompts"), (text) => wanted.has(text.slice(9, 41)))) {
    prompts.set(prompt.hash, prompt);
  }
  return prompts;
}

/** The records of one of our own files; lines that `wanted` declines are not parsed. */
async function* records<T>(path: string, wanted: (text: string) => boolean = () => true): AsyncGenerator<T> {
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      if (wanted(line.text)) {
        yield parseJsonLine(line, path) as T;
      }
    }
  }
}
