import { z } from "zod";
import type { Item } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import type { TouchedPart, VariantDraft } from "./define.ts";

/** Which texts an operator on the wording works on: `stem` means the stem and what is read with it. */
export type TextScope = "stem" | "options" | "both";

/** The parts an operator on the wording declares, whatever its scope is set to. */
export const textParts: readonly TouchedPart[] = ["stem", "option-texts"];

/** The setting by which a person chooses the texts an operator works on. */
export const scopeSetting = z
  .enum(["stem", "options", "both"])
  .default("stem")
  .describe("Which texts change: the stem and what is read with it, the options, or both.");

/**
 * The item with the texts of a scope put through `change`: stem, the group's shared text and the context, in this order,
 * then the options in theirs. Null when no text came out different. Ids, key and everything else stay.
 */
export function changeTexts(item: Item, scope: TextScope, change: (text: string) => string): Item | null {
  let changed: Item = item;
  if (scope !== "options") {
    const stem = change(item.stem);
    if (stem !== item.stem) {
      changed = { ...changed, stem };
    }
    if (item.group !== undefined && item.group.text !== "") {
      const text = change(item.group.text);
      if (text !== item.group.text) {
        changed = { ...changed, group: { ...item.group, text } };
      }
    }
    if (item.context !== undefined) {
      const context = change(item.context);
      if (context !== item.context) {
        changed = { ...changed, context };
      }
    }
  }
  if (scope !== "stem") {
    const options = item.options.map((option) => {
      const text = change(option.text);
      return text === option.text ? option : { ...option, text };
    });
    if (options.some((option, index) => option !== item.options[index])) {
      changed = { ...changed, options };
    }
  }
  return changed === item ? null : changed;
}

/**
 * A draft whose options are the source's, so that the map is the identity. Where a change of wording made two options
 * read alike that did not before, the draft is unsound whatever `validity` says.
 */
export function textDraft(source: Item, changed: Item, validity: Validity): VariantDraft {
  const answerMap: Record<string, string> = {};
  for (const { id } of changed.options) {
    answerMap[id] = id;
  }
  const alike = changed.options !== source.options && distinctTexts(changed) < distinctTexts(source);
  return {
    item: changed,
    answerMap,
    validity: alike ? { status: "unsound", reason: "two options read alike after the change", by: "rule" } : validity,
  };
}

function distinctTexts({ options }: Item): number {
  return new Set(options.map(({ text }) => text.trim())).size;
}

/** The language of an item without its region: "pt-BR" is "pt". */
export function languageOf({ language }: Pick<Item, "language">): string {
  const dash = language.indexOf("-");
  return dash < 0 ? language : language.slice(0, dash);
}
