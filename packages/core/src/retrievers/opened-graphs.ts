import { statSync } from "node:fs";
import { shippedPath } from "../base/shipped.ts";
import type { KnowledgeGraph } from "../graph/knowledge-graph.ts";
import { openedGraphFiles, openKnowledgeGraph } from "../graph/open-graph.ts";
import type { RetrieverContext } from "./define.ts";

/** Said where a setting names a graph. */
export const graphSettingText =
  "Knowledge graph: a database that `viva knowledge build` wrote, or the files it is built from. Without it the graph shipped with the sample exam.";

/** The path of a graph a setting names. */
export function graphPath(graph: string | undefined, context: RetrieverContext): string {
  return graph === undefined ? shippedPath("exams/viva-sample/graph") : context.resolvePath(graph);
}

/** What a graph is called in passages: as the study names it. */
export function graphName(graph: string | undefined): string {
  return graph ?? "viva-sample";
}

let last: { readonly key: string; readonly graph: Promise<KnowledgeGraph> } | null = null;

/**
 * A graph, opened once for all ways of asking that follow each other with the same one: loading a million facts takes
 * seconds. Files that changed in between (size or time) are read again.
 */
export function openGraphOnce(path: string): Promise<KnowledgeGraph> {
  const files = openedGraphFiles(path).map((file) => {
    const { size, mtimeMs } = statSync(file);
    return [file, size, mtimeMs];
  });
  const key = JSON.stringify([path, files]);
  if (last?.key !== key) {
    const graph = openKnowledgeGraph(path);
    last = { key, graph };
    graph.catch(() => {
      last = null;
    });
  }
  return last.graph;
}
