import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { keyboardNeighbours } from "../lexicons/keyboard-neighbours.ts";
import { pinyinHomophones } from "../lexicons/pinyin-homophones.ts";
import { drawnPlaces } from "./drawn-places.ts";
import { misspellHomophones } from "./homophone-typos.ts";
import { mayBeMistyped, mistype } from "./keyboard-typos.ts";

describe("keyboardNeighbours", () => {
  it("knows the keys that touch", () => {
    expect([...(keyboardNeighbours.us.get("g") ?? "")].sort().join("")).toBe("bfhtvy");
    expect([...(keyboardNeighbours.us.get("a") ?? "")].sort().join("")).toBe("qswz");
    expect(keyboardNeighbours.us.get("l")).not.toContain("ñ");
    expect(keyboardNeighbours.spanish.get("l")).toContain("ñ");
  });

  it("is symmetric", () => {
    for (const keys of Object.values(keyboardNeighbours)) {
      for (const [letter, around] of keys) {
        for (const other of around) {
          expect(keys.get(other)).toContain(letter);
        }
      }
    }
  });
});

describe("mistype", () => {
  it.each(["patient", "Fever", "examination", "tórax", "enfermedad", "treatment"])("may mistype %s", (word) => {
    expect(mayBeMistyped(word)).toBe(true);
  });

  it.each([
    "metoprolol",
    "Digoxin",
    "Sintrom",
    "nephrotic",
    "amlodipino",
    "omeprazole",
    "amoxicilina",
    "atorvastatinas",
    "prednisona",
    "hypertension",
    "hipotiroidismo",
    "without",
    "EPOC",
    "mmHg",
    "incorrecta",
    "izquierda",
    "perineal",
    "dose",
    "Niega",
    "denies",
    "cierta",
    "horas",
    "minuto",
    "months",
    "meters",
    "primer",
    "medio",
    "inferiores",
    "anteriores",
    "grados",
    "gliclazide",
    "indomethacin",
    "indometacina",
    "acenocoumarol",
    "labetalol",
    "sertralina",
    "ciclosporina",
    "verapamil",
    "tamsulosina",
    "ceftriaxone",
  ])("never mistypes %s", (word) => {
    expect(mayBeMistyped(word)).toBe(false);
  });

  const text =
    "A 54-year-old patient takes 25mg of metoprolol without BNP control. Examination shows marked oedema; ST-elevation?";

  it("changes the share of words it is told, one letter each, on a neighbouring key", () => {
    for (let seed = 0; seed < 50; seed++) {
      const changed = mistype(text, randomStream(seed), 0.4, keyboardNeighbours.us);
      expect(changed).toHaveLength(text.length);
      const places = [...text].flatMap((letter, at) => (changed[at] === letter ? [] : [at]));
      // patient, takes, control, Examination, shows, marked, oedema: two fifths of seven words, rounded.
      expect(places).toHaveLength(3);
      for (const at of places) {
        expect(keyboardNeighbours.us.get(text[at] ?? "")).toContain(changed[at]);
      }
      for (const kept of ["54-year-old", "25mg", "metoprolol", "without", "BNP", "ST-elevation"]) {
        expect(changed).toContain(kept);
      }
    }
  });

  it("leaves numbers and everything that is no word, whatever the text", () => {
    const part = fc.constantFrom(
      "fiebre",
      "dolor abdominal",
      "120/80 mmHg",
      "38,5",
      "TAC",
      " ",
      ", ",
      "5 mg",
      "¿",
      "Ñandú ",
    );
    fc.assert(
      fc.property(fc.array(part), fc.nat(), (parts, seed) => {
        const source = parts.join(" ");
        const changed = mistype(source, randomStream(seed), 1, keyboardNeighbours.spanish);
        expect(changed.replace(/\p{L}/gu, "x")).toBe(source.replace(/\p{L}/gu, "x"));
        expect(changed.match(/\p{Lu}/gu)).toEqual(source.match(/\p{Lu}/gu));
      }),
    );
  });

  it("leaves a text without such words", () => {
    expect(mistype("TAC 5 mg", randomStream(1), 1, keyboardNeighbours.us)).toBe("TAC 5 mg");
  });
});

describe("misspellHomophones", () => {
  it("has pairs that differ in one character and touch no negation, number, drug or disease", () => {
    expect(pinyinHomophones.size).toBe(94);
    for (const [word, misspelled] of pinyinHomophones) {
      expect([...word].filter((character, at) => misspelled[at] !== character)).toHaveLength(1);
      expect(word).not.toMatch(/[不无未非没除错误二三四五六七八九十两高低升降增减左右药炎癌瘤]/);
      expect(misspelled).not.toMatch(/[不无未非没药癌炎瘤二三四五六七八九十]/);
    }
  });

  it("misspells the share it is told", () => {
    expect(misspellHomophones("患者出现发热，首先考虑的诊断是", randomStream(1), 1)).toBe(
      "换者出线发热，首先考律的诊段是".replace("首先", "守先"),
    );
    const once = misspellHomophones("患者出现发热，首先考虑的诊断是", randomStream(1), 0);
    expect([..."患者出现发热，首先考虑的诊断是"].filter((character, at) => once[at] !== character)).toHaveLength(1);
  });

  it("leaves a text without a listed word", () => {
    expect(misspellHomophones("阿司匹林不宜用于", randomStream(1), 1)).toBe("阿司匹林不宜用于");
  });
});

describe("drawnPlaces", () => {
  it("draws every set equally often", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const key = drawnPlaces(4, 2, randomStream(seed)).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // Four standard deviations of a binomial with n = 6000 and p = 1/6 are 115.
    for (const count of counts.values()) {
      expect(Math.abs(count - 1000)).toBeLessThan(115);
    }
  });

  it("gives all places when more are asked for", () => {
    expect(drawnPlaces(3, 5, randomStream(1))).toEqual([0, 1, 2]);
    expect(drawnPlaces(0, 0, randomStream(1))).toEqual([]);
  });
});
