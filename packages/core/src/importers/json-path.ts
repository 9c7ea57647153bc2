/** Where a value stands in a JSON document: names of fields and places in lists. */
export type JsonPath = readonly (string | number)[];

/** What to do with a value: hand it over whole, look inside it, or pass it by. */
export type JsonVisit = "take" | "enter" | "skip";

/** A value that was taken. */
export interface JsonMember {
  readonly path: JsonPath;
  readonly value: unknown;
  /** Line on which it begins, from 1. */
  readonly line: number;
}
