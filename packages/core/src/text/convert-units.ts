import {
  betweenNameAndValue,
  type ClinicalQuantity,
  measuredNames,
  referenceRange,
  type UnitPair,
  type UnitSide,
  unitPairs,
} from "../lexicons/clinical-units.ts";

/** Into which units values go: the SI-style ones, those of the United States, or each into the other. */
export type UnitSystem = "si" | "conventional" | "other";

/** What a conversion needs to know besides the text. */
export interface UnitConversion {
  readonly to: UnitSystem;
  readonly quantities: ReadonlySet<ClinicalQuantity>;
  /** Language without region: decides how numbers are read and the few units that are words. */
  readonly language: string;
  /** What bare concentrations measure, for an option whose stem names it. */
  readonly assumed?: ClinicalQuantity | undefined;
}

/**
 * A converted text, and whether something stays beside what was converted that may belong to it: a concentration that
 * could not be told to be anything's, a pressure without a unit, or bicarbonate in mmHg.
 */
export interface ConvertedText {
  readonly text: string;
  readonly unresolved: boolean;
  /** What was converted. */
  readonly quantities: ReadonlySet<ClinicalQuantity>;
}

const number = "\\d+(?:[.,]\\d+)?";
const units =
  "mg\\/d[lL]|mmol\\/[lL]|[µμu]mol\\/[lL]|gr?\\/d[lL]|g\\/[lL]|(?:°|º)\\s?[CF]|℃|℉|[kK]g|lbs?|pounds|libras|磅|cm|inches|pulgadas|polegadas|英寸|mm\\s?[Hh]g|[kK][Pp]a";
