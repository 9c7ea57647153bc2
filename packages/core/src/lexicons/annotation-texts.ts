import { annotationNamesEs } from "./annotation-names-es.ts";
import { cmexamAnnotations, notApplicable } from "./cmexam-annotations.ts";

/** A text in the languages that annotators are spoken to. */
interface InLanguages {
  readonly en: string;
  readonly es: string;
  readonly zh: string;
}

/** One of the things an item is annotated with. */
export interface Annotation {
  /** Name of the tag. */
  readonly tag: string;
  readonly title: InLanguages;
  readonly help: InLanguages;
  /** In the order of the list; `none`, where it may be given, comes last. */
  readonly values: readonly { readonly code: string; readonly title: InLanguages }[];
}

/** Code that says that none of an annotation's categories applies. */
export const noCategory = "none";

const titles: Readonly<
  Record<string, { readonly title: InLanguages; readonly help: InLanguages; readonly open: boolean }>
> = {
  diseaseGroup: {
    title: {
      en: "Disease group (ICD-11 chapter)",
      es: "Grupo de enfermedades (capítulo de la CIE-11)",
      zh: "疾病组别（ICD-11 章）",
    },
    help: {
      en: "The chapter of the disease that the question is about.",
      es: "El capítulo de la enfermedad de la que trata la pregunta.",
      zh: "题目所考疾病所属的章。",
    },
    open: true,
  },
  department: {
    title: { en: "Clinical department", es: "Servicio clínico", zh: "临床科室" },
    help: {
      en: "The department that such a patient belongs to.",
      es: "El servicio que atendería al paciente.",
      zh: "此类患者就诊的科室。",
    },
    open: true,
  },
  discipline: {
    title: { en: "Medical discipline", es: "Disciplina", zh: "医学学科" },
    help: {
      en: "The course of study whose graduates must know this.",
      es: "La carrera cuyos titulados deben saberlo.",
      zh: "要求掌握此内容的学科专业。",
    },
    open: false,
  },
  competency: {
    title: { en: "Area of competency", es: "Área de competencia", zh: "能力领域" },
    help: { en: "What the question tests.", es: "Lo que evalúa la pregunta.", zh: "题目考查的能力。" },
    open: true,
  },
  difficulty: {
    title: { en: "Difficulty", es: "Dificultad", zh: "难度" },
    help: {
      en: "For examinees at the end of their studies; an estimate, where their answers are not known.",
      es: "Para examinados al final de sus estudios; una estimación si no se conocen sus respuestas.",
      zh: "对毕业阶段考生而言；没有考生作答数据时为估计。",
    },
    open: false,
  },
};

/**
 * CMExam's five annotations with every category in three languages (arXiv 2306.03030, section 3). `none` stands for its
 * 不符合 and may be given where the published file has that.
 */
export const annotations: readonly Annotation[] = Object.entries(titles).map(([tag, { title, help, open }]) => ({
  tag,
  title,
  help,
  values: [
    ...(cmexamAnnotations[tag] ?? []).map(({ code, en, zh }) => ({
      code,
      title: { en, zh, es: annotationNamesEs[tag]?.[code] ?? en },
    })),
    ...(open ? [{ code: noCategory, title: { en: "not applicable", es: "no procede", zh: notApplicable } }] : []),
  ],
}));

/** What a model that annotates is told. */
export interface AnnotationTexts {
  /** Before the lists of categories. */
  readonly instruction: string;
  /** Before the JSON that shows the form. */
  readonly form: string;
  readonly question: string;
  readonly options: string;
  readonly key: string;
}

/** By language; others are asked in English. Source: Viva, after the findings of arXiv 2306.03030, section 3. */
export const annotationTexts: Readonly<Record<"en" | "es" | "zh", AnnotationTexts>> = {
  en: {
    instruction:
      "Classify the medical exam question at the end. For every dimension choose the single most fitting category from its list, and give its code exactly as it stands there. Do not answer the question.",
    form: "Reply with one JSON object and nothing else, in this form, every value a code of the dimension's own list:",
    question: "Question",
    options: "Options",
    key: "Correct answer",
  },
  es: {
    instruction:
      "Clasifique la pregunta de examen médico que figura al final. En cada dimensión elija de su lista la única categoría más adecuada y dé su código exactamente como aparece. No responda a la pregunta.",
    form: "Responda solo con un objeto JSON de esta forma; cada valor es un código de la lista de su dimensión:",
    question: "Pregunta",
    options: "Opciones",
    key: "Respuesta correcta",
  },
  zh: {
    instruction:
      "请为文末的医学考题分类。每个维度只从其列表中选择一个最相关的类别，并原样给出该类别的代码。不要解答题目。",
    form: "只回复一个 JSON 对象，不要有其他内容，格式如下，各值须为该维度列表中的代码：",
    question: "题目",
    options: "选项",
    key: "正确答案",
  },
};
