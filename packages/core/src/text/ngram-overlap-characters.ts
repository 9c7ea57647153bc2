/** What a UTF-16 unit is to a text that is cut into tokens. */
export const characterClass = {
  /** Punctuation, white space, symbols: ends a token. */
  separator: 0,
  /** Part of a word or number. */
  word: 1,
  /** A token of its own: Han characters, kana, halves of rarer characters. */
  single: 2,
  /** Not there: accents that stand apart, soft hyphens, zero-width characters. */
  ignored: 3,
} as const;

/** Class and folded form of every UTF-16 unit. */
export interface CharacterTables {
  /** One of `characterClass`, by unit. */
  readonly classes: Uint8Array;
  /** Lower case, without accent, in half width, by unit. */
  readonly folded: Uint16Array;
}

const single = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const word = /[\p{L}\p{N}]/u;
const ignored = /[\p{M}\p{Cf}]/u;
const accents = /\p{M}+/gu;

let tables: CharacterTables | undefined;

/**
 * The tables by which texts are compared: case, accents, width and punctuation do not count. Built once, when first
 * needed, in some hundredths of a second.
 */
export function characterTables(): CharacterTables {
  tables ??= build();
  return tables;
}

function build(): CharacterTables {
  const classes = new Uint8Array(65536);
  const folded = new Uint16Array(65536);
  for (let unit = 0; unit < 65536; unit++) {
    folded[unit] = unit;
    if (unit >= 0xd800 && unit <= 0xdfff) {
      // Halves of a pair: nearly all of them are Han.
      classes[unit] = characterClass.single;
      continue;
    }
    const character = String.fromCharCode(unit);
    classes[unit] = single.test(character)
      ? characterClass.single
      : word.test(character)
        ? characterClass.word
        : ignored.test(character)
          ? characterClass.ignored
          : characterClass.separator;
    if (classes[unit] === characterClass.word) {
      const plain = character.normalize("NFKD").replace(accents, "").toLowerCase();
      // What unfolds into several (ﬁ, ½) stays as it is.
      folded[unit] = plain.length === 1 ? plain.charCodeAt(0) : unit;
    }
  }
  return { classes, folded };
}
