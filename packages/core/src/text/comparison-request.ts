import type { Item } from "../records/item.ts";
import type { Message } from "../records/prompt.ts";
import { type JudgeReplyForm, readJudgeReply } from "./judge-reply.ts";
import { judgeRequest, judgeTextsOf } from "./judge-request.ts";

/** How two replies are put before a judge. */
export interface ComparisonSettings {
  /** What makes a reply the better one; null for Viva's words. */
  readonly question: string | null;
  readonly mostCharacters: number;
}

/** What a judge says of two replies: points of the first (1, 0.5 for a tie, 0), or null where its reply cannot be read. */
export interface ComparisonVerdict {
  readonly form: JudgeReplyForm;
  readonly first: number | null;
}

const verdicts: ReadonlyMap<string, number> = new Map([
  ["first", 1],
  ["1", 1],
  ["second", 0],
  ["2", 0],
  ["neither", 0.5],
  ["tie", 0.5],
  ["both", 0.5],
  ["equal", 0.5],
]);

/** The messages that put two replies to one question before a judge, the key and the references beside them. */
export function comparisonRequest(
  item: Item,
  [first, second]: readonly [string, string],
  { question, mostCharacters }: ComparisonSettings,
): readonly Message[] {
  const texts = judgeTextsOf(item);
  return judgeRequest({
    item,
    task: [texts.comparison, question ?? texts.better],
    form: '{"reason": "…", "better": "first" | "second" | "neither"}',
    shows: { key: true, references: true },
    replies: [
      { heading: texts.headings.first, text: first },
      { heading: texts.headings.second, text: second },
    ],
    mostCharacters,
  });
}

/** Read what a judge says of two replies. Never throws, whatever the text. */
export function readComparison(text: string): ComparisonVerdict {
  const { form, object } = readJudgeReply(text, ["better"]);
  const said = object?.["better"];
  const first =
    typeof said === "string" || typeof said === "number" ? verdicts.get(String(said).trim().toLowerCase()) : undefined;
  if (first === undefined) {
    return { form: "unreadable", first: null };
  }
  const exact = said === "first" || said === "second" || said === "neither";
  return { form: exact ? form : "lenient", first };
}
