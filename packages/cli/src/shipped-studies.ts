import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { shippedPath, UsageError } from "@viva/core";
import { parse } from "yaml";

/** A study that ships with Viva, to start one's own from. */
export interface ShippedStudy {
  readonly name: string;
  readonly description: string;
  readonly file: string;
  readonly text: string;
}

/** Every study that ships with Viva; the basic one first, the others by name. */
export function shippedStudies(): readonly ShippedStudy[] {
  const folder = shippedPath("studies");
  const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return names
    .sort((a, b) => Number(b === "basic.yaml") - Number(a === "basic.yaml") || (a < b ? -1 : 1))
    .map((fileName) => {
      const file = join(folder, fileName);
      const text = readFileSync(file, "utf8");
      const { description = "" } = parse(text) as { readonly description?: string };
      return { name: fileName.slice(0, -".yaml".length), description, file, text };
    });
}

/** The shipped study of that name. Throws ARGUMENT_INVALID listing those there are. */
export function findShippedStudy(name: string): ShippedStudy {
  const studies = shippedStudies();
  const found = studies.find((study) => study.name === name);
  if (found === undefined) {
    throw new UsageError(
      "ARGUMENT_INVALID",
      `no study called "${name}" ships with Viva; there are ${studies.map((study) => study.name).join(", ")}`,
    );
  }
  return found;
}
