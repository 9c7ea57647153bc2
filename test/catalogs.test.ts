import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogs } from "@viva/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { itemsForContracts } from "../packages/core/src/records/__fixtures__/items.ts";
import { kinds, shippedPlugins } from "../scripts/gen/shipped-plugins.ts";
import { checkBackend } from "./conformance/check-backend.ts";
import { checkExtractor } from "./conformance/check-extractor.ts";
import { checkMeasure } from "./conformance/check-measure.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const plugins = (await Promise.all(kinds.map(async ({ kind }) => await shippedPlugins(kind)))).flat();

/** Fields of a JSON Schema, at any depth, that say nothing of themselves. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) {
    return [];
  }
  const { properties, anyOf, items } = schema as { properties?: object; anyOf?: unknown[]; items?: unknown };
  return [
    ...Object.entries(properties ?? {}).flatMap(([name, field]: [string, unknown]) => [
      ...(typeof field === "object" && field !== null && "description" in field ? [] : [`${path}.${name}`]),
      ...undescribed(field, `${path}.${name}`),
    ]),
    ...(anyOf ?? []).flatMap((member) => undescribed(member, path)),
    ...undescribed(items, path),
  ];
}

it("knows every kind of plugin", () => {
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(Object.keys(catalogs).sort());
});

describe.each(kinds)("the catalog of $folder", ({ kind, folder }) => {
  const path = join(root, "packages/core/src", folder);

  it("lists exactly the files that make a plugin", () => {
    const files = readdirSync(path)
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "define.ts")
      .filter((file) => /^export default define[A-Z]/m.test(readFileSync(join(path, file), "utf8")))
      .map((file) => file.slice(0, -".ts".length));
    expect(files.length).toBeGreaterThan(0);
    expect(Object.keys(catalogs[kind]).sort()).toEqual(files.sort());
  });

  it("has no two default exports that escape the catalog", () => {
    const strays = readdirSync(path)
      .filter((file) => file.endsWith(".ts") && /^export default /m.test(readFileSync(join(path, file), "utf8")))
      .map((file) => file.slice(0, -".ts".length));
    expect(Object.keys(catalogs[kind]).sort()).toEqual(strays.sort());
  });

  it("loads each plugin under its own name and kind", async () => {
    const loaders: [string, () => Promise<{ readonly default: { readonly name: string; readonly kind: string } }>][] =
      Object.entries(catalogs[kind]);
    for (const [name, load] of loaders) {
      expect((await load()).default).toMatchObject({ name, kind });
    }
  });
});

describe.each(plugins.map((plugin) => [`${plugin.kind} ${plugin.name}`, plugin] as const))("%s", (_name, plugin) => {
  it("says what it is on one line, and where it comes from", () => {
    expect(plugin.name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(plugin.description).toMatch(/^\S[^\n]{8,158}[^.。\s]$/);
    expect(plugin.source.trim()).not.toBe("");
  });

  it("describes every setting and refuses others", () => {
    const schema = z.toJSONSchema(plugin.settings, { io: "input" });
    expect(undescribed(schema, plugin.name)).toEqual([]);
    expect(schema["type"]).toBe("object");
    expect(schema["additionalProperties"]).toBe(false);
  });
});

describe("contracts", () => {
  const ofKind = <Kind extends (typeof plugins)[number]["kind"]>(kind: Kind) =>
    plugins.filter((plugin): plugin is Extract<(typeof plugins)[number], { kind: Kind }> => plugin.kind === kind);
  const candidates = ofKind("backend").filter(
    ({ needsNetwork, settings }) => !needsNetwork && settings.safeParse({}).success,
  );

  it.each(candidates.filter(({ name }) => name !== "scripted").map((plugin) => [plugin.name, plugin] as const))(
    "backend %s",
    async (_name, plugin) => {
      expect(await checkBackend(plugin, {}, itemsForContracts)).toEqual([]);
    },
  );

  it("backend scripted", async () => {
    const scripted = candidates.filter(({ name }) => name === "scripted");
    expect(scripted).toHaveLength(1);
    for (const plugin of scripted) {
      expect(await checkBackend(plugin, { otherwise: "A" }, itemsForContracts)).toEqual([]);
      // Without a reply a scripted model fails, and the contract's check must see that.
      expect(await checkBackend(plugin, {}, itemsForContracts)).toContain("call 0: failed");
    }
  });

  it.each(ofKind("extractor").map((plugin) => [plugin.name, plugin] as const))("extractor %s", (_name, plugin) => {
    expect(checkExtractor(plugin, {})).toEqual([]);
  });

  it.each(ofKind("measure").map((plugin) => [plugin.name, plugin] as const))("measure %s", (_name, plugin) => {
    expect(checkMeasure(plugin, {})).toEqual([]);
  });
});
