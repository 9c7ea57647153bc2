import { traditionalOf } from "../lexicons/simplified-traditional.ts";

/** What a folded character is, for the borders of words. */
export const unitKind = { other: 0, word: 1, ideograph: 2 } as const;

/** A text as names are compared in it. */
export interface FoldedText {
  /**
   * UTF-16 units in lower case, without accents (ñ stays), half-width, in simplified characters; hyphens and runs of white
   * space are one space; marks that have no width are gone.
   */
  readonly units: Uint16Array;
  /** Of each folded unit, its place in the text as written; one entry more than units, the text's length. */
  readonly places: Uint32Array;
  readonly length: number;
}

const space = 32;
const dropped = 0;

/** What each UTF-16 unit folds to; 0 is dropped. */
const foldedUnits = foldingTable();

function foldingTable(): Uint16Array {
  const table = new Uint16Array(65536);
  for (let unit = 1; unit < 65536; unit += 1) {
    table[unit] = foldedUnit(unit);
  }
  for (const [simplified, traditional] of traditionalOf) {
    if (simplified.length === 1 && traditional.length === 1) {
      table[traditional.charCodeAt(0)] = simplified.charCodeAt(0);
    }
  }
  return table;
}

function foldedUnit(unit: number): number {
  // Soft hyphen, joiners, marks of direction, byte order mark, combining accents: nothing of them is seen.
  if (
    unit === 0xad ||
    (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x206f) ||
    (unit >= 0x300 && unit <= 0x36f) ||
    (unit >= 0xfe00 && unit <= 0xfe0f) ||
    unit === 0xfeff
  ) {
    return dropped;
  }
  // Surrogates stay as they are; so does ñ, which is a letter of its own ("año", "ano").
  if (unit >= 0xd800 && unit <= 0xdfff) {
    return unit;
  }
  if (unit === 0xf1 || unit === 0xd1) {
    return 0xf1;
  }
  if (unit === 0x2d || (unit >= 0x2010 && unit <= 0x2015) || unit === 0x2212 || unit === 0xff0d) {
    return space;
  }
  if (unit === 0x2018 || unit === 0x2019 || unit === 0x2bc) {
    return 0x27;
  }
  const character = String.fromCharCode(unit);
  if (/\s/u.test(character)) {
    return space;
  }
  if (unit < 0x80) {
    return character.toLowerCase().charCodeAt(0);
  }
  const plain = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  // Only what stays one unit: spans must lead back to the text.
  return plain.length === 1 ? plain.charCodeAt(0) : unit;
}

/** By folded unit, what it is for the borders of words. */
export const unitKinds = kindTable();

function kindTable(): Uint8Array {
  const kinds = new Uint8Array(65536);
  for (let unit = 1; unit < 65536; unit += 1) {
    const character = String.fromCharCode(unit);
    if (
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character) ||
      (unit >= 0xd800 && unit <= 0xdfff)
    ) {
      kinds[unit] = unitKind.ideograph;
    } else if (/[\p{L}\p{N}]/u.test(character)) {
      kinds[unit] = unitKind.word;
    }
  }
  return kinds;
}

/**
 * A text as names are compared in it. Linear in its length. White space at the start is dropped; an empty text gives no
 * units.
 *
 * @example foldText("Síndrome  de ＣＵＳＨＩＮＧ").units as text → "sindrome de cushing"
 */
export function foldText(text: string): FoldedText {
  const units = new Uint16Array(text.length);
  const places = new Uint32Array(text.length + 1);
  return { units, places, length: foldInto(text, units, places) };
}

/**
 * Folds into arrays that are there already: for many short texts. Gives how many units it wrote.
 *
 * @param units As long as the text at least; `places` one longer.
 */
export function foldInto(text: string, units: Uint16Array, places: Uint32Array): number {
  let length = 0;
  let before = space;
  for (let at = 0; at < text.length; at += 1) {
    const unit = foldedUnits[text.charCodeAt(at)] ?? dropped;
    if (unit === dropped || (unit === space && before === space)) {
      continue;
    }
    units[length] = unit;
    places[length] = at;
    before = unit;
    length += 1;
  }
  places[length] = text.length;
  return length;
}

/** The folded text as a string: for names and cues, which are short. */
export function foldedString(text: string): string {
  if (isFolded(text)) {
    return text;
  }
  const { units, length } = foldText(text);
  let out = "";
  for (let at = 0; at < length; at += 4096) {
    out += String.fromCharCode(...units.subarray(at, Math.min(length, at + 4096)));
  }
  return out.trim();
}

/** Whether a text folds to itself, as most names in Chinese do. */
function isFolded(text: string): boolean {
  let before = space;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (foldedUnits[unit] !== unit || unit === dropped || (unit === space && before === space)) {
      return false;
    }
    before = unit;
  }
  return before !== space;
}
