import { describe, expect, it } from "vitest";
import { type FinishReason, plainCompletion } from "../records/completion.ts";
import type { Prompt, PromptLabel } from "../records/prompt.ts";
import layered from "./layered.ts";

const extractor = layered.configure({});

function options(...texts: string[]): PromptLabel[] {
  return texts.map((text, index) => ({ label: "ABCDEFG".charAt(index), optionId: `o${index + 1}`, text }));
}

const drugs = {
  en: options("Aspirin", "Ibuprofen", "Metformin", "Metformin and insulin", "Warfarin"),
  zh: options("阿司匹林", "布洛芬", "二甲双胍", "二甲双胍联合胰岛素", "华法林"),
  es: options("Aspirina", "Ibuprofeno", "Metformina", "Metformina e insulina", "Warfarina"),
  pt: options("Aspirina", "Ibuprofeno", "Metformina", "Metformina e insulina", "Varfarina"),
};

interface Asked {
  readonly labels?: readonly PromptLabel[];
  readonly choose?: "one" | "any";
  readonly finishReason?: FinishReason;
  readonly question?: string;
}

function promptOf({ labels = drugs.en, choose = "one", question = "" }: Asked): Prompt {
  const messages = [{ role: "user" as const, content: question }];
  return { messages, labels, answerForm: "label", choose, language: "en", hash: "0" };
}

/** Labels joined by commas when something was chosen, else the status. */
function read(text: string, asked: Asked = {}): string {
  const completion = { ...plainCompletion(text), finishReason: asked.finishReason ?? "stop" };
  const reading = extractor.extract(completion, promptOf(asked));
  return reading.status === "chosen" ? reading.labels.join(",") : reading.status;
}

type Case = readonly [reply: string, expected: string];

function cases(title: string, rows: readonly Case[], asked: Asked = {}): void {
  describe(title, () => {
    it.each(rows)("%j → %s", (reply, expected) => {
      expect(read(reply, asked)).toBe(expected);
    });
  });
}

cases("a label and nothing else", [
  ["C", "C"],
  ["c", "C"],
  [" C.\n", "C"],
  ["(C)", "C"],
  ["**C**", "C"],
  ["`C`", "C"],
  ["[C]", "C"],
  ["Ｃ", "C"],
  ["（Ｃ）", "C"],
  ["Ⓒ", "C"],
  ["𝐂", "C"],
  ["🅲", "C"],
  ["✅ C", "C"],
  ["C 👍", "C"],
  ["# C", "C"],
  ["<b>C</b>", "C"],
  ["选项C", "C"],
  ["选C", "C"],
  ["C项", "C"],
  ["Option C", "C"],
  ["opción c", "C"],
  ["Letra C", "C"],
  ["alternativa C.", "C"],
  ["F", "unreadable"],
  ["Z", "unreadable"],
]);

cases("declared, in English", [
  ["The answer is C.", "C"],
  ["Answer: C) Metformin", "C"],
  ["Final answer - **C**", "C"],
  ["The correct option is (C).", "C"],
  ["The most appropriate choice here would be C.", "C"],
  ["C is the correct answer because it lowers glucose.", "C"],
  ["Option C, metformin, is the best answer.", "C"],
  ["I would choose C.", "C"],
  ["I'd go with C, since the others do not fit.", "C"],
  ["## Answer\n\nC", "C"],
  ["Therefore, C.", "C"],
  ["The answer is A because it inhibits platelets.", "A"],
  ["Answer: A patient with diabetes should get metformin.", "C"],
]);

cases(
  "declared, in Chinese",
  [
    ["答案：C", "C"],
    ["【答案】C", "C"],
    ["答案是C。", "C"],
    ["正确答案为选项C", "C"],
    ["故选C。", "C"],
    ["本题应选C，因为其他选项不符合。", "C"],
    ["综上，C项正确。", "C"],
    ["因此，最合适的选项是C。二甲双胍", "C"],
    ["参考答案:Ｃ", "C"],
    ["正確答案是選項C", "C"],
    ["C是正确答案", "C"],
    ["答案：B、D选项均不对，选C", "C"],
  ],
  { labels: drugs.zh },
);

cases(
  "declared, in Spanish",
  [
    ["Respuesta: C", "C"],
    ["La respuesta correcta es la C.", "C"],
    ["La opción correcta es la opción c", "C"],
    ["La correcta es la C", "C"],
    ["Me quedo con la C.", "C"],
    ["Por lo tanto, la C.", "C"],
    ["La C es la respuesta correcta.", "C"],
    ["Respuesta: A la paciente se le debe dar metformina.", "C"],
    ["La respuesta es E.", "E"],
    ["Elegiría la alternativa C.", "C"],
  ],
  { labels: drugs.es },
);

