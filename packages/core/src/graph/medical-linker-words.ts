import { medicalEntityLanguages, readMedicalEntities } from "../lexicons/medical-entities.ts";
import { createEntityFinder } from "../text/entity-finder.ts";
import type { LinkerWords } from "./entity-linker.ts";
import { nameLanguageOf } from "./name-languages.ts";

const made = new Map<string, LinkerWords>();
let namesById: Map<string, string[]> | null = null;

/**
 * The lists of medical entities as words beside a graph's own names: what they find is linked by any name that any of the
 * languages has for it, so that a Chinese question reaches a graph in English. Read once for each language.
 */
export function medicalLinkerWords(language: string): LinkerWords {
  const rules = nameLanguageOf(language);
  const known = made.get(rules);
  if (known !== undefined) {
    return known;
  }
  namesById ??= allNames();
  const names = namesById;
  const words: LinkerWords = {
    finder: createEntityFinder(readMedicalEntities(rules), rules),
    namesOf: (id) => names.get(id) ?? [],
  };
  made.set(rules, words);
  return words;
}

function allNames(): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const language of medicalEntityLanguages) {
    for (const { id, name, near } of readMedicalEntities(language)) {
      if (near === undefined) {
        names.set(id, [...(names.get(id) ?? []), name]);
      }
    }
  }
  return names;
}
