import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { DataError } from "../base/errors.ts";
import { type FactColumns, type GraphEdges, graphEdgesOf } from "./graph-edges.ts";
import { graphApplicationId, graphFormat } from "./graph-schema.ts";
import type { EntityName } from "./statement.ts";

/** A knowledge graph in memory. Entities are numbers from 0, in the order of their keys. */
export interface KnowledgeGraph {
  readonly nEntities: number;
  readonly nTriples: number;
  /** Types by their code; "" for entities whose sources say none. */
  readonly types: readonly string[];
  readonly relations: readonly string[];
  readonly sources: readonly string[];
  readonly facts: FactColumns;
  readonly edges: GraphEdges;
  /** The identifier of an entity: that of its source, with "#type" behind it where the source has several of that name. */
  keyOf(entity: number): string;
  typeOf(entity: number): string;
  /** The code of its type. */
  typeCodeOf(entity: number): number;
  /** The entity of an identifier, or −1. */
  entityOf(key: string): number;
  namesOf(entity: number): readonly EntityName[];
  /** What it is called in a language; without a label there: in no language in particular, in English, or in any. */
  labelOf(entity: number, language: string): string;
  /** Place in `sources` of a fact. */
  sourceOf(fact: number): number;
}

/**
 * Load a graph from its tables. About 60 bytes a fact and 150 an entity; a million facts take a few seconds. Throws
 * GRAPH_DATABASE_INVALID for tables that are not there, of another version, or that point nowhere.
 */
export function loadKnowledgeGraph(database: DatabaseSync, file: string): KnowledgeGraph {
  const invalid = (message: string): DataError => new DataError("GRAPH_DATABASE_INVALID", message, { place: { file } });
  const pragma = (name: string): number => Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
  if (pragma("application_id") !== graphApplicationId) {
    throw invalid("a SQLite database, but no knowledge graph of Viva");
  }
  if (pragma("user_version") !== graphFormat) {
    throw invalid(`written in format ${pragma("user_version")}, this version reads ${graphFormat}`);
  }
  const names = (table: string): string[] => {
    const found: string[] = [];
    for (const [id, name] of rowsOf(database, `SELECT id, name FROM ${table} ORDER BY id`)) {
      if (id !== found.push(String(name)) - 1) {
        throw invalid(`${table} ${id} is out of order`);
      }
    }
    return found;
  };
  const types = names("entity_type");
  const relations = names("relation");
  const sources = names("source");
  const keys: string[] = [];
  const typeCodes: number[] = [];
  for (const [id, key, type] of rowsOf(database, "SELECT id, key, type FROM entity ORDER BY id")) {
    if (id !== keys.push(String(key)) - 1 || !(Number(type) < types.length)) {
      throw invalid(`entity ${id} is out of order or of no type`);
    }
    typeCodes.push(Number(type));
  }
  const { facts, factSources } = loadFacts(database, { keys, relations, sources }, invalid);
  const nameColumns = loadNames(database, keys.length, invalid);
  const typeOf = Uint16Array.from(typeCodes);
  const namesOf = (entity: number): EntityName[] => {
    const found: EntityName[] = [];
    for (let at = nameColumns.starts[entity] ?? 0; at < (nameColumns.starts[entity + 1] ?? 0); at++) {
      found.push({
        text: nameColumns.texts[at] ?? "",
        language: nameColumns.languages[nameColumns.languageCodes[at] ?? 0] ?? "",
        kind: nameColumns.kinds[at] === 0 ? "label" : "alias",
      });
    }
    return found;
  };
  return {
    nEntities: keys.length,
    nTriples: facts.heads.length,
    types,
    relations,
    sources,
    facts,
    edges: graphEdgesOf(facts, keys.length),
    keyOf: (entity) => keys[entity] ?? "",
    typeOf: (entity) => types[typeOf[entity] ?? 0] ?? "",
    typeCodeOf: (entity) => typeOf[entity] ?? 0,
    entityOf: (key) => placeIn(keys, key),
    namesOf,
    labelOf: (entity, language) => labelAmong(namesOf(entity), language) ?? keys[entity] ?? "",
    sourceOf: (fact) => factSources[fact] ?? 0,
  };
}

type Invalid = (message: string) => DataError;

/** Rows as arrays of columns: half the time of rows as objects. */
function* rowsOf(database: DatabaseSync, query: string): Generator<readonly SQLOutputValue[]> {
  const statement = database.prepare(query);
  statement.setReturnArrays(true);
  yield* statement.iterate() as unknown as Iterable<readonly SQLOutputValue[]>;
}

/** Numbers of entities whose rows are read at once. */
const pageEntities = 1000;

/**
 * Rows that belong to entities, in their order: pages of them take half the time of row by row. Where rows belong to no
 * entity the first of those is thrown.
 *
 * @param query Selects the entity's number first, without order.
 * @param column The entity's number.
 */
