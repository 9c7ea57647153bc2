import type { Item } from "../../records/item.ts";

function item(id: string, language: string, stem: string, texts: readonly string[], key: readonly string[]): Item {
  return {
    id,
    language,
    kind: key.length > 1 ? "multiple" : "single",
    stem,
    options: texts.map((text, index) => ({ id: "ABCDE"[index] ?? String(index), text })),
    accepted: [key],
    tags: { specialty: ["haematology"] },
    references: ["Written for tests."],
    weight: 1,
  };
}

/** Items with one right option, one in each language whose wording is known, written for tests. */
export const plainItems = {
  en: item(
    "en-plain",
    "en",
    "A woman of 30 years is tired and pale. Which of the following is true about iron deficiency?",
    ["Ferritin is low", "Ferritin is high", "Haptoglobin is low", "Reticulocytes are high"],
    ["A"],
  ),
  zh: item(
    "zh-plain",
    "zh",
    "患者，女，30岁，面色苍白。关于缺铁性贫血的叙述，正确的是（  ）",
    ["血清铁升高", "血清铁蛋白降低", "属大细胞性贫血", "骨髓外铁增多", "总铁结合力降低"],
    ["B"],
  ),
  es: item(
    "es-plain",
    "es",
    "Mujer de 30 años con palidez. ¿Cuál de las siguientes afirmaciones sobre la ferropenia es cierta?",
    ["La ferritina está alta", "La haptoglobina está baja", "La ferritina está baja", "Es una anemia macrocítica"],
    ["C"],
  ),
  pt: item(
    "pt-plain",
    "pt",
    "Mulher de 30 anos com palidez. Qual achado é mais típico da ferropenia?",
    ["Ferritina alta", "Ferritina baixa", "Haptoglobina baixa", "Macrocitose"],
    ["B"],
  ),
} as const satisfies Readonly<Record<string, Item>>;

/** The same subject, asked for what does not hold. */
export const negativeItems = {
  en: { ...plainItems.en, id: "en-not", stem: "All of the following are true about iron deficiency EXCEPT:" },
  zh: { ...plainItems.zh, id: "zh-not", stem: "下列关于缺铁性贫血的说法，哪项是错误的" },
  es: { ...plainItems.es, id: "es-not", stem: "Mujer con ferropenia. Señale la respuesta FALSA:" },
  pt: { ...plainItems.pt, id: "pt-not", stem: "Sobre a ferropenia, assinale a alternativa INCORRETA." },
} as const satisfies Readonly<Record<string, Item>>;

const allOrNone: Readonly<Record<keyof typeof plainItems, string>> = {
  en: "None of the above",
  zh: "以上都不是",
  es: "Todas las anteriores",
  pt: "Nenhuma das anteriores",
};

/** The plain items with an option that says all or none of the others hold in the last place. */
export const allOrNoneItems: readonly Item[] = (Object.keys(plainItems) as (keyof typeof plainItems)[]).map((language) => {
  const plain: Item = plainItems[language];
  const options = [...plain.options.slice(0, -1), { id: "N", text: allOrNone[language] }];
  return { ...plain, id: `${language}-none`, options };
});

/** An item with several right options, as CMExam's X questions have them. */
export const severalRight: Item = item(
  "zh-several",
  "zh",
  "下列关于缺铁性贫血治疗的说法，正确的有",
  ["口服铁剂首选", "维生素C促进铁吸收", "浓茶促进铁吸收", "血红蛋白正常后即可停药", "应寻找并治疗病因"],
  ["A", "B", "E"],
);

/** Every item above. */
export const wordedItems: readonly Item[] = [
  ...Object.values(plainItems),
  ...Object.values(negativeItems),
  ...allOrNoneItems,
  severalRight,
];