cases(
  "declared, in Portuguese",
  [
    ["Resposta: letra C", "C"],
    ["Gabarito: C", "C"],
    ["A alternativa correta é a C.", "C"],
    ["A resposta correta é a letra A, Aspirina.", "A"],
    ["A alternativa correta é a:\n\n**C) Metformina** ✅", "C"],
    ["Resposta: A paciente deve receber metformina.", "C"],
    ["Portanto, é a C.", "C"],
    ["A resposta é E.", "E"],
    ["C) Metformina.\n\nA descrição do quadro é típica.", "C"],
    ["Assinalaria a C.", "C"],
  ],
  { labels: drugs.pt },
);

cases("a later correction or restatement wins", [
  ["答案是B……不对，应该是C", "C"],
  ["The answer is B. Wait, actually the answer is D.", "D"],
  ["Answer: B. Correction: C.", "C"],
  ["B. No, wait, it's C.", "C"],
  ["Corrijo: la respuesta es C", "C"],
  ["Resposta: B. Na verdade, a resposta correta é C.", "C"],
  ["It's not A but B.", "B"],
  ["不是A而是B。", "B"],
  ["No es A sino B.", "B"],
  ["Não é A, mas sim B.", "B"],
  ["The answer might be B.\n\nOn reflection the glucose matters.\n\nFinal answer: C", "C"],
  ["Answer: B\n\nThe data support metformin.\n\nTherefore, the correct answer is C.", "C"],
  ["I first thought A. Wait, B is wrong too; C is correct.", "C"],
]);

cases("what sounds like a correction and is none", [
  ["The answer is B. Wait, let me double-check: yes, it is B.", "B"],
  ["Answer: C. Actually metformin may cause diarrhea, which is harmless.", "C"],
  ["答案是C。其实D项可能掩盖症状。", "C"],
  ["Answer: C. Could it be D? No.", "C"],
]);

cases("two answers left standing", [
  ["B or C", "ambiguous"],
  ["The answer is B or C.", "ambiguous"],
  ["Answer: B, C", "ambiguous"],
  ["A和C都有可能", "ambiguous"],
  ["答案是A和C", "ambiguous"],
  ["Tanto la B como la C son correctas.", "ambiguous"],
  ["B ou C", "ambiguous"],
  ["The answer is B. The answer is C.", "ambiguous"],
  ["It is either B or C. I'd go with C.", "C"],
  ["Aspirin or ibuprofen", "ambiguous"],
]);

cases("label and text in conflict", [
  ["C. Ibuprofen", "ambiguous"],
  ["Answer: C (Ibuprofen)", "ambiguous"],
  ["The answer is Ibuprofen (C).", "ambiguous"],
  ["Answer: C. Ibuprofen\n\nIt relieves pain. Therefore the answer is B.", "B"],
  ["C. Metformin", "C"],
  ["D. Metformin and insulin", "D"],
  ["C. Metformin and insulin", "ambiguous"],
  ["The answer is C. Ibuprofen, on the other hand, harms the kidney.", "C"],
]);

cases("letters that are words", [
  ["A 45-year-old man presents with chest pain.", "unreadable"],
  ["I think so.", "unreadable"],
  ["A woman with E. coli infection", "unreadable"],
  ["O paciente tem diabetes e hipertensão. A glicemia é alta.", "unreadable"],
  ["El paciente va a urgencias y a observación.", "unreadable"],
  ["The answer is a matter of debate.", "unreadable"],
]);

cases("letters that belong to a term", [
  ["Vitamin C is missing.", "unreadable"],
  ["维生素C缺乏。", "unreadable"],
  ["C反应蛋白升高。", "unreadable"],
  ["B超检查", "unreadable"],
  ["血型为A型", "unreadable"],
  ["乙型肝炎 B 与 DNA、HIV、COPD 无关", "unreadable"],
  ["Hepatitis B and HbA1c are unrelated to group A streptococcus.", "unreadable"],
  ["This is Child-Pugh B cirrhosis, grade C evidence.", "unreadable"],
  ["E. coli is the usual cause.", "unreadable"],
  ["C. difficile colitis follows antibiotics.", "unreadable"],
  ["The diagnosis is C. difficile colitis.", "unreadable"],
  ["The answer is vitamin D.", "unreadable"],
  ["A C-reactive protein and a D-dimer were taken; IgA was normal.", "unreadable"],
]);

