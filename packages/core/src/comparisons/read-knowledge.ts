import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../base/errors.ts";
import { canonicalJson } from "../base/hash.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { shippedPath } from "../base/shipped.ts";
import { openKnowledgeGraph } from "../graph/open-graph.ts";
import type { Item } from "../records/item.ts";
import type { KnowledgeAnalysis } from "../records/knowledge-analysis.ts";
import type { ContextLine } from "../runs/context-line.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord, requireMeasured } from "../runs/run-record.ts";
import { scorersOfExam } from "../runs/specification.ts";
import { createEntityReader, type EntityReader } from "./entity-reader.ts";
import { type KnowledgeArmInput, knowledgeAnalysis } from "./knowledge-analysis.ts";
import type { SeenByArm, ShownToItem } from "./knowledge-seen.ts";
import { readKnowledgeCells } from "./read-knowledge-cells.ts";
import { type RecordedArm, recordedArms } from "./recorded-arms.ts";
import { type RunItems, readRunItems } from "./run-items.ts";
import { runSettings } from "./run-settings.ts";

/** What is looked at, and with which graph. */
export interface ReadKnowledgeOptions {
  /** Only this exam. */
  readonly exam?: string;
  /** The graph that entities of explanations and replies are found with; default: the one the run's seeds come from. */
  readonly graph?: string;
}

interface RecordedRetriever {
  readonly use: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly leaksAnswer?: boolean;
}

/**
 * What looking things up did to the models of a run, on the items as published; none for a run that looks nothing up. Where
 * the graph of the seeds is no longer where the study has it, what rests on entities of explanations and replies is left
 * open, with the reason. Memory is a few hundred bytes a call.
 *
 * Throws RUN_NOT_FOUND, RUN_UNFINISHED, ARGUMENT_INVALID for an exam that the run does not have, and what opening a graph
 * throws.
 */
export async function readKnowledge(
  folder: string,
  { exam: wanted, graph }: ReadKnowledgeOptions = {},
): Promise<readonly KnowledgeAnalysis[]> {
  const record = readRunRecord(folder);
  requireMeasured(folder);
  const arms = recordedArms(record.specification);
  const all = await readRunItems(folder);
  if (wanted !== undefined && !all.has(wanted)) {
    throw new UsageError("ARGUMENT_INVALID", `no exam is called "${wanted}"; known are ${[...all.keys()].join(", ")}`);
  }
  const items = new Map([...all].filter(([exam]) => wanted === undefined || exam === wanted));
  if (arms.every(({ retriever }) => retriever === null)) {
    return [];
  }
  const { confidence } = runSettings(record);
  const seen = await readSeen(folder, items);
  const reader = await entityReaderOf(arms, seen, graph);
  const explained = reader === null ? null : await readExplained(folder, items, reader);
  const scorerOf = (exam: string): string => scorersOfExam(record.specification, exam)[0] ?? "";
  const cells = await readKnowledgeCells(folder, items, { seen, reader, scorerOf });
  return [...items].map(([exam, own]) =>
    knowledgeAnalysis({
      exam,
      itemIds: own.itemIds,
      clusters: own.clusters,
      level: confidence,
      repeats: Number(record.specification["repeats"] ?? 1),
      arms: arms.map((arm) => armInput(arm, arms, seen.get(exam)?.get(arm.name) ?? [])),
      cells: cells.get(exam) ?? [],
      explained: explained?.get(exam) ?? null,
    }),
  );
}

async function readSeen(folder: string, items: ReadonlyMap<string, RunItems>): Promise<SeenByArm> {
  const path = runFile(folder, "contexts");
  const seen = new Map<string, Map<string, (ShownToItem | undefined)[]>>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, variantId, arm, passages } = parseJsonLine(line, path) as ContextLine;
      const own = items.get(exam);
      // A variant that is not the published item has an id of its own.
      const item = own?.placeOf.get(variantId);
      if (own === undefined || item === undefined) {
        continue;
      }
      const ofExam = seen.get(exam) ?? new Map<string, (ShownToItem | undefined)[]>();
      seen.set(exam, ofExam);
      const ofArm = ofExam.get(arm) ?? new Array<ShownToItem | undefined>(own.itemIds.length).fill(undefined);
      ofExam.set(arm, ofArm);
      const seeds = passages.flatMap(({ seed }) => (seed === undefined ? [] : [seed]));
      ofArm[item] = {
        passages: passages.length,
        seeds: seeds.map(({ id, label }) => ({ id, label })),
        drawn: seeds.every(({ score }) => score === 0),
      };
    }
  }
  return seen;
}

function armInput(
  arm: RecordedArm,
  arms: readonly RecordedArm[],
  seen: readonly (ShownToItem | undefined)[],
): KnowledgeArmInput {
  const retriever = arm.retriever as RecordedRetriever | null;
  const asked = (one: RecordedArm): string => canonicalJson({ ...one, name: null, retriever: null });
  const without = arms.find((one) => one.retriever === null && asked(one) === asked(arm));
  return {
    arm: arm.name,
    role: roleOf(retriever, seen),
    retriever: retriever?.use ?? null,
    without: retriever === null ? null : (without?.name ?? null),
    seen,
  };
}

/** A seed that was found has a score above 0, one that was drawn has 0: so the control is known whatever it is called. */
function roleOf(
  retriever: RecordedRetriever | null,
  seen: readonly (ShownToItem | undefined)[],
): KnowledgeArmInput["role"] {
  if (retriever === null) {
    return "baseline";
  }
  if (retriever.leaksAnswer === true) {
    return "leaking";
  }
  const withSeeds = seen.filter((one) => one !== undefined && one.seeds.length > 0);
  return withSeeds.length === 0 ? "context" : withSeeds.every((one) => one?.drawn === true) ? "control" : "seeds";
}

/** With the graph of the first way of asking that gives seeds; null where none does, or where its graph is gone. */
async function entityReaderOf(
  arms: readonly RecordedArm[],
  seen: SeenByArm,
  graph: string | undefined,
): Promise<EntityReader | null> {
  const withSeeds = arms.find(({ name }) =>
    [...seen.values()].some((ofExam) => ofExam.get(name)?.some((one) => (one?.seeds.length ?? 0) > 0) === true),
  );
  if (withSeeds === undefined) {
    return null;
  }
  const { settings = {} } = withSeeds.retriever as RecordedRetriever;
  const named = settings["graph"];
  const path = graph ?? (typeof named === "string" ? named : shippedPath("exams/viva-sample/graph"));
  if (graph === undefined && !existsSync(resolve(path))) {
    return null;
  }
  return createEntityReader(await openKnowledgeGraph(resolve(path)), settings);
}

/** By exam and item what the explanations name beyond the question. */
async function readExplained(
  folder: string,
  items: ReadonlyMap<string, RunItems>,
  reader: EntityReader,
): Promise<ReadonlyMap<string, readonly ReadonlySet<string>[]>> {
  const path = runFile(folder, "items");
  const explained = new Map(
    [...items].map(([exam, { itemIds }]) => [exam, itemIds.map((): ReadonlySet<string> => new Set())]),
  );
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, ...item } = parseJsonLine(line, path) as Item & { readonly exam: string };
      const place = items.get(exam)?.placeOf.get(item.id);
      const ofExam = explained.get(exam);
      if (place !== undefined && ofExam !== undefined) {
        ofExam[place] = reader.beyondQuestion(item);
      }
    }
  }
  return explained;
}
