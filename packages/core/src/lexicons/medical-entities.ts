import { readWhole } from "../base/lines.ts";
import { shippedPath } from "../base/shipped.ts";
import { type EntityName, parseEntityList } from "./entity-list.ts";

/** Kinds of medical entities, each with a list of its own in every language. */
export const medicalEntityTypes = [
  "disease",
  "symptom",
  "sign",
  "test",
  "drug",
  "procedure",
  "anatomy",
  "pathogen",
  "mechanism",
] as const;

export type MedicalEntityType = (typeof medicalEntityTypes)[number];

/** Languages that there are lists in. */
export const medicalEntityLanguages = ["zh", "en", "es"] as const;

export type MedicalEntityLanguage = (typeof medicalEntityLanguages)[number];

/** Capitals that are also used where English is not the language: CT, COPD, HIV. */
const shortForm = /^(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z0-9-]{2,8}$/u;

const read = new Map<MedicalEntityLanguage, readonly EntityName[]>();

/** The language's lists of a tag such as `es-MX`; null where there are none. */
export function medicalEntityLanguage(tag: string): MedicalEntityLanguage | null {
  const [primary] = tag.toLowerCase().split("-");
  return medicalEntityLanguages.find((language) => language === primary) ?? null;
}

/**
 * Names of medical entities in a language, from the lists in `packages/core/lexicons/medical-entities`: diseases, symptoms,
 * signs, tests, drugs, procedures, anatomy, pathogens, mechanisms; one id a concept across languages. Chinese has the short
 * forms of English beside its own, as Chinese medicine writes them. Read once; the same list each time.
 *
 * Throws DATASET_NOT_FOUND where a list is missing, DATASET_ROW_INVALID where a line is wrong.
 */
export function readMedicalEntities(language: MedicalEntityLanguage): readonly EntityName[] {
  const known = read.get(language);
  if (known !== undefined) {
    return known;
  }
  const own = listsOf(language);
  const borrowed =
    language === "zh" ? listsOf("en").filter(({ name, near }) => near === undefined && shortForm.test(name)) : [];
  const names = [...own, ...borrowed];
  read.set(language, names);
  return names;
}

function listsOf(language: MedicalEntityLanguage): readonly EntityName[] {
  return medicalEntityTypes.flatMap((type) => {
    const path = shippedPath(`lexicons/medical-entities/${language}/${type}.tsv`);
    return parseEntityList(readWhole(path), type, path);
  });
}