cases("options ruled out", [
  ["Not B. The answer is C.", "C"],
  ["A错，B错，D错，故选C", "C"],
  ["排除A。B不正确。", "unreadable"],
  ["Option D is incorrect.", "unreadable"],
  ["Se descarta A y también B.", "unreadable"],
  ["The answer is not B.", "unreadable"],
  ["I would not choose B.", "unreadable"],
  ["不选A，选C。", "C"],
  ["A resposta não é B.", "unreadable"],
  ["Is the answer B?", "unreadable"],
  ["If the answer were B, the glucose would fall.", "unreadable"],
  ["如果选B，则不能解释。", "unreadable"],
  ["C. If she were pregnant, the answer would be D.", "C"],
]);

cases("boxed, JSON and tags", [
  ["\\boxed{C}", "C"],
  ["So the answer is $\\boxed{\\text{C}}$.", "C"],
  ["\\[\\boxed{\\mathbf{C}}\\]", "C"],
  ["\\boxed{\\text{Metformin}}", "C"],
  ['{"answer":"C"}', "C"],
  ['```json\n{\n  "reasoning": "The answer is not A; B is correct in pregnancy.",\n  "answer": "C"\n}\n```', "C"],
  ['{"answer":"C","explanation":"B is the correct answer only in pregnancy."}', "C"],
  ['{"answer": "C. Metformin"}', "C"],
  ['{"respuesta":"C"}', "C"],
  ['{"答案":"C"}', "C"],
  ['{"answer": "C", "explanation": "Because the gluc', "C"],
  ['{"answer": null}', "abstained"],
  ["<answer>C</answer>", "C"],
  ["<answer>\nC. Metformin\n</answer>", "C"],
  ["Final answer: \\boxed{B}\n\nWait, actually the answer is C.", "C"],
  ['Reply as {"answer": "X"}.\n\n{"answer": "C"}', "C"],
]);

cases("reasoning is never read", [
  ["<think>The answer is B.</think>C", "C"],
  ["The answer is B.</think>\nAnswer: C", "C"],
  ["Answer: C\n<think>Hmm, the answer is B", "C"],
  ["<think>The answer is B", "unreadable"],
  ["<reasoning>B</reasoning><answer>C</answer>", "C"],
  ["<thinking>B</thinking>C", "C"],
  ["[THINK]The answer is B[/THINK]C", "C"],
  ["◁think▷B◁/think▷C", "C"],
  ["<|channel|>analysis<|message|>Answer: B<|end|><|start|>assistant<|channel|>final<|message|>C<|return|>", "C"],
  ["<|channel|>analysis<|message|>Answer: B", "unreadable"],
  ["analysisThe answer is B.assistantfinalC", "C"],
]);

cases("echoes are no answer", [
  ["A. Aspirin\nB. Ibuprofen\nC. Metformin\nD. Metformin and insulin\nE. Warfarin", "unreadable"],
  [
    "Question: best drug?\nA. Aspirin\nB. Ibuprofen\nC. Metformin\nD. Metformin and insulin\nE. Warfarin\nAnswer: C",
    "C",
  ],
  ["A. Aspirin B. Ibuprofen C. Metformin D. Metformin and insulin E. Warfarin", "unreadable"],
  ["Choose the correct answer: A, B, C, D, E", "unreadable"],
  ["Answer: C\n\nQuestion 2: What is next?\nAnswer: B", "C"],
  [
    "The most likely answer is:\nA. Aspirin\nB. Ibuprofen\nC. Metformin\nD. Metformin and insulin\nE. Warfarin",
    "unreadable",
  ],
]);

cases("verdicts option by option", [
  ["A: false\nB: false\nC: true\nD: false\nE: false", "C"],
  ["A ✗\nB ✗\nC ✓\nD ✗\nE ✗", "C"],
  [
    "| A | Aspirin | ❌ |\n| B | Ibuprofen | ❌ |\n| C | Metformin | ✅ |\n| D | Both | ❌ |\n| E | Warfarin | ❌ |",
    "C",
  ],
  ["A错误；B错误；C正确；D错误；E错误", "C"],
  ["Only C is correct.", "C"],
  ["C is correct.", "C"],
  ["B is correct. C is also correct.", "ambiguous"],
  ["A, B, C, D, E都不对", "none-of-these"],
]);

cases("the option's text", [
  ["Metformin", "C"],
  ["metformin.", "C"],
  ["METFORMIN AND INSULIN", "D"],
  ["The best drug is metformin and insulin.", "D"],
  ["The answer is metformin.", "C"],
  ["Warfarin is contraindicated, and ibuprofen harms the kidney.\n\nMetformin", "C"],
  ["Not aspirin, but metformin.", "C"],
  ["insulin", "unreadable"],
]);

