import { checkPluginFacts } from "../base/conformance.ts";
import { randomStream } from "../base/random.ts";
import { type Item, itemSchema } from "../records/item.ts";
import type { RenderDirectives } from "../records/variant.ts";
import { noOtherItems, type OtherItems, type Perturbation, type TouchedPart, type VariantDraft } from "./define.ts";
import { otherItemsOf } from "./other-items-of.ts";

/**
 * The contract of a perturbation, executed over some items with its default settings, or those given: returns what is
 * wrong. The id stays, the same stream gives the same drafts, inputs are untouched, only parts the operator says it
 * touches are changed, no directive is set but those it declares (where it does), and where it keeps the key the map leads every option back to the one it came from. The other
 * items an operator may need are those given, unless some are named; one that declares no need of them may not use them.
 */
export function checkPerturbation(
  plugin: Perturbation,
  items: readonly Item[],
  fileName?: string,
  settings: unknown = {},
  others: OtherItems = otherItemsOf(items),
): string[] {
  const problems = [...checkPluginFacts(plugin, fileName), ...checkGroup(plugin), ...checkDeclared(plugin)];
  const perturbation = plugin.configure(settings);
  for (const item of items) {
    const before = JSON.stringify(item);
    const perturb = (given = others): readonly VariantDraft[] =>
      perturbation.perturb(item, randomStream(7, plugin.name, item.id), given);
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
    const alone = perturb(noOtherItems);
    if (plugin.needsOthers ? alone.length > 0 : JSON.stringify(alone) !== JSON.stringify(drafts)) {
      problem("needs other items of the exam and does not say so, or says so and does not");
    }
    for (const draft of drafts) {
      checkDraft(draft, item).forEach(problem);
      changedParts(item, draft)
        .filter((part) => !plugin.touches.some((touched) => touched === part))
        .forEach((part) => {
          problem(`changes the ${part} without saying so`);
        });
      Object.keys(draft.renderDirectives ?? {})
        .filter((directive) => plugin.directives?.some((declared) => declared === directive) === false)
        .forEach((directive) => {
          problem(`sets the prompt's ${directive} and declares only ${plugin.directives?.join(", ")}`);
        });
      checkAnswerMap(plugin, item, draft).forEach(problem);
    }
  }
  return problems;
}

function checkGroup({ group, keepsKey, touches }: Perturbation): string[] {
  if (group === "key-keeping" && !keepsKey) {
    return ["its group is key-keeping and it does not keep the key"];
  }
  return group === "key-changing" && (keepsKey || !touches.includes("key"))
    ? ["its group is key-changing and it keeps the key, or does not say that it touches it"]
    : [];
}

function checkDeclared({ directives, touches }: Perturbation): string[] {
  if (directives === undefined) {
    return [];
  }
  return directives.length === 0 || !touches.includes("prompt") || new Set(directives).size !== directives.length
    ? ["declares directives without touching the prompt, none at all, or one twice"]
    : [];
}

function checkDraft({ item: perturbed, renderDirectives, answerMap, validity }: VariantDraft, item: Item): string[] {
  const problems: string[] = [];
  const ids = new Set(perturbed.options.map(({ id }) => id));
  const sourceIds = new Set(item.options.map(({ id }) => id));
  if (perturbed.id !== item.id) {
    problems.push(`the id became ${perturbed.id}`);
  }
  if (!itemSchema.safeParse(perturbed).success) {
    problems.push("the perturbed item is not an item");
  }
  if (ids.size !== perturbed.options.length) {
    problems.push("two options have one id");
  }
  for (const id of perturbed.accepted.flat().filter((accepted) => !ids.has(accepted))) {
    problems.push(`accepts ${id}, which is no option`);
  }
  if (validity.reason.trim() === "" || validity.by.trim() === "") {
    problems.push("validity without reason or author");
  }
  problems.push(...checkDirectives(renderDirectives ?? {}));
  if (
    renderDirectives?.options !== undefined &&
    renderDirectives.options !== "labelled" &&
    validity.status === "sound"
  ) {
    const texts = new Set(perturbed.options.map(({ text }) => text.trim()));
    if (texts.size !== perturbed.options.length || texts.has("")) {
      problems.push("is called sound, and its options, which have no labels, read alike or are empty");
    }
  }
  const labels = renderDirectives?.labels;
  if (labels !== undefined && (new Set(labels).size !== labels.length || labels.length !== perturbed.options.length)) {
    problems.push(`${labels.length} labels, some perhaps the same, for ${perturbed.options.length} options`);
  }
  for (const [id, source] of Object.entries(answerMap ?? {})) {
    if (!ids.has(id) || !sourceIds.has(source)) {
      problems.push(`maps ${id} to ${source}, and one of them is no option`);
    }
  }
  return problems;
}

function checkDirectives({ labels, options, turns }: RenderDirectives): string[] {
  const problems: string[] = [];
  if (labels !== undefined && options !== undefined && options !== "labelled") {
    problems.push(`gives labels to options that are ${options}`);
  }
  if (turns?.length === 0 || turns?.some(({ say }) => say?.trim() === "")) {
    problems.push("has a conversation of no turn, or a turn that says nothing");
  }
  return problems;
}

/** Which part of an item a field belongs to; fields not named here may never change and are named themselves. */
const partOfField: Readonly<Record<string, TouchedPart>> = {
  stem: "stem",
  context: "stem",
  media: "stem",
  accepted: "key",
  keyHistory: "key",
  kind: "key",
};

/** What differs between an item and a perturbed form of it: parts, and the names of fields that belong to none. */
function changedParts(item: Item, { item: perturbed, renderDirectives }: VariantDraft): readonly string[] {
  const changed = new Set<string>();
  const fields = (of: Item): ReadonlyMap<string, unknown> => {
    const { group, options: _options, ...rest } = of;
    return new Map<string, unknown>(Object.entries({ ...rest, ...(group && { group: { ...group, text: "" } }) }));
  };
  const [before, after] = [fields(item), fields(perturbed)];
  for (const field of new Set([...before.keys(), ...after.keys()])) {
    if (JSON.stringify(before.get(field)) !== JSON.stringify(after.get(field))) {
      changed.add(partOfField[field] ?? field);
    }
  }
  if (item.group?.text !== perturbed.group?.text) {
    changed.add("stem");
  }
  if (Object.keys(renderDirectives ?? {}).length > 0) {
    changed.add("prompt");
  }
  for (const part of changedOptions(item, perturbed)) {
    changed.add(part);
  }
  return [...changed];
}

function changedOptions(item: Item, perturbed: Item): readonly TouchedPart[] {
  const changed: TouchedPart[] = [];
  const before = new Map(item.options.map((option) => [option.id, option]));
  const stay = perturbed.options.filter(({ id }) => before.has(id));
  const stayed = new Set(stay.map(({ id }) => id));
  if (stay.length !== perturbed.options.length || stayed.size !== before.size) {
    changed.push("option-set");
  }
  const order = item.options.filter(({ id }) => stayed.has(id));
  if (order.some(({ id }, index) => stay[index]?.id !== id)) {
    changed.push("option-order");
  }
  if (stay.some(({ id, text }) => before.get(id)?.text !== text)) {
    changed.push("option-texts");
  }
  if (stay.some(({ id, credit, harm }) => before.get(id)?.credit !== credit || before.get(id)?.harm !== harm)) {
    changed.push("key");
  }
  return changed;
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
