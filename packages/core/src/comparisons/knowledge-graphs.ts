import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { canonicalJson, fileHash } from "../base/hash.ts";
import { shippedPath } from "../base/shipped.ts";
import { openedGraphFiles } from "../graph/open-graph.ts";
import { openGraphOnce } from "../retrievers/opened-graphs.ts";
import type { RunRecord } from "../runs/specification.ts";
import { createEntityReader, type EntityReader } from "./entity-reader.ts";
import { knowledgeReasons } from "./knowledge-input.ts";

/** A retriever as run.json has it. */
export interface RecordedRetriever {
  readonly use: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly files?: readonly { readonly sha256: string }[];
  /** It was shown explanations. */
  readonly leaksAnswer?: boolean;
}

/**
 * A reader of entities for each of these retrievers, with its own graph, or the reason why there is none: the graph is gone, or
 * is not the one whose hash the run recorded. Paths are those of the study, from its folder, else from the working folder.
 *
 * @param graph The graph of all of them, whatever the study names; it is taken as it is. Throws what opening a graph throws.
 */
export async function entityReaders(
  record: RunRecord,
  retrievers: readonly RecordedRetriever[],
  graph?: string,
): Promise<ReadonlyMap<RecordedRetriever, EntityReader | string>> {
  const readers = new Map<string, EntityReader | string>();
  const found = new Map<RecordedRetriever, EntityReader | string>();
  for (const retriever of retrievers) {
    const { settings = {}, files = [] } = retriever;
    const named = settings["graph"];
    const { leastSimilarity, words, options } = settings;
    // Ways of asking that differ in nothing that decides what is found share one reader and its work.
    const key = canonicalJson([named ?? null, leastSimilarity ?? null, words ?? null, options ?? null]);
    const reader =
      readers.get(key) ??
      (graph === undefined
        ? await ownReader(placesOf(named, record), files, settings)
        : createEntityReader(await openGraphOnce(resolve(graph)), settings));
    readers.set(key, reader);
    found.set(retriever, reader);
  }
  return found;
}

function placesOf(named: unknown, { recorded }: RunRecord): readonly string[] {
  return typeof named === "string"
    ? [resolve(recorded.studyFolder ?? ".", named), resolve(named)]
    : [shippedPath("exams/viva-sample/graph")];
}

async function ownReader(
  places: readonly string[],
  files: readonly { readonly sha256: string }[],
  settings: Readonly<Record<string, unknown>>,
): Promise<EntityReader | string> {
  const recorded = new Set(files.map(({ sha256 }) => sha256));
  let why: string = knowledgeReasons.noGraph;
  for (const path of places) {
    if (existsSync(path)) {
      const hashes = await Promise.all(openedGraphFiles(path).map((file) => fileHash(file)));
      if (hashes.every((hash) => recorded.has(hash))) {
        return createEntityReader(await openGraphOnce(path), settings);
      }
      why = knowledgeReasons.otherGraph;
    }
  }
  return why;
}
