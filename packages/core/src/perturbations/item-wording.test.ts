import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { rowsOf } from "../datasets/__fixtures__/rows-of.ts";
import cmexam from "../datasets/cmexam.ts";
import medmcqa from "../datasets/medmcqa.ts";
import type { Item } from "../records/item.ts";
import { hasAllOrNoneOption, isNegativelyWorded, optionsNameLabels, optionsReferToOthers } from "./item-wording.ts";

const holding = (...texts: readonly string[]) => ({
  options: texts.map((text, index) => ({ id: `${index}`, text })),
});

describe("isNegativelyWorded", () => {
  it.each([
    ["en", "All of the following are features of tetanus EXCEPT:"],
    ["en", "Which of the following is not a branch of the external carotid artery?"],
    ["en", "A man has a fever. Which of these medications would NOT be expected to help?"],
    ["en", "Regarding snake bites, mark the FALSE answer:"],
    ["en", "The zygomatic bone does not articulate with:"],
    ["en", "In erythroblastosis fetalis not involved is –"],
    ["en", "Which diagnosis is least likely?"],
    ["en", "Which is NOT a sign of shock? Choose the correct answer."],
    ["zh", "关于缺铁性贫血的叙述，错误的是"],
    ["zh", "下列哪项不是浅龋的临床表现"],
    ["zh", "患者，男，50岁，胸痛1小时。该患者的处理措施不包括（  ）"],
    ["zh", "不能用作浸润麻醉的药物是"],
    ["zh", "下列除哪项外，均属病理性黄疸"],
    ["zh", "高血压合并糖尿病患者，不宜用下列哪类药物"],
    ["zh", "翼下颌间隙感染一般不会累及"],
    ["zh", "急性胰腺炎的常见病因如下，除外"],
    ["es", "Señale la respuesta FALSA:"],
    ["es", "¿Cuál de los siguientes fármacos NO está indicado?"],
    ["es", "Son criterios diagnósticos todos los siguientes, EXCEPTO:"],
    ["es", "Señale la opción que no es correcta respecto a la diabetes:"],
    ["es-MX", "Indique la afirmación incorrecta sobre la hepatitis"],
    ["pt", "Assinale a alternativa INCORRETA."],
    ["pt", "São sinais de choque, exceto:"],
    ["pt", "Qual dos seguintes medicamentos não é indicado?"],
  ])("yes (%s): %s", (language, stem) => {
    expect(isNegativelyWorded({ language, stem })).toBe(true);
  });

  it.each([
    ["en", "Which of the following is true about tetanus?"],
    ["en", "A boy who does not eat has not grown. Which finding is most likely?"],
    ["en", "Which test is most likely to give a false positive result?"],
    ["en", "What is the best treatment for a patient who has not responded to steroids?"],
    ["en", "The drug should be taken for at least how many weeks?"],
    ["zh", "不稳定型心绞痛最常见的诱因是"],
    ["zh", "患者不能平卧，双肺湿啰音。最可能的诊断是"],
    ["zh", "苍耳子的主要不良反应是"],
    ["zh", "首先应排除的疾病是"],
    ["zh", "普通处方的用药日数一般不得超过"],
    ["es", "¿Cuál es el tratamiento de elección en un paciente que no responde a corticoides?"],
    ["es", "El paciente no refiere dolor. ¿Cuál es el diagnóstico más probable?"],
    ["es", "¿Qué prueba da más falsos positivos?"],
    ["pt", "O paciente não tem febre. Qual é o diagnóstico mais provável?"],
    ["en", "Which result shows a deficiency of vitamin B12 and not of folate?"],
    ["zh", "下列哪些表现支持前者而不支持后者？"],
    ["es", "¿Qué resultado demuestra mejor un déficit de vitamina B12 y no de folato?"],
    ["pt", "Qual resultado mostra deficiência de vitamina B12 e não de folato?"],
    ["fr", "Laquelle de ces propositions est fausse ?"],
  ])("no (%s): %s", (language, stem) => {
    expect(isNegativelyWorded({ language, stem })).toBe(false);
  });

  it("answers at once on a long stem of repeated words", () => {
    const started = performance.now();
    for (const [language, words] of [
      ["en", "which all these "],
      ["zh", "下列哪项因"],
      ["es", "cuál todas siguientes "],
      ["pt", "____________________x"],
      ["en", "____________________"],
    ] as const) {
      isNegativelyWorded({ language, stem: words.repeat(2000) });
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("hasAllOrNoneOption", () => {
  it.each([
    "All of the above",
    "None of these",
    "None.",
    "Both",
    "None of the other answers is correct",
    "以上都不是",
    "以上说法均正确",
    "两者均无",
    "都不对",
    "无上述情况",
    "无",
    "Todas las anteriores",
    "Ninguna de las anteriores es correcta",
    "Todas son correctas",
    "Nenhuma das alternativas",
    "Todas as alternativas acima",
  ])("yes: %s", (text) => {
    expect(hasAllOrNoneOption(holding("Ferritin", text))).toBe(true);
    expect(optionsReferToOthers(holding("Ferritin", text))).toBe(true);
  });

  it.each([
    "All primary teeth",
    "Both anorexia and bulimia",
    "No treatment",
    "无菌",
    "无明显症状",
    "以上颌为中心的红肿",
    "3个月以上6个月以下",
    "均匀的分布",
    "Todas las cámaras cardíacas dilatadas",
    "Ninguna otra prueba por el momento",
    "Todas as vacinas indicadas para a idade",
  ])("no: %s", (text) => {
    expect(hasAllOrNoneOption(holding("Ferritin", text))).toBe(false);
  });
});

describe("optionsNameLabels", () => {
  it.each([
    "A and C",
    "Both A and C",
    "Both AB",
    "A+B",
    "A、B均正确",
    "B或D",
    "选项A",
    "Option B is wrong",
    "A y C son correctas",
    "1 y 3 son correctas",
    "Las respuestas 1 y 2",
    "A e C estão corretas",
  ])("yes: %s", (text) => {
    expect(optionsNameLabels(holding("Ferritin", text))).toBe(true);
    expect(optionsReferToOthers(holding("Ferritin", text))).toBe(true);
  });

  it.each([
    "AB",
    "E/A",
    "Vitamin B12 and folate",
    "Toxinas A e B de Clostridioides difficile",
    "Vitamins A and D",
    "Hepatitis B or C",
    "维生素A和D缺乏",
    "1 and 3",
    "La respuesta a la insulina",
  ])("no: %s", (text) => {
    expect(optionsNameLabels(holding("Ferritin", text))).toBe(false);
  });
});

describe("optionsReferToOthers", () => {
  it.each(["Las anteriores", "上述各项", "As anteriores são falsas", "The other options"])("yes: %s", (text) => {
    expect(optionsReferToOthers(holding("Ferritin", text))).toBe(true);
  });

  it.each([
    "Infarto de cara anterior",
    "Los cordones anteriores de la médula",
    "血红蛋白低于60g/L以上的变化",
    "用刀沿上述连线刻一深约1mm的沟",
  ])("no: %s", (text) => {
    expect(optionsReferToOthers(holding("Ferritin", text))).toBe(false);
  });
});

const data = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));

describe.skipIf(!existsSync(data))("on published items (skipped where ../shared/data is missing)", () => {
  it("finds the negative lead-ins of CMExam and MedMCQA", async () => {
    const of = async (dataset: Parameters<typeof rowsOf>[0], path: string): Promise<Item[]> =>
      (await rowsOf(dataset, { path }, data)).flatMap(({ item }) => item ?? []);
    const chinese = await of(cmexam, "cmexam/val-part.csv");
    const english = await of(medmcqa, "medmcqa/dev-part.json");
    const share = (items: readonly Item[]): number => items.filter(isNegativelyWorded).length / items.length;
    expect(share(chinese)).toBeGreaterThan(0.12);
    expect(share(chinese)).toBeLessThan(0.15);
    expect(share(english)).toBeGreaterThan(0.16);
    expect(share(english)).toBeLessThan(0.2);
    // Endings that are negative whatever stands before them; those of a lead-in that is not may not be found.
    const ends = (items: readonly Item[], ending: RegExp): Item[] =>
      items.filter(({ stem }) => ending.test(stem.trim()));
    expect(ends(chinese, /(?:错误的是|不正确的是|不包括)$/).filter((item) => !isNegativelyWorded(item))).toEqual([]);
    expect(ends(english, /except\W*$/i).filter((item) => !isNegativelyWorded(item))).toEqual([]);
    expect(ends(chinese, /最可能的诊断是$|治疗应首选$|应首先考虑的是$/).filter(isNegativelyWorded)).toEqual([]);
  });
});
