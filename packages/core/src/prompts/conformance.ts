import { checkPluginFacts } from "../base/conformance.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import type { PromptDraft, PromptPlugin } from "./define.ts";

/**
 * The contract of a prompt, executed with its default settings over some items: returns what is wrong. Above all
 * the key must not show: the same item with another key, another explanation, gives the same prompt.
 */
export function checkPrompt(plugin: PromptPlugin, items: readonly Item[], fileName?: string): string[] {
  const problems = checkPluginFacts(plugin, fileName);
  const prompt = plugin.configure({});
  const render = (item: Item): PromptDraft =>
    prompt.render({ variant: originalVariant(item), passages: [], exemplars: [] });
  for (const item of items) {
    const draft = render(item);
    const text = draft.messages.map(({ content }) => content).join("\n");
    const problem = (what: string): void => {
      problems.push(`item ${item.id}: ${what}`);
    };
    if (draft.messages.at(-1)?.role !== "user") {
      problem("the last message is not the user's");
    }
    if (!text.includes(item.stem)) {
      problem("the stem is not in the prompt");
    }
    if (
      draft.labels.length !== item.options.length ||
      new Set(draft.labels.map(({ label }) => label)).size !== item.options.length
    ) {
      problem("not one label of its own for each option");
    }
    for (const { optionId, text: shown } of draft.labels) {
      if (!item.options.some((option) => option.id === optionId && option.text === shown)) {
        problem(`the label for option ${optionId} shows another text`);
      }
    }
    if (JSON.stringify(render(item)) !== JSON.stringify(draft)) {
      problem("rendered twice, it is not the same");
    }
    const otherKey = item.options.find(({ id }) => !item.accepted.flat().includes(id))?.id;
    if (otherKey !== undefined) {
      const changed = render({ ...item, accepted: [[otherKey]], references: ["another explanation"] });
      if (JSON.stringify(changed) !== JSON.stringify(draft)) {
        problem("the prompt depends on the key or the explanation");
      }
    }
  }
  return problems;
}
