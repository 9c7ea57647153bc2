import { describe, expect, it } from "vitest";
import { drugNames, nationalDrugNames } from "../lexicons/drug-names.ts";
import { drugRenamer } from "./rename-drugs.ts";

const renamed = (language: string, to: "brand" | "generic", text: string) =>
  drugRenamer(drugNames[language] ?? [], to).rename(text);

describe("drug names", () => {
  it.each([
    ["en", "brand", "Start atorvastatin and Metformin.", "Start Lipitor and Glucophage."],
    ["en", "generic", "Lipitor, then lasix. Prozac stays.", "Atorvastatin, then furosemide. Fluoxetine stays."],
    ["es", "brand", "Toma acenocumarol y furosemida", "Toma Sintrom y Seguril"],
    ["es", "generic", "Toma Nolotil", "Toma metamizol"],
    ["pt", "brand", "Uso de dipirona", "Uso de Novalgina"],
    ["zh", "brand", "长期服用氯吡格雷、二甲双胍", "长期服用波立维、格华止"],
    ["zh", "generic", "服用拜瑞妥", "服用利伐沙班"],
  ] as const)("%s to %s: %s", (language, to, text, expected) => {
    expect(renamed(language, to, text)).toBe(expected);
  });

  it.each([
    ["en", "brand", "amlodipine/valsartan, metformin hydrochloride, levothyroxine sodium, S-warfarin, sildenafil"],
    ["es", "brand", "levotiroxina sódica, sildenafilo"],
    [
      "zh",
      "brand",
      "盐酸二甲双胍，左甲状腺素钠，左氨氯地平，奥美拉唑肠溶片，蒙脱石散，西地那非，阿奇霉素分散片、布洛芬栓、奥司他韦粉剂",
    ],
    ["en", "generic", "lipitors"],
  ] as const)("leaves %s to %s: %s", (language, to, text) => {
    expect(renamed(language, to, text)).toBe(text);
  });

  it("knows INN and names of the United States", () => {
    expect(drugRenamer(nationalDrugNames, "generic").rename("Acetaminophen or rifampin")).toBe(
      "Paracetamol or rifampicin",
    );
    expect(drugRenamer(nationalDrugNames, "brand").rename("salbutamol")).toBe("albuterol");
  });

  it("has every name once in a language", () => {
    for (const pairs of [...Object.values(drugNames), nationalDrugNames]) {
      const names = pairs.flatMap(({ brand, generic }) => [brand.toLowerCase(), generic]);
      expect(new Set(names).size).toBe(names.length);
      expect(names.every((name) => name !== "" && name.trim() === name)).toBe(true);
    }
  });

  it("comes back where a pair holds both ways", () => {
    for (const [language, pairs] of Object.entries(drugNames)) {
      for (const { brand, generic, bothWays } of pairs) {
        expect(renamed(language, "generic", `x ${brand}`)).toBe(`x ${generic}`);
        expect(renamed(language, "brand", `x ${generic}`)).toBe(`x ${bothWays ? brand : generic}`);
      }
    }
  });
});
