import { UsageError } from "../base/errors.ts";
import { canonicalJson } from "../base/hash.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Item } from "../records/item.ts";
import type { KnowledgeAnalysis, KnowledgeRole } from "../records/knowledge-analysis.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord, requireMeasured } from "../runs/run-record.ts";
import { type RunRecord, scorersOfExam } from "../runs/specification.ts";
import type { EntityReader } from "./entity-reader.ts";
import { knowledgeAnalysis } from "./knowledge-analysis.ts";
import { withExampleTexts } from "./knowledge-example-texts.ts";
import { entityReaders, type RecordedRetriever } from "./knowledge-graphs.ts";
import { type KnowledgeArmInput, type KnowledgeEntities, knowledgeReasons } from "./knowledge-input.ts";
import { readKnowledgeSeen, type SeenByArm, type ShownToItem } from "./knowledge-seen.ts";
import { readKnowledgeCells } from "./read-knowledge-cells.ts";
import { type RecordedArm, recordedArms } from "./recorded-arms.ts";
import { type RunItems, readRunItems } from "./run-items.ts";
import { runSettings } from "./run-settings.ts";
import { withheldKnowledge } from "./withheld-analyses.ts";

/** What is looked at, and with which graph. */
export interface ReadKnowledgeOptions {
  /** Only this exam. */
  readonly exam?: string;
  /** The graph that entities of explanations and replies are found with; default: those that the run's seeds come from. */
  readonly graph?: string;
}

/**
 * What looking things up did to the models of a run, on the items as published; none for a run that looks nothing up. Where
 * the graph of the seeds is no longer where the study has it, or is another one by now, what rests on entities of explanations
 * and replies is left open, with the reason. Memory is a few hundred bytes a call.
 *
 * Throws RUN_NOT_FOUND, RUN_UNFINISHED, ARGUMENT_INVALID for an exam that the run does not have, and what opening a graph
 * throws.
 */
export async function readKnowledge(
  folder: string,
  options: ReadKnowledgeOptions = {},
): Promise<readonly KnowledgeAnalysis[]> {
  const record = readRunRecord(folder);
  requireMeasured(folder);
  return await knowledgeOfRun(folder, record, options);
}

/** The same for a run whose record has been read. Where nothing was looked up, items.jsonl alone is read. */
export async function knowledgeOfRun(
  folder: string,
  record: RunRecord,
  { exam: wanted, graph }: ReadKnowledgeOptions = {},
): Promise<readonly KnowledgeAnalysis[]> {
  const arms = recordedArms(record.specification);
  const lookedUp = arms.some(({ retriever }) => retriever !== null);
  if (wanted === undefined && !lookedUp) {
    return [];
  }
  const all = await readRunItems(folder);
  if (wanted !== undefined && !all.has(wanted)) {
    throw new UsageError("ARGUMENT_INVALID", `no exam is called "${wanted}"; known are ${[...all.keys()].join(", ")}`);
  }
  if (!lookedUp) {
    return [];
  }
  const items = new Map([...all].filter(([exam]) => wanted === undefined || exam === wanted));
  const seen = await readKnowledgeSeen(folder, items);
  const readers = await readersOf(record, arms, seen, graph);
  const entities = await readEntities(folder, items, readers);
  const scorerOf = (exam: string): string => scorersOfExam(record.specification, exam)[0] ?? "";
  const readerOf = (arm: string): EntityReader | null => {
    const reader = readers.get(arm);
    return reader === undefined || typeof reader === "string" ? null : reader;
  };
  const cells = await readKnowledgeCells(folder, items, { seen, readerOf, scorerOf });
  const analyses = [...items].map(([exam, own]) =>
    knowledgeAnalysis({
      exam,
      itemIds: own.itemIds,
      clusters: own.clusters,
      level: runSettings(record).confidence,
      repeats: Number(record.specification["repeats"] ?? 1),
      seed: Number(record.specification["seed"] ?? 0),
      arms: arms.map((arm) => {
        const reader = readers.get(arm.name) ?? knowledgeReasons.noSeeds;
        return {
          ...armInput(arm, arms, seen.get(exam)?.get(arm.name) ?? []),
          entities: typeof reader === "string" ? reader : (entities.get(reader)?.get(exam) ?? knowledgeReasons.noItem),
        };
      }),
      cells: cells.get(exam) ?? [],
    }),
  );
  return record.specification["withholdItems"] === true
    ? analyses.map(withheldKnowledge)
    : await withExampleTexts(folder, analyses, items);
}

function armInput(
  arm: RecordedArm,
  arms: readonly RecordedArm[],
  seen: readonly (ShownToItem | undefined)[],
): Omit<KnowledgeArmInput, "entities"> {
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
function roleOf(retriever: RecordedRetriever | null, seen: readonly (ShownToItem | undefined)[]): KnowledgeRole {
  if (retriever === null) {
    return "baseline";
  }
  if (retriever.leaksAnswer === true) {
    return "leaking";
  }
  const withPassages = seen.filter((one) => one !== undefined && one.passages > 0);
  const withSeeds = withPassages.filter((one) => (one?.seeds.length ?? 0) > 0);
  return withPassages.length === 0
    ? "empty"
    : withSeeds.length === 0
      ? "context"
      : withSeeds.every((one) => one?.drawn === true)
        ? "control"
        : "seeds";
}

/** By way of asking that gives seeds, a reader of its graph's entities, or why there is none. */
async function readersOf(
  record: RunRecord,
  arms: readonly RecordedArm[],
  seen: SeenByArm,
  graph: string | undefined,
): Promise<ReadonlyMap<string, EntityReader | string>> {
  const withSeeds = arms.filter(({ name }) =>
    [...seen.values()].some((ofExam) => ofExam.get(name)?.some((one) => (one?.seeds.length ?? 0) > 0) === true),
  );
  const retrievers = withSeeds.map(({ retriever }) => retriever as RecordedRetriever);
  const readers = await entityReaders(record, retrievers, graph);
  return new Map(
    withSeeds.map(({ name, retriever }) => [
      name,
      readers.get(retriever as RecordedRetriever) ?? knowledgeReasons.noGraph,
    ]),
  );
}

/** By reader and exam what the explanations name beyond the question, and whether the question names anything. */
async function readEntities(
  folder: string,
  items: ReadonlyMap<string, RunItems>,
  byArm: ReadonlyMap<string, EntityReader | string>,
): Promise<ReadonlyMap<EntityReader, ReadonlyMap<string, KnowledgeEntities>>> {
  const readers = [...new Set([...byArm.values()].filter((one) => typeof one !== "string"))];
  const path = runFile(folder, "items");
  const found = readers.map((reader) => ({
    reader,
    exams: new Map(
      [...items].map(([exam, { itemIds }]) => [
        exam,
        { explained: itemIds.map((): ReadonlySet<string> => new Set()), named: itemIds.map(() => false) },
      ]),
    ),
  }));
  if (readers.length > 0) {
    for await (const lines of readLines(path)) {
      for (const line of lines) {
        const { exam, ...item } = parseJsonLine(line, path) as Item & { readonly exam: string };
        const place = items.get(exam)?.placeOf.get(item.id);
        for (const { reader, exams } of place === undefined ? [] : found) {
          const ofExam = exams.get(exam);
          if (place !== undefined && ofExam !== undefined) {
            ofExam.explained[place] = reader.beyondQuestion(item);
            ofExam.named[place] = reader.namesEntity(item);
          }
        }
      }
    }
  }
  return new Map(found.map(({ reader, exams }) => [reader, exams]));
}
