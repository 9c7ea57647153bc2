import type { DatabaseSync } from "node:sqlite";

/** "VIVG": marks a SQLite file as a knowledge graph of Viva (`PRAGMA application_id`). */
export const graphApplicationId = 0x56495647;

/** Raised with each change of the tables (`PRAGMA user_version`). */
export const graphFormat = 1;

/**
 * The tables of a graph. Codes count from 0 in the order of the names they stand for, so that the same facts give the same
 * tables in whatever order they were read. A name's kind is 0 for a label and 1 for an alias.
 */
const tables = `
  CREATE TABLE entity_type (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE relation (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  CREATE TABLE entity (id INTEGER PRIMARY KEY, key TEXT NOT NULL, type INTEGER NOT NULL);
  CREATE TABLE name (
    entity INTEGER NOT NULL, language TEXT NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (entity, language, kind, text)
  ) WITHOUT ROWID;
  CREATE TABLE triple (
    head INTEGER NOT NULL, relation INTEGER NOT NULL, tail INTEGER NOT NULL, weight REAL NOT NULL, source INTEGER NOT NULL,
    PRIMARY KEY (head, relation, tail)
  ) WITHOUT ROWID;
`;

/** Make the tables of an empty database. Durability is left out: a graph is written whole and then gets its name. */
export function createGraphTables(database: DatabaseSync): void {
  database.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA application_id = ${graphApplicationId};
    PRAGMA user_version = ${graphFormat};
    ${tables}
    CREATE TEMP TABLE stated_triple (head INTEGER, relation INTEGER, tail INTEGER, weight REAL, source INTEGER);
    CREATE TEMP TABLE stated_name (entity INTEGER, language TEXT, kind INTEGER, text TEXT);
  `);
}
