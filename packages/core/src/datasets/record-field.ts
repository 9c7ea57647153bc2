/** A source row as fields, before it is known what they mean. */
export type SourceRecord = Readonly<Record<string, unknown>>;

/** Whether an unknown value is a JSON object. */
export function isSourceRecord(value: unknown): value is SourceRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value of a field, and whether the row has it at all. A dot steps into nested objects and arrays
 * ("meta.year", "choices.0"); a field whose own name has dots is found first.
 *
 * @example fieldAt({ meta: { year: 2021 } }, "meta.year") → { present: true, value: 2021 }
 */
export function fieldAt(record: unknown, path: string): { readonly present: boolean; readonly value: unknown } {
  if (typeof record !== "object" || record === null) {
    return absent;
  }
  if (Object.hasOwn(record, path)) {
    return { present: true, value: (record as SourceRecord)[path] };
  }
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    const head = path.slice(0, dot);
    if (Object.hasOwn(record, head)) {
      return fieldAt((record as SourceRecord)[head], path.slice(dot + 1));
    }
  }
  return absent;
}

const absent = { present: false, value: undefined };

/** A scalar as text; null, undefined and an empty string are no value; objects and arrays are not text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") {
    return value === "" ? undefined : value;
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** The scalars of a value: an array's members, or the value itself. */
export function textsOf(value: unknown): string[] {
  if (!Array.isArray(value)) {
    const text = textOf(value);
    return text === undefined ? [] : [text];
  }
  const members: readonly unknown[] = value;
  return members.map(textOf).filter((text) => text !== undefined);
}
