import { describe, expect, it } from "vitest";
import { itemWith } from "../__fixtures__/items.ts";
import { missingMediaFindings, missingSharedStemFindings } from "./missing-parts.ts";

const media = (stem: string) => missingMediaFindings(itemWith({ stem })).map(({ message }) => message);
const shared = (stem: string) => missingSharedStemFindings(itemWith({ stem })).map(({ severity }) => severity);

describe("missingMediaFindings", () => {
  it.each([
    "胸部平片如图所示，最可能的诊断是",
    "效能比较见下图，错误的是",
    "心脏M型超声心动图检查见图1，最可能的诊断是",
    "结合模式见附件。图中，B区域的结合形式是",
    "消除曲线：（图）。根据上述信息",
    "The ECG is shown in Figure 2. What is the diagnosis?",
    "A photograph of the rash is shown. What is it?",
    "She has nail changes (see image).",
    "Which muscle is marked in the diagram?",
    "Pregunta vinculada a la imagen nº 3.",
    "En la figura se muestra un electrocardiograma.",
    "Se realiza la radiografía adjunta.",
    "Conforme a figura, qual é o ritmo?",
    "Observa-se a imagem a seguir.",
    "Realizada radiografia [IMAGEM DE RADIOGRAFIA].",
    "A cardiotocografia tem o resultado mostrado a seguir.",
  ])("finds the picture missing from %j", (stem) => {
    expect(media(stem)).toEqual([expect.stringContaining("points at a picture")]);
  });

  it.each([
    "心电图示ST段抬高，首选治疗是",
    "超声心动图示左心室扩大，脑电图中可见棘波",
    "若图示对比不同职业人群的患病率，应绘制",
    "肾图：右肾功能受损",
    "叶的上表面绿色，下表面灰绿色",
    "个体在试图逃避某种情境时",
    "Which clinical picture do you suspect?",
    "She sees two images on top of each other.",
    "Mitotic figures are seen; the patient is stable and comfortable.",
    "Laboratory values are shown below: Na 140, K 4.",
    "Flow cytometry has shown that the cells are positive.",
    "Diante do quadro clínico, qual é o diagnóstico por exame de imagem?",
    "Paciente en fase estable con hígado ecográficamente normal.",
  ])("passes over %j", (stem) => {
    expect(media(stem)).toEqual([]);
  });

  it("finds a missing table, and knows one that is printed in the stem", () => {
    expect(media("随访结果见下表：该疫苗的保护指数是")).toEqual([expect.stringContaining('a table ("下表")')]);
    expect(media("Results are given in the following table.")).toEqual([expect.stringContaining("a table")]);
    expect(media("Conforme a tabela, é correto afirmar")).toHaveLength(1);
    expect(media("结果见下表：\n组别 人数 病例\n甲 100 5\n乙 120 8\n丙 90 4\n合计 310 17")).toEqual([]);
  });

  it("is content when the item has media", () => {
    expect(missingMediaFindings(itemWith({ stem: "如图所示", media: ["a.png"] }))).toEqual([]);
  });

  it("reads the shared case too", () => {
    const group = { id: "g", kind: "shared-stem" as const, order: 1, text: "心电图见下图。" };
    expect(missingMediaFindings(itemWith({ stem: "诊断是", group }))).toHaveLength(1);
  });
});

describe("missingSharedStemFindings", () => {
  it("finds a marked stem without its case, and knows a case that follows its marker", () => {
    expect(shared("（122～123题共用题干）首选的治疗方式是")).toEqual(["warning"]);
    expect(shared("（共用题干）该患者最可能的诊断是")).toEqual(["warning"]);
    expect(shared("Questions 4-6 refer to the following case. What is the diagnosis?")).toEqual(["warning"]);
    expect(shared("（122～123题共用题干）女，55岁。右乳房肿块6个月，不伴疼痛，无乳头溢液。首选的治疗方式是")).toEqual(
      [],
    );
  });

  it.each([
    "该患者最可能的诊断是",
    "This patient most likely has which disease?",
    "¿Qué tiene? Este paciente",
    "Este paciente debe recibir:",
  ])("only hints at %j", (stem) => {
    expect(shared(stem)).toEqual(stem.startsWith("¿") ? [] : ["info"]);
  });

  it("does not hint when the patient is described after all", () => {
    expect(shared("该患者男，45岁，发热3天，诊断是")).toEqual([]);
    expect(shared("This patient, a 40-year-old woman, has a fever. Why?")).toEqual([]);
  });

  it("is content with a group text or a context", () => {
    const group = { id: "g", kind: "shared-stem" as const, order: 1, text: "A man of 40 …" };
    expect(missingSharedStemFindings(itemWith({ stem: "该患者的诊断是", group }))).toEqual([]);
    expect(missingSharedStemFindings(itemWith({ stem: "This patient has?", context: "Case" }))).toEqual([]);
    expect(missingSharedStemFindings(itemWith({ stem: "该患者的诊断是", group: { ...group, text: "" } }))).toHaveLength(
      1,
    );
  });
});
