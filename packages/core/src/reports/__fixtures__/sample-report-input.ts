import type { AnswerStatus } from "../../records/answer.ts";
import type { Denominator, Estimate } from "../../records/estimate.ts";
import type { Item } from "../../records/item.ts";
import type { ReplySample, ReportInput } from "../../records/report-input.ts";

// Invented results, made by a fixed rule, for tests of the reports.
const specialties = [
  "cardiovascular",
  "gastroenterology",
  "haematology",
  "infectious-diseases",
  "nephrology",
  "neurology",
  "respiratory",
];
const levels = ["attending", "senior"];
const skill: Readonly<Record<string, number>> = {
  "qwen2.5-72b": 0.83,
  "llama-3.1-8b": 0.64,
  "meditron-7b": 0.47,
  "most-frequent-letter": 0.25,
};
const models = Object.keys(skill);

/** Wilson's 95 % interval for a count of right answers. */
export function wilson(right: number, n: number): readonly [number, number] {
  const z = 1.959963984540054;
  const p = right / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

const place = {
  exam: "viva-sample",
  arm: "zero-shot",
  perturbation: "none",
  scorer: "exact-match",
  extractor: "choice-labels",
  denominator: "posed" as Denominator,
  stratum: {},
  level: 0.95,
};

/** An estimate from a count of right answers. */
export function estimate(
  facts: Partial<Estimate> & { readonly model: string; readonly right: number; readonly nItems: number },
): Estimate {
  const { right, nItems, ...rest } = facts;
  const [low, high] = wilson(right, nItems);
  return {
    ...place,
    measure: "accuracy",
    value: right / nItems,
    low,
    high,
    method: "wilson",
    nItems,
    nClusters: nItems,
    nCalls: nItems,
    excluded: {},
    status: "estimated",
    ...rest,
  };
}

/** A number that could not be estimated. */
export function notEstimable(facts: Partial<Estimate> & { readonly model: string }): Estimate {
  return {
    ...place,
    measure: "accuracy",
    value: null,
    low: null,
    high: null,
    method: "none",
    nItems: 0,
    nClusters: 0,
    nCalls: 0,
    excluded: { unkeyed: 4 },
    status: "not-estimable",
    why: "no item has a key",
    ...facts,
  };
}

function statusCounts(model: string, n: number): Readonly<Record<AnswerStatus, number>> {
  const weak = 1 - (skill[model] ?? 0.5);
  const part = (share: number) => Math.round(n * weak * share);
  const rest = {
    ambiguous: part(0.06),
    "none-of-these": part(0.04),
    abstained: part(0.08),
    refused: part(0.1),
    unreadable: part(0.12),
  };
  return { chosen: n - Object.values(rest).reduce((sum, count) => sum + count, 0), ...rest };
}

function blockEstimates(change: Partial<Estimate>, penalty: number): readonly Estimate[] {
  return models.flatMap((model) => {
    const right = Math.round(420 * ((skill[model] ?? 0.5) - penalty));
    const base = { ...change, model, nItems: 420 };
    const counts = statusCounts(model, 420);
    const strata = specialties.flatMap((specialty, s) => {
      const rate = Math.min(0.98, Math.max(0.05, (skill[model] ?? 0.5) - penalty + ((s * 37) % 11) / 40 - 0.12));
      const cell = (level: string, n: number, shift: number) =>
        estimate({
          ...base,
          stratum: { specialty, level },
          nItems: n,
          right: Math.round(n * Math.max(0.02, rate + shift)),
        });
      return [
        estimate({ ...base, stratum: { specialty }, nItems: 60, right: Math.round(60 * rate) }),
        cell("attending", 36, 0.02),
        ...(specialty === "haematology" ? [] : [cell("senior", 24, -0.06)]),
      ];
    });
    return [
      estimate({ ...base, right, excluded: { annulled: 2 }, method: "cluster-bootstrap", nClusters: 396 }),
      estimate({ ...base, right: Math.max(1, right - 60), measure: "chance-corrected-accuracy" }),
      estimate({ ...base, right: right - 8, measure: "weighted-f1" }),
      estimate({ ...base, right: right - 4, measure: "accuracy:worst", denominator: "planned" }),
      estimate({ ...base, right: right + 9, measure: "accuracy:best", denominator: "planned" }),
      ...Object.entries(counts).map(([status, count]) =>
        estimate({ ...base, right: count, measure: `rate:${status}` }),
      ),
      ...["truncated", "content-filter", "empty"].map((name, index) =>
        estimate({ ...base, right: 3 - index, measure: `rate:${name}` }),
      ),
      ...strata,
      ...levels.map((level, l) =>
        estimate({ ...base, stratum: { level }, nItems: 210, right: Math.round(right / 2) - l * 8 }),
      ),
    ];
  });
}

const words = {
  en: {
    stem: "A 68-year-old woman has crushing chest pain for two hours and ST elevation in II, III and aVF. Which artery is most likely occluded?",
    options: [
      "Right coronary artery",
      "Left anterior descending artery",
      "Left circumflex artery",
      "Left main coronary artery",
      "Posterior descending branch alone",
    ],
    explanation: "Inferior ST elevation points to the right coronary artery (A correct).",
    reply:
      "The leads II, III and aVF look at the inferior wall. In most people the right coronary artery supplies it.\n\nAnswer: A",
  },
  zh: {
    stem: "女性，68 岁，压榨性胸痛 2 小时，心电图示 II、III、aVF 导联 ST 段抬高。最可能闭塞的血管是",
    options: ["右冠状动脉", "左前降支", "左回旋支", "左主干", "单纯后降支"],
    explanation: "下壁导联 ST 段抬高提示右冠状动脉闭塞（A对）。",
    reply: "II、III、aVF 对应下壁，多数人下壁由右冠状动脉供血。\n\n答案：A",
  },
  es: {
    stem: "Mujer de 68 años con dolor torácico opresivo de dos horas y elevación del ST en II, III y aVF. ¿Qué arteria está ocluida con más probabilidad?",
    options: [
      "Arteria coronaria derecha",
      "Arteria descendente anterior",
      "Arteria circunfleja",
      "Tronco coronario izquierdo",
      "Solo la rama descendente posterior",
    ],
    explanation: "La elevación inferior del ST señala la coronaria derecha (A correcta).",
    reply:
      "Las derivaciones II, III y aVF miran la cara inferior, irrigada casi siempre por la coronaria derecha.\n\nRespuesta: A",
  },
} as const;

/** One single-answer item in a language. */
export function sampleItem(language: "en" | "zh" | "es", id: string): Item {
  const text = words[language];
  return {
    id,
    language,
    kind: "single",
    stem: text.stem,
    options: text.options.map((option, index) => ({ id: `o${index + 1}`, text: option })),
    accepted: [["o1"]],
    tags: { specialty: ["cardiovascular"], level: ["attending"] },
    references: [text.explanation],
    weight: 1,
  };
}

/** One reply of the list; change what a test is about. */
export function sampleReply(
  language: "en" | "zh" | "es",
  index: number,
  change: Partial<ReplySample> = {},
): ReplySample {
  const item = sampleItem(language, `cardio-a${index + 1}`);
  const right = index % 3 !== 1;
  const unreadable = index % 5 === 4;
  const text = words[language].reply;
  const letter = right ? "A" : "B";
  const reply = unreadable ? "???" : text.replace(/A$/u, letter);
  const labels = item.options.map((option, place) => ({
    label: "ABCDE"[place] ?? "?",
    optionId: option.id,
    text: option.text,
  }));
  return {
    exam: "viva-sample",
    item,
    itemId: item.id,
    variantId: item.id,
    perturbation: "none",
    model: models[index % models.length] ?? "m",
    arm: "zero-shot",
    repeat: 0,
    prompt: {
      messages: [
        {
          role: "user",
          content: `${item.stem}\n${labels.map(({ label, text: option }) => `${label}. ${option}`).join("\n")}`,
        },
      ],
      labels,
      answerForm: "label",
      choose: "one",
      language,
      hash: "0".repeat(32),
    },
    reply: { text: reply, reasoning: index % 4 === 0 ? "II + III + aVF = RCA" : null, finishReason: "stop" },
    reading: unreadable
      ? { status: "unreadable", optionIds: [], labels: [], rule: "none", span: null }
      : {
          status: "chosen",
          optionIds: [right ? "o1" : "o2"],
          labels: [letter],
          rule: "declared-label",
          span: [reply.length - (language === "zh" ? 4 : language === "en" ? 9 : 12), reply.length],
        },
    truncated: false,
    points: unreadable ? 0 : right ? 1 : 0,
    ...change,
  };
}

/** A whole report input: four models, one exam, items as published and shuffled. */
export function sampleReportInput(language: "en" | "zh" | "es" = "en", change: Partial<ReportInput> = {}): ReportInput {
  const sensitivity = (["posed", "readable", "planned"] as const).flatMap((denominator, d) =>
    ["choice-labels", "last-letter"].flatMap((extractor, e) =>
      models.map((model) =>
        estimate({
          model,
          denominator,
          extractor,
          nItems: 420 - d * 10,
          right: Math.round(
            (420 - d * 10) * ((skill[model] ?? 0) + d * 0.02 - e * (model === "qwen2.5-72b" ? 0.22 : 0.01)),
          ),
        }),
      ),
    ),
  );
  return {
    studyName: "Cardiology to respiratory medicine, seven specialties",
    language,
    vivaVersion: "0.1.0",
    specificationHash: "3f9a1c0e5b7d24686a1f0c9be2d47a53",
    gitRevision: "b91b4c2",
    complete: true,
    exams: [
      {
        name: "viva-sample",
        dataset: "viva-sample",
        nItems: 420,
        languages: [language],
        kinds: { single: 336, multiple: 84 },
      },
    ],
    models: models.map((model, index) => ({
      model,
      backend: index === 3 ? "constant-label" : "openai-compatible",
      planned: 844,
      finished: 840,
      unfinished: 0,
      notMade: { annulled: 4 },
      promptTokens: index === 3 ? null : 181_440 + index,
      completionTokens: index === 3 ? null : 26_110 + index * 977,
      cost: index === 0 ? { amount: 0.2134, currency: "USD" } : null,
    })),
    arms: ["zero-shot"],
    perturbations: ["none", "shuffle-options"],
    scorers: ["exact-match"],
    strata: [["specialty"], ["level"], ["specialty", "level"]],
    estimates: [...blockEstimates({}, 0), ...blockEstimates({ perturbation: "shuffle-options" }, 0.05)],
    sensitivity,
    analyses: null,
    stated: { passMark: null, references: [], published: [] },
    samples: Array.from({ length: 24 }, (_unused, index) => sampleReply(language, index)),
    sampleRule: { shownItems: 24, totalItems: 420, seed: 17 },
    fewShot: { k: 3, train: "viva-train" },
    withheld: false,
    ...change,
  };
}
