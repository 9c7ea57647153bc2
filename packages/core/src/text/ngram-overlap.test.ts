import { describe, expect, it } from "vitest";
import { createNgramOverlap } from "./ngram-overlap.ts";
import type { NgramOverlapSettings, SoughtText } from "./ngram-overlap-types.ts";

const settings: NgramOverlapSettings = {
  word: { length: 13, least: 8 },
  character: { length: 20, least: 13 },
  mostGroups: 3,
};
const words = (text: string, group = 0): SoughtText => ({ text, unit: "word", group });
const characters = (text: string, group = 0): SoughtText => ({ text, unit: "character", group });
const search = (sought: readonly SoughtText[], documents: readonly (readonly string[])[], own = settings) => {
  const overlap = createNgramOverlap(sought, own);
  let place = 0;
  for (const pieces of documents) {
    overlap.nextDocument();
    for (const piece of pieces) {
      overlap.read(piece, place);
      place += 1;
    }
  }
  return overlap.overlaps();
};

const stem =
  "A 54-year-old man has had crushing chest pain for two hours; his blood pressure is 90/60 mmHg and the ECG shows ST elevation.";
/** Its tokens: the lone letter A is none. */
const stemTokens = 25;

describe("n-gram overlap in words", () => {
  it("finds a text whatever its case, punctuation, accents, width and line breaks", () => {
    const shouted = stem.toUpperCase().replaceAll(" ", "  ").replace("pain", "paín").replace("54", "５４");
    const at = shouted.indexOf("HOURS");
    const [found] = search([words(stem)], [["Something else."], [shouted.slice(0, at), shouted.slice(at)]]);
    expect(found).toEqual({
      units: stemTokens,
      ngrams: stemTokens - 12,
      found: stemTokens - 12,
      longestRun: stemTokens,
      place: 2,
    });
  });

  it("does not join the end of one document and the start of the next", () => {
    const at = stem.indexOf("pressure");
    const [found] = search([words(stem)], [[stem.slice(0, at)], [stem.slice(at)]]);
    expect(found).toMatchObject({ found: 2, longestRun: 14, place: 0 });
    expect(search([words(stem)], [[stem.slice(0, at), stem.slice(at)]])[0]).toMatchObject({ found: 13 });
  });

  it("counts the n-grams an edit leaves whole", () => {
    // The 22nd of 25 words: nine windows of 13 lie before it.
    const [found] = search([words(stem)], [[stem.replace("ECG", "EEG")]]);
    expect(found).toMatchObject({ units: stemTokens, ngrams: 13, found: 9, longestRun: 21 });
    // The 13th: no window of 13 is left, runs of 12 are.
    const [missed] = search([words(stem)], [[stem.replace("his", "her")]]);
    expect(missed).toMatchObject({ found: 0, longestRun: 12 });
  });

  it("wants a text that is shorter than an n-gram whole, and leaves very short ones alone", () => {
    const short = "Which nerve is injured in a fracture of the humeral shaft?";
    expect(search([words(short)], [[`Q7. ${short}`]])[0]).toMatchObject({
      units: 10,
      ngrams: 1,
      found: 1,
      longestRun: 10,
    });
    expect(search([words(short)], [[short.replace("shaft", "neck")]])[0]).toMatchObject({ found: 0, longestRun: 9 });
    expect(search([words("Antidote of paracetamol?")], [["Antidote of paracetamol?"]])[0]).toEqual({
      units: 3,
      ngrams: 0,
      found: 0,
      longestRun: 0,
      place: -1,
    });
  });

  it("does not mind labels of options", () => {
    const item = "Which nerve is injured in a fracture of the humeral shaft? radial ulnar median axillary";
    const corpus =
      "Which nerve is injured in a fracture of the humeral shaft? A) radial B) ulnar (c) median D. axillary";
    expect(search([words(item)], [[corpus]])[0]).toMatchObject({ units: 14, ngrams: 2, found: 2 });
  });

  it("does not take a phrase of the exam for one of its texts", () => {
    const phrase = "Which one of the following is the most appropriate next step in the management of this patient";
    const cases = ["gout of the toe", "acute appendicitis", "a stroke", "a burn", "diabetes"];
    const sought = cases.map((what, group) => words(`A woman is seen with ${what}. ${phrase}`, group));
    const found = search(sought, [[`${phrase}? Asked in another book.`]]);
    expect(found.map(({ found: seen }) => seen)).toEqual([0, 0, 0, 0, 0]);
    expect(found[0]?.longestRun).toBe(17);
    // Questions on one case are one group: what they share is not a phrase of the exam.
    const oneCase = sought.map((text) => ({ ...text, group: 7 }));
    expect(search(oneCase, [[phrase]]).every(({ found: seen }) => seen === 5)).toBe(true);
  });
});

describe("n-gram overlap in characters", () => {
  const question = "男，54岁。突发胸骨后压榨性疼痛2小时，血压90/60mmHg，心电图示ST段抬高，最可能的诊断是";

  it("finds a Chinese text without its punctuation, in full width or not", () => {
    const corpus = question.replaceAll("，", "、").replace("54", "５４").replace("ST段", "ＳＴ段");
    const [found] = search([characters(question)], [[`一、${corpus}A.急性心肌梗死`]]);
    expect(found?.found).toBe(found?.ngrams);
    // 30 Han characters and 54, 2, 90, 60mmHg, ST.
    expect(found).toMatchObject({ units: 35, longestRun: 35, ngrams: 16 });
  });

  it("looks for both units at once", () => {
    const found = search([characters(question, 0), words(stem, 1)], [[stem], [question]]);
    expect(found.map(({ found: seen, ngrams }) => seen === ngrams)).toEqual([true, true]);
    expect(found.map(({ place }) => place)).toEqual([1, 0]);
  });
});

describe("n-gram overlap", () => {
  it("finds nothing in nothing", () => {
    expect(search([], [["text"]])).toEqual([]);
    expect(search([words(stem)], [[]])[0]).toMatchObject({ found: 0, longestRun: 0, place: -1 });
    expect(search([words("")], [["text"]])[0]).toMatchObject({ units: 0, ngrams: 0 });
  });

  it("keeps a run that a repeated word could break", () => {
    const text = "no no no no no no no no no no no no no no pain";
    const [found] = search([words(text)], [[text]]);
    expect(found).toMatchObject({ units: 15, ngrams: 3, found: 3, longestRun: 15 });
  });
});
