import type { z } from "zod";
import type { PluginFacts } from "./plugin.ts";

/**
 * What every plugin must say of itself, whatever its kind: returns what is wrong, nothing when all is well.
 * `fileName` is the plugin's file without its ending, where it has one.
 */
export function checkPluginFacts(plugin: PluginFacts, fileName?: string): string[] {
  const problems: string[] = [];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(plugin.name)) {
    problems.push(`the name "${plugin.name}" is not kebab-case`);
  }
  if (fileName !== undefined && plugin.name !== fileName) {
    problems.push(`the name "${plugin.name}" is not the file's name "${fileName}"`);
  }
  if (plugin.description.trim() === "" || plugin.description.includes("\n") || plugin.description.endsWith(".")) {
    problems.push("the description is not one line without a full stop");
  }
  if (plugin.source.trim() === "") {
    problems.push("no source is named");
  }
  for (const [field, schema] of Object.entries(shapeOf(plugin.settings))) {
    if (descriptionOf(schema) === undefined) {
      problems.push(`the setting "${field}" has no .describe()`);
    }
  }
  return problems;
}

function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  return "shape" in schema && typeof schema.shape === "object" && schema.shape !== null
    ? (schema.shape as Record<string, z.ZodType>)
    : {};
}

/** The description of a field, also when it stands inside a default or optional. */
function descriptionOf(schema: z.ZodType): string | undefined {
  if (schema.description !== undefined) {
    return schema.description;
  }
  const inner = (schema.def as { innerType?: z.ZodType }).innerType;
  return inner === undefined ? undefined : descriptionOf(inner);
}
