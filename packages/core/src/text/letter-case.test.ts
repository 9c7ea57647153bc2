import { describe, expect, it } from "vitest";
import { changeLetterCase } from "./letter-case.ts";

describe("changeLetterCase", () => {
  it.each([
    ["Which drug lowers LDL?", "WHICH DRUG LOWERS LDL?"],
    ["Give 5 mg of warfarin: INR 2", "GIVE 5 mg OF WARFARIN: INR 2"],
    ["Administrar 10 mEq/l según edad", "ADMINISTRAR 10 mEq/l SEGÚN EDAD"],
    ["Vitamin B12, and β-blocker at pH 7", "VITAMIN B12, AND β-BLOCKER AT pH 7"],
    ["Serum Na and Mg are low", "SERUM Na AND Mg ARE LOW"],
    ["La NF1 es de una niña y a los 8 años", "LA NF1 ES DE UNA NIÑA Y A LOS 8 AÑOS"],
    ["Crohn's disease of a man, option a", "CROHN'S DISEASE OF A MAN, OPTION a"],
    ["患者血压120/80mmHg", "患者血压120/80mmHg"],
  ])("writes capitals: %s", (text, expected) => {
    expect(changeLetterCase(text, "upper")).toBe(expected);
  });

  it.each([
    ["可闻及Graham-Steell杂音，Plt及Hb正常", "可闻及GRAHAM-STEELL杂音，Plt及Hb正常"],
    ["稳态血药浓度（Css=k₀/kV），lgC=-kt，In⁻与As", "稳态血药浓度（Css=k₀/kV），lgC=-kt，In⁻与As"],
    ["行Roux-en-Y吻合，Babinski征", "行Roux-en-Y吻合，BABINSKI征"],
    ["见Reed Sternberg细胞，Gray-Smith征", "见REED STERNBERG细胞，GRAY-SMITH征"],
    ["Cmax", "Cmax"],
    ["As", "As"],
  ])("leaves symbols in the texts of a Chinese item: %s", (text, expected) => {
    expect(changeLetterCase(text, "upper", "zh")).toBe(expected);
  });

  it.each([
    ["A Patient with AIDS and ALL", "A patient with AIDS and ALL"],
    ["¿Cuál Es el Diagnóstico de la EPOC?", "¿cuál es el diagnóstico de la EPOC?"],
    ["Group A Streptococcus, 3 Gy", "group A streptococcus, 3 Gy"],
  ])("writes small letters: %s", (text, expected) => {
    expect(changeLetterCase(text, "lower")).toBe(expected);
  });
});
