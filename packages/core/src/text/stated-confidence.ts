import { confidenceWords } from "../lexicons/confidence-texts.ts";

const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

const number = "\\d{1,3}(?:[.,]\\d{1,4})?";
const cue = `(?:${confidenceWords.join("|")})`;
// Between the word and the number: "level", "score", brackets, marks of emphasis, "is", "about", never another number or line.
const between = "[^\\d\\n零〇一二两三四五六七八九十百]{0,24}?";
const value = [
  `(?<percent>${number}) ?(?:[%％]|percent\\b|per cent\\b|por ?ciento\\b|por cento\\b)`,
  "百分之(?<hundredths>百|[零〇一二两三四五六七八九十]{1,3})",
  "(?<tenths>[一二两三四五六七八九十])成(?<half>[半一二三四五六七八九])?",
  `(?<part>${number}) ?[/／] ?(?<whole>10{1,2}|5)(?!\\d)`,
  "(?<fraction>[01][.,]\\d{1,4}|1|0)(?![.,]?\\d| ?[-–~%％/／至到])",
].join("|");
const statement = new RegExp(`${cue}${between}(?:${value})`, "giu");
// "有八成把握", "90% confident": the number may stand before the word.
const before = new RegExp(
  `(?:${value})[ 的]{0,2}(?:confident|certain|sure|de (?:confianza|certeza|seguridad)|de confiança|${cue})`,
  "giu",
);

/**
 * The confidence that a reply states of its answer, 0–1; null where it states none, or one above all. The last statement
 * counts. Read are percentages ("85%", "85 por ciento"), fractions of 5, 10 and 100 ("8/10"), shares ("0.85") and Chinese
 * numerals ("百分之八十五", "八成五"), after or before a word of confidence in English, Spanish, Portuguese or Chinese. A bare
 * number above 1 ("Confidence: 85") is of no known scale and is not read.
 *
 * @example statedConfidence("B\nConfidence: 85%") // 0.85
 * @example statedConfidence("选B，我有八成把握。") // 0.8
 */
export function statedConfidence(text: string): number | null {
  const last = [...text.matchAll(statement), ...text.matchAll(before)]
    .sort((a, b) => a.index + a[0].length - (b.index + b[0].length))
    .at(-1);
  const confidence = last?.groups === undefined ? null : statedValue(last.groups);
  return confidence !== null && confidence >= 0 && confidence <= 1 ? confidence : null;
}

function statedValue(groups: Readonly<Record<string, string | undefined>>): number | null {
  const { percent, hundredths, tenths, half, part, whole, fraction } = groups;
  const decimal = (written: string): number => Number(written.replace(",", "."));
  if (percent !== undefined) {
    return decimal(percent) / 100;
  }
  if (hundredths !== undefined) {
    return hundredths === "百" ? 1 : belowHundred(hundredths) / 100;
  }
  if (tenths !== undefined) {
    const more = half === undefined ? 0 : half === "半" ? 5 : (digits[half] ?? 0);
    return (belowHundred(tenths) * 10 + more) / 100;
  }
  if (part !== undefined) {
    return decimal(part) / Number(whole);
  }
  return fraction === undefined ? null : decimal(fraction);
}

/** "八十五" → 85, "十" → 10, "九九" → 99. */
function belowHundred(numeral: string): number {
  const at = numeral.indexOf("十");
  if (at < 0) {
    return [...numeral].reduce((sum, digit) => sum * 10 + (digits[digit] ?? 0), 0);
  }
  return (at === 0 ? 1 : (digits[numeral[0] ?? ""] ?? 0)) * 10 + (digits[numeral[at + 1] ?? ""] ?? 0);
}
