import { DataError } from "../base/errors.ts";
import { textFilesOf } from "../base/text-files.ts";
import { readGraphFacts } from "./read-facts.ts";
import { readGraphJson } from "./read-json-facts.ts";
import { readGraphRdf } from "./read-rdf.ts";
import { readGraphTable } from "./read-table.ts";
import type { PlacedStatement } from "./statement.ts";

/** Ends of the names of graph files and who reads them. */
const readers: Readonly<Record<string, (file: string) => AsyncGenerator<PlacedStatement[]>>> = {
  ".csv": readGraphTable,
  ".tsv": readGraphTable,
  ".jsonl": readGraphJson,
  ".ndjson": readGraphJson,
  ".json": readGraphJson,
  ".nt": readGraphRdf,
  ".ttl": readGraphRdf,
  ".yaml": readGraphFacts,
  ".yml": readGraphFacts,
};

/**
 * The files a graph is read from: the file itself, or every graph file below a folder, in code-point order. Throws
 * DATASET_NOT_FOUND when the path is not there or the folder holds none.
 */
export function graphFilesOf(path: string): string[] {
  return textFilesOf(path, Object.keys(readers));
}

/** What a graph file says, in batches. Throws GRAPH_FORMAT_UNKNOWN for a name no reader takes, and what the readers throw. */
export function readGraphFile(file: string): AsyncGenerator<PlacedStatement[]> {
  const lower = file.toLowerCase();
  const found = Object.entries(readers).find(([ending]) => lower.endsWith(ending));
  if (found === undefined) {
    throw new DataError("GRAPH_FORMAT_UNKNOWN", `a graph file ends in ${Object.keys(readers).join(", ")}`, {
      place: { file },
    });
  }
  return found[1](file);
}
