import type { EntityName, GraphStatement } from "./statement.ts";
import { graphFileInvalid, listedNames, type StatementPlace, statedText, statedWeight } from "./statement-fields.ts";

/** Turns the cells of one row into what it says. */
export type RowReader = (cells: readonly string[], place: StatementPlace) => GraphStatement[];

/** Columns of a table of facts and what else they are called. */
const factColumns: Readonly<Record<string, readonly string[]>> = {
  head: ["head", "subject", "start", "from", "头实体", "主体"],
  relation: ["relation", "predicate", "relationship", "关系"],
  tail: ["tail", "object", "end", "to", "尾实体", "客体"],
  headType: ["head_type", "headtype", "subject_type", "头实体类型"],
  tailType: ["tail_type", "tailtype", "object_type", "尾实体类型"],
  headAliases: ["head_aliases", "headaliases"],
  tailAliases: ["tail_aliases", "tailaliases"],
  weight: ["weight", "权重"],
  source: ["source", "来源"],
};

const columnOf = new Map(
  Object.entries(factColumns).flatMap(([column, names]) => names.map((name) => [name, column] as const)),
);

const languageCode = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/;

/**
 * How the rows of a table are read, by its first row: null when that row is no header but three cells, a fact.
 *
 * A table of facts has the columns head, relation and tail, and may have head_type, tail_type, head_aliases,
 * tail_aliases (separated by |), weight and source; the usual other names (subject, predicate, object …) are known. A
 * table of entities has the column id, may have type, and names its entities in columns called by a language (zh, en, es):
 * the label first, then aliases, separated by |. Throws GRAPH_FILE_INVALID for a header that is neither.
 */
export function rowReaderOf(header: readonly string[], place: StatementPlace): RowReader | null {
  const names = header.map((cell) => cell.trim().toLowerCase());
  const facts = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    const column = columnOf.get(name);
    if (column !== undefined) {
      facts.set(column, at);
    }
  }
  if (facts.has("head") && facts.has("relation") && facts.has("tail")) {
    const unknown = names.filter((name) => !columnOf.has(name));
    refuseUnknown(unknown, `${Object.keys(factColumns).join(", ")} (several words joined by _)`, place);
    return (cells, rowPlace) => factRow(cells, facts, rowPlace);
  }
  if (names.includes("id")) {
    const unknown = names.filter((name) => name !== "id" && name !== "type" && !languageCode.test(name));
    refuseUnknown(unknown, "id, type and codes of languages (zh, en, es, pt-br …)", place);
    return (cells, rowPlace) => entityRow(cells, names, rowPlace);
  }
  if (header.length === 3) {
    return null;
  }
  throw graphFileInvalid(
    place,
    `the first row has ${header.length} cells and is no header of facts (head, relation, tail) or entities (id, type, zh, en …): ${JSON.stringify(header.join(" | ").slice(0, 200))}`,
  );
}

/** Reads rows of exactly head, relation and tail. */
export const plainFactRow: RowReader = (cells, place) =>
  factRow(
    cells,
    new Map([
      ["head", 0],
      ["relation", 1],
      ["tail", 2],
    ]),
    place,
  );

function refuseUnknown(unknown: readonly string[], known: string, place: StatementPlace): void {
  if (unknown.length > 0) {
    throw graphFileInvalid(
      place,
      `unknown column ${unknown.map((name) => JSON.stringify(name)).join(", ")}; known: ${known}`,
    );
  }
}

function factRow(
  cells: readonly string[],
  columns: ReadonlyMap<string, number>,
  place: StatementPlace,
): GraphStatement[] {
  const cell = (column: string): string => cells[columns.get(column) ?? -1] ?? "";
  const type = (column: string): string => (cell(column).trim() === "" ? "" : statedText(cell(column), column, place));
  const head = statedText(cell("head"), "head", place);
  const tail = statedText(cell("tail"), "tail", place);
  const [headType, tailType] = [type("headType"), type("tailType")];
  return [
    ...aliasStatements(head, headType, cell("headAliases"), place),
    ...aliasStatements(tail, tailType, cell("tailAliases"), place),
    {
      kind: "triple",
      head,
      headType,
      relation: statedText(cell("relation"), "relation", place),
      tail,
      tailType,
      weight: cell("weight").trim() === "" ? 1 : statedWeight(cell("weight"), place),
      source: cell("source").trim(),
    },
  ];
}

function aliasStatements(id: string, type: string, cell: string, place: StatementPlace): GraphStatement[] {
  const aliases = listedNames(cell, "an alias", place);
  const names = aliases.map((text): EntityName => ({ text, language: "", kind: "alias" }));
  return names.length === 0 ? [] : [{ kind: "entity", id, type, names }];
}

function entityRow(cells: readonly string[], columns: readonly string[], place: StatementPlace): GraphStatement[] {
  const id = statedText(cells[columns.indexOf("id")] ?? "", "id", place);
  const type = cells[columns.indexOf("type")]?.trim() ?? "";
  const names = columns.flatMap((column, at) =>
    column === "id" || column === "type"
      ? []
      : listedNames(cells[at] ?? "", column, place).map(
          (text, order): EntityName => ({ text, language: column, kind: order === 0 ? "label" : "alias" }),
        ),
  );
  return [{ kind: "entity", id, type, names }];
}
