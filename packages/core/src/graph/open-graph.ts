import { closeSync, openSync, readSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { DataError, messageOf, VivaError, writeError } from "../base/errors.ts";
import { createGraphWriter, type GraphCounts } from "./graph-writer.ts";
import { type KnowledgeGraph, loadKnowledgeGraph } from "./knowledge-graph.ts";
import { graphFilesOf, readGraphFile } from "./read-graph-source.ts";
import type { GraphStatement } from "./statement.ts";

/**
 * Open a graph: a database that `viva knowledge build` wrote, or a file or folder of the formats it is built from, which is
 * then read into memory each time. Throws what the readers throw, and GRAPH_DATABASE_INVALID.
 */
export async function openKnowledgeGraph(path: string): Promise<KnowledgeGraph> {
  if (!isDatabase(path)) {
    const database = new DatabaseSync(":memory:");
    try {
      await writeGraph(database, graphFilesOf(path));
      return loadKnowledgeGraph(database, path);
    } finally {
      database.close();
    }
  }
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      return loadKnowledgeGraph(database, path);
    } finally {
      database.close();
    }
  } catch (cause) {
    if (cause instanceof VivaError) {
      throw cause;
    }
    throw new DataError("GRAPH_DATABASE_INVALID", messageOf(cause), { place: { file: path }, cause });
  }
}

/** The files a graph is opened from, for hashing: the database itself, or the graph files of a path. */
export function openedGraphFiles(path: string): string[] {
  return isDatabase(path) ? [path] : graphFilesOf(path);
}

/**
 * Build the database of a graph from files, folders or statements; nothing is visible under its name before it is whole,
 * and an older one is replaced. Throws what the readers and `GraphWriter.finish` throw, and FILE_WRITE_FAILED.
 */
export async function buildGraphDatabase(
  path: string,
  paths: readonly string[],
  statements: Iterable<GraphStatement> = [],
): Promise<GraphCounts> {
  const temporary = `${path}.partial`;
  const files = paths.flatMap(graphFilesOf);
  try {
    rmSync(temporary, { force: true });
    const database = new DatabaseSync(temporary);
    let counts: GraphCounts;
    try {
      counts = await writeGraph(database, files, statements);
      database.exec("VACUUM");
    } finally {
      database.close();
    }
    renameSync(temporary, path);
    return counts;
  } catch (cause) {
    throw cause instanceof VivaError ? cause : writeError(path, cause);
  } finally {
    rmSync(temporary, { force: true });
  }
}

async function writeGraph(
  database: DatabaseSync,
  files: readonly string[],
  statements: Iterable<GraphStatement> = [],
): Promise<GraphCounts> {
  const writer = createGraphWriter(database);
  for (const file of files) {
    for await (const batch of readGraphFile(file)) {
      for (const { statement } of batch) {
        writer.add(statement);
      }
    }
  }
  for (const statement of statements) {
    writer.add(statement);
  }
  return writer.finish();
}

const databaseMark = "SQLite format 3\u0000";

function isDatabase(path: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (cause) {
    throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
  }
  try {
    const head = Buffer.alloc(databaseMark.length);
    return readSync(descriptor, head, 0, head.length, 0) === head.length && head.toString("latin1") === databaseMark;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EISDIR") {
      return false;
    }
    throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
  } finally {
    closeSync(descriptor);
  }
}
