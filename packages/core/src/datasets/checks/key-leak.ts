import type { Item } from "../../records/item.ts";
import { comparableText, isHan, isInformative, keyTexts, readingText } from "./comparable-text.ts";
import type { ItemFinding } from "./finding.ts";

/** "答案：C", "Answer: C", "Respuesta correcta: C", "Gabarito: C"; the letters are taken as they stand. */
const answerMarker =
  /(?:答案|[Aa]nswer|ANSWER|[Rr]espuesta|[Rr]esposta|[Gg]abarito)(?:\s+(?:is|correcta|correta|es|é))?\s*[:：是为]?\s*[(（]?([A-Z]{1,6}|\d)(?![\p{L}\p{N}])/u;
/** "(C)" at the very end of the stem. */
const closingBracket = /[(（【[]\s*([A-Z]{1,6}|\d)\s*[)）】\]]\s*[。.?？:：]?\s*$/u;

/**
 * Whether the stem gives the key away. Two rules:
 *
 * - It names the label: an answer marker ("答案：C"), or the key in brackets at its end. A marker that names other
 *   labels than the key is reported as a warning; a bracket that does is not, since it can be part of a word
 *   ("vitamin (A)").
 * - It holds the text of every keyed option and of no distractor. Only texts of informative length count (4 letters
 *   in Chinese, 6 elsewhere, digits aside), whole words outside Chinese; items without a distractor are left out.
 *   A warning: a vignette may name a drug or disease for good reason.
 */
export function keyLeakFindings(item: Item): ItemFinding[] {
  const key = item.accepted[0] ?? [];
  if (key.length === 0 || key.length === item.options.length) {
    return [];
  }
  const findings: ItemFinding[] = [];
  const named = labelsIn(answerMarker, item);
  if (named !== undefined) {
    const isKey = sameSet(named, key);
    findings.push({
      check: "key-leak",
      severity: isKey ? "error" : "warning",
      message: `the stem states an answer, ${named.join("")}, ${isKey ? "which is the key" : `the key is ${key.join("")}`}`,
    });
  }
  const closing = labelsIn(closingBracket, item);
  if (named === undefined && closing !== undefined && sameSet(closing, key)) {
    const message = `the stem ends with (${closing.join("")}), the label of the key`;
    findings.push({ check: "key-leak", severity: "error", message });
  }
  const text = keyTextInStem(item);
  if (text !== undefined) {
    const message = `the stem holds the text of the key, "${text}", and of no other option`;
    findings.push({ check: "key-leak", severity: "warning", message });
  }
  return findings;
}

function labelsIn(pattern: RegExp, item: Item): string[] | undefined {
  const [, label] = pattern.exec(item.stem) ?? [];
  const labels = label === undefined ? [] : [...label];
  const ids = item.options.map((option) => option.id);
  return labels.length > 0 && labels.every((one) => ids.includes(one)) ? labels : undefined;
}

function keyTextInStem(item: Item): string | undefined {
  const stem = readingText(item);
  const han = isHan(stem);
  const holds = createSearch(stem, han);
  const texts = keyTexts(item);
  if (texts.length < (item.accepted[0]?.length ?? 0)) {
    // The key names something that is no option; that is reported elsewhere.
    return undefined;
  }
  if (!texts.every((text) => isInformative(text, han) && holds(text))) {
    return undefined;
  }
  const key = new Set(item.accepted[0]);
  const distractors = item.options.filter((option) => !key.has(option.id));
  // A distractor of one letter is in every stem; one that is not there at all speaks for a leak.
  const elsewhere = distractors.some((option) => comparableText(option.text) !== "" && holds(option.text));
  return elsewhere ? undefined : texts.join("; ");
}

function createSearch(stem: string, han: boolean): (text: string) => boolean {
  if (han) {
    const within = comparableText(stem);
    return (text) => within.includes(comparableText(text));
  }
  const words = (text: string): string =>
    ` ${
      text
        .normalize("NFKC")
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.join(" ") ?? ""
    } `;
  const within = words(stem);
  return (text) => within.includes(words(text));
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((one) => right.includes(one));
}
