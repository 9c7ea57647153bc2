/** The keywords of JSON Schema 2020-12 that Viva's own schema uses; an unknown one throws rather than being passed over. */
interface Schema {
  readonly [keyword: string]: unknown;
}

const annotations: ReadonlySet<string> = new Set(["$schema", "$defs", "title", "description", "default", "format"]);

/** What is wrong with a value under a schema: one line a mistake, with the path; empty when it is valid. */
export function schemaProblems(value: unknown, schema: Schema, root: Schema = schema, path = ""): string[] {
  return Object.entries(schema).flatMap(([keyword, rule]) =>
    annotations.has(keyword) ? [] : keywordProblems(value, keyword, rule, { schema, root, path }),
  );
}

interface Place {
  readonly schema: Schema;
  readonly root: Schema;
  readonly path: string;
}

function keywordProblems(value: unknown, keyword: string, rule: unknown, place: Place): string[] {
  const { schema, root, path } = place;
  const wrong = (what: string): string[] => [`${path || "the study"}: ${what}`];
  const under = (inner: unknown, child: unknown, name: string): string[] =>
    schemaProblems(child, inner as Schema, root, name);
  switch (keyword) {
    case "$ref":
      return under(resolved(root, String(rule)), value, path);
    case "type":
      return hasType(value, String(rule)) ? [] : wrong(`is not of type ${String(rule)}`);
    case "const":
      return value === rule ? [] : wrong(`is not ${JSON.stringify(rule)}`);
    case "enum":
      return (rule as unknown[]).includes(value) ? [] : wrong(`is not one of ${JSON.stringify(rule)}`);
    case "not":
      return under(rule, value, path).length > 0 ? [] : wrong("matches what it must not");
    case "anyOf":
    case "oneOf": {
      const results = (rule as unknown[]).map((inner) => under(inner, value, path));
      const matching = results.filter((problems) => problems.length === 0).length;
      return (keyword === "anyOf" ? matching > 0 : matching === 1)
        ? []
        : wrong(
            `matches ${matching} of ${results.length} alternatives: ${results.map((found) => found[0]).join("; ")}`,
          );
    }
    case "properties":
      return isObject(value)
        ? Object.entries(rule as Schema).flatMap(([name, inner]) =>
            Object.hasOwn(value, name) ? under(inner, value[name], `${path}.${name}`) : [],
          )
        : [];
    case "required":
      return isObject(value)
        ? (rule as string[]).filter((name) => !Object.hasOwn(value, name)).flatMap((name) => wrong(`lacks "${name}"`))
        : [];
    case "additionalProperties": {
      const known = Object.keys((schema["properties"] as Schema | undefined) ?? {});
      const others = isObject(value) ? Object.entries(value).filter(([name]) => !known.includes(name)) : [];
      return typeof rule === "boolean"
        ? others.flatMap(([name]) => (rule ? [] : wrong(`has an unknown field "${name}"`)))
        : others.flatMap(([name, child]) => under(rule, child, `${path}.${name}`));
    }
    case "propertyNames":
      return isObject(value) ? Object.keys(value).flatMap((name) => under(rule, name, `${path}.${name}`)) : [];
    case "items":
      return Array.isArray(value) ? value.flatMap((child, index) => under(rule, child, `${path}[${index}]`)) : [];
    case "pattern":
      return typeof value !== "string" || new RegExp(String(rule), "u").test(value)
        ? []
        : wrong(`does not match ${rule}`);
    case "minimum":
      return typeof value !== "number" || value >= Number(rule) ? [] : wrong(`is below ${rule}`);
    case "maximum":
      return typeof value !== "number" || value <= Number(rule) ? [] : wrong(`is above ${rule}`);
    case "minLength":
    case "minItems": {
      const length = typeof value === "string" || Array.isArray(value) ? value.length : Number.POSITIVE_INFINITY;
      return length >= Number(rule) ? [] : wrong(`is shorter than ${rule}`);
    }
    default:
      throw new Error(`the schema uses "${keyword}" at ${path}, which this check does not know`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case "object":
      return isObject(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function resolved(root: Schema, reference: string): unknown {
  return reference
    .slice("#/".length)
    .split("/")
    .reduce<unknown>((found, name) => (isObject(found) ? found[name] : undefined), root);
}
