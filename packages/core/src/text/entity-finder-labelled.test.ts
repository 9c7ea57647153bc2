import { describe, expect, it } from "vitest";
import { medicalEntityLanguages, readMedicalEntities } from "../lexicons/medical-entities.ts";
import { compareWithLabels, labelledSentences } from "./__fixtures__/labelled-sentences.ts";
import { medicalEntityFinder } from "./medical-entity-finder.ts";

describe.each(medicalEntityLanguages)("entities of labelled sentences in %s", (language) => {
  const sentences = labelledSentences(language);
  const { labels, found, right, rightPolarity } = compareWithLabels(sentences, (text) =>
    medicalEntityFinder(language).find(text),
  );

  it("has 200 sentences at least, some of them without an entity, labelled with known ids", () => {
    const known = new Set(readMedicalEntities(language).map(({ id }) => id));
    expect(sentences.length).toBeGreaterThanOrEqual(200);
    expect(sentences.filter(({ mentions }) => mentions.length === 0).length).toBeGreaterThanOrEqual(8);
    expect(sentences.flatMap(({ mentions }) => mentions.filter(({ id }) => !known.has(id)))).toEqual([]);
  });

  it("is found with precision 0.95 and recall 0.90 at least", () => {
    expect(right / found).toBeGreaterThanOrEqual(0.95);
    expect(right / labels).toBeGreaterThanOrEqual(0.9);
  });

  it("is affirmed, negated or left open as the labels say in 95 of 100 mentions", () => {
    expect(rightPolarity / right).toBeGreaterThanOrEqual(0.95);
  });
});
