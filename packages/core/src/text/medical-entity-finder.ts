import { type MedicalEntityLanguage, readMedicalEntities } from "../lexicons/medical-entities.ts";
import { createEntityFinder, type EntityFinder } from "./entity-finder.ts";

const finders = new Map<MedicalEntityLanguage, EntityFinder>();

/** The finder of the medical entities that ship with Viva, in a language. Made once; the same finder each time. */
export function medicalEntityFinder(language: MedicalEntityLanguage): EntityFinder {
  const known = finders.get(language);
  if (known !== undefined) {
    return known;
  }
  const finder = createEntityFinder(readMedicalEntities(language), language);
  finders.set(language, finder);
  return finder;
}
