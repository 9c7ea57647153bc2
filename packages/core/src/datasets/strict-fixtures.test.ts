import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { catalog } from "./catalog.ts";
import { checkItems } from "./check-items.ts";
import type { Dataset } from "./define.ts";

const folder = fileURLToPath(new URL("./__fixtures__/", import.meta.url));

/** Fixtures that hold broken rows on purpose: an unknown label, a missing key, a key outside the options. */
const broken = ["cmexam", "cnmleqa", "csv-file", "json-file", "jsonl-file"];

const names = Object.keys(catalog).filter((name) => !broken.includes(name));

it.each(names)("the fixture of %s passes viva items --strict", async (name) => {
  const dataset: Dataset | undefined = (await catalog[name]?.())?.default;
  const settings: unknown = JSON.parse(readFileSync(`${folder}${name}.settings.json`, "utf8"));
  if (dataset === undefined) {
    throw new Error(`${name} does not load`);
  }
  const check = await checkItems(dataset.configure(settings, { resolvePath: (path) => `${folder}${path}` }).load());
  expect(check.findings.filter(({ severity }) => severity !== "info")).toEqual([]);
  expect(check.counts.items).toBeGreaterThan(0);
});
