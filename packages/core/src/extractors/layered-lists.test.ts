import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { PromptLabel } from "../records/prompt.ts";
import layered from "./layered.ts";

const extractor = layered.configure({});

function options(...texts: string[]): PromptLabel[] {
  return texts.map((text, index) => ({ label: "ABCDE".charAt(index), optionId: `o${index + 1}`, text }));
}

const english = options("Aspirin", "Ibuprofen", "Metformin", "Insulin glargine", "Warfarin");
const chinese = options("阿司匹林", "布洛芬", "二甲双胍", "甘精胰岛素", "华法林");
const spanish = options("Aspirina", "Ibuprofeno", "Metformina", "Insulina glargina", "Warfarina");
const portuguese = options("Aspirina", "Ibuprofeno", "Metformina", "Insulina glargina", "Varfarina");

type Row = readonly [reply: string, expected: string];

function cases(title: string, labels: readonly PromptLabel[], choose: "one" | "any", rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)("%j → %s", (reply, expected) => {
      const prompt = { messages: [], labels, answerForm: "label" as const, choose, language: "en", hash: "0" };
      const reading = extractor.extract(plainCompletion(reply), prompt);
      expect(reading.status === "chosen" ? reading.labels.join(",") : reading.status).toBe(expected);
    });
  });
}

const listing = (heading: string, ...lines: readonly string[]): string => `${heading}\n${lines.join("\n")}`;

cases("a declared list of lines, in English", english, "any", [
  ["Answer:\nA. Aspirin\nC. Metformin", "A,C"],
  ["Answer:\nA) Aspirin\nC) Metformin", "A,C"],
  ["Answer:\n(A) Aspirin\n(C) Metformin", "A,C"],
  ["Answer:\nA: Aspirin\nC: Metformin\nE: Warfarin", "A,C,E"],
  ["Answer:\nA\nC", "A,C"],
  ["Answer:\n- A. Aspirin\n- C. Metformin", "A,C"],
  ["Answer:\n• A. Aspirin\n• C. Metformin", "A,C"],
  ["Answer:\n* **A**: Aspirin\n* **C**: Metformin", "A,C"],
  ["Answer:\n1. A. Aspirin\n2. C. Metformin", "A,C"],
  ["Answer:\n1. Aspirin\n2. Metformin", "A,C"],
  ["Answer:\n- Aspirin\n- Metformin", "A,C"],
  ["**Answer:**\n\n**A. Aspirin**\n\n**C. Metformin**", "A,C"],
  ["**Answer:**\n\n**A. Aspirin**\n**C. Metformin**\n\n**Explanation:** B harms the kidney.", "A,C"],
  ["The correct options are:\nA. Aspirin\nC. Metformin", "A,C"],
  ["The correct options are:\n\n- A. Aspirin\n- C. Metformin\n\nIbuprofen harms the kidney.", "A,C"],
  ["## Correct answers\n\n- **A. Aspirin** – an antiplatelet\n- **C. Metformin** – first line", "A,C"],
  ["Answer:\nA. Aspirin (an antiplatelet)\nC. Metformin (first line)", "A,C"],
  ["Answer: A. Aspirin\nC. Metformin", "A,C"],
  ["Answer: A. Aspirin\n        C. Metformin", "A,C"],
  ["Answer:\nOption A: Aspirin\nOption C: Metformin", "A,C"],
  ["We reason first.\n\nFinal answer:\nC. Metformin\nA. Aspirin", "A,C"],
]);

cases("a declared list of lines, in Chinese", chinese, "any", [
  ["答案：\nA. 阿司匹林\nC. 二甲双胍", "A,C"],
  ["答案：\nA、阿司匹林\nC、二甲双胍", "A,C"],
  ["答案：\nA．阿司匹林\nC．二甲双胍\n\n解析：布洛芬损害肾脏。", "A,C"],
  ["正确选项：\nA. 阿司匹林\nC. 二甲双胍", "A,C"],
  ["正确选项：\n- 阿司匹林\n- 二甲双胍", "A,C"],
  ["正确选项：\n1. 阿司匹林\n2. 二甲双胍", "A,C"],
  ["正确选项是A和C，错误选项是B", "A,C"],
  ["正确选项包括：\n（A）阿司匹林\n（C）二甲双胍", "A,C"],
  ["**正确答案是：**\n- **A. 阿司匹林**\n- **C. 二甲双胍**", "A,C"],
  ["【答案】\nA 阿司匹林\nC 二甲双胍", "A,C"],
]);

