import { readWhole } from "../base/lines.ts";
import { graphLimits } from "./graph-limits.ts";
import type { PlacedStatement } from "./statement.ts";
import { graphFileInvalid, statedText } from "./statement-fields.ts";

/**
 * What a YAML file of facts written by hand says: head → relation → list of tails, all by their ids. A list may be one id.
 * Throws GRAPH_FILE_INVALID with the line, FILE_TOO_LARGE over `graphLimits.yamlBytes`.
 *
 * @example
 * acute-pancreatitis:
 *   symptom: [epigastric-pain, vomiting]
 *   test: serum-lipase
 */
export async function* readGraphFacts(file: string): AsyncGenerator<PlacedStatement[]> {
  const { LineCounter, isMap, isScalar, isSeq, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(readWhole(file, graphLimits.yamlBytes), { lineCounter: lines });
  const lineOf = (node: unknown): number => {
    const range = typeof node === "object" && node !== null && "range" in node ? node.range : null;
    return Array.isArray(range) && typeof range[0] === "number" ? lines.linePos(range[0]).line : 1;
  };
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw graphFileInvalid({ file, line: problem.linePos?.[0].line ?? 1 }, problem.message);
  }
  const textOf = (node: unknown, field: string): string => {
    if (!isScalar(node) || typeof node.value !== "string") {
      throw graphFileInvalid({ file, line: lineOf(node) }, `${field} is not text`);
    }
    return statedText(node.value, field, { file, line: lineOf(node) });
  };
  const { contents } = document;
  if (contents === null) {
    return;
  }
  if (!isMap(contents)) {
    throw graphFileInvalid({ file, line: 1 }, "the file is not a map of heads");
  }
  for (const { key, value } of contents.items) {
    const head = textOf(key, "a head");
    if (!isMap(value)) {
      throw graphFileInvalid({ file, line: lineOf(key) }, `${head} is not a map of relations`);
    }
    const statements: PlacedStatement[] = [];
    for (const pair of value.items) {
      const relation = textOf(pair.key, "a relation");
      for (const tail of isSeq(pair.value) ? pair.value.items : [pair.value]) {
        statements.push({
          line: lineOf(tail ?? pair.key),
          statement: {
            kind: "triple",
            head,
            headType: "",
            relation,
            tail: textOf(tail, `a tail of ${head} ${relation}`),
            tailType: "",
            weight: 1,
            source: "",
          },
        });
      }
    }
    yield statements;
  }
}