const joints = "[-–—~～±/／]";
/** Not part of a longer number, a product, a negative number, or the end of a range that was not read as a whole. */
const numberStart = `(?<![\\d.,×xX*^±−‐-])(?<!\\d\\s?(?:${joints}|至|到)\\s?)(?<![/／])`;
/** The unit ends here; pounds may be followed by ounces. */
const unitEnd = "(?![A-Za-z0-9²³/·])(?!\\s*\\d+(?:\\.\\d+)?\\s*(?:oz|ounces?)\\b)";
const value = new RegExp(
  `${numberStart}(${number})(?:(\\s?(?:${units}))?(\\s?(?:${joints}|至|到|\\bto\\b|\\ba\\b|\\by\\b)\\s?)(${number}))?(\\s?)(${units})${unitEnd}`,
  "gu",
);
/** A digit before a unit: without one there is no value, which is soon told. */
const mayHoldValue = new RegExp(`\\d\\s?(?:${units})`, "u");
/** What stands between a value and the same value in another unit. */
const inOtherUnits = /^\s*(?:[(（=＝[,，]|or|o|ou|或)\s*$/;
/** Pressures without a unit: a blood pressure, a gas tension. */
const barePressure =
  /(?<![\d/.])\d{2,3}[/／]\d{2,3}(?![\d/／]|\.\d|\s?(?:mm|k[Pp]a|[a-zA-Zµ%年月]))|p[av]?C?O[2₂]\s?(?:of|de|:|：|=|为)?\s?\d{2,3}(?![\d.,]*\s?(?:mm|k[Pp]a|%))/i;
const names = measuredNames.map(([quantity, source]) => ({
  quantity,
  behind: new RegExp(`(?:${source})${betweenNameAndValue}$`, "iu"),
  anywhere: new RegExp(source, "iu"),
}));
const reference = new RegExp(referenceRange, "iu");
const tallAfter = /^\s?(?:tall|de altura|de estatura|de talla)/;
/** Bicarbonate has no pressure: mm Hg behind it is a slip of the source. */
const bicarbonate = /(?:HCO[3₃][-⁻]?|bicarbonat\p{L}*|碳酸氢[根盐])\s?(?:of|de|:|：|=|为)?\s?$/iu;
const concentrations: ReadonlySet<string> = new Set(["mg/dl", "mmol/l", "µmol/l", "g/dl", "g/l"]);
const window = 48;
const nothing: ReadonlySet<ClinicalQuantity> = new Set();

/**
 * The text with clinical values in other units: single values, ranges, "a ± b", blood pressures. A concentration is
 * converted only where the name of what was measured stands right before it (or before the value whose reference range
 * it is), lengths only as body heights, temperatures only between 30 and 45 °C (others may be differences). A value
 * followed by "/" (mg/kg, kg/m²), part of a product or given in both units stays. Exact factors, then rounding as
 * laboratories report, with at least two significant digits, three of a weight. Numbers are read and written with the decimal mark of the text; blanks before units stay.
 *
 * @example convertUnits("glucose 180 mg/dl", { to: "si", quantities, language: "en" }).text → "glucose 10 mmol/l"
 */
export function convertUnits(text: string, conversion: UnitConversion): ConvertedText {
  if (!mayHoldValue.test(text)) {
    return { text, unresolved: false, quantities: nothing };
  }
  const matches = [...text.matchAll(value)].map(valueFound);
  const quantities = new Set<ClinicalQuantity>();
  let unresolved = false;
  let out = "";
  let end = 0;
  let before: ClinicalQuantity | undefined;
  let twice = false;
  for (const [index, found] of matches.entries()) {
    const lead = text.slice(Math.max(end, found.from - window), found.from);
    const after = text.slice(found.to, found.to + 14);
    const quantity = quantityOf(found.unit, lead, after, before, conversion);
    unresolved ||=
      quantity === undefined &&
      (concentrations.has(found.unit)
        ? mightBeMeasured(found.unit, lead)
        : found.unit === "mmHg" || found.unit === "kPa");
    // A value given in both units says nothing new in either, and rounding could make the two disagree.
    const next = matches[index + 1];
    const givenTwice = twice;
    twice =
      next !== undefined &&
      isOtherUnit(quantity, found.unit, next.unit) &&
      inOtherUnits.test(text.slice(found.to, next.from));
    const converted =
      givenTwice || twice || quantity === undefined ? undefined : convertedValue(found, quantity, conversion);
    if (converted !== undefined && quantity !== undefined) {
      quantities.add(quantity);
    }
    out += text.slice(end, found.from) + (converted ?? found.whole);
    unresolved ||= quantity === "pressure" && barePressure.test(text);
    before = quantity;
    end = found.to;
  }
  return { text: out + text.slice(end), unresolved, quantities };
}

interface FoundValue {
  readonly whole: string;
  readonly from: number;
  readonly to: number;
  readonly numbers: readonly string[];
  /** The unit of a range's lower end with the blank before it, where both ends have one; else empty. */
  readonly firstUnit: string;
  readonly joint: string;
  readonly blank: string;
  readonly spelled: string;
  readonly unit: string;
}

function valueFound(match: RegExpExecArray): FoundValue {
  const [whole, first = "", firstUnit = "", joint = "", second, blank = "", spelled = ""] = match;
  const numbers = second === undefined ? [first] : [first, second];
  return {
    whole,
    from: match.index,
    to: match.index + whole.length,
    numbers,
    firstUnit,
    joint,
    blank,
    spelled,
    unit: foldedUnit(spelled),
  };
}

/** The value in its other unit, or undefined where it stays. */
function convertedValue(found: FoundValue, quantity: ClinicalQuantity, conversion: UnitConversion): string | undefined {
  const sides = sidesOf(found.unit, quantity, conversion);
  const amounts = found.numbers.map((digits) => parsed(digits, conversion.language));
  if (
    sides === undefined ||
    !mayConvert(sides.pair, found.unit, found.joint, amounts) ||
    (found.firstUnit !== "" && foldedUnit(found.firstUnit) !== found.unit)
  ) {
    return undefined;
  }
  const mark = decimalMark(found.numbers, conversion.language);
  const significant = quantity === "weight" ? 3 : 2;
  const [one = "", other] = amounts.map((amount) =>
    written(sides.convert(amount), sides.to.decimals, significant, mark),
  );
  const unit = spelledUnit(sides.to.unit, found.spelled, conversion.language);
  const firstUnit = found.firstUnit === "" ? "" : `${/^\s?/.exec(found.firstUnit)?.[0] ?? ""}${unit}`;
  const digits = other === undefined ? one : `${one}${firstUnit}${found.joint}${other}`;
  return `${digits}${found.blank}${unit}`;
}

/** Whether the unit is the other one in which the quantity is given. */
function isOtherUnit(quantity: ClinicalQuantity | undefined, unit: string, other: string): boolean {
  return quantity !== undefined && unit !== other && hasUnit(quantity, other);
}

/** Whether a value without a known name could be one of ours: nothing stands before it, or a name does, further off. */
function mightBeMeasured(unit: string, lead: string): boolean {
  return lead.trim() === "" || names.some(({ quantity, anywhere }) => hasUnit(quantity, unit) && anywhere.test(lead));
}

/** What the text says it measures, when it names exactly one substance; undefined otherwise. */
export function onlyMeasured(text: string): ClinicalQuantity | undefined {
  const found = names.filter(({ quantity, anywhere }) => quantity !== "height" && anywhere.test(text));
  const [one, two] = found;
  return found.length === 1 || (found.length === 2 && one?.quantity === "urea-nitrogen" && two?.quantity === "urea")
    ? one?.quantity
    : undefined;
}

function quantityOf(
  unit: string,
  lead: string,
  tail: string,
  before: ClinicalQuantity | undefined,
  conversion: UnitConversion,
): ClinicalQuantity | undefined {
  const fixed = fixedQuantities.get(unit);
  if (fixed === "pressure" && bicarbonate.test(lead)) {
    return undefined;
  }
  if (fixed !== undefined) {
    return fixed !== "height" ||
      tallAfter.test(tail) ||
      names.some((name) => name.quantity === "height" && name.behind.test(lead))
      ? fixed
      : undefined;
  }
  for (const { quantity, behind } of names) {
    if (behind.test(lead)) {
      return hasUnit(quantity, unit) ? quantity : undefined;
    }
  }
  if (before !== undefined && hasUnit(before, unit) && reference.test(lead)) {
    return before;
  }
  const { assumed } = conversion;
  return assumed !== undefined && hasUnit(assumed, unit) ? assumed : undefined;
}

const fixedQuantities: ReadonlyMap<string, ClinicalQuantity> = new Map([
  ["°C", "temperature"],
  ["°F", "temperature"],
  ["kg", "weight"],
  ["lb", "weight"],
  ["cm", "height"],
  ["in", "height"],
  ["mmHg", "pressure"],
  ["kPa", "pressure"],
]);
const pairOf: ReadonlyMap<ClinicalQuantity, UnitPair> = new Map(unitPairs.map((pair) => [pair.quantity, pair]));

function hasUnit(quantity: ClinicalQuantity, unit: string): boolean {
  const pair = pairOf.get(quantity);
  return pair?.si.unit === unit || pair?.conventional.unit === unit;
}

interface Sides {
  readonly pair: UnitPair;
  readonly to: UnitSide;
  readonly convert: (amount: number) => number;
}

function sidesOf(unit: string, quantity: ClinicalQuantity, { to, quantities }: UnitConversion): Sides | undefined {
  const pair = pairOf.get(quantity);
  const named = quantity === "urea-nitrogen" ? "urea" : quantity;
  if (pair === undefined || !quantities.has(named)) {
    return undefined;
  }
  const isSi = pair.si.unit === unit;
  if ((to === "si" && isSi) || (to === "conventional" && !isSi)) {
    return undefined;
  }
  return isSi
    ? { pair, to: pair.conventional, convert: (amount) => amount * pair.factor + pair.offset }
    : { pair, to: pair.si, convert: (amount) => (amount - pair.offset) / pair.factor };
}

function mayConvert({ quantity }: UnitPair, unit: string, joint: string, amounts: readonly number[]): boolean {
  if (/[/／]/.test(joint) && quantity !== "pressure") {
    return false;
  }
  if (quantity !== "temperature") {
    return true;
  }
  const [low, high] = unit === "°C" ? [30, 45] : [86, 113];
  return !joint.includes("±") && amounts.every((amount) => amount >= low && amount <= high);
}

function foldedUnit(spelled: string): string {
  const folded = spelled.replace(/\s/g, "").toLowerCase();
  return foldedUnits.get(folded) ?? folded;
}

const foldedUnits: ReadonlyMap<string, string> = new Map([
  ["μmol/l", "µmol/l"],
  ["umol/l", "µmol/l"],
  ["gr/dl", "g/dl"],
  ["℃", "°C"],
  ["°c", "°C"],
  ["ºc", "°C"],
  ["℉", "°F"],
  ["°f", "°F"],
  ["ºf", "°F"],
  ["lbs", "lb"],
  ["pounds", "lb"],
  ["libras", "lb"],
  ["磅", "lb"],
  ["inches", "in"],
  ["pulgadas", "in"],
  ["polegadas", "in"],
  ["英寸", "in"],
  ["mmhg", "mmHg"],
  ["kpa", "kPa"],
]);

/** Units that are words in a language; all others are written the same everywhere. */
const wordUnits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  zh: { lb: "磅", in: "英寸", "°C": "℃" },
  es: { in: "pulgadas" },
  pt: { in: "polegadas" },
  en: { in: "inches" },
};

/** The litre keeps the case it had; per litre in Chinese and after units without one it is a capital. */
function spelledUnit(unit: string, source: string, language: string): string {
  return wordUnits[language]?.[unit] ?? (source.endsWith("L") ? unit.replace(/l$/, "L") : unit);
}

/** A number as its language writes it: "1,200" is 1200 in English, "1.200" in Spanish and Portuguese. */
function parsed(digits: string, language: string): number {
  const thousands = language === "es" || language === "pt" ? /^[1-9]\d{0,2}\.\d{3}$/ : /^[1-9]\d{0,2},\d{3}$/;
  return Number(thousands.test(digits) ? digits.replace(/[.,]/, "") : digits.replace(",", "."));
}

function decimalMark(numbers: readonly string[], language: string): string {
  const marked = numbers.find((digits) => /[.,]\d{1,2}$/.test(digits));
  return marked?.includes(",") || (marked === undefined && (language === "es" || language === "pt")) ? "," : ".";
}

function written(amount: number, decimals: number, significant: number, mark: string): string {
  const digits =
    amount > 0 ? Math.max(decimals, Math.min(4, significant - 1 - Math.floor(Math.log10(amount)))) : decimals;
  const fixed = amount.toFixed(digits);
  return (fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed).replace(".", mark);
}
