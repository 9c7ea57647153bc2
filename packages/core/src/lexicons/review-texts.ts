import { type CriterionTexts, judgeTexts, type RubricCriterionName, rubricCriterionNames } from "./judge-texts.ts";

/** A text in the languages that raters are spoken to. */
interface InLanguages {
  readonly en: string;
  readonly es: string;
  readonly zh: string;
}

/** A label raters may put on an explanation. */
export interface ExplanationLabel {
  readonly id: string;
  readonly title: InLanguages;
  readonly help: InLanguages;
}

/** A criterion of a rubric with what its points mean, from 1. */
export interface RubricTexts {
  readonly id: string;
  readonly title: InLanguages;
  readonly help: InLanguages;
  readonly anchors: readonly InLanguages[];
}

/**
 * The four labels with which CMExam's experts judged explanations (arXiv 2306.03030, appendix A.4). The paper gives the
 * names; when they apply is said in our words.
 */
export const explanationLabels: readonly ExplanationLabel[] = [
  {
    id: "reasonable",
    title: { en: "Reasonable", es: "Razonable", zh: "合理" },
    help: {
      en: "The explanation supports its answer with correct medicine.",
      es: "La explicación sostiene la respuesta con medicina correcta.",
      zh: "解析以正确的医学知识支持其答案。",
    },
  },
  {
    id: "irrelevant",
    title: { en: "Irrelevant", es: "Irrelevante", zh: "无关" },
    help: {
      en: "It does not speak to the question, or says nothing that bears on the choice.",
      es: "No responde a la pregunta o no aporta nada que decida la elección.",
      zh: "解析与题目无关，或未涉及选择的依据。",
    },
  },
  {
    id: "repeated",
    title: { en: "Repeated", es: "Repetitiva", zh: "重复" },
    help: {
      en: "It repeats the question, the options or itself instead of explaining.",
      es: "Repite la pregunta, las opciones o a sí misma en lugar de explicar.",
      zh: "解析只是重复题干、选项或自身内容，没有说明理由。",
    },
  },
  {
    id: "inaccurate",
    title: { en: "Inaccurate", es: "Inexacta", zh: "不准确" },
    help: {
      en: "It states something that is medically wrong.",
      es: "Afirma algo médicamente erróneo.",
      zh: "解析中有医学上错误的内容。",
    },
  },
];

/** Names of the rubric's criteria for people. */
const rubricTitles: Readonly<Record<RubricCriterionName, InLanguages>> = {
  accuracy: { en: "Accuracy", es: "Exactitud", zh: "准确性" },
  completeness: { en: "Completeness", es: "Exhaustividad", zh: "完整性" },
  relevance: { en: "Relevance", es: "Pertinencia", zh: "相关性" },
  safety: { en: "Safety", es: "Seguridad", zh: "安全性" },
};

/**
 * The rubric for replies in free text, five points a criterion, in the very words that judges are given: only so can judges
 * be held against people. Source: Viva.
 */
export const replyRubric: readonly RubricTexts[] = rubricCriterionNames.map((id) => {
  const texts = (language: string): CriterionTexts | undefined => judgeTexts[language]?.criteria[id];
  const inLanguages = (pick: (texts: CriterionTexts | undefined) => string | undefined): InLanguages => ({
    en: pick(texts("en")) ?? "",
    es: pick(texts("es")) ?? "",
    zh: pick(texts("zh")) ?? "",
  });
  const points = [0, 1, 2, 3, 4];
  return {
    id,
    title: rubricTitles[id],
    help: inLanguages((own) => own?.meaning),
    anchors: points.map((point) => inLanguages((own) => own?.anchors[point])),
  };
});
