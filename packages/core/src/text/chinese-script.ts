import { traditionalOf, traditionalPhraseOf } from "../lexicons/simplified-traditional.ts";

/** Listed words by their first character, the longest first. */
const phrasesFrom = new Map<number, string[]>();
for (const phrase of [...traditionalPhraseOf.keys()].sort((left, right) => right.length - left.length)) {
  const first = phrase.codePointAt(0) ?? 0;
  const known = phrasesFrom.get(first);
  if (known === undefined) {
    phrasesFrom.set(first, [phrase]);
  } else {
    known.push(phrase);
  }
}

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

/** The same by code point: looking up a number makes no text. */
const traditionalForms = byCodePoint(traditionalOf);
const simplifiedForms = byCodePoint(simplifiedOf);

function byCodePoint(forms: ReadonlyMap<string, string>): ReadonlyMap<number, string> {
  return new Map([...forms].map(([character, form]) => [character.codePointAt(0) ?? 0, form]));
}

/**
 * Simplified Chinese in traditional characters, Taiwan's standard: listed words first, then character by character. The
 * wording of other regions stays ("软件" becomes 軟件, not 軟體). Everything that is not listed stays as it is.
 *
 * @example toTraditional("心脏骨骼发育不良，头发干枯") → "心臟骨骼發育不良，頭髮乾枯"
 */
export function toTraditional(text: string): string {
  return rewritten(text, traditionalForms, (point, at) => {
    const phrase = phrasesFrom.get(point)?.find((one) => text.startsWith(one, at));
    return phrase === undefined
      ? undefined
      : { length: phrase.length, form: traditionalPhraseOf.get(phrase) ?? phrase };
  });
}

/**
 * Traditional Chinese in simplified characters, character by character; wording stays.
 *
 * @example toSimplified("頭髮乾枯") → "头发干枯"
 */
export function toSimplified(text: string): string {
  return rewritten(text, simplifiedForms);
}

/**
 * In which script a text is written, by which of the two has more characters the other does not write; undefined where
 * neither has more (a text without such characters, or in another language).
 */
export function scriptOf(text: string): "simplified" | "traditional" | undefined {
  let simplified = 0;
  let traditional = 0;
  for (let at = 0; at < text.length; at++) {
    if (known[text.charCodeAt(at)] === 0) {
      continue;
    }
    const point = text.codePointAt(at) ?? 0;
    if (traditionalForms.has(point)) {
      simplified += 1;
    } else if (simplifiedForms.has(point)) {
      traditional += 1;
    }
    at += point > 0xffff ? 1 : 0;
  }
  return simplified === traditional ? undefined : simplified > traditional ? "simplified" : "traditional";
}

const isSimplified = 1;
const isTraditional = 2;
const beginsPhrase = 4;
/** What is known of every character of the basic plane, so that one about which nothing is known is passed over at once. */
const known = new Uint8Array(0x10000);
for (const [points, flag] of [
  [traditionalForms.keys(), isSimplified],
  [simplifiedForms.keys(), isTraditional],
  [phrasesFrom.keys(), beginsPhrase],
] as const) {
  for (const point of points) {
    if (point < known.length) {
      known[point] = (known[point] ?? 0) | flag;
    }
  }
}
/** Halves of characters beyond the basic plane are looked at every time. */
known.fill(isSimplified | isTraditional | beginsPhrase, 0xd800, 0xe000);

/** A word found at a place: how long it is, and what stands for it. */
type FindWord = (point: number, at: number) => { readonly length: number; readonly form: string } | undefined;

/** A text with words, then characters, replaced; what stays is copied in one piece. */
function rewritten(text: string, forms: ReadonlyMap<number, string>, wordAt?: FindWord): string {
  let out = "";
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    if (known[text.charCodeAt(at)] === 0) {
      at += 1;
      continue;
    }
    const point = text.codePointAt(at) ?? 0;
    const word = wordAt?.(point, at);
    const length = word?.length ?? (point > 0xffff ? 2 : 1);
    const form = word?.form ?? forms.get(point);
    if (form !== undefined) {
      out += text.slice(copied, at) + form;
      copied = at + length;
    }
    at += length;
  }
  return out + text.slice(copied);
}

function pairsOf(text: string): [string, string][] {
  return Array.from({ length: text.length / 2 }, (_, pair) => [text[2 * pair] ?? "", text[2 * pair + 1] ?? ""]);
}