cases(
  "the option's text, in Chinese",
  [
    ["二甲双胍", "C"],
    ["二甲双胍联合胰岛素", "D"],
    ["答案是二甲双胍联合胰岛素。", "D"],
    ["应首选二甲双胍。", "C"],
  ],
  { labels: drugs.zh },
);

cases("no option is named", [
  ["None of the above.", "none-of-these"],
  ["以上都不是", "none-of-these"],
  ["Ninguna de las anteriores", "none-of-these"],
  ["Nenhuma das alternativas está correta.", "none-of-these"],
  ["None of the above fits perfectly, but the answer is C.", "C"],
  ["I don't know.", "abstained"],
  ["不知道", "abstained"],
  ["No lo sé.", "abstained"],
  ["Não sei.", "abstained"],
  ["I'm not sure, but I'd go with C.", "C"],
  ["I'm sorry, but I cannot provide medical advice.", "refused"],
  ["作为AI，我无法提供医疗建议。", "refused"],
  ["Lo siento, no puedo ayudar con eso.", "refused"],
  ["Desculpe, não posso fornecer aconselhamento médico.", "refused"],
  ["I cannot provide medical advice, but the answer is C.", "C"],
  ["", "unreadable"],
  [" \n\t", "unreadable"],
  ["Let us look at the case.", "unreadable"],
]);

cases(
  "none of the above as an option",
  [
    ["None of the above", "C"],
    ["The answer is none of the above.", "C"],
  ],
  { labels: options("Aspirin", "Ibuprofen", "None of the above") },
);

cases(
  "several answers",
  [
    ["ABD", "A,B,D"],
    ["bda", "A,B,D"],
    ["A, B and D", "A,B,D"],
    ["A、B、D", "A,B,D"],
    ["答案：A、B、E", "A,B,E"],
    ["Answer: A B D", "A,B,D"],
    ["A+B+E", "A,B,E"],
    ["A - B - E", "A,B,E"],
    ["（Ａ）（Ｂ）（Ｄ）", "A,B,D"],
    ["Las correctas son A, B y D.", "A,B,D"],
    ["As corretas são A, B e D.", "A,B,D"],
    ["a, b e d", "A,B,D"],
    ["The correct answers are B and E.", "B,E"],
    ['{"answer":["A","C"]}', "A,C"],
    ['{"A": true, "B": false, "C": true, "D": false, "E": false}', "A,C"],
    ["A 正确 B 错误 C 正确 D 错误 E 错误", "A,C"],
    ["A. Aspirin\nC. Metformin", "A,C"],
    ["Aspirin, metformin", "A,C"],
    ["选AB，C不对", "A,B"],
    ["Only C is correct.", "C"],
    ["C", "C"],
    ["All of the above", "A,B,C,D,E"],
    ["除D外均正确", "A,B,C,E"],
    ["All except D.", "A,B,C,E"],
    ["Todas menos la D.", "A,B,C,E"],
    ["Todas, exceto a D.", "A,B,C,E"],
    ["A is correct.", "unreadable"],
  ],
  { choose: "any" },
);

describe("labels are the prompt's own", () => {
  const digits = drugs.en.map((option, index) => ({ ...option, label: String(index + 1) }));
  const roman = drugs.en.map((option, index) => ({ ...option, label: ["I", "II", "III", "IV", "V"][index] ?? "" }));
  const lower = drugs.en.map((option) => ({ ...option, label: option.label.toLowerCase() }));
  const stems = drugs.en.map((option, index) => ({ ...option, label: "甲乙丙丁戊".charAt(index) }));
  it.each([
    ["3", "3", digits],
    ["La correcta es la 3", "3", digits],
    ["答案：③", "3", digits],
    ["3️⃣", "3", digits],
    ["Answer: 3 days of rest and 500 mg daily", "unreadable", digits],
    ["Give 2 tablets for 5 days. Option 3.", "3", digits],
    ["C", "unreadable", digits],
    ["III", "III", roman],
    ["The answer is IV.", "IV", roman],
    ["I think the answer is V.", "V", roman],
    ["NYHA III with stage II disease", "unreadable", roman],
    ["c", "c", lower],
    ["The answer is (C).", "c", lower],
    ["a paciente deve ser internada e observada: (d)", "d", lower],
    ["答案：丙", "丙", stems],
    ["A", "unreadable", stems],
  ])("%j → %s", (reply, expected, labels) => {
    expect(read(reply, { labels })).toBe(expected);
  });
});

