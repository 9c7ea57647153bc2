import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { messageOf, UsageError } from "../base/errors.ts";

/** One mistake in a study file. */
export interface StudyProblem {
  /** Keys and indexes from the top, e.g. ["models", 0, "backend"]. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A parsed study file that can still say on which line something stands. */
export interface StudyDocument {
  readonly file: string;
  readonly value: unknown;
  /** Line (from 1) of what stands at a path, or of the nearest thing above it that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Parse YAML. Throws STUDY_SYNTAX naming the first bad line; duplicate keys are mistakes. */
export function parseStudyDocument(text: string, file: string): StudyDocument {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true });
  const error = document.errors[0];
  if (error !== undefined) {
    const line = lineCounter.linePos(error.pos[0]).line;
    throw new UsageError("STUDY_SYNTAX", error.message.split("\n")[0] ?? error.message, { place: { file, line } });
  }
  return {
    file,
    value: plainValue(document, file),
    lineOf: (path) => lineOf(document, lineCounter, path),
  };
}

/** Guarded against YAML whose aliases expand without end. */
function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new UsageError("STUDY_SYNTAX", messageOf(cause), { place: { file }, cause });
  }
}

function lineOf(document: Document, lineCounter: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const part = path.slice(0, length).map((key) => (typeof key === "symbol" ? String(key) : key));
    const parent = length === 1 ? document.contents : document.getIn(part.slice(0, -1), true);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === part.at(-1));
      if (pair !== undefined && isNode(pair.key) && pair.key.range) {
        return lineCounter.linePos(pair.key.range[0]).line;
      }
    }
    const node = document.getIn(part, true);
    if (isNode(node) && node.range) {
      return lineCounter.linePos(node.range[0]).line;
    }
  }
  return 1;
}

/** zod's issues as problems: one for each unknown key, with the allowed values where there are some. */
export function problemsOf(
  error: z.ZodError,
  base: readonly PropertyKey[],
  knownKeys: readonly string[] = [],
): StudyProblem[] {
  return error.issues.flatMap((issue): StudyProblem[] => {
    const path = [...base, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      const known = issue.path.length === 0 && knownKeys.length > 0 ? `; known here: ${knownKeys.join(", ")}` : "";
      return issue.keys.map((key) => ({ path: [...path, key], message: `unknown field${known}` }));
    }
    if (issue.code === "invalid_union") {
      const nested = issue.errors.flat().map((inner) => inner.message);
      return [{ path, message: nested.length > 0 ? [...new Set(nested)].join(" or ") : issue.message }];
    }
    return [{ path, message: issue.message }];
  });
}

/** Every problem as one error, a line each, in file order. */
export function studyError(document: StudyDocument, problems: readonly StudyProblem[]): UsageError {
  const lines = problems
    .map((problem) => ({ line: document.lineOf(problem.path), problem }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, problem }) => `${document.file}:${line}: ${describePath(problem.path)}${problem.message}`);
  return new UsageError("STUDY_INVALID", lines.join("\n"));
}

function describePath(path: readonly PropertyKey[]): string {
  const text = path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
  return text === "" ? "" : `${text}: `;
}
