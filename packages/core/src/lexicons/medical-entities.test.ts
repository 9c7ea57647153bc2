import { describe, expect, it } from "vitest";
import { foldedString } from "../text/fold-text.ts";
import { parseEntityList } from "./entity-list.ts";
import { medicalEntityLanguage, medicalEntityLanguages, readMedicalEntities } from "./medical-entities.ts";

const typesOf = (language: (typeof medicalEntityLanguages)[number]): ReadonlyMap<string, string> =>
  new Map(readMedicalEntities(language).map(({ id, type }) => [id, type]));

describe("medical entities", () => {
  it("has the same concepts of the same types in every language, 600 at least", () => {
    const english = typesOf("en");
    expect(english.size).toBeGreaterThanOrEqual(600);
    for (const language of medicalEntityLanguages) {
      expect([...typesOf(language)].sort()).toEqual([...english].sort());
    }
  });

  it.each(medicalEntityLanguages)(
    "has no name of two concepts without a context that tells them apart: %s",
    (language) => {
      const meanings = Map.groupBy(readMedicalEntities(language), ({ name }) => foldedString(name));
      const doubtful = [...meanings].filter(
        ([, names]) => new Set(names.map(({ id }) => id)).size > 1 && names.some(({ near }) => near === undefined),
      );
      expect(doubtful.map(([name]) => name)).toEqual([]);
    },
  );

  it.each(medicalEntityLanguages)("names no concept by one character and none twice by one name: %s", (language) => {
    const names = readMedicalEntities(language);
    expect(names.filter(({ name }) => foldedString(name).length < 2)).toEqual([]);
    const lines = names.filter(({ name }) => !/^[A-Za-z0-9-]+$/u.test(name)).map(({ id, name }) => `${id} ${name}`);
    expect(lines.filter((line, at) => lines.indexOf(line) !== at)).toEqual([]);
  });

  it("knows the lists of a language tag", () => {
    expect(medicalEntityLanguage("es-MX")).toBe("es");
    expect(medicalEntityLanguage("zh")).toBe("zh");
    expect(medicalEntityLanguage("pt")).toBeNull();
  });
});

describe("an entity list", () => {
  it("is read line by line", () => {
    const text = "id\tnames\n# mine\nmultiple-sclerosis\tmultiple sclerosis | MS {relapsing, plaque}\n\n";
    expect(parseEntityList(text, "disease", "mine.tsv")).toEqual([
      { id: "multiple-sclerosis", type: "disease", name: "multiple sclerosis" },
      { id: "multiple-sclerosis", type: "disease", name: "MS", near: ["relapsing", "plaque"] },
    ]);
  });

  it.each(["Fever\tfever", "fever", "fever\t|", "fever\tfever\tpyrexia"])(
    "is refused where a line is wrong: %j",
    (line) => {
      expect(() => parseEntityList(`id\tnames\n${line}`, "symptom", "mine.tsv")).toThrow(
        /mine\.tsv.*2.*not an entity/u,
      );
    },
  );
});
