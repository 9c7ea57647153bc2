import { describe, expect, it } from "vitest";
import { type ClinicalQuantity, unitPairs } from "../lexicons/clinical-units.ts";
import { convertUnits, onlyMeasured, type UnitSystem } from "./convert-units.ts";

const quantities = new Set<ClinicalQuantity>(unitPairs.map(({ quantity }) => quantity));
const convert = (text: string, language = "en", to: UnitSystem = "other") =>
  convertUnits(text, { to, quantities, language }).text;

describe("convertUnits", () => {
  it.each([
    ["en", "Fasting glucose 180 mg/dL.", "Fasting glucose 10 mmol/L."],
    ["en", "A blood glucose level of 126 mg/dl", "A blood glucose level of 7 mmol/l"],
    ["en", "LDL cholesterol of 190 mg/dL", "LDL cholesterol of 4.91 mmol/L"],
    ["en", "serum creatinine was 1.5 mg/dL", "serum creatinine was 133 µmol/L"],
    ["en", "BUN 28 mg/dL", "BUN 10 mmol/L"],
    ["en", "urea 60 mg/dL", "urea 10 mmol/L"],
    ["en", "Hemoglobin is 8.5 g/dL", "Hemoglobin is 85 g/L"],
    ["en", "temperature 38.5 °C", "temperature 101.3 °F"],
    ["en", "temperature 101.3°F", "temperature 38.5°C"],
    ["en", "weighs 70 kg and is 170 cm tall", "weighs 154 lb and is 66.9 inches tall"],
    ["en", "blood pressure 120/80 mmHg", "blood pressure 16/10.7 kPa"],
    ["en", "PaO2 of 8 kPa", "PaO2 of 60 mmHg"],
    ["en", "glucose 1,200 mg/dL", "glucose 66.6 mmol/L"],
    ["es", "Glucemia basal de 126 mg/dl", "Glucemia basal de 7 mmol/l"],
    ["es", "Hb 8,5 g/dl y creatinina 2,3 mg/dl", "Hb 85 g/l y creatinina 203 µmol/l"],
    ["es", "temperatura de 38 ºC", "temperatura de 100,4 °F"],
    ["es", "glucosa de 1.200 mg/dl", "glucosa de 66,6 mmol/l"],
    ["es", "urea 120 mg/dl", "urea 20 mmol/l"],
    ["zh", "空腹血糖7.0mmol/L", "空腹血糖126mg/dL"],
    ["zh", "体温38.5℃，血压120/80mmHg", "体温101.3°F，血压16/10.7kPa"],
    ["zh", "血红蛋白60g/L，肌酐442μmol/L", "血红蛋白6g/dL，肌酐5mg/dL"],
    ["zh", "血糖3.9～6.1mmol/L", "血糖70～110mg/dL"],
    ["zh", "BUN 28mmol/L（正常值2.86～7.14mmol/L）", "BUN 78mg/dL（正常值8～20mg/dL）"],
    ["zh", "T38.1℃，BP90/60mmHg，Hb60g/L", "T100.6°F，BP12/8kPa，Hb6g/dL"],
    ["zh", "身高170cm，体重60kg", "身高66.9英寸，体重132磅"],
    ["zh", "降温至33℃-35℃", "降温至91.4°F-95°F"],
    ["en", "cooled to 33 °C – 35 °C", "cooled to 91.4 °F – 95 °F"],
    ["en", "glucose from 90 mg/dl to 126 mg/dl", "glucose from 90 mg/dl to 126 mg/dl"],
    ["zh", "血压100mmHg/60mmHg", "血压13.3kPa/8kPa"],
    ["zh", "女婴，体重4.3kg", "女婴，体重9.48磅"],
    ["en", "PaCO2 30 mm Hg, HCO3 26 mm Hg", "PaCO2 4 kPa, HCO3 26 mm Hg"],
  ])("converts (%s) %s", (language, text, expected) => {
    expect(convert(text, language)).toBe(expected);
  });

  it.each([
    ["5 mg/kg per day and BMI 31 kg/m2"],
    ["a mass of 3 x 4 cm"],
    ["stored at 4 °C; a rise of 1 °C"],
    ["sodium 121 mmol/L, potassium 4 mmol/L"],
    ["血钾4mmol/L，血钙9mg/dl，颈静脉压10cmH2O"],
    ["calcium 9 mg/dl with glucose normal"],
    ["glucose and calcium of 9 mg/dl"],
    ["creatinine clearance 60 ml/min"],
    ["1/2 kg"],
    ["38.3°C (101.1°F) and 91 kg (200 lb)"],
    ["血压160/100mmHg（21/13kPa）"],
    ["血压120～130/70～80mmHg"],
    ["-30℃～-20℃"],
    ["5 lb 1 oz"],
    ["乳糖5mmol/L"],
    ["serum Hg 8 g/dl"],
  ])("leaves %s", (text) => {
    expect(convert(text)).toBe(text);
  });

  it("says when a pressure beside a converted one has no unit", () => {
    const bare = (text: string) => convertUnits(text, { to: "other", quantities, language: "en" }).unresolved;
    expect(bare("paO2 56, PaCO2 30 mm Hg")).toBe(true);
    expect(bare("BP 120/80 mmHg, later 100/80.")).toBe(true);
    expect(bare("BP 120/80 mmHg, later 100/80 mmHg; PaO2 60 mmHg")).toBe(false);
    expect(bare("glucose 180 mg/dl, calcium 9 mg/dl")).toBe(false);
    expect(bare("BP 120/80 mmHg, HCO3 26 mm Hg")).toBe(true);
  });

  it("goes one way only where it is told to", () => {
    const text = "glucose 7 mmol/L, temperature 100.4 °F";
    expect(convert(text, "en", "conventional")).toBe("glucose 126 mg/dL, temperature 100.4 °F");
    expect(convert(text, "en", "si")).toBe("glucose 7 mmol/L, temperature 38 °C");
  });

  it("says when a concentration is nothing's, and takes what it is told", () => {
    expect(convertUnits("126 mg/dl", { to: "other", quantities, language: "en" })).toEqual({
      text: "126 mg/dl",
      unresolved: true,
      quantities: new Set(),
    });
    const assumed = convertUnits("126 mg/dl", { to: "other", quantities, language: "en", assumed: "glucose" });
    expect(assumed).toEqual({ text: "7 mmol/l", unresolved: false, quantities: new Set(["glucose"]) });
  });

  it("comes back within rounding", () => {
    for (const [text, unit] of [
      ["glucose %", "mg/dl"],
      ["cholesterol %", "mg/dl"],
      ["temperature %", "°C"],
      ["hemoglobin %", "g/l"],
      ["pressure %", "mmHg"],
    ] as const) {
      for (let amount = 31; amount <= 45; amount++) {
        const there = convert(text.replace("%", `${amount} ${unit}`));
        expect(there).not.toContain(unit);
        const back = Number(/\d+(?:\.\d+)?/.exec(convert(there))?.[0]);
        expect(Math.abs(back - amount)).toBeLessThanOrEqual(1);
      }
    }
  });

  it("finds the one substance a text names", () => {
    expect(onlyMeasured("Which fasting glucose makes the diagnosis?")).toBe("glucose");
    expect(onlyMeasured("Glucose or creatinine?")).toBeUndefined();
    expect(onlyMeasured("血尿素氮的正常值是")).toBe("urea-nitrogen");
    expect(onlyMeasured("Which sodium?")).toBeUndefined();
  });
});