cases("a declared list of lines, in Spanish", spanish, "any", [
  ["Respuesta:\nA. Aspirina\nC. Metformina", "A,C"],
  ["Las opciones correctas son:\nA. Aspirina\nC. Metformina", "A,C"],
  ["Las opciones correctas son:\n- **A) Aspirina**\n- **C) Metformina**", "A,C"],
  ["**Respuestas correctas:**\n1. A. Aspirina\n2. C. Metformina", "A,C"],
  ["Las respuestas correctas son las siguientes:\n\na) Aspirina\nc) Metformina", "A,C"],
]);

cases("a declared list of lines, in Portuguese", portuguese, "any", [
  ["Resposta:\nA. Aspirina\nC. Metformina", "A,C"],
  ["As alternativas corretas são:\nA) Aspirina\nC) Metformina", "A,C"],
  ["As alternativas corretas são:\n- **A) Aspirina**\n- **C) Metformina**", "A,C"],
  ["**Gabarito:**\n* A - Aspirina\n* C - Metformina", "A,C"],
  ["As corretas são:\n1. Aspirina\n2. Metformina", "A,C"],
]);

const whole = ["A. Aspirin", "B. Ibuprofen", "C. Metformin", "D. Insulin glargine", "E. Warfarin"];
cases("a list of every option", english, "any", [
  [listing("Answer:", ...whole), "unreadable"],
  [listing("Answer:", ...whole.map((line) => `- ${line}`)), "unreadable"],
  [listing("The correct options are:", ...whole), "A,B,C,D,E"],
  [listing("All of these are correct:", ...whole), "A,B,C,D,E"],
]);
cases("a list of every option, in the other languages", chinese, "any", [
  ["答案：\nA. 阿司匹林\nB. 布洛芬\nC. 二甲双胍\nD. 甘精胰岛素\nE. 华法林", "unreadable"],
  ["正确选项包括：\nA. 阿司匹林\nB. 布洛芬\nC. 二甲双胍\nD. 甘精胰岛素\nE. 华法林", "A,B,C,D,E"],
]);
cases("a list of every option, in Spanish", spanish, "any", [
  ["Respuesta:\nA. Aspirina\nB. Ibuprofeno\nC. Metformina\nD. Insulina glargina\nE. Warfarina", "unreadable"],
  [
    "Las opciones correctas son:\nA. Aspirina\nB. Ibuprofeno\nC. Metformina\nD. Insulina glargina\nE. Warfarina",
    "A,B,C,D,E",
  ],
]);
cases("a list of every option, in Portuguese", portuguese, "any", [
  ["Resposta:\nA. Aspirina\nB. Ibuprofeno\nC. Metformina\nD. Insulina glargina\nE. Varfarina", "unreadable"],
  [
    "As alternativas corretas são:\nA. Aspirina\nB. Ibuprofeno\nC. Metformina\nD. Insulina glargina\nE. Varfarina",
    "A,B,C,D,E",
  ],
]);

cases("lines that are no part of the declared list", english, "any", [
  ["Answer:\nA. Aspirin\n\nExplanation:\nB. Ibuprofen\nC. Metformin", "A"],
  ["Answer: A. Aspirin\nB. Ibuprofen is wrong.\nC. Metformin is wrong.", "A"],
  ["Answer:\nA. Aspirin ✓\nB. Ibuprofen ✗\nC. Metformin ✓", "A,C"],
  ["Answer:\nA. Aspirin\n\nB. Ibuprofen\nIt harms the kidney.\n\nC. Metformin\nIt is for diabetes.", "A"],
  [
    "Answer:\nA. Aspirin\n\nC. Metformin\n\nWhy not the others:\nB. Ibuprofen is an NSAID.\nD. Insulin comes later.",
    "A,C",
  ],
  ["Answer:\nA. Aspirin\n\nB. Ibuprofen\n\nIt harms the kidney.\n\nC. Metformin\n\nIt is for diabetes.", "A"],
  ["Answer:\nA. Aspirin\nC. Ibuprofen", "ambiguous"],
  ["Answer: AC\nB. Ibuprofen harms the kidney.\nD. Insulin glargine is not needed.", "A,C"],
]);

cases("a declared list where one option is asked for", english, "one", [
  ["Answer:\nA. Aspirin\nC. Metformin", "ambiguous"],
  ["Answer:\nC. Metformin", "C"],
  ["Answer: C\nA. Aspirin\nB. Ibuprofen", "C"],
  ["Answer:\nC. Metformin\n\nA. Aspirin: wrong.\nB. Ibuprofen: wrong.", "C"],
  ["Answer: C. Metformin\nA. Aspirin is an antiplatelet.\nB. Ibuprofen is an NSAID.", "C"],
]);

