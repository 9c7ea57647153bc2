import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Answer } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import { type ReasonAnalysis, type ReasonScorer, reasonScorers, wrongReason } from "../records/reason-analysis.ts";
import type { Score } from "../records/score.ts";
import type { CompletionLine } from "../runs/journal-entry.ts";
import { runFile } from "../runs/run-files.ts";
import type { RunRecord } from "../runs/specification.ts";
import { readItemClusters } from "./judged-units.ts";
import { exampleCalls, type ReasonedReply, reasonAnalyses } from "./reason-analysis.ts";
import { replyBeginning } from "./reply-beginning.ts";
import { runSettings } from "./run-settings.ts";

/** The threshold that the scorer has where a study sets none. */
const usualThreshold = 0.2;

/**
 * Right answers for wrong reasons in a run, on the items as published: none where no scorer looks at reasons; then no file is
 * read. Memory is some 100 bytes a marked reply.
 */
export async function reasonsOfRun(folder: string, record: RunRecord): Promise<readonly ReasonAnalysis[]> {
  const used = usedScorers(record);
  if (used.size === 0) {
    return [];
  }
  const marks = await readMarks(folder, used);
  const keys = await readKeys(folder);
  const clusterOf = await readItemClusters(folder);
  const replies: ReasonedReply[] = [];
  const answers = runFile(folder, "answers");
  for await (const lines of readLines(answers)) {
    for (const line of lines) {
      const answer = parseJsonLine(line, answers) as Answer;
      const mark = marks.get(answer.callId);
      const accepted = keys.get(`${answer.exam}\u0000${answer.itemId}`) ?? [];
      if (mark !== undefined && accepted.length > 0) {
        const { callId, exam, arm, model, itemId, repeat, status, optionIds } = answer;
        const right = status === "chosen" && accepted.some((set) => sameSet(set, optionIds));
        replies.push({ callId, exam, arm, model, itemId, repeat, right, ...mark, cluster: clusterOf(exam, itemId) });
      }
    }
  }
  const wanted = record.specification["withholdItems"] === true ? new Set<string>() : exampleCalls(replies);
  const named = [...used.values()];
  const settings = {
    level: runSettings(record).confidence,
    scorers: reasonScorers.filter((scorer) => named.some(({ use }) => use === scorer)),
    threshold: named.find(({ use }) => use === "key-point-recall")?.threshold ?? null,
  };
  return reasonAnalyses(replies, settings, await readBeginnings(folder, wanted));
}

interface ReasonMark {
  readonly wrongReason: boolean;
  readonly recall: number | null;
  readonly contradicted: number | null;
  readonly againstKey: boolean | null;
}

interface UsedScorer {
  readonly use: ReasonScorer;
  /** Null for a scorer without one. */
  readonly threshold: number | null;
}

interface RecordedScorer {
  readonly name?: string;
  readonly use: string;
  readonly settings?: { readonly threshold?: number };
}

/** The scorers of a run that look at reasons, by the name their marks carry. */
function usedScorers(record: RunRecord): ReadonlyMap<string, UsedScorer> {
  const exams = record.specification["exams"] as readonly { readonly scorers?: readonly RecordedScorer[] }[];
  return new Map(
    exams.flatMap(({ scorers = [] }) =>
      scorers.flatMap(({ name, use, settings }): [string, UsedScorer][] => {
        const scorer = reasonScorers.find((one) => one === use);
        const threshold = scorer === "key-point-recall" ? (settings?.threshold ?? usualThreshold) : null;
        return scorer === undefined ? [] : [[name ?? use, { use: scorer, threshold }]];
      }),
    ),
  );
}

async function readMarks(
  folder: string,
  used: ReadonlyMap<string, UsedScorer>,
): Promise<ReadonlyMap<string, ReasonMark>> {
  const marks = new Map<string, ReasonMark>();
  const path = runFile(folder, "scores");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const score = parseJsonLine(line, path) as Score;
      const use = used.get(score.scorer)?.use;
      if (use === undefined || score.points === null || score.perturbation !== "none") {
        continue;
      }
      const { callId, parts = {} } = score;
      const before = marks.get(callId) ?? { wrongReason: false, recall: null, contradicted: null, againstKey: null };
      const wrong = before.wrongReason || parts[wrongReason] === 1;
      marks.set(
        callId,
        use === "key-point-recall"
          ? { ...before, wrongReason: wrong, recall: score.points, contradicted: parts["contradicted"] ?? 0 }
          : { ...before, wrongReason: wrong, againstKey: parts["contradicted"] === 1 },
      );
    }
  }
  return marks;
}

async function readKeys(folder: string): Promise<ReadonlyMap<string, Item["accepted"]>> {
  const keys = new Map<string, Item["accepted"]>();
  const path = runFile(folder, "items");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, id, accepted } = parseJsonLine(line, path) as Item & { readonly exam: string };
      keys.set(`${exam}\u0000${id}`, accepted);
    }
  }
  return keys;
}

async function readBeginnings(folder: string, calls: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const path = runFile(folder, "completions");
  if (calls.size === 0) {
    return texts;
  }
  const head = '{"callId":"'.length;
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      // The call stands first in every line: most lines need no parsing.
      if (calls.has(line.text.slice(head, head + 32))) {
        const { callId, text } = parseJsonLine(line, path) as Pick<CompletionLine, "callId" | "text">;
        texts.set(callId, replyBeginning(text));
      }
    }
  }
  return texts;
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id) => right.includes(id));
}
