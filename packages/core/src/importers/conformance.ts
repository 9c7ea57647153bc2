import { existsSync } from "node:fs";
import { checkPluginFacts } from "../base/conformance.ts";
import { itemSchema } from "../records/item.ts";
import type { ConfiguredImporter, ImportContext, Imported, Importer } from "./define.ts";

/**
 * The contract of an importer, executed over a real source: returns what is wrong. Files exist; every reply follows its
 * item, chooses among its options and has its place once; numbers are what they say; reading twice gives the same, and
 * reading can be broken off.
 */
export async function checkImporter(
  plugin: Importer,
  settings: unknown,
  context: ImportContext,
  fileName?: string,
): Promise<string[]> {
  const problems = checkPluginFacts(plugin, fileName);
  const importer = plugin.configure(settings, context);
  const files = await importer.files();
  if (files.length === 0 || files.some((file) => !existsSync(file))) {
    problems.push(`it names no file, or one that does not exist: ${files.join(", ")}`);
  }
  if (JSON.stringify([...files].sort()) !== JSON.stringify(files)) {
    problems.push("its files are not in order");
  }
  const all = await everything(importer);
  if (JSON.stringify(await everything(importer)) !== JSON.stringify(all)) {
    problems.push("read twice, it is not the same");
  }
  for await (const _first of importer.read()) {
    break;
  }
  return [...problems, ...wrongIn(all)];
}

async function everything(importer: ConfiguredImporter): Promise<Imported[]> {
  const all: Imported[] = [];
  for await (const one of importer.read()) {
    all.push(one);
  }
  return all;
}

function wrongIn(all: readonly Imported[]): string[] {
  const problems: string[] = [];
  const options = new Map<string, ReadonlySet<string>>();
  const places = new Set<string>();
  for (const one of all) {
    if (one.kind === "item") {
      const parsed = itemSchema.safeParse(one.item);
      if (!parsed.success) {
        problems.push(`item ${one.item.id} is none: ${parsed.error.message}`);
      }
      options.set(one.item.id, new Set(one.item.options.map(({ id }) => id)));
    } else if (one.kind === "left-out" && one.reason.trim() === "") {
      problems.push("something is left out without a reason");
    } else if (one.kind === "estimate" && !Number.isFinite(one.value)) {
      problems.push(`the published ${one.measure} is ${one.value}`);
    } else if (one.kind === "reply") {
      const { itemId, model, arm, perturbation, repeat, turn, sourceReading, sourceScore } = one;
      const place = JSON.stringify([model, itemId, arm, perturbation, repeat, turn]);
      const known = options.get(itemId);
      if (known === undefined && perturbation === undefined) {
        problems.push(`a reply to ${itemId} comes before its item`);
      }
      if (places.has(place)) {
        problems.push(`two replies stand at ${place}`);
      }
      places.add(place);
      if (model === "" || arm === "") {
        problems.push(`a reply to ${itemId} has no model or no arm`);
      }
      if (![repeat, turn].every((number) => Number.isInteger(number) && number >= 0)) {
        problems.push(`a reply to ${itemId} has the repeat ${repeat} and the turn ${turn}`);
      }
      if (known !== undefined && sourceReading?.some((id) => !known.has(id))) {
        problems.push(`the source's reading ${sourceReading.join(", ")} of ${itemId} is no option of it`);
      }
      if (sourceScore !== null && !Number.isFinite(sourceScore)) {
        problems.push(`the source's score of ${itemId} is ${sourceScore}`);
      }
    }
  }
  if (places.size === 0) {
    problems.push("it gives no reply");
  }
  return problems;
}
