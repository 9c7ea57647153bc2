import { BugError } from "../base/errors.ts";
import { textHash } from "../base/text-hash.ts";
import { type JudgeTexts, judgeTexts } from "../lexicons/judge-texts.ts";
import { type Item, publishedKey } from "../records/item.ts";
import type { Message } from "../records/prompt.ts";

/** What a judge is asked about one reply or two. */
export interface JudgeRequest {
  readonly item: Item;
  /** What is to be done, in the language of `judgeTextsOf`: one part a paragraph. */
  readonly task: readonly string[];
  /** The form of the JSON object that is asked for. */
  readonly form: string;
  /** What is shown of the item beside its question. */
  readonly shows?: { readonly key?: boolean; readonly references?: boolean };
  /** Further material under headings of its own, behind the replies. */
  readonly material?: readonly { readonly heading: string; readonly text: string }[];
  /** The replies, each under its heading, as they came. */
  readonly replies: readonly { readonly heading: string; readonly text: string }[];
  /** Characters (UTF-16 units) of a reply that are shown at most. */
  readonly mostCharacters: number;
}

/** The words for judges in the language of an item, English for languages without. */
export function judgeTextsOf({ language }: Pick<Item, "language">): JudgeTexts {
  const [primary = ""] = language.toLowerCase().split("-");
  const found = Object.hasOwn(judgeTexts, primary) ? judgeTexts[primary] : judgeTexts["en"];
  if (found === undefined) {
    throw new BugError("INTERNAL", "the words for judges lack English");
  }
  return found;
}

/**
 * The messages that put a reply before a judge. What is to be done stands in the system message. The reply is fenced by two
 * lines that nobody can write who does not know the whole reply, so that nothing in it can end the fence or pass for the
 * examiner's words; whose reply it is is not said. What many requests have in common comes first (task, question, reply), for
 * servers that keep the beginnings of prompts.
 *
 * @example judgeRequest({ item, task: ["Rate it."], form: '{"accuracy": 1}', replies: [{ heading: "Reply", text }], mostCharacters: 20000 })
 */
export function judgeRequest(request: JudgeRequest): readonly Message[] {
  const { item, task, form, shows = {}, material = [], replies, mostCharacters } = request;
  const texts = judgeTextsOf(item);
  const { headings } = texts;
  const marks = fenceOf(replies.map(({ text }) => text));
  const parts = [
    ...titled(headings.conversation, dialogueOf(item)),
    ...titled(headings.context, item.context ?? ""),
    ...titled(headings.question, questionOf(item)),
    ...titled(headings.options, item.options.map(({ id, text }) => `${id}. ${text}`).join("\n")),
    ...(shows.key === true ? titled(headings.key, keyOf(item)) : []),
    ...(shows.references === true ? titled(headings.references, item.references.join("\n\n")) : []),
    texts.fence.replace("{open}", marks.open).replace("{close}", marks.close),
    ...replies.map(
      ({ heading, text }) => `${heading}:\n${marks.open}\n${shown(text, mostCharacters, texts)}\n${marks.close}`,
    ),
    ...material.flatMap(({ heading, text }) => titled(heading, text)),
  ];
  return [
    { role: "system", content: `${[texts.role, ...task].join("\n\n")}\n\n${texts.json}\n${form}` },
    { role: "user", content: parts.join("\n\n") },
  ];
}

function titled(heading: string, text: string): readonly string[] {
  return text.trim() === "" ? [] : [`${heading}:\n${text}`];
}

function dialogueOf({ dialogue = [] }: Item): string {
  return dialogue.map(({ role, content }) => `[${role}] ${content}`).join("\n\n");
}

function questionOf({ group, stem }: Item): string {
  return group?.kind === "shared-stem" && group.text !== "" ? `${group.text}\n${stem}` : stem;
}

/** The texts of the published key, each with the name it has among the options. */
function keyOf(item: Item): string {
  const key = publishedKey(item);
  return item.options
    .filter(({ id }) => key.includes(id))
    .map(({ id, text }) => `${id}. ${text}`)
    .join("\n");
}

/** Lines around a reply, the same for the same replies; a hash of them, so that they cannot hold it. */
function fenceOf(replies: readonly string[]): { readonly open: string; readonly close: string } {
  const name = textHash(`fence\u0000${replies.join("\u0000")}`).slice(0, 16);
  return { open: `<<<reply ${name}>>>`, close: `<<<end ${name}>>>` };
}

function shown(text: string, mostCharacters: number, { cut, empty }: JudgeTexts): string {
  if (text.trim() === "") {
    return empty;
  }
  if (text.length <= mostCharacters) {
    return text;
  }
  // Not through the middle of a character of two units.
  const end = (text.codePointAt(mostCharacters - 1) ?? 0) > 0xffff ? mostCharacters - 1 : mostCharacters;
  return `${text.slice(0, end)}\n${cut.replace("{n}", String(end))}`;
}
