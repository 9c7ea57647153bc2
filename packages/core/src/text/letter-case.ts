/** A run of letters, marks and digits: Chinese characters end one. */
const token = /(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
/** In Chinese items shorter words in Latin letters are symbols, elements and abbreviations ("Css", "As", "Plt"). */
const shortestInChinese = 5;
/** Not where one is the half of a name: "Reed-Sternberg". */
const longWordBefore = /[A-Za-z]{5}[- ]$/;
const longWordAfter = /^[- ][A-Za-z]{5}/;
/** Letters that a plain word of a European language is made of: no Greek, no digits. */
const plainWord = /^[a-zA-ZÀ-ÖØ-öø-ÿŒœ]{2,}$/;
const insideCapital = /.[A-ZÀ-ÖØ-Þ]/;
/** A number of its own right before: not the end of "NF1". */
const numberBefore = /(?<![\p{L}\p{N}.,])[\d.,]*\d\s?$/u;
/** Articles and conjunctions of one letter, between blanks; and what follows an apostrophe. */
const wordOfOneLetter = /^[aeouyàé]$/;

/** Units that a formula or ratio shows without a number before them; in another case they are other units. */
const units = new Set(
  (
    "mg dg cg kg ng pg fg ml dl cl fl nl mm cm dm km nm mmol nmol pmol mol meq mosm kpa mmhg pa hz mv kv ma ui iu ppm " +
    "cal kcal kj mj gy mgy sv msv ci mci bq min"
  ).split(" "),
);
/** Symbols of elements that are no words of these languages, and pH. */
const symbol = /^(?:Na|Ca|Mg|Mn|Cl|Fe|Cu|Zn|Hg|Pb|Li|Br|Au|Ag|Rh|Ba|Cr|Ni|Ti|Sr|Tc|Xe|pH|Hb)$/;

/**
 * The text with its words in capitals or small letters. Left alone, because another case would say something else:
 * single letters (labels, grades; not "a", "y" and the like between blanks), words with a capital inside and abbreviations in capitals ("AIDS" is not "aids",
 * "mEq", "pH"), everything with digits or Greek letters ("β2", "T4"), symbols of elements, units, and words of
 * up to three letters right after a number; in the texts of a Chinese item everything of up to four letters that is no
 * part of a name with a longer word. Case is mapped by the Unicode default, without a locale; ß stays. A text without a
 * word to change comes back as it is.
 *
 * @example changeLetterCase("Give 5 mg of warfarin: INR 2", "upper") → "GIVE 5 mg OF WARFARIN: INR 2"
 */
export function changeLetterCase(text: string, to: "upper" | "lower", language = "en"): string {
  return text.replace(token, (word: string, at: number, whole: string) => {
    if (language === "zh" && word.length < shortestInChinese && !isHalfOfName(word, at, whole)) {
      return word;
    }
    if (word.length === 1 ? !isWord(word, at, whole) : !plainWord.test(word) || insideCapital.test(word)) {
      return word;
    }
    if (symbol.test(word) || word.includes("ß") || (word.length <= 4 && isUnit(word, at, whole))) {
      return word;
    }
    return to === "upper" ? word.toUpperCase() : word.toLowerCase();
  });
}

/** Whether a short word with a capital stands beside a longer one, joined by a hyphen or a blank. */
function isHalfOfName(word: string, at: number, whole: string): boolean {
  return (
    /^[A-Z][a-z]{2,}$/.test(word) &&
    (longWordBefore.test(whole.slice(Math.max(0, at - 16), at)) || longWordAfter.test(whole.slice(at + word.length)))
  );
}

/** Whether a single letter is a word of the text and no label, grade or symbol: capitals never are. */
function isWord(letter: string, at: number, whole: string): boolean {
  const before = whole[at - 1];
  return before === "'" || before === "’"
    ? letter === "s"
    : wordOfOneLetter.test(letter) && before === " " && whole[at + 1] === " ";
}

function isUnit(word: string, at: number, whole: string): boolean {
  return units.has(word.toLowerCase()) || (word.length <= 3 && numberBefore.test(whole.slice(Math.max(0, at - 9), at)));
}
