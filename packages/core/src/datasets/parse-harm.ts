import { type HarmGrade, harmGrades, type Option } from "../records/item.ts";
import { isSourceRecord, textOf } from "./record-field.ts";

/** Grades by option id, or why a field cannot be read. */
export type ParsedHarm =
  | { readonly status: "read"; readonly grades: ReadonlyMap<string, HarmGrade> }
  | { readonly status: "unreadable"; readonly message: string };

const nothing: ParsedHarm = { status: "read", grades: new Map() };

/**
 * What would come of each option, from one field: an object label → grade, a list of grades in the options' order (null or
 * "" for one that nobody graded), or a text such as "A: severe; C: mild" with a colon, an equals sign or a space between.
 * Grades are none, mild, moderate and severe in any case. An absent field grades no option; a label that is no option's,
 * another grade and a list longer than the options are unreadable.
 *
 * @example parseHarm("A: severe; C=mild", options) → { status: "read", grades: Map { "A" → "severe", "C" → "mild" } }
 */
export function parseHarm(value: unknown, options: readonly Pick<Option, "id">[]): ParsedHarm {
  if (value === undefined || value === null || value === "") {
    return nothing;
  }
  if (Array.isArray(value)) {
    return value.length > options.length
      ? unreadable(`${value.length} grades of harm for ${options.length} options`)
      : graded(
          value.map((grade, place) => [options[place]?.id ?? "", grade]),
          options,
        );
  }
  if (isSourceRecord(value)) {
    return graded(Object.entries(value), options);
  }
  if (typeof value !== "string") {
    return unreadable(`cannot read grades of harm from ${JSON.stringify(value)}`);
  }
  const text = value.trim();
  if (/^[[{]/u.test(text)) {
    try {
      return parseHarm(JSON.parse(text), options);
    } catch {
      return unreadable(`cannot read grades of harm from "${text.slice(0, 100)}"`);
    }
  }
  const parts = text.split(/[;,；，、\n]/u).filter((part) => part.trim() !== "");
  return graded(
    parts.map((part) => {
      const [, id = part, grade] = /^\s*(.+?)\s*(?:[:：=]\s*|\s+)(\S+)\s*$/u.exec(part) ?? [];
      return [id.trim(), grade];
    }),
    options,
  );
}

function graded(entries: readonly (readonly [string, unknown])[], options: readonly Pick<Option, "id">[]): ParsedHarm {
  const grades = new Map<string, HarmGrade>();
  for (const [id, value] of entries) {
    if (value === null || value === "") {
      continue;
    }
    const seen = textOf(value)?.trim().toLowerCase();
    const grade = harmGrades.find((known) => known === seen);
    if (!options.some((option) => option.id === id)) {
      return unreadable(
        `the harm of "${id}" is given; the options are ${options.map((option) => option.id).join(", ")}`,
      );
    }
    if (grade === undefined) {
      return unreadable(
        `the harm of ${id} is ${JSON.stringify(value) ?? "missing"}; it must be ${harmGrades.join(", ")}`,
      );
    }
    grades.set(id, grade);
  }
  return { status: "read", grades };
}

function unreadable(message: string): ParsedHarm {
  return { status: "unreadable", message };
}
