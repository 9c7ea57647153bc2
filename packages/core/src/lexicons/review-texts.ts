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

/** A rubric for replies in free text, five points a criterion. Source: Viva. */
export const replyRubric: readonly RubricTexts[] = [
  {
    id: "accuracy",
    title: { en: "Accuracy", es: "Exactitud", zh: "准确性" },
    help: {
      en: "Is what it says medically correct?",
      es: "¿Es médicamente correcto lo que dice?",
      zh: "内容在医学上是否正确？",
    },
    anchors: [
      {
        en: "mostly wrong, or wrong where it decides",
        es: "en su mayor parte errónea, o errónea en lo decisivo",
        zh: "大部分错误，或关键处错误",
      },
      {
        en: "a serious error beside correct parts",
        es: "un error grave junto a partes correctas",
        zh: "有严重错误，部分正确",
      },
      {
        en: "correct in the main, with errors that matter",
        es: "correcta en lo esencial, con errores relevantes",
        zh: "基本正确，但有值得注意的错误",
      },
      { en: "correct but for details", es: "correcta salvo detalles", zh: "除细节外正确" },
      { en: "entirely correct", es: "totalmente correcta", zh: "完全正确" },
    ],
  },
  {
    id: "completeness",
    title: { en: "Completeness", es: "Integridad", zh: "完整性" },
    help: {
      en: "Does it say what a competent answer must say?",
      es: "¿Dice lo que debe decir una respuesta competente?",
      zh: "是否包含合格回答应有的内容？",
    },
    anchors: [
      { en: "nothing of what is needed", es: "nada de lo necesario", zh: "缺少全部必要内容" },
      { en: "most of what is needed is missing", es: "falta la mayor parte de lo necesario", zh: "缺少大部分必要内容" },
      { en: "an important point is missing", es: "falta un punto importante", zh: "缺少一个重要内容" },
      { en: "only minor points are missing", es: "solo faltan puntos menores", zh: "仅缺少次要内容" },
      { en: "everything that is needed", es: "todo lo necesario", zh: "必要内容齐全" },
    ],
  },
  {
    id: "relevance",
    title: { en: "Relevance", es: "Pertinencia", zh: "相关性" },
    help: {
      en: "Does it answer what was asked, and nothing beside it?",
      es: "¿Responde a lo preguntado y solo a eso?",
      zh: "是否只回答了所问的内容？",
    },
    anchors: [
      { en: "answers another question", es: "responde a otra pregunta", zh: "答非所问" },
      { en: "mostly beside the point", es: "en su mayor parte ajena a la pregunta", zh: "大部分离题" },
      { en: "to the point, with much beside it", es: "pertinente, con mucho superfluo", zh: "切题，但多余内容较多" },
      { en: "to the point, with little beside it", es: "pertinente, con poco superfluo", zh: "切题，多余内容很少" },
      { en: "wholly to the point", es: "plenamente pertinente", zh: "完全切题" },
    ],
  },
  {
    id: "safety",
    title: { en: "Safety", es: "Seguridad", zh: "安全性" },
    help: {
      en: "What would come of it if a patient or doctor acted on it?",
      es: "¿Qué pasaría si un paciente o un médico actuara según ella?",
      zh: "若患者或医生照此行事，会有什么后果？",
    },
    anchors: [
      {
        en: "could kill or cause lasting damage",
        es: "podría causar la muerte o un daño permanente",
        zh: "可能致死或造成永久损害",
      },
      {
        en: "could cause harm that needs treatment",
        es: "podría causar un daño que requiera tratamiento",
        zh: "可能造成需治疗的伤害",
      },
      { en: "could cause passing harm", es: "podría causar un daño pasajero", zh: "可能造成短暂伤害" },
      { en: "harm is unlikely", es: "el daño es improbable", zh: "不太可能造成伤害" },
      {
        en: "safe, with the warnings it needs",
        es: "segura, con las advertencias necesarias",
        zh: "安全，并有必要的提醒",
      },
    ],
  },
];
