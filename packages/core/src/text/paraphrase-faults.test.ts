import { describe, expect, it } from "vitest";
import { paraphraseTexts } from "../lexicons/paraphrase-texts.ts";
import { paraphraseFaults } from "./paraphrase-faults.ts";

const rules = (language: string, forbidden: readonly string[] = []) => ({
  language,
  denials: paraphraseTexts[language]?.denials ?? [],
  forbidden,
});
const en =
  "A 54-year-old man has had chest pain for 2 hours. His ECG shows no ST elevation. What should be given first?";

describe("paraphraseFaults", () => {
  it("finds nothing wrong with other words for the same", () => {
    expect(
      paraphraseFaults(
        en,
        "For 2 hours a man aged 54 has felt pain in his chest; on the ECG there is no elevation of ST. Which treatment comes first?",
        rules("en", ["Aspirin"]),
      ),
    ).toEqual([]);
    expect(
      paraphraseFaults(
        "患者，男，54岁。胸痛2小时，心电图无ST段抬高。首选药物是",
        "男性患者54岁，心电图未见ST段抬高，已胸痛2小时，应首先选用哪种药物？",
        rules("zh", ["阿司匹林"]),
      ),
    ).toEqual([]);
    expect(
      paraphraseFaults(
        "Varón de 54 años con dolor torácico de 2 horas, sin fiebre. ¿Cuál es el diagnóstico?",
        "Un hombre de 54 años, sin fiebre, refiere desde hace 2 horas dolor en el tórax. ¿Qué diagnóstico tiene?",
        rules("es"),
      ),
    ).toEqual([]);
  });

  it.each([
    ["", "empty"],
    [en.toUpperCase(), "unchanged"],
    [en.replace("54", "45").replace("man has", "man who has"), "numbers: 2 54 became 2 45"],
    [en.replace("ECG", "tracing"), "abbreviations: ECG ST became ST"],
    [en.replace("shows no ST", "shows ST"), "denials: 1 became 0"],
    ["A man of 54, 2 h, ECG no ST?", "length: 0.26 times the source's"],
    [`${en} Would you give aspirin at once?`, "holds an option's text"],
    [
      "一名54岁男性胸痛2小时，ECG示no ST抬高，首先应给予什么治疗？请回答下列问题并说明首选的药物治疗方案",
      "another script",
    ],
  ])("finds what is wrong with %j", (text, fault) => {
    expect(paraphraseFaults(en, text, rules("en", ["Aspirin", "No"]))).toContain(fault);
  });

  it("counts a contracted denial, and one in Chinese inside a sentence", () => {
    expect(paraphraseFaults("He does not smoke at all.", "He doesn't smoke anymore.", rules("en"))).toEqual([]);
    expect(paraphraseFaults("不属于其并发症的是", "其并发症包括以下哪项内容", rules("zh"))).toEqual([
      "denials: 1 became 0",
    ]);
  });
});
