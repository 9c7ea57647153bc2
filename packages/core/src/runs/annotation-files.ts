import { join } from "node:path";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { AnnotatedLabel, AnnotationReply } from "./annotation-reply.ts";

/** Version of annotate.json's layout. */
export const annotationFormat = 1;

/** What an annotation folder says about itself: annotate.json. */
export interface AnnotationFolder {
  readonly format: number;
  /** Version of Viva; recorded, never compared. */
  readonly viva: string;
  readonly exam: string;
  /** Id of the model that annotates. */
  readonly model: string;
  /** Tags. */
  readonly annotations: readonly string[];
  readonly seed: number;
  /** The exam with the hashes of its files, and the model with its settings. */
  readonly specification: Readonly<Record<string, unknown>>;
}

/** What the model said of one item: a line of annotations.jsonl. */
export interface AnnotatedItem {
  readonly exam: string;
  readonly itemId: string;
  readonly model: string;
  readonly callId: string;
  readonly form: AnnotationReply["form"];
  /** The reply was cut off by the token limit. */
  readonly truncated: boolean;
  /** Tag → label. */
  readonly labels: Readonly<Record<string, AnnotatedLabel>>;
}

const names = {
  about: "annotate.json",
  annotations: "annotations.jsonl",
  tagged: "tagged.jsonl",
  provenance: "provenance.jsonl",
  result: "annotation-result.json",
  review: "review",
  reviewers: "reviewers",
} as const;

/** The path of a file or folder of an annotation. */
export function annotationFile(folder: string, name: keyof typeof names): string {
  return join(folder, names[name]);
}

/** What the model said, by item id; items without a reply are absent. */
export async function readAnnotations(folder: string): Promise<ReadonlyMap<string, AnnotatedItem>> {
  const path = annotationFile(folder, "annotations");
  const found = new Map<string, AnnotatedItem>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const one = parseJsonLine(line, path) as AnnotatedItem;
      found.set(one.itemId, one);
    }
  }
  return found;
}
