/** A quantity whose value is written in one unit here and in another there. */
export type ClinicalQuantity =
  | "glucose"
  | "cholesterol"
  | "creatinine"
  | "urea"
  | "urea-nitrogen"
  | "haemoglobin"
  | "temperature"
  | "weight"
  | "height"
  | "pressure";

/** One unit of a pair: how the folded spelling reads, and to how many decimals a converted value is rounded. */
export interface UnitSide {
  readonly unit: string;
  readonly decimals: number;
}

/** A quantity in SI-style units and in those of the United States. */
export interface UnitPair {
  readonly quantity: ClinicalQuantity;
  readonly si: UnitSide;
  readonly conventional: UnitSide;
  /** conventional = si × factor + offset. */
  readonly factor: number;
  readonly offset: number;
}

const pair = (
  quantity: ClinicalQuantity,
  si: UnitSide,
  conventional: UnitSide,
  factor: number,
  offset = 0,
): UnitPair => ({
  quantity,
  si,
  conventional,
  factor,
  offset,
});

/**
 * Conversions with their exact factors. mg/dl of a substance is mmol/l times a tenth of its molar mass in g/mol: glucose
 * 180.156, cholesterol 386.65, creatinine 113.12 (in µmol/l), urea 60.056, nitrogen of urea 28.014. °F, lb and in by
 * definition (1 lb = 0.45359237 kg, 1 in = 2.54 cm); 1 mmHg = 133.322387415 Pa. Sources: IUPAC atomic masses 2021; NIST SP
 * 811; rounding as laboratories report (AMA Manual of Style, 11th edition, table of SI conversions).
 */
export const unitPairs: readonly UnitPair[] = [
  pair("glucose", { unit: "mmol/l", decimals: 1 }, { unit: "mg/dl", decimals: 0 }, 18.0156),
  pair("cholesterol", { unit: "mmol/l", decimals: 2 }, { unit: "mg/dl", decimals: 0 }, 38.665),
  pair("creatinine", { unit: "µmol/l", decimals: 0 }, { unit: "mg/dl", decimals: 2 }, 0.011312),
  pair("urea", { unit: "mmol/l", decimals: 1 }, { unit: "mg/dl", decimals: 0 }, 6.0056),
  pair("urea-nitrogen", { unit: "mmol/l", decimals: 1 }, { unit: "mg/dl", decimals: 0 }, 2.8014),
  pair("haemoglobin", { unit: "g/l", decimals: 0 }, { unit: "g/dl", decimals: 1 }, 0.1),
  pair("temperature", { unit: "°C", decimals: 1 }, { unit: "°F", decimals: 1 }, 1.8, 32),
  pair("weight", { unit: "kg", decimals: 1 }, { unit: "lb", decimals: 0 }, 1 / 0.45359237),
  pair("height", { unit: "cm", decimals: 0 }, { unit: "in", decimals: 1 }, 1 / 2.54),
  pair("pressure", { unit: "kPa", decimals: 1 }, { unit: "mmHg", decimals: 0 }, 1 / 0.133322387415),
];

/**
 * Names of what was measured, in English, Spanish, Portuguese and Chinese, the more precise before the less: a value in
 * mg/dl or mmol/l is converted only behind one of them. Sources of regular expressions, without case.
 */
export const measuredNames: readonly (readonly [quantity: ClinicalQuantity, names: string])[] = [
  ["urea-nitrogen", "urea nitrogen|nitr[oó]geno ureico|\\bBUN|尿素氮"],
  ["urea", "\\burea\\b|\\bur[eé]ia\\b|\\buremia\\b|尿素"],
  ["creatinine", "creatinin[ea]|\\bS?Cr\\b|肌酐"],
  ["cholesterol", "\\bc?(?:LDL|HDL)(?:-C)?\\b|ch?olesterol|胆固醇"],
  [
    "glucose",
    "glucos[ea]|glyca?emia|gluc[eé]mia|glicemia|glicose|blood sugar|azúcar en sangre|血糖|葡萄糖|(?<![乳蔗果多麦核半戊木])糖",
  ],
  ["haemoglobin", "h(?:a|e)?emoglobina?|\\bHg?b\\b|血红蛋白|血色素"],
  ["height", "\\bheight|\\btalla\\b|estatura|\\bmide\\b|altura|身高|身长"],
];

/** Words and marks that may stand between a name and its value: "levels of", "de", "为", ">". Without case. */
export const betweenNameAndValue =
  "(?:[\\s:：=＝<>≤≥＜＞≈()（）]|of|is|was|are|at|in|the|a|to|level|levels|count|concentration|value|values|blood|serum|plasma|fasting|" +
  "venous|capillary|total|about|above|below|over|under|greater|higher|lower|less|more|than|de|es|en|el|la|con|sangre|suero|" +
  "plasma|plasm[áa]tica|s[ée]rica|basal|ayunas|capilar|venosa|nivel|niveles|cifras|valores|superior|superiores|inferior|" +
  "inferiores|mayor|menor|que|por|encima|debajo|jejum|空腹|静脉|浓度|水平|低于|高于|大于|小于|超过|不超过|多在|可达|达到|达|为|是|" +
  "值|约|含量|常|在)*";

/** What stands between two values of one quantity: a reference range given behind the value. */
export const referenceRange =
  "^[\\s(（\\[,，;；]*(?:normal|ref|reference|range|values?|VN|valor(?:es)?|normal(?:es)?|正常|参考|值|范围|[\\s:：=.])*$";
