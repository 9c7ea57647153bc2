import type { Item } from "../records/item.ts";

/**
 * All the seed step is given of an item: no option, no key and no explanation fits in here. Only these two functions of
 * this file make one.
 */
export interface SeedQuestion {
  readonly id: string;
  readonly language: string;
  /** The stem, and before it the stem it shares with its group and the text it is read with. */
  readonly text: string;
}

/** The parts of an item that its question is made of. */
export type QuestionParts = Pick<Item, "id" | "language" | "stem" | "group" | "context">;

/** The question of an item, without its options. */
export function seedQuestionOf({ id, language, stem, group, context }: QuestionParts): SeedQuestion {
  const before = [context ?? "", group?.kind === "shared-stem" ? group.text : ""].filter((text) => text !== "");
  return { id, language, text: [...before, stem].join("\n") };
}

/** The question of an item with its options behind it, where a study asks for seeds that have seen them. */
export function seedQuestionWithOptions(item: QuestionParts & Pick<Item, "options">): SeedQuestion {
  const question = seedQuestionOf(item);
  return { ...question, text: [question.text, ...item.options.map(({ text }) => text)].join("\n") };
}
