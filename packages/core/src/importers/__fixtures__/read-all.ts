import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Item, itemSchema } from "../../records/item.ts";
import type { ImportContext, Imported, ImportedItem, ImportedReply, Importer } from "../define.ts";

/** This folder. */
export const fixtures = fileURLToPath(new URL("./", import.meta.url));

/** A context whose exams are JSON Lines files of items; relative paths start at `folder`. */
export function importContext(folder: string = fixtures): ImportContext {
  const resolvePath = (path: string): string => resolve(folder, path);
  return {
    resolvePath,
    exam: async function* (reference): AsyncGenerator<Item> {
      const lines = readFileSync(resolvePath(String(reference["path"])), "utf8").trimEnd().split("\n");
      for (const line of lines) {
        yield itemSchema.parse(JSON.parse(line));
      }
    },
  };
}

/** Everything an importer gives for its settings. */
export async function readAll(importer: Importer, settings: unknown, folder?: string): Promise<Imported[]> {
  const all: Imported[] = [];
  for await (const one of importer.configure(settings, importContext(folder)).read()) {
    all.push(one);
  }
  return all;
}

/** The settings of a fixture. */
export function fixtureSettings(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`${fixtures}${name}.settings.json`, "utf8")) as Record<string, unknown>;
}

/** The items of what was read, each once. */
export function itemsIn(all: readonly Imported[]): Item[] {
  const items = all.filter((one): one is ImportedItem => one.kind === "item").map(({ item }) => item);
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/** The replies of what was read. */
export function repliesIn(all: readonly Imported[]): ImportedReply[] {
  return all.filter((one): one is ImportedReply => one.kind === "reply");
}

/** Reason → count of what was left out. */
export function leftOutIn(all: readonly Imported[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of all) {
    if (one.kind === "left-out") {
      counts[one.reason] = (counts[one.reason] ?? 0) + 1;
    }
  }
  return counts;
}
