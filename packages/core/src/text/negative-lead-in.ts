import { itemWording, type WordingLanguage } from "../lexicons/item-wording.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";

/** The lead-in is the end of the stem: what stands before it tells the case. */
const leadInCharacters = 120;

/** In Chinese any denial in the last clause turns the question round; words with 不 that deny nothing do not. */
const chineseDenial =
  /(?:不(?!明|良|全|稳|足|同|适感|孕)|无关|除外|慎用|禁忌|禁用|禁止|错误|有误|何者非)[^，,。；;]*$/u;

const patterns = new Map<string, RegExp>();

/**
 * Whether a question asks for the option that does not fit ("all except", 错误的是, "cuál es falsa"), by the words of its
 * last 120 characters. Languages without a list of such words ask for none.
 *
 * @example asksForException("下列说法错误的是", "zh") → true
 */
export function asksForException(stem: string, language: string): boolean {
  const [primary = ""] = language.toLowerCase().split("-");
  if (!Object.hasOwn(itemWording, primary)) {
    return false;
  }
  const pattern =
    patterns.get(primary) ?? new RegExp(anyPhrase(itemWording[primary as WordingLanguage].negativeLeadIns), "iu");
  patterns.set(primary, pattern);
  const end = stem.trimEnd().slice(-leadInCharacters);
  // Only the last sentence that says something: the question itself.
  const sentences = end.split(/(?<=[。！？!?.；;])\s*(?=\S)/u).filter((sentence) => /[\p{L}]/u.test(sentence));
  const question = sentences.at(-1) ?? end;
  return pattern.test(question) || (primary === "zh" && chineseDenial.test(question));
}
