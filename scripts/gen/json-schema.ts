import { z } from "zod";

/** The part of JSON Schema that zod writes for settings and study files. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly not?: JsonSchema;
  readonly [keyword: string]: unknown;
}

/** What a person may write for a zod schema, as JSON Schema 2020-12. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    override: ({ jsonSchema }) => {
      // zod bounds every integer by what a double holds; a reader learns nothing from it.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) {
        delete jsonSchema.maximum;
      }
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) {
        delete jsonSchema.minimum;
      }
    },
  }) as JsonSchema;
  return rest;
}

/** A schema's type in words: "text", "whole number from 1 to 100", "list of text", `"a" or "b"`. */
export function typeInWords(schema: JsonSchema): string {
  if (schema.const !== undefined) {
    return `\`${JSON.stringify(schema.const)}\``;
  }
  if (schema.enum !== undefined) {
    return schema.enum.map((value) => `\`${String(value)}\``).join(", ");
  }
  if (schema.anyOf !== undefined) {
    return [...new Set(schema.anyOf.map(typeInWords))].join(" or ");
  }
  switch (schema.type) {
    case "string":
      return schema["format"] === "uri" ? "URL" : "text";
    case "integer":
      return `whole number${rangeInWords(schema)}`;
    case "number":
      return `number${rangeInWords(schema)}`;
    case "boolean":
      return "`true` or `false`";
    case "array":
      return `list of ${schema.items === undefined ? "anything" : typeInWords(schema.items)}`;
    case "object":
      return objectInWords(schema);
    default:
      return "anything";
  }
}

function rangeInWords({ minimum, maximum }: JsonSchema): string {
  if (minimum !== undefined && maximum !== undefined) {
    return ` from ${minimum} to ${maximum}`;
  }
  return minimum !== undefined ? ` from ${minimum}` : maximum !== undefined ? ` up to ${maximum}` : "";
}

function objectInWords({ properties, additionalProperties }: JsonSchema): string {
  const named = Object.keys(properties ?? {});
  if (named.length > 0) {
    return `map with ${named.map((name) => `\`${name}\``).join(", ")}`;
  }
  return typeof additionalProperties === "object" && Object.keys(additionalProperties).length > 0
    ? `map of name → ${typeInWords(additionalProperties)}`
    : "map";
}

/** One row of a table of fields. */
export interface FieldRow {
  /** Path from the top of the schema: `fields.stem`, `models[].price.currency`. */
  readonly path: string;
  readonly type: string;
  /** `required`, the default as JSON, or "" for a field that may be left out. */
  readonly preset: string;
  readonly description: string;
}

/** Every field of a schema and of the maps and lists inside it, in the order they were declared. */
export function fieldRows(schema: JsonSchema, base = ""): FieldRow[] {
  const alternatives = (schema.anyOf ?? []).flatMap((member) => fieldRows(member, base));
  if (schema.items !== undefined) {
    alternatives.push(...fieldRows(schema.items, `${base}[]`));
  }
  if (typeof schema.additionalProperties === "object") {
    alternatives.push(...fieldRows(schema.additionalProperties, `${base}.*`));
  }
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = base === "" ? name : `${base}.${name}`;
    const required = (schema.required ?? []).includes(name);
    const row: FieldRow = {
      path,
      type: typeInWords(field),
      preset: required ? "required" : field.default === undefined ? "" : `\`${JSON.stringify(field.default)}\``,
      description: field.description ?? "",
    };
    return [row, ...fieldRows(field, path)];
  });
  return [...alternatives, ...own];
}
