/** What a paraphrase is held to. */
export interface ParaphraseRules {
  readonly language: string;
  /** Words that deny, lower case. */
  readonly denials: readonly string[];
  /** Texts that may not appear unless the source has them: the answer options. */
  readonly forbidden: readonly string[];
}

/** Shorter or longer than its source by more than this, and something was left out or added. */
const leastRatio = 0.5;
const mostRatio = 2;
/** Texts shorter than this stand in too many questions to give anything away. */
const leastForbidden = 4;

const numbers = /\d+(?:[.,]\d+)*/gu;
/** Abbreviations, formulas and units in Latin letters: two capitals, or a capital behind small letters (ECG, HbA1c, mmHg). */
const codes = /(?<![A-Za-z0-9])(?=[A-Za-z0-9]*[A-Z][A-Za-z0-9]*[A-Z]|[a-z]+[A-Z])[A-Za-z0-9]+/gu;
const han = /\p{Script=Han}/gu;

/**
 * Why a text is no usable paraphrase of a source: empty or unchanged, other numbers, other abbreviations and units, another
 * count of denials, another script, half or twice as long, or an option's text that the source does not have. Empty: no rule
 * is broken. That says nothing of the meaning, which a person has to read.
 *
 * @example paraphraseFaults("Fever of 39.1 °C, no rash.", "No rash; 38 °C.", rules) → ["numbers: 39.1 became 38"]
 */
export function paraphraseFaults(source: string, paraphrase: string, rules: ParaphraseRules): string[] {
  const text = paraphrase.trim();
  if (text === "") {
    return ["empty"];
  }
  const faults: string[] = [];
  if (folded(text) === folded(source)) {
    faults.push("unchanged");
  }
  const differs = (what: string, pattern: RegExp): void => {
    const [before, after] = [bag(source, pattern), bag(text, pattern)];
    if (before !== after) {
      faults.push(`${what}: ${before || "none"} became ${after || "none"}`);
    }
  };
  differs("numbers", numbers);
  differs("abbreviations", codes);
  const [denied, denies] = [denialsIn(source, rules), denialsIn(text, rules)];
  if (denied !== denies) {
    faults.push(`denials: ${denied} became ${denies}`);
  }
  const ratio = text.length / Math.max(1, source.trim().length);
  if (ratio < leastRatio || ratio > mostRatio) {
    faults.push(`length: ${ratio.toFixed(2)} times the source's`);
  }
  if (hanShare(source) > 0.3 !== hanShare(text) > 0.3) {
    faults.push("another script");
  }
  const given = rules.forbidden.find(
    (option) =>
      option.trim().length >= leastForbidden &&
      folded(text).includes(folded(option)) &&
      !folded(source).includes(folded(option)),
  );
  if (given !== undefined) {
    faults.push("holds an option's text");
  }
  return faults;
}

/** Without case, marks and spaces. */
function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** What a pattern finds, each as often as it stands, in an order of its own. */
function bag(text: string, pattern: RegExp): string {
  return (text.match(pattern) ?? []).sort().join(" ");
}

function denialsIn(text: string, { denials, language }: ParaphraseRules): number {
  const lower = text.toLowerCase();
  if (language === "zh") {
    return denials.reduce((sum, denial) => sum + lower.split(denial).length - 1, 0);
  }
  const words = lower.match(/\p{L}+['’]t|\p{L}+/gu) ?? [];
  const known = new Set(denials);
  return words.filter((word) => known.has(word) || /n['’]t$/u.test(word)).length;
}

function hanShare(text: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters === 0 ? 0 : (text.match(han)?.length ?? 0) / letters;
}
