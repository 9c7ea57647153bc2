import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { messageOf, UsageError, VivaError } from "../base/errors.ts";
import { limits } from "../base/limits.ts";
import { readWhole } from "../base/lines.ts";
import { type PromptFile, type PromptFileProblem, promptFileProblems, promptFileSchema } from "./prompt-file.ts";

/**
 * Read a prompt file: YAML that holds texts and names, never code. Throws PROMPT_FILE_NOT_FOUND, or
 * PROMPT_FILE_INVALID listing every mistake with its line.
 */
export function readPromptFile(path: string): PromptFile {
  const text = readText(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = lines.linePos(error.pos[0]).line;
    throw new UsageError("PROMPT_FILE_INVALID", error.message.split("\n")[0] ?? "", { place: { file: path, line } });
  }
  const parsed = promptFileSchema.safeParse(plainValue(document, path));
  const problems = parsed.success ? promptFileProblems(parsed.data) : shapeProblems(parsed.error);
  if (!parsed.success || problems.length > 0) {
    const written = problems
      .map((problem) => ({ ...problem, line: lineOf(document, lines, text, problem) }))
      .sort((one, other) => one.line - other.line)
      .map(({ line, path: at, message }) => `${path}:${line}: ${at.length === 0 ? "" : `${at.join(".")}: `}${message}`);
    throw new UsageError("PROMPT_FILE_INVALID", written.join("\n"));
  }
  return parsed.data;
}

function readText(path: string): string {
  try {
    return readWhole(path, limits.studyFileBytes);
  } catch (cause) {
    if (cause instanceof VivaError && cause.code === "DATASET_NOT_FOUND") {
      throw new UsageError("PROMPT_FILE_NOT_FOUND", messageOf(cause), { cause });
    }
    throw cause;
  }
}

/** Guarded against YAML whose aliases expand without end. */
function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new UsageError("PROMPT_FILE_INVALID", messageOf(cause), { place: { file }, cause });
  }
}

function shapeProblems(error: z.ZodError): PromptFileProblem[] {
  return error.issues.flatMap((issue): PromptFileProblem[] => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys") {
      const known = path.length === 0 ? `; known here: ${Object.keys(promptFileSchema.shape).join(", ")}` : "";
      return issue.keys.map((key) => ({ path: [...path, key], message: `unknown field${known}` }));
    }
    return [{ path, message: issue.message }];
  });
}

/** Line (from 1) of the characters a problem is about, else of its field, else of the nearest thing above that exists. */
function lineOf(document: Document, lines: LineCounter, text: string, { path, found }: PromptFileProblem): number {
  const node = document.getIn(path, true);
  if (found !== undefined && isNode(node) && node.range) {
    const at = text.indexOf(found, node.range[0]);
    if (at >= 0 && at < node.range[1]) {
      return lines.linePos(at).line;
    }
  }
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === path[length - 1])
      : undefined;
    if (pair !== undefined && isNode(pair.key) && pair.key.range) {
      return lines.linePos(pair.key.range[0]).line;
    }
  }
  return 1;
}
