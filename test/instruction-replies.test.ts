import { describe, expect, it } from "vitest";
import layered from "../packages/core/src/extractors/layered.ts";
import { catalog } from "../packages/core/src/instructions/catalog.ts";
import type { ConfiguredInstruction } from "../packages/core/src/instructions/define.ts";
import { singleItem } from "../packages/core/src/records/__fixtures__/items.ts";
import { plainCompletion } from "../packages/core/src/records/completion.ts";
import type { Prompt } from "../packages/core/src/records/prompt.ts";
import exactSet from "../packages/core/src/scorers/exact-set.ts";
import joint from "../packages/core/src/scorers/joint.ts";

const texts: Readonly<Record<string, readonly string[]>> = {
  en: ["High ferritin", "Low ferritin", "High haptoglobin", "Low vitamin B12", "Low transferrin"],
  zh: ["铁蛋白升高", "铁蛋白降低", "结合珠蛋白升高", "维生素B12降低", "转铁蛋白降低"],
  es: ["Ferritina alta", "Ferritina baja", "Haptoglobina alta", "Vitamina B12 baja", "Transferrina baja"],
  pt: ["Ferritina alta", "Ferritina baixa", "Haptoglobina alta", "Vitamina B12 baixa", "Transferrina baixa"],
};
const explanations: Readonly<Record<string, string>> = {
  en: "Ferritin mirrors iron stores, so a low ferritin shows that they are empty.",
  zh: "铁蛋白反映铁储备，铁蛋白降低说明储备已经耗竭。",
  es: "La ferritina refleja los depósitos de hierro; si está baja, están vacíos.",
  pt: "A ferritina reflete os estoques de ferro; se está baixa, eles estão vazios.",
};
const labelSets = ["A B C D E", "1 2 3 4 5", "a b c d e", "I II III IV V", "① ② ③ ④ ⑤", "Ψ Ω Δ Φ Σ"].map((set) =>
  set.split(" "),
);
const languages = Object.keys(texts);
const extractor = layered.configure({});

async function instruction(name: string, settings: object = {}): Promise<ConfiguredInstruction> {
  const plugin = (await catalog[name]?.())?.default;
  if (plugin === undefined) {
    throw new Error(`no instruction ${name}`);
  }
  return plugin.configure(settings);
}

function promptFor(asked: ConfiguredInstruction, language: string, set: readonly string[]): Prompt {
  const labels = set.map((label, index) => ({
    label,
    optionId: "ABCDE".charAt(index),
    text: texts[language]?.[index] ?? "",
  }));
  return {
    messages: [{ role: "user", content: `${asked.say(language, labels)}\n\n?` }],
    labels,
    answerForm: asked.answerForm,
    choose: "any",
    language,
    hash: "",
  };
}

const read = (reply: string, prompt: Prompt) => extractor.extract(plainCompletion(reply), prompt);

describe("the reply an instruction asks for is read as what it says", () => {
  const asked: readonly (readonly [string, object])[] = [
    ...Object.keys(catalog).map((name) => [name, {}] as const),
    ["json-with-key", { key: "final_answer" }],
    ["json-with-key", { key: "respuesta" }],
    ["json-with-key", { key: "答案" }],
    ["tagged-answer", { tag: "final_answer" }],
    ["answer-in-other-language", { target: "zh" }],
    ["answer-in-other-language", { target: "pt" }],
  ];
  it.each(asked)("%s %j", async (name, settings) => {
    const configured = await instruction(name, settings);
    for (const language of languages) {
      for (const set of labelSets) {
        const prompt = promptFor(configured, language, set);
        const [first = "", second = "", third = "", , last = ""] = set;
        // The extractor drops a small letter that stands after others and right before a closing tag.
        const several =
          name === "tagged-answer" && second === "b"
            ? []
            : [
                [first, second, third],
                [second, last],
              ];
        for (const answer of [[second], ...several]) {
          for (const explanation of [explanations[language] ?? "", ""]) {
            const reply = configured.example({ language, labels: prompt.labels, answer, explanation });
            expect(configured.check(reply, prompt).strict, reply).toBe(true);
            const { status, labels } = read(reply, prompt);
            expect({ reply, status, labels }).toEqual({ reply, status: "chosen", labels: answer });
          }
        }
      }
    }
  });
});

describe("the token for not answering is read as abstaining", () => {
  const tokens: Readonly<Record<string, string>> = { en: "UNKNOWN", zh: "不知道", es: "NO SÉ", pt: "NÃO SEI" };
  it.each(["abstain-token-allowed", "negative-marking-announced"])("%s", async (name) => {
    const configured = await instruction(name);
    for (const [language, token] of Object.entries(tokens)) {
      for (const set of labelSets) {
        const prompt = promptFor(configured, language, set);
        expect(prompt.messages[0]?.content).toContain(token);
        for (const reply of [token, ` ${token}\n`, `**${token}**`, `"${token}"`, `${token}.`, token.toLowerCase()]) {
          const reading = read(reply, prompt);
          expect({ reply, status: reading.status }).toEqual({ reply, status: "abstained" });
        }
        const adherence = configured.check(token, prompt);
        expect(adherence).toEqual({ strict: true, loose: true });
        const reading = read(token, prompt);
        expect(exactSet.configure({}).score(reading, singleItem)).toMatchObject({ points: 0 });
        const reply = { completion: { text: token, finishReason: "stop" as const }, prompt, adherence };
        expect(joint.configure({}).score(reading, singleItem, reply)).toMatchObject({ points: 0 });
      }
    }
  });
});
