import { checkPluginFacts } from "../base/conformance.ts";
import type { Item } from "../records/item.ts";
import type { Retriever, RetrieverContext, VectorOf } from "./define.ts";

/**
 * The contract of a retriever, executed over some items: returns what is wrong. What it finds must not depend on
 * the key, nor on the explanation and the options where it does not say that it is shown them; best comes first.
 *
 * @param vectorOf Vectors for a retriever that compares them; without it every one is missing.
 */
export async function checkRetriever(
  plugin: Retriever,
  settings: unknown,
  context: RetrieverContext,
  items: readonly Item[],
  fileName?: string,
  vectorOf?: VectorOf,
): Promise<string[]> {
  const problems = checkPluginFacts(plugin, fileName);
  const configured = plugin.configure(settings, context);
  const { sees } = configured;
  const opened = await configured.open(vectorOf);
  if ((configured.embedder === null) !== (opened.vectors === undefined)) {
    problems.push("says what vectors it needs and names no model for them, or the other way round");
  }
  for (const item of items) {
    const found = opened.retrieve(item);
    const text = JSON.stringify(found);
    const noise: Item = {
      ...item,
      accepted: [["noise"]],
      references: sees.references ? item.references : ["noise"],
      options: sees.options ? item.options : [{ id: "noise", text: "noise" }],
    };
    if (opened.vectors !== undefined && opened.vectors.textFor(noise) !== opened.vectors.textFor(item)) {
      problems.push(`item ${item.id}: what it has compared depends on what it must not see`);
    }
    if (JSON.stringify(opened.retrieve(item)) !== text) {
      problems.push(`item ${item.id}: asked twice, it finds something else`);
    }
    if (JSON.stringify(opened.retrieve(noise)) !== text) {
      problems.push(`item ${item.id}: what it finds depends on what it must not see`);
    }
    if (found.some(({ score }, index) => score > (found[index - 1]?.score ?? Number.POSITIVE_INFINITY))) {
      problems.push(`item ${item.id}: passages are not best first`);
    }
  }
  return problems;
}
