import { DataError, messageOf } from "../base/errors.ts";
import { parseJsonLine, readLines, readWhole } from "../base/lines.ts";
import { diseaseStatements, isDiseaseRecord } from "./disease-record.ts";
import type { EntityName, GraphStatement, PlacedStatement } from "./statement.ts";
import { graphFileInvalid, type StatementPlace, statedText, statedWeight } from "./statement-fields.ts";

/**
 * What a file of JSON Lines, or one JSON array (a name that ends in .json), says. Each object is a fact {head, relation,
 * tail, headType?, tailType?, headAliases?, tailAliases?, weight?, source?}, an entity {id, type?, label?, labels?:
 * {zh: …}, aliases?: […] or {zh: […]}}, or a disease of the layout of Chinese disease graphs (`isDiseaseRecord`). Throws
 * GRAPH_FILE_INVALID and what reading lines throws, with the line; in an array the line is the element's place.
 */
export async function* readGraphJson(file: string): AsyncGenerator<PlacedStatement[]> {
  if (file.toLowerCase().endsWith(".json") && beginsAsArray(file)) {
    const elements = wholeArray(file);
    yield elements.flatMap((value, at) =>
      objectStatements(value, { file, line: at + 1 }).map((statement) => ({ statement, line: at + 1 })),
    );
    return;
  }
  for await (const lines of readLines(file)) {
    yield lines.flatMap((line) =>
      objectStatements(parseJsonLine(line, file), { file, line: line.number }).map((statement) => ({
        statement,
        line: line.number,
      })),
    );
  }
}

function beginsAsArray(file: string): boolean {
  return readWhole(file).trimStart().startsWith("[");
}

function wholeArray(file: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(readWhole(file));
    return Array.isArray(value) ? value : [value];
  } catch (cause) {
    if (cause instanceof DataError) {
      throw cause;
    }
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file }, cause });
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function objectStatements(value: unknown, place: StatementPlace): GraphStatement[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw graphFileInvalid(place, `an object is wanted, not ${JSON.stringify(value)?.slice(0, 80)}`);
  }
  const object = value as JsonObject;
  if ("head" in object && "relation" in object && "tail" in object) {
    return factStatements(object, place);
  }
  if (isDiseaseRecord(object)) {
    return diseaseStatements(object, place);
  }
  if ("id" in object) {
    return [entityStatement(object, place)];
  }
  throw graphFileInvalid(
    place,
    `neither a fact (head, relation, tail) nor an entity (id) nor a disease (name, symptom …); fields: ${Object.keys(object).slice(0, 12).join(", ")}`,
  );
}

function factStatements(object: JsonObject, place: StatementPlace): GraphStatement[] {
  const optional = (field: string): string => (object[field] === undefined ? "" : textOf(object[field], field, place));
  const head = textOf(object["head"], "head", place);
  const tail = textOf(object["tail"], "tail", place);
  const [headType, tailType] = [optional("headType"), optional("tailType")];
  const weight = object["weight"];
  if (weight !== undefined && typeof weight !== "number") {
    throw graphFileInvalid(place, `the weight ${JSON.stringify(weight)} is not a number above 0`);
  }
  const aliases = (id: string, type: string, field: string): GraphStatement[] => {
    const names = namesOf(object[field], "", "alias", field, place);
    return names.length === 0 ? [] : [{ kind: "entity", id, type, names }];
  };
  return [
    ...aliases(head, headType, "headAliases"),
    ...aliases(tail, tailType, "tailAliases"),
    {
      kind: "triple",
      head,
      headType,
      relation: textOf(object["relation"], "relation", place),
      tail,
      tailType,
      weight: weight === undefined ? 1 : statedWeight(weight, place),
      source: optional("source"),
    },
  ];
}

function entityStatement(object: JsonObject, place: StatementPlace): GraphStatement {
  const names: EntityName[] = [];
  if (object["label"] !== undefined) {
    names.push({ text: textOf(object["label"], "label", place), language: "", kind: "label" });
  }
  for (const [field, kind] of [
    ["labels", "label"],
    ["aliases", "alias"],
  ] as const) {
    const value = object[field];
    if (Array.isArray(value)) {
      names.push(...namesOf(value, "", kind, field, place));
    } else if (typeof value === "object" && value !== null) {
      for (const [language, texts] of Object.entries(value)) {
        names.push(...namesOf(texts, language, kind, `${field}.${language}`, place));
      }
    } else if (value !== undefined) {
      throw graphFileInvalid(place, `${field} is neither a list nor an object by language`);
    }
  }
  const type = object["type"] === undefined ? "" : textOf(object["type"], "type", place);
  return { kind: "entity", id: textOf(object["id"], "id", place), type, names };
}

function namesOf(
  value: unknown,
  language: string,
  kind: EntityName["kind"],
  field: string,
  place: StatementPlace,
): EntityName[] {
  if (value === undefined) {
    return [];
  }
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  return texts.map((text) => ({ text: textOf(text, field, place), language, kind }));
}

function textOf(value: unknown, field: string, place: StatementPlace): string {
  if (typeof value !== "string") {
    throw graphFileInvalid(place, `${field} is not text: ${JSON.stringify(value)?.slice(0, 80)}`);
  }
  return statedText(value, field, place);
}
