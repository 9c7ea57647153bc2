import type { DatabaseSync } from "node:sqlite";
import { DataError } from "../base/errors.ts";
import { createDictionary, type Dictionary } from "../base/growable.ts";
import { graphLimits } from "./graph-limits.ts";
import { createGraphTables } from "./graph-schema.ts";
import { localName } from "./local-name.ts";
import { createStatedEntities } from "./stated-entities.ts";
import type { GraphStatement } from "./statement.ts";

/** What a graph came to. */
export interface GraphCounts {
  readonly nEntities: number;
  readonly nTriples: number;
  readonly nNames: number;
  /** Facts that were stated again, and are kept once. */
  readonly repeated: number;
  /** Facts of an entity about itself, which are left out. */
  readonly selfLoops: number;
}

/** Collects statements and writes the tables of a graph. */
export interface GraphWriter {
  add(statement: GraphStatement): void;
  /** Write the tables. Throws GRAPH_EMPTY without a fact, GRAPH_TOO_LARGE over `graphLimits`. */
  finish(): GraphCounts;
}

/**
 * Start writing a graph into an empty database, which the caller opens and closes. The tables are the same in whatever
 * order statements come. Memory grows with the entities; facts wait in the database.
 */
export function createGraphWriter(database: DatabaseSync): GraphWriter {
  createGraphTables(database);
  database.exec("BEGIN");
  const entities = createStatedEntities();
  const relations = createDictionary();
  const sources = createDictionary();
  const addTriple = database.prepare("INSERT INTO stated_triple VALUES (?, ?, ?, ?, ?)");
  const addName = database.prepare("INSERT INTO stated_name VALUES (?, ?, ?, ?)");
  let stated = 0;
  return {
    add: (statement) => {
      if (statement.kind === "entity") {
        const code = entities.code(statement.id, statement.type);
        for (const { language, kind, text } of statement.names) {
          addName.run(code, language, kind === "label" ? 0 : 1, text);
        }
        return;
      }
      stated += 1;
      addTriple.run(
        entities.code(statement.head, statement.headType),
        relations.code(statement.relation),
        entities.code(statement.tail, statement.tailType),
        statement.weight,
        sources.code(statement.source),
      );
    },
    finish: () => {
      const { entities: settled, placeOf } = entities.settle();
      const types = [...new Set(settled.map(({ type }) => type))].sort();
      if (relations.texts.length > graphLimits.relations || types.length > graphLimits.types) {
        throw new DataError(
          "GRAPH_TOO_LARGE",
          `${relations.texts.length} relations (limit ${graphLimits.relations}) and ${types.length} types (limit ${graphLimits.types})`,
        );
      }
      database.exec("CREATE TEMP TABLE place_of_entity (stated INTEGER PRIMARY KEY, place INTEGER)");
      const place = database.prepare("INSERT INTO place_of_entity VALUES (?, ?)");
      for (const [code, settledPlace] of placeOf.entries()) {
        place.run(code, settledPlace);
      }
      writeNames(database, "relation", relations);
      writeNames(database, "source", sources);
      writeNames(database, "entity_type", null, types);
      const typePlace = new Map(types.map((type, at) => [type, at]));
      const addEntity = database.prepare("INSERT INTO entity VALUES (?, ?, ?)");
      for (const [at, { key, type }] of settled.entries()) {
        addEntity.run(at, key, typePlace.get(type) ?? 0);
      }
      database.exec(settleTriples);
      database.exec(settleNames);
      addMissingLabels(database, settled);
      database.exec("COMMIT");
      const nTriples = countOf(database, "SELECT count(*) FROM triple");
      const selfLoops = countOf(database, countSelfLoops);
      database.exec(
        "DROP TABLE stated_triple; DROP TABLE stated_name; DROP TABLE place_of_entity; DROP TABLE place_of_relation; DROP TABLE place_of_source",
      );
      if (nTriples === 0) {
        throw new DataError("GRAPH_EMPTY", `no fact in ${stated} statements of facts and ${settled.length} entities`);
      }
      return {
        nEntities: settled.length,
        nTriples,
        nNames: countOf(database, "SELECT count(*) FROM name"),
        repeated: stated - selfLoops - nTriples,
        selfLoops,
      };
    },
  };
}

const joined = `
  FROM stated_triple AS stated
  JOIN place_of_entity AS head ON head.stated = stated.head
  JOIN place_of_entity AS tail ON tail.stated = stated.tail
  JOIN place_of_relation AS relation ON relation.stated = stated.relation
  JOIN place_of_source AS source ON source.stated = stated.source
`;

const settleTriples = `
  INSERT INTO triple
  SELECT head.place, relation.place, tail.place, max(stated.weight), min(source.place) ${joined}
  WHERE head.place <> tail.place
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
`;

const countSelfLoops = `SELECT count(*) ${joined} WHERE head.place = tail.place`;

const settleNames = `
  INSERT INTO name
  SELECT entity.place, stated.language, min(stated.kind), stated.text
  FROM stated_name AS stated JOIN place_of_entity AS entity ON entity.stated = stated.entity
  GROUP BY 1, 2, 4 ORDER BY 1, 2, 3, 4
`;

/** Write the names of a code table in sorted order; with a dictionary also the place of each of its codes. */
function writeNames(
  database: DatabaseSync,
  table: "relation" | "source" | "entity_type",
  dictionary: Dictionary | null,
  names: readonly string[] = [...(dictionary?.texts ?? [])].sort(),
): void {
  const add = database.prepare(`INSERT INTO ${table} VALUES (?, ?)`);
  for (const [at, name] of names.entries()) {
    add.run(at, name);
  }
  if (dictionary !== null) {
    database.exec(`CREATE TEMP TABLE place_of_${table} (stated INTEGER PRIMARY KEY, place INTEGER)`);
    const place = database.prepare(`INSERT INTO place_of_${table} VALUES (?, ?)`);
    for (const [at, name] of names.entries()) {
      place.run(dictionary.code(name), at);
    }
  }
}

/** An entity without a label is called by its identifier; an IRI by its local name. */
function addMissingLabels(database: DatabaseSync, entities: readonly { readonly id: string }[]): void {
  const missing = database
    .prepare("SELECT id FROM entity WHERE NOT EXISTS (SELECT 1 FROM name WHERE entity = entity.id AND kind = 0)")
    .all();
  const add = database.prepare("INSERT OR IGNORE INTO name VALUES (?, '', 0, ?)");
  for (const { id } of missing) {
    add.run(Number(id), localName(entities[Number(id)]?.id ?? ""));
  }
}

function countOf(database: DatabaseSync, query: string): number {
  const row = database.prepare(query).get();
  return Number(Object.values(row ?? {})[0] ?? 0);
}