cases("labels joined, and then their texts, in English", english, "any", [
  ["Answer: ABD Aspirin; Ibuprofen; Insulin glargine", "A,B,D"],
  ["Answer: ABD. Aspirin; Ibuprofen; Insulin glargine.", "A,B,D"],
  ["Answer: ABD (Aspirin, Ibuprofen, Insulin glargine)", "A,B,D"],
  ["Answer: ABD: Aspirin, Ibuprofen and Insulin glargine", "A,B,D"],
  ["Answer: A, B, D Aspirin; Ibuprofen; Insulin glargine", "A,B,D"],
  ["Answer: A, B and D. Aspirin; Ibuprofen; Insulin glargine", "A,B,D"],
  ["Answer: ABD\nAspirin\nIbuprofen\nInsulin glargine", "A,B,D"],
  ["ABD Aspirin; Ibuprofen; Insulin glargine", "A,B,D"],
  ["Answer: ABD Aspirin; Ibuprofen; Insulin glargine. \n Explanation: metformin is for diabetes.", "A,B,D"],
  ["Answer: ABD Aspirin; Ibuprofen; Warfarin", "ambiguous"],
  ["Answer: AB Metformin; Warfarin", "ambiguous"],
  ["Answer: A, B, D. Aspirin; Ibuprofen; Warfarin", "ambiguous"],
]);
cases("labels joined, and then their texts, in Chinese", chinese, "any", [
  ["答案：ABD 阿司匹林；布洛芬；甘精胰岛素", "A,B,D"],
  ["答案：ABD。阿司匹林；布洛芬；甘精胰岛素", "A,B,D"],
  ["答案：A、B、D 阿司匹林、布洛芬、甘精胰岛素", "A,B,D"],
  ["答案: ABD 阿司匹林；布洛芬；甘精胰岛素. \n 解释:二甲双胍用于糖尿病。", "A,B,D"],
  ["答案：ABD 阿司匹林；布洛芬；华法林", "ambiguous"],
]);
cases("labels joined, and then their texts, in Spanish", spanish, "any", [
  ["Respuesta: ABD Aspirina; Ibuprofeno; Insulina glargina", "A,B,D"],
  ["Respuesta: A, B y D: Aspirina, Ibuprofeno e Insulina glargina", "A,B,D"],
  ["Respuesta: ABD Aspirina; Ibuprofeno; Warfarina", "ambiguous"],
]);
cases("labels joined, and then their texts, in Portuguese", portuguese, "any", [
  ["Resposta: ABD Aspirina; Ibuprofeno; Insulina glargina", "A,B,D"],
  ["Gabarito: A, B e D (Aspirina, Ibuprofeno e Insulina glargina)", "A,B,D"],
  ["Resposta: ABD Aspirina; Ibuprofeno; Varfarina", "ambiguous"],
]);

cases("an answer first, and then what is said of each option, in Chinese", chinese, "any", [
  [
    "答案: ACDE. \n 解释:起病（A对）、疗效（C对）、震颤（D对）和减退（E对）均为支持性特征。跌倒提示不典型（B错）。",
    "A,C,D,E",
  ],
  ["答案：AC\n解析：所以C正确。", "A,C"],
  ["答案：AC\n解析：A对，C对，因此均为首选。", "A,C"],
  ["答案：AC\n解析：其实血糖下降，C正确。", "A,C"],
  ["答案：AC\n解析：病变不对称，E错，C对。", "A,C"],
  ["答案：AC\n解析：……更正：答案应为AD。", "A,D"],
  ["答案：AC\n解析：综上，正确答案是AD。", "A,D"],
]);
cases(
  "an answer first, and then what is said of each option together, in Chinese",
  options("单侧起病", "早期反复跌倒", "左旋多巴疗效显著", "静止性震颤", "嗅觉减退"),
  "any",
  [
    [
      "答案: ACDE. \n 解释:单侧起病并持续不对称（A对）、左旋多巴疗效显著而持久（C对）、肢体静止性震颤（D对）和嗅觉减退（E对）均为帕金森病的支持性特征，在进行性核上性麻痹和多系统萎缩中少见。早期反复跌倒提示进行性核上性麻痹等不典型帕金森综合征，为帕金森病诊断的警示征象（B错）。",
      "A,C,D,E",
    ],
  ],
);
cases("an answer first, and then what is said of each option, in English", english, "any", [
  [
    "Answer: ACD. \n Explanation: onset (A is right), response (C is right) and tremor (D is right) are typical.",
    "A,C,D",
  ],
  ["Answer: AC\nExplanation: platelets are inhibited, so A is correct. Glucose falls, so C is correct.", "A,C"],
  ["Answer: AC\nExplanation: aspirin inhibits platelets. C is also a correct answer because glucose falls.", "A,C"],
  ["The correct options are A and C. Glucose falls, so C is correct.", "A,C"],
  ["Answer: AC\nExplanation: metformin actually lowers glucose, so C is correct.", "A,C"],
  ["Answer: AC\nExplanation: actually, C is right because glucose falls.", "A,C"],
  ["Answer: AC\n\nTherefore, the correct answer is C.", "C"],
  ["Answer: AC\nExplanation: glucose falls, therefore C is right. Wait, A is wrong; the answer is CD.", "C,D"],
]);
cases("an answer first, and then what is said of each option, in Spanish", spanish, "any", [
  ["Respuesta: AC\nExplicación: baja la glucosa, por lo tanto la C es correcta.", "A,C"],
  ["Respuesta: AC\nExplicación: baja la glucosa. Corrijo: la respuesta es CD.", "C,D"],
]);
cases("an answer first, and then what is said of each option, in Portuguese", portuguese, "any", [
  ["Resposta: AC\nExplicação: reduz a glicose, portanto a C está correta.", "A,C"],
  ["Resposta: AC\nExplicação: reduz a glicose. Na verdade, a resposta correta é CD.", "C,D"],
]);

