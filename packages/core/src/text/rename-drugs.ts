import type { DrugNamePair } from "../lexicons/drug-names.ts";

/** Finds names of drugs in a text and puts others in their place. */
export interface DrugRenamer {
  /** The text with every known name replaced; as it is where there is none. */
  rename(text: string): string;
  /** Whether the text has a name of the kind that `rename` writes. */
  holdsNewName(text: string): boolean;
}

const latin = /[A-Za-z]/;
const capital = /^\p{Lu}/u;
/** The last characters before a name that stands first in its sentence or text. */
const headOfSentence = /^$|[.?!:;\n¿¡]\s*$/;
/** What makes a name part of another substance or preparation: joined words, salts, esters, combinations. */
const latinBefore = "(?<![\\p{L}\\p{N}/+-])";
const latinAfter =
  "(?![\\p{L}\\p{N}/+-]|\\s+(?:sodium|potassium|calcium|magnesium|hydrochloride|tartrate|succinate|besylate|mesylate|" +
  "phosphate|acetate|sulfate|sulphate|maleate|axetil|etexilate|disoproxil|s[oó]dic[oa]|c[aá]lcic[oa]|pot[aá]sic[oa]|and\\s+hydrochlorothiazide))";
const hanBefore = "(?<![左右酸氢去甲司双方曲苯坦])";
const hanAfter =
  "(?![钠钾钙镁酸盐片胶注缓控肠口干颗混林散丸粉/／+＋]|分散|泡腾|咀嚼|滴[剂眼丸鼻]|栓|软膏|乳膏|凝胶|气雾|喷[雾鼻剂]|吸入|糖浆|溶液|贴|冻干|" +
  "脂质体|微球|渗透)";

/**
 * A renamer over pairs of names. From brands every pair serves; to brands only those that hold both ways. A Latin name is
 * found as a whole word, with or without a capital, not next to "/", "+" or "-" (combinations, enantiomers) nor before the
 * name of a salt; a Chinese one not after or before characters that make it a salt, an isomer, a combination or a dosage
 * form. A name at the head of a sentence keeps its capital.
 *
 * @example drugRenamer(drugNames.en, "brand").rename("Start atorvastatin.") → "Start Lipitor."
 */
export function drugRenamer(pairs: readonly DrugNamePair[], to: "brand" | "generic"): DrugRenamer {
  const newNames = new Map<string, string>();
  for (const { brand, generic, bothWays } of pairs) {
    if (to === "generic") {
      newNames.set(brand.toLowerCase(), generic);
    } else if (bothWays) {
      newNames.set(generic.toLowerCase(), brand);
    }
  }
  const old = nameFinder([...newNames.keys()]);
  const fresh = nameFinder([...newNames.values()]);
  return {
    rename: (text) =>
      old.mayHold(text)
        ? text.replace(old.names, (found, at: number) => {
            const name = newNames.get(found.toLowerCase()) ?? found;
            return headOfSentence.test(text.slice(Math.max(0, at - 3), at)) && capital.test(found)
              ? capitalised(name)
              : name;
          })
        : text,
    holdsNewName: (text) => {
      fresh.names.lastIndex = 0;
      return fresh.mayHold(text) && fresh.names.test(text);
    },
  };
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** Finds whole names, Latin or Chinese; nothing when there are none. */
interface NameFinder {
  readonly names: RegExp;
  /** Whether a name's letters stand anywhere, whole or in other words: most texts have none, and this is soon told. */
  mayHold(text: string): boolean;
}

function nameFinder(names: readonly string[]): NameFinder {
  const sorted = [...names].sort((left, right) => right.length - left.length || (left < right ? -1 : 1));
  const latinNames = sorted.filter((name) => latin.test(name));
  const hanNames = sorted.filter((name) => !latin.test(name));
  const parts = [
    ...(latinNames.length === 0 ? [] : [`${latinBefore}(?:${latinNames.join("|")})${latinAfter}`]),
    ...(hanNames.length === 0 ? [] : [`${hanBefore}(?:${hanNames.join("|")})${hanAfter}`]),
  ];
  const letters = new RegExp(sorted.length === 0 ? "(?!)" : sorted.map((name) => name.toLowerCase()).join("|"));
  return {
    names: new RegExp(parts.length === 0 ? "(?!)" : parts.join("|"), "giu"),
    mayHold: (text) => letters.test(text.toLowerCase()),
  };
}
