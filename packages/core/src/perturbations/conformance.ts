import { checkPluginFacts } from "../base/conformance.ts";
import { randomStream } from "../base/random.ts";
import { type Item, itemSchema } from "../records/item.ts";
import type { Perturbation, VariantDraft } from "./define.ts";

/**
 * The contract of a perturbation, executed with its default settings over some items: returns what is wrong. The
 * id stays, the same stream gives the same drafts, inputs are untouched, and where the operator keeps the key the
 * map leads every option back to the one it came from.
 */
export function checkPerturbation(plugin: Perturbation, items: readonly Item[], fileName?: string): string[] {
  const problems = checkPluginFacts(plugin, fileName);
  const perturbation = plugin.configure({});
  for (const item of items) {
    const before = JSON.stringify(item);
    const perturb = (): readonly VariantDraft[] => perturbation.perturb(item, randomStream(7, plugin.name, item.id));
    const drafts = perturb();
    const problem = (what: string): void => {
      problems.push(`item ${item.id}: ${what}`);
    };
    if (JSON.stringify(item) !== before) {
      problem("the item itself was changed");
    }
    if (JSON.stringify(perturb()) !== JSON.stringify(drafts)) {
      problem("the same seed gives other drafts");
    }
    for (const draft of drafts) {
      if (draft.item.id !== item.id) {
        problem(`the id became ${draft.item.id}`);
      }
      if (!itemSchema.safeParse(draft.item).success) {
        problem("the perturbed item is not an item");
      }
      if (draft.validity.reason.trim() === "" || draft.validity.by.trim() === "") {
        problem("validity without reason or author");
      }
      problems.push(...checkAnswerMap(plugin, item, draft).map((what) => `item ${item.id}: ${what}`));
    }
  }
  return problems;
}

function checkAnswerMap(plugin: Perturbation, item: Item, draft: VariantDraft): string[] {
  if (!plugin.keepsKey) {
    return [];
  }
  const { answerMap } = draft;
  if (answerMap === null) {
    return ["it says it keeps the key and gives no answer map"];
  }
  const mapped = draft.item.accepted.map((set) => set.map((id) => answerMap[id] ?? `${id} is not in the map`).sort());
  const original = item.accepted.map((set) => [...set].sort());
  return JSON.stringify(mapped) === JSON.stringify(original)
    ? []
    : [`the key does not lead back: ${JSON.stringify(mapped)}, published ${JSON.stringify(original)}`];
}
