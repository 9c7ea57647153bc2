import { parseJsonLine, readLines } from "../base/lines.ts";
import { sayPath } from "../graph/say-fact.ts";
import type { KnowledgeAnalysis, KnowledgeExample } from "../records/knowledge-analysis.ts";
import type { ContextLine } from "../runs/context-line.ts";
import type { CompletionLine } from "../runs/journal-entry.ts";
import { runFile } from "../runs/run-files.ts";
import { replyBeginning } from "./reply-beginning.ts";
import type { RunItems } from "./run-items.ts";

/**
 * The analyses with the ways to the seeds and the beginnings of the replies in their examples, from contexts.jsonl and
 * completions.jsonl: of both only the lines of the examples are parsed.
 */
export async function withExampleTexts(
  folder: string,
  analyses: readonly KnowledgeAnalysis[],
  items: ReadonlyMap<string, RunItems>,
): Promise<readonly KnowledgeAnalysis[]> {
  const all = analyses.flatMap(({ exam, examples }) => examples.map((example) => ({ exam, example })));
  if (all.length === 0) {
    return analyses;
  }
  const languageOf = (exam: string, itemId: string): string => {
    const own = items.get(exam);
    return own?.languages[own.placeOf.get(itemId) ?? -1] ?? "";
  };
  const ways = await readWays(folder, new Set(all.map(({ exam, example }) => contextHead(exam, example))), languageOf);
  const replies = await readReplies(folder, new Set(all.map(({ exam, example }) => callPlace(exam, example))));
  return analyses.map((analysis) => ({
    ...analysis,
    examples: analysis.examples.map((example): KnowledgeExample => {
      const own = ways.get(contextHead(analysis.exam, example)) ?? [];
      return {
        ...example,
        seeds: example.seeds?.map((seed, at) => ({ ...seed, way: own[at] ?? "" })) ?? null,
        excerpt: replies.get(callPlace(analysis.exam, example)) ?? "",
      };
    }),
  }));
}

/** What a line of contexts.jsonl begins with. */
function contextHead(exam: string, { itemId, arm }: KnowledgeExample): string {
  return JSON.stringify({ exam, variantId: itemId, arm }).slice(0, -1);
}

/** How a line of completions.jsonl addresses the first turn of the first repeat of an item as published. */
function callPlace(exam: string, { itemId, model, arm }: KnowledgeExample): string {
  const published = { variantId: itemId, model, arm, perturbation: "none", repeat: 0, turn: 0 };
  return JSON.stringify({ exam, itemId, ...published }).slice(1, -1);
}

async function readWays(
  folder: string,
  wanted: ReadonlySet<string>,
  languageOf: (exam: string, itemId: string) => string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const path = runFile(folder, "contexts");
  const ways = new Map<string, readonly string[]>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const head = line.text.slice(0, Math.max(0, line.text.indexOf(',"passages":')));
      if (wanted.has(head)) {
        const { exam, variantId, passages } = parseJsonLine(line, path) as ContextLine;
        const language = languageOf(exam, variantId);
        ways.set(
          head,
          passages.flatMap(({ seed }) => (seed === undefined ? [] : [sayPath(seed.supports[0]?.path ?? [], language)])),
        );
      }
    }
  }
  return ways;
}

async function readReplies(folder: string, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const path = runFile(folder, "completions");
  const replies = new Map<string, string>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const place = line.text.slice(line.text.indexOf('"exam":'), line.text.indexOf(',"seed":'));
      if (wanted.has(place)) {
        const { role, text } = parseJsonLine(line, path) as CompletionLine;
        if (role === "examinee") {
          replies.set(place, replyBeginning(text));
        }
      }
    }
  }
  return replies;
}
