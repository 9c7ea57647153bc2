import { traditionalOf, traditionalPhraseOf } from "../lexicons/simplified-traditional.ts";

const phrase = new RegExp(
  [...traditionalPhraseOf.keys()]
    .sort((left, right) => right.length - left.length || (left < right ? -1 : 1))
    .join("|"),
  "g",
);

/** Traditional forms of the words' exceptions, and forms that other regions write for the same character. */
const otherForms =
  "爲为裏里衆众羣群峯峰牀床溼湿脣唇僞伪麪面説说啓启鈎钩綫线糉粽鉅巨佈布週周佔占痠酸遊游菸烟淒凄稜棱鍊炼籐藤巖岩瀰弥囉啰";
const simplifiedOf: ReadonlyMap<string, string> = new Map([
  ...pairsOf(otherForms),
  ...[...traditionalPhraseOf].flatMap(([simplified, traditional]) =>
    [...traditional].flatMap((form, at): [string, string][] =>
      form === simplified[at] ? [] : [[form, simplified[at] ?? form]],
    ),
  ),
  ...[...traditionalOf].map(([simplified, traditional]): [string, string] => [traditional, simplified]),
]);

/**
 * Simplified Chinese in traditional characters, Taiwan's standard: listed words first, then character by character. The
 * wording of other regions stays ("软件" becomes 軟件, not 軟體). Everything that is not listed stays as it is.
 *
 * @example toTraditional("心脏骨骼发育不良，头发干枯") → "心臟骨骼發育不良，頭髮乾枯"
 */
export function toTraditional(text: string): string {
  let out = "";
  let end = 0;
  for (const match of text.matchAll(phrase)) {
    out += charactersOf(text.slice(end, match.index), traditionalOf) + (traditionalPhraseOf.get(match[0]) ?? match[0]);
    end = match.index + match[0].length;
  }
  return out + charactersOf(text.slice(end), traditionalOf);
}

/**
 * Traditional Chinese in simplified characters, character by character; wording stays.
 *
 * @example toSimplified("頭髮乾枯") → "头发干枯"
 */
export function toSimplified(text: string): string {
  return charactersOf(text, simplifiedOf);
}

/**
 * In which script a text is written, by which of the two has more characters the other does not write; undefined where
 * neither has more (a text without such characters, or in another language).
 */
export function scriptOf(text: string): "simplified" | "traditional" | undefined {
  let simplified = 0;
  let traditional = 0;
  for (const character of text) {
    if (traditionalOf.has(character)) {
      simplified += 1;
    } else if (simplifiedOf.has(character)) {
      traditional += 1;
    }
  }
  return simplified === traditional ? undefined : simplified > traditional ? "simplified" : "traditional";
}

function charactersOf(text: string, forms: ReadonlyMap<string, string>): string {
  let out = "";
  for (const character of text) {
    out += forms.get(character) ?? character;
  }
  return out;
}

function pairsOf(text: string): [string, string][] {
  return Array.from({ length: text.length / 2 }, (_, pair) => [text[2 * pair] ?? "", text[2 * pair + 1] ?? ""]);
}