cases(
  "a combination is not one of its parts, in English",
  options("Aspirin", "Ibuprofen", "Metformin", "Metformin and insulin", "Warfarin"),
  "one",
  [
    ["The best treatment is metformin plus insulin.", "unreadable"],
    ["Metformin plus insulin", "unreadable"],
    ["Metformin + insulin", "unreadable"],
    ["Insulin plus metformin", "unreadable"],
    ["metformin-insulin", "unreadable"],
    ["Metformin/insulin", "unreadable"],
    ["Metformin (with insulin)", "unreadable"],
    ["Answer: metformin with insulin", "unreadable"],
    ["Answer: metformin combined with insulin", "unreadable"],
    ["Answer: C. Metformin plus insulin", "ambiguous"],
    ["Answer: D. Metformin plus insulin", "D"],
    ["Metformin and insulin", "D"],
    ["Metformin", "C"],
    ["Metformin, and no insulin", "C"],
    ["The best treatment is metformin plus lifestyle changes.", "C"],
    ["Metformin rather than metformin and insulin", "C"],
  ],
);
cases(
  "a combination is not one of its parts, in Chinese",
  options("阿司匹林", "布洛芬", "二甲双胍", "二甲双胍联合胰岛素", "华法林"),
  "one",
  [
    ["应首选二甲双胍加胰岛素。", "unreadable"],
    ["答案是二甲双胍+胰岛素", "unreadable"],
    ["胰岛素加二甲双胍", "unreadable"],
    ["应首选二甲双胍。", "C"],
    ["二甲双胍联合胰岛素", "D"],
  ],
);
cases(
  "a combination is not one of its parts, in Spanish",
  options("Aspirina", "Ibuprofeno", "Metformina", "Metformina e insulina", "Warfarina"),
  "one",
  [
    ["El mejor tratamiento es metformina más insulina.", "unreadable"],
    ["Metformina con insulina", "unreadable"],
    ["Respuesta: C. Metformina asociada a insulina", "ambiguous"],
    ["El mejor tratamiento es metformina.", "C"],
  ],
);
cases(
  "a combination is not one of its parts, in Portuguese",
  options("Aspirina", "Ibuprofeno", "Metformina", "Metformina e insulina", "Varfarina"),
  "one",
  [
    ["O melhor tratamento é metformina mais insulina.", "unreadable"],
    ["Metformina com insulina", "unreadable"],
    ["Resposta: C. Metformina associada à insulina", "ambiguous"],
    ["O melhor tratamento é metformina.", "C"],
  ],
);

cases("all others denied, one by one, and then the one that is left", english, "one", [
  ["Not A. Not B. Not D. Not E. C.", "C"],
  ["Not A. Not B. Not D. Not E. C", "C"],
  ["No es A. No es B. No es D. No es E. C.", "C"],
  ["Não é A. Não é B. Não é D. Não é E. C.", "C"],
  ["不是A。不是B。不是D。不是E。C。", "C"],
  ["不是A. 不是B. 不是D. 不是E. C.", "C"],
  ["The cause is hepatitis B. Vitamin C.", "unreadable"],
  ["Not A. Not B. Not D. Not E.", "unreadable"],
]);
