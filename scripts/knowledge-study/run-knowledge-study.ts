import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseJsonLine, readLines } from "../../packages/core/src/base/lines.ts";
import { readKnowledge } from "../../packages/core/src/comparisons/read-knowledge.ts";
import type { Answer } from "../../packages/core/src/records/answer.ts";
import type { KnowledgeAnalysis } from "../../packages/core/src/records/knowledge-analysis.ts";
import { readStudy } from "../../packages/core/src/runs/read-study.ts";
import type { RunResult } from "../../packages/core/src/runs/run-options.ts";
import { runStudy } from "../../packages/core/src/runs/run-study.ts";
import { startHashedVectorsServer } from "./hashed-vectors-server.ts";
import { type SplitCounts, splitExam } from "./split-exam.ts";
import { studyText } from "./study-text.ts";

/** What is run. */
export interface KnowledgeStudyOptions {
  /** A CSV file of CMExam. */
  readonly path: string;
  /** Folder that gets everything: parts of the exam, graph, study, run. */
  readonly folder: string;
  readonly sample: number;
  readonly seed?: number;
  readonly repeats?: number;
  readonly mostTrain?: number;
}

/** What came of it. */
export interface KnowledgeStudyResult {
  readonly counts: SplitCounts;
  /** By right and wrong. */
  readonly analysis: KnowledgeAnalysis;
  /** The same replies where a question without an answer counts as the guess it might have been: 1 of 5. */
  readonly guessed: KnowledgeAnalysis;
  readonly run: RunResult;
  /** By model and way of asking, as `model way`: share of the replies that choose an option. */
  readonly answered: ReadonlyMap<string, number>;
  /** Texts that the server of vectors was asked about. */
  readonly vectors: number;
}

/** Part the exam, build the graph, put every way of asking to both candidates, and hold them against each other. */
export async function runKnowledgeStudy(options: KnowledgeStudyOptions): Promise<KnowledgeStudyResult> {
  const { path, folder, sample, seed = 1, repeats = 5, mostTrain = Number.POSITIVE_INFINITY } = options;
  mkdirSync(folder, { recursive: true });
  const counts = await splitExam({ path, folder, sample, seed, mostTrain });
  const server = await startHashedVectorsServer();
  try {
    const out = join(folder, "run");
    const file = join(folder, "study.yaml");
    const analysed = async (
      marking: "exact-set" | "negative-marking",
    ): Promise<{ readonly run: RunResult; readonly analysis: KnowledgeAnalysis }> => {
      writeFileSync(file, studyText({ path, sample, seed, repeats, baseUrl: server.baseUrl, marking }));
      const run = await runStudy(await readStudy(file), out, {
        surroundings: { environment: process.env, now: () => Date.now(), jitter: Math.random, gitRevision: null },
        signal: new AbortController().signal,
      });
      const [analysis] = await readKnowledge(out, { graph: join(folder, "graph.sqlite") });
      if (analysis === undefined) {
        throw new Error("the run looked nothing up");
      }
      return { run, analysis };
    };
    // The second marks the replies of the first: nothing is asked again.
    const { analysis: guessed } = await analysed("negative-marking");
    const { analysis, run } = await analysed("exact-set");
    return { counts, analysis, guessed, run, answered: await answeredShares(out), vectors: server.asked };
  } finally {
    await server.close();
  }
}

async function answeredShares(folder: string): Promise<Map<string, number>> {
  const path = join(folder, "answers.jsonl");
  const counted = new Map<string, { all: number; chosen: number }>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { model, arm, status } = parseJsonLine(line, path) as Answer;
      const count = counted.get(`${model} ${arm}`) ?? { all: 0, chosen: 0 };
      count.all += 1;
      count.chosen += status === "chosen" ? 1 : 0;
      counted.set(`${model} ${arm}`, count);
    }
  }
  return new Map([...counted].map(([key, { all, chosen }]) => [key, chosen / all]));
}
