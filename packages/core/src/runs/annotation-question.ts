import { type Annotation, annotationTexts } from "../lexicons/annotation-texts.ts";
import type { Item } from "../records/item.ts";
import { publishedKey } from "../records/item.ts";
import type { Message } from "../records/prompt.ts";

/**
 * What a model is asked to annotate one question: every annotation with its full list of categories, a strict form, and at
 * the end the question with its options and key, in the item's language (English for one without words of its own). The
 * lists stand first, so that servers keep them for the next question.
 */
export function annotationQuestion(item: Item, wanted: readonly Annotation[]): readonly Message[] {
  const language = annotationLanguage(item);
  const texts = annotationTexts[language];
  const lists = wanted.map(({ tag, title, values }) => {
    const lines = values.map(({ code, title: name }) => `${code} = ${name[language]}`);
    return `[${tag}] ${title[language]}\n${lines.join("\n")}`;
  });
  const form = JSON.stringify(Object.fromEntries(wanted.map(({ tag }) => [tag, "…"])));
  const key = new Set(publishedKey(item));
  const optionLine = ({ id, text }: Item["options"][number]): string => `${id}) ${text}`;
  const keyed = item.options.filter(({ id }) => key.has(id)).map(optionLine);
  const stem = [item.context ?? "", item.group?.text ?? "", item.stem].filter((part) => part !== "").join("\n\n");
  const content = [
    texts.instruction,
    ...lists,
    `${texts.form}\n${form}`,
    `${texts.question}:\n${stem}`,
    ...(item.options.length === 0 ? [] : [`${texts.options}:\n${item.options.map(optionLine).join("\n")}`]),
    ...(keyed.length === 0 ? [] : [`${texts.key}:\n${keyed.join("\n")}`]),
  ].join("\n\n");
  return [{ role: "user", content }];
}

/** The language a question about an item is put in. */
export function annotationLanguage({ language }: Pick<Item, "language">): "en" | "es" | "zh" {
  const primary = language.split("-")[0];
  return primary === "zh" || primary === "es" ? primary : "en";
}