describe("a question for the exception", () => {
  const question = "下列说法错误的是";
  it("takes the one option called wrong", () => {
    expect(read("A正确；B正确；C错误；D正确；E正确", { question })).toBe("C");
    expect(read("A正确；B正确；C错误；D正确；E正确", { question: "下列哪项正确" })).toBe("ambiguous");
  });
  it("takes the option that stands alone as right", () => {
    expect(read("A ✗\nB ✗\nC ✓\nD ✗\nE ✗", { question })).toBe("C");
  });
});

describe("cut-off and filtered replies", () => {
  const cut = { finishReason: "length" as const };
  it.each([
    ["C", "C"],
    ["The answer is C. Metformin lowers", "C"],
    ["C. Metformin\n\nMetformin lowers hepatic glucose prod", "C"],
    ["Let me think. Option A is aspirin, which", "unreadable"],
    ["A. Aspirin: an antiplatelet drug that", "unreadable"],
    ["Maybe C is correct. But I should first", "unreadable"],
    ["Portanto, a alternativa correta é a", "unreadable"],
    ["If the answer is B, then", "unreadable"],
    ["<think>The answer is C", "unreadable"],
  ])("%j → %s", (reply, expected) => {
    expect(read(reply, cut)).toBe(expected);
  });
  it("takes a filtered reply for a refusal unless it had answered", () => {
    const filtered = { finishReason: "content-filter" as const };
    expect(read("", filtered)).toBe("refused");
    expect(read("The patient", filtered)).toBe("refused");
    expect(read("The answer is C. The", filtered)).toBe("C");
  });
});

describe("what a reading holds", () => {
  const prompt = promptOf({ choose: "any" });
  it("lists options in display order, whatever the order in the reply", () => {
    const reading = extractor.extract(plainCompletion("Answer: D, A"), prompt);
    expect(reading).toMatchObject({ status: "chosen", optionIds: ["o1", "o4"], labels: ["A", "D"] });
  });
  it("points at the deciding text in the reply as written", () => {
    const reply = "**思考**：很多。\n\n**答案**：**Ｃ**。";
    const reading = extractor.extract(plainCompletion(reply), promptOf({}));
    expect(reading.rule).toBe("final-answer");
    expect(reply.slice(...(reading.span ?? [0, 0]))).toBe("Ｃ");
  });
  it("names the rule and leaves span and options empty when nothing was found", () => {
    const nothing = { optionIds: [], labels: [], span: null, status: "unreadable" };
    expect(extractor.extract(plainCompletion(""), prompt)).toEqual({ ...nothing, rule: "empty" });
    expect(extractor.extract(plainCompletion("<think>B"), prompt)).toEqual({ ...nothing, rule: "only-reasoning" });
    expect(extractor.extract(plainCompletion("Hello."), prompt)).toEqual({ ...nothing, rule: "no-answer" });
  });
  it("reads a prompt without labels as unanswered", () => {
    expect(read("The answer is C.", { labels: [] })).toBe("unreadable");
  });
  it("refuses settings it does not have", () => {
    expect(() => layered.configure({ strict: true })).toThrow(/settings of extractor layered/);
  });
});

describe("hostile replies", () => {
  const million = 1_000_000;
  const pieces = [
    "A",
    "A ",
    "A, ",
    "A or ",
    "A. \nB. \n",
    "A. Aspirin\n",
    "Answer:\nA. Aspirin\nC. Metformin\n",
    "Answer: ABD Aspirin; Ibuprofen; ",
    "metformin plus ",
    "so A is correct. ",
    "Not B. ",
    "答案是",
    "选A或",
    "除A",
    "answer is ",
    "answer: A\n",
    "wait, ",
    "therefore ",
    "not ",
    "A is correct. B is wrong. ",
    "| A | ✓ |\n",
    "\\boxed{",
    '"answer":',
    "<think>",
    "<",
    "*",
    "~",
    "\\",
    " ",
    "\n",
    "。",
    "😀",
    "Metformin ",
    `answer${" ".repeat(5000)}`,
  ];
  // No clock: only a reading that grows with the square of the length would miss this limit.
  it.each(pieces)(
    "reads a megabyte of %j without growing with its square",
    (piece) => {
      const reply = `C${piece.repeat(Math.ceil(million / piece.length))}`;
      for (const choose of ["one", "any"] as const) {
        expect(extractor.extract(plainCompletion(reply), promptOf({ choose })).rule).not.toBe("");
      }
    },
    20_000,
  );
  it("still reads what a long reply ends with", () => {
    expect(read(`${"The glucose is high. ".repeat(60_000)}\n\nThe answer is C.`)).toBe("C");
    expect(read(`The answer is C.\n\n${"The glucose is high. ".repeat(60_000)}`)).toBe("C");
  });
});