function* rowsOfEntities(
  database: DatabaseSync,
  { query, table, column, order }: { query: string; table: string; column: string; order: string },
  nEntities: number,
  homeless: (row: readonly SQLOutputValue[]) => DataError,
): Generator<readonly SQLOutputValue[]> {
  const statement = database.prepare(`${query} FROM ${table} WHERE ${column} >= ? AND ${column} < ? ORDER BY ${order}`);
  statement.setReturnArrays(true);
  const outside = `typeof(${column}) <> 'integer' OR ${column} < 0 OR ${column} >= ${nEntities}`;
  const [lost] = rowsOf(database, `${query} FROM ${table} WHERE ${outside} LIMIT 1`);
  if (lost !== undefined) {
    throw homeless(lost);
  }
  for (let from = 0; from < nEntities; from += pageEntities) {
    yield* statement.all(from, from + pageEntities) as unknown as Iterable<readonly SQLOutputValue[]>;
  }
}

function loadFacts(
  database: DatabaseSync,
  {
    keys,
    relations,
    sources,
  }: { readonly keys: readonly string[]; readonly relations: readonly string[]; readonly sources: readonly string[] },
  invalid: Invalid,
): { readonly facts: FactColumns; readonly factSources: Uint32Array } {
  const [count] = rowsOf(database, "SELECT count(*) FROM triple");
  const nFacts = Number(count?.[0] ?? 0);
  const facts: FactColumns = {
    heads: new Uint32Array(nFacts),
    relations: new Uint16Array(nFacts),
    tails: new Uint32Array(nFacts),
    weights: new Float32Array(nFacts),
  };
  const factSources = new Uint32Array(nFacts);
  let at = 0;
  const nowhere = (row: readonly SQLOutputValue[]): DataError =>
    invalid(`the fact ${row.join(", ")} (head, relation, tail, weight, source) points nowhere`);
  const triples = {
    query: "SELECT head, relation, tail, weight, source",
    ...{ table: "triple", column: "head", order: "head, relation, tail" },
  };
  for (const row of rowsOfEntities(database, triples, keys.length, nowhere)) {
    const [head, relation, tail, weight, source] = row as readonly number[];
    if (
      !within(tail, keys.length) ||
      !within(relation, relations.length) ||
      !within(source, sources.length) ||
      !(Number(weight) > 0)
    ) {
      throw nowhere(row);
    }
    facts.heads[at] = head ?? 0;
    facts.relations[at] = relation ?? 0;
    facts.tails[at] = tail ?? 0;
    facts.weights[at] = weight ?? 0;
    factSources[at] = source ?? 0;
    at += 1;
  }
  return { facts, factSources };
}

function within(value: number | undefined, size: number): boolean {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value < size;
}

interface NameColumns {
  readonly starts: Uint32Array;
  readonly texts: readonly string[];
  readonly languages: readonly string[];
  readonly languageCodes: readonly number[];
  readonly kinds: readonly number[];
}

function loadNames(database: DatabaseSync, nEntities: number, invalid: Invalid): NameColumns {
  const starts = new Uint32Array(nEntities + 1);
  const texts: string[] = [];
  const languages: string[] = [];
  const languageCodes: number[] = [];
  const kinds: number[] = [];
  const names = {
    query: "SELECT entity, language, kind, text",
    ...{ table: "name", column: "entity", order: "entity, language, kind, text" },
  };
  const homeless = ([, , , text]: readonly SQLOutputValue[]): DataError =>
    invalid(`the name ${JSON.stringify(text)} belongs to no entity`);
  for (const [entity, language, kind, text] of rowsOfEntities(database, names, nEntities, homeless)) {
    const place = Number(entity);
    let code = languages.indexOf(String(language));
    if (code < 0) {
      code = languages.push(String(language)) - 1;
    }
    languageCodes.push(code);
    kinds.push(Number(kind));
    starts[place + 1] = texts.push(String(text));
  }
  for (let at = 1; at <= nEntities; at++) {
    starts[at] = Math.max(starts[at] ?? 0, starts[at - 1] ?? 0);
  }
  return { starts, texts, languages, languageCodes, kinds };
}

function labelAmong(names: readonly EntityName[], language: string): string | undefined {
  const labels = names.filter(({ kind }) => kind === "label");
  const primary = language.split("-")[0] ?? "";
  for (const wanted of [language, primary, "", "en"]) {
    const found = labels.find((name) => name.language === wanted);
    if (found !== undefined) {
      return found.text;
    }
  }
  return (labels[0] ?? names[0])?.text;
}

function placeIn(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle] ?? "";
    if (found === key) {
      return middle;
    }
    if (found < key) {
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return -1;
}
