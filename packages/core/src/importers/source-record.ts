/** A JSON object of a source, before it is known what its fields mean. */
export type SourceRecord = Readonly<Record<string, unknown>>;

/** Whether an unknown value is a JSON object. */
export function isRecord(value: unknown): value is SourceRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field's object; an empty one when it is anything else. */
export function recordAt(record: SourceRecord, field: string): SourceRecord {
  const value = record[field];
  return isRecord(value) ? value : {};
}

/** A scalar as text; null, undefined, objects and arrays are none. An empty text stays one. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === "string") {
    return value;
  }
  return typeof value === "number" || typeof value === "boolean" || typeof value === "bigint"
    ? String(value)
    : undefined;
}

/** A field's list; an empty one when it is anything else. */
export function listAt(record: SourceRecord, field: string): readonly unknown[] {
  const value = record[field];
  return Array.isArray(value) ? value : [];
}

/**
 * A score as a number: a number as it is, true and false as 1 and 0, a text that is a number or says True or False.
 * Undefined for anything else and for NaN.
 */
export function scoreOf(value: unknown): number | undefined {
  if (typeof value === "boolean") {
    return value ? 1 : 0;
  }
  if (typeof value === "bigint") {
    return Number(value);
  }
  if (typeof value === "string") {
    const text = value.trim().toLowerCase();
    if (text === "true" || text === "false") {
      return text === "true" ? 1 : 0;
    }
    return /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/.test(text) ? Number(text) : undefined;
  }
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
