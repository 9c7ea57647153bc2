import { DataError } from "../base/errors.ts";
import { graphLimits } from "./graph-limits.ts";

/** Where a statement stands. */
export interface StatementPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** The error of a graph file that says what cannot be taken. */
export function graphFileInvalid(place: StatementPlace, message: string): DataError {
  return new DataError("GRAPH_FILE_INVALID", message, { place });
}

/**
 * An identifier, type or name as it is kept: without white space around it, control characters refused. Throws
 * GRAPH_FILE_INVALID for an empty one, or one over `graphLimits.nameCharacters`.
 */
export function statedText(value: string, field: string, place: StatementPlace): string {
  const text = value.trim().normalize("NFC");
  if (text === "") {
    throw graphFileInvalid(place, `${field} is empty`);
  }
  if (text.length > graphLimits.nameCharacters) {
    throw graphFileInvalid(place, `${field} has ${text.length} characters, the limit is ${graphLimits.nameCharacters}`);
  }
  if (hasControlCharacter(text)) {
    throw graphFileInvalid(place, `${field} has a control character: ${JSON.stringify(text.slice(0, 80))}`);
  }
  return text;
}

/** A weight: a number above 0. Throws GRAPH_FILE_INVALID. */
export function statedWeight(value: string | number, place: StatementPlace): number {
  const weight = typeof value === "number" ? value : value.trim() === "" ? Number.NaN : Number(value);
  if (!(weight > 0) || !Number.isFinite(weight)) {
    throw graphFileInvalid(place, `the weight ${JSON.stringify(value)} is not a number above 0`);
  }
  return weight;
}

/** Names in one cell, separated by `|`; empty ones are left out. */
export function listedNames(cell: string, field: string, place: StatementPlace): string[] {
  return cell
    .split("|")
    .filter((name) => name.trim() !== "")
    .map((name) => statedText(name, field, place));
}

function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 || code === 127) {
      return true;
    }
  }
  return false;
}
