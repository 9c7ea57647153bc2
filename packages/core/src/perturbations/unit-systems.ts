import { z } from "zod";
import type { ClinicalQuantity } from "../lexicons/clinical-units.ts";
import type { Item } from "../records/item.ts";
import { convertUnits, onlyMeasured } from "../text/convert-units.ts";
import { definePerturbation } from "./define.ts";
import { ruled } from "./draft-parts.ts";
import { changeTexts, languageOf, textDraft, textParts } from "./text-draft.ts";

const languages = ["en", "es", "pt", "zh"];
const quantities = [
  "glucose",
  "cholesterol",
  "creatinine",
  "urea",
  "haemoglobin",
  "temperature",
  "weight",
  "height",
  "pressure",
] as const;

/**
 * Clinical values in the other system of units, in stem and options alike: mmol/l and mg/dl of glucose, cholesterol,
 * urea (and its nitrogen), µmol/l and mg/dl of creatinine, g/l and g/dl of haemoglobin, °C and °F, kg and lb, cm and in
 * (body height), kPa and mmHg. No draft where nothing is converted. Unsound where two options read alike after rounding;
 * unchecked where a concentration stays because the text does not say of what, or a pressure because it has no unit, and
 * where a weight changes beside an amount per kilogram, which is then a sum in two systems.
 */
export default definePerturbation({
  name: "unit-systems",
  description: "Writes clinical values in the other system of units: mmol/l and mg/dl, °C and °F, kPa and mmHg, …",
  source: "Viva; factors from molar masses (IUPAC 2021) and NIST SP 811",
  group: "key-keeping",
  touches: textParts,
  keepsKey: true,
  languages,
  settings: z.strictObject({
    to: z
      .enum(["other", "si", "conventional"])
      .default("other")
      .describe("SI-style units, those of the United States, or each value in the other of the two."),
    quantities: z
      .array(z.enum(quantities))
      .min(1)
      .default([...quantities])
      .describe("Which quantities are converted."),
  }),
  perturb: (item, _random, settings) => {
    const language = languageOf(item);
    if (!languages.includes(language)) {
      return [];
    }
    const asked: ReadonlySet<ClinicalQuantity> = new Set(settings.quantities);
    const assumed = assumedOf(item);
    let unresolved = false;
    let weight = false;
    const converted = (text: string, ofOptions: boolean): string => {
      if (!digit.test(text)) {
        return text;
      }
      const result = convertUnits(text, {
        to: settings.to,
        quantities: asked,
        language,
        assumed: ofOptions ? assumed : undefined,
      });
      unresolved ||= result.unresolved;
      weight ||= result.quantities.has("weight");
      return result.text;
    };
    const stem = changeTexts(item, "stem", (text) => converted(text, false));
    const both = changeTexts(stem ?? item, "options", (text) => converted(text, true)) ?? stem;
    if (both === null) {
      return [];
    }
    const texts = [both.stem, both.group?.text ?? "", ...both.options.map(({ text }) => text)];
    const validity = unresolved
      ? ruled("unchecked", "a concentration of an unknown substance or a pressure without a unit stays")
      : weight && texts.some((text) => perKilogram.test(text))
        ? ruled("unchecked", "an amount per kilogram stays beside a weight in pounds, or the reverse")
        : ruled("sound", "the same values in another unit, rounded as laboratories report");
    return [textDraft(item, both, validity)];
  },
});

/** An amount for each kilogram of body weight: mg/kg, ml/(kg·h), por kilo, 每公斤. */
const perKilogram = /[/／]\s?[(（]?\s?[kK]g(?!\s?\/?\s?m)|\b(?:per|por) (?:kg|kilo)|每\s?(?:公斤|千克|kg)/u;

const digit = /\d/;

/** What the options' bare values measure: the one substance the stem names, if it names one. */
function assumedOf(item: Item): ClinicalQuantity | undefined {
  return item.options.some(({ text }) => digit.test(text)) ? onlyMeasured(item.stem) : undefined;
}
