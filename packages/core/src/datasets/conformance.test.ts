import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { itemSchema } from "../records/item.ts";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import type { Dataset, LoadedRow } from "./define.ts";

const folder = fileURLToPath(new URL("./", import.meta.url));

/** Every dataset of this folder: the files with a default export, as the catalog is generated. */
const plugins: [string, Dataset][] = [];
for (const name of readdirSync(folder).sort()) {
  if (name.endsWith(".ts") && !name.endsWith(".test.ts") && !["define.ts", "catalog.ts"].includes(name)) {
    const loaded: { default?: Dataset } = await import(/* @vite-ignore */ new URL(name, import.meta.url).href);
    if (loaded.default !== undefined) {
      plugins.push([name.replace(/\.ts$/u, ""), loaded.default]);
    }
  }
}

/** Settings with which a plugin reads its fixture; a new plugin adds one such file. */
function settingsOf(name: string): unknown {
  const path = `${folder}__fixtures__/${name}.settings.json`;
  expect(existsSync(path), `write ${path}: the settings with which ${name} reads its fixture`).toBe(true);
  return JSON.parse(readFileSync(path, "utf8"));
}

function itemsOf(rows: readonly LoadedRow[]) {
  return rows.flatMap((row) => row.item ?? []);
}

/** Paths of the fields of a JSON Schema that say nothing of themselves. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) {
    return [];
  }
  const { properties, anyOf, items } = schema as { properties?: object; anyOf?: unknown[]; items?: unknown };
  const own = Object.entries(properties ?? {}).flatMap(([name, field]) => [
    ...(typeof field === "object" && "description" in field ? [] : [`${path}.${name}`]),
    ...undescribed(field, `${path}.${name}`),
  ]);
  return [...own, ...(anyOf ?? []).flatMap((member) => undescribed(member, path)), ...undescribed(items, path)];
}

it("finds the datasets", () => {
  expect(plugins.map(([name]) => name)).toContain("cmexam");
  expect(plugins.length).toBeGreaterThanOrEqual(6);
});

describe.each(plugins)("%s", (name, dataset) => {
  it("says what it is", () => {
    expect(dataset.kind).toBe("dataset");
    expect(dataset.name).toBe(name);
    expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/u);
    expect(dataset.description).toMatch(/^[^\n]{10,160}[^.\n]$/u);
    expect(dataset.source).not.toBe("");
    expect(dataset.languages === "any" || dataset.languages.length > 0).toBe(true);
  });

  it("describes every setting and knows no other", () => {
    const schema = z.toJSONSchema(dataset.settings, { io: "input" });
    expect(undescribed(schema, name)).toEqual([]);
    expect(schema["additionalProperties"]).toBe(false);
  });

  it("names the files it reads", () => {
    const configured = dataset.configure(settingsOf(name), { resolvePath: (path) => `${folder}__fixtures__/${path}` });
    expect(configured.files.length).toBeGreaterThan(0);
    expect(configured.files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it("gives items that are items, each with an id of its own and a place", async () => {
    const rows = await rowsOf(dataset, settingsOf(name));
    const items = itemsOf(rows);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      expect(itemSchema.safeParse(item).error).toBeUndefined();
    }
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    for (const { place, item } of rows) {
      expect(place.file).toBeDefined();
      expect(place.itemId).toBe(item?.id);
    }
    for (const values of items.flatMap(({ tags }) => Object.values(tags))) {
      expect(values.length).toBeGreaterThan(0);
    }
  });

  it("gives languages it declares", async () => {
    const languages = new Set(itemsOf(await rowsOf(dataset, settingsOf(name))).map(({ language }) => language));
    if (dataset.languages !== "any") {
      expect(dataset.languages).toEqual(expect.arrayContaining([...languages]));
    }
  });

  it("explains every row without an item and every key outside the options as an error", async () => {
    for (const { item, problems } of await rowsOf(dataset, settingsOf(name))) {
      const ids = new Set(item?.options.map(({ id }) => id));
      const outside = item?.accepted.flat().some((id) => !ids.has(id)) ?? true;
      expect(problems.some(({ severity }) => severity === "error") || !outside).toBe(true);
    }
  });

  it("gives the same rows every time", async () => {
    expect(await rowsOf(dataset, settingsOf(name))).toEqual(await rowsOf(dataset, settingsOf(name)));
  });

  it("can be left before its end", async () => {
    const configured = dataset.configure(settingsOf(name), { resolvePath: (path) => `${folder}__fixtures__/${path}` });
    for await (const row of configured.load()) {
      expect(row.place).toBeDefined();
      break;
    }
  });
});
