import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { sentenceStart } from "./characters.ts";

const supposition = new RegExp(anyPhrase(phrasesOf("suppositions")), "i");
const joined = "(?:(?:and|but|even|y|e|pero|mas|但|而)\\s{0,3})?";
const condition = anyPhrase([...phrasesOf("conditions"), "如果", "若", "假如", "倘若"]);
const opensClause = new RegExp(`^[\\s"'“(¿]{0,4}${joined}${condition}`, "i");
const opensEarlier = new RegExp(`(?:^|[,;:.(—-])\\s{0,4}${joined}${condition}`, "i");
/** A guess that is made all the same: "if I had to choose". */
const forced =
  /(?:had to|have to|must|forced|非要|一定要|必须|硬要|tuviera que|tuviese que|tengo que|hay que|tivesse que|tiver que|tenho de|tenho que|for preciso|obligad|obrigad)/i;
const asks = /[ \t]{0,9}[)\]"'”]*[ \t]{0,9}(?:吗|嘛|么)?[ \t]{0,9}\?/y;
/** Longest clause that is looked at, in characters before the label or cue. */
const reach = 80;

/** Whether what a clause says before an answer makes the answer a supposition: "if the answer were", 如果选. */
export function supposesClause(clause: string): boolean {
  const near = clause.slice(-reach);
  return (supposition.test(near) || opensClause.test(clause)) && !forced.test(near);
}

/** Whether a sentence, up to its answer, has a clause that puts another case: "If she were pregnant, the answer …". */
function putsAnotherCase(before: string): boolean {
  return opensEarlier.test(before) && !forced.test(before);
}

/**
 * How far words are from a declaration that is meant, where they announce (`start`) and give (`end`) an answer: "yes" for
 * a question or a supposition, "doubtful" for another case or for words that are only quoted.
 */
export function degreeOfDoubt(text: string, start: number, end: number): "no" | "doubtful" | "yes" {
  asks.lastIndex = end;
  if (asks.test(text)) {
    return "yes";
  }
  const from = sentenceStart(text, start, 200);
  const before = text.slice(from, start);
  const clause = before.slice(Math.max(before.lastIndexOf(","), before.lastIndexOf(":")) + 1);
  if (supposesClause(clause)) {
    return "yes";
  }
  const quote = Math.max(
    before.lastIndexOf("“"),
    before.lastIndexOf('"'),
    before.lastIndexOf("「"),
    before.lastIndexOf("«"),
  );
  if (
    quote >= 0 &&
    quote < before.length - 1 &&
    /["”」»]/.test(text.slice(end, end + 3)) &&
    !/["”」»]/.test(before.slice(quote + 1))
  ) {
    return "doubtful";
  }
  return putsAnotherCase(before) ? "doubtful" : "no";
}
