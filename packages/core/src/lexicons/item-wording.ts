import { listed } from "./phrase-pattern.ts";

/** Languages whose question wording is known. */
export type WordingLanguage = "zh" | "en" | "es" | "pt";

/** How examiners word questions and options, in one language. Plain phrases, lower case; accents may be missing. */
export interface ItemWording {
  /** Ask for the option that does not hold, wherever they stand in the question: "except", 错误的是, "falsa". */
  readonly negativeLeadIns: readonly string[];
  /** What makes one of those harmless when it follows at once: "false" in "false positive". */
  readonly harmlessAfter: readonly string[];
  /** Words a question about options begins with: "which", 下列, "señale". */
  readonly askers: readonly string[];
  /** Negators: they count after an asker, or at the end of a stem that the options complete. */
  readonly negators: readonly string[];
  /** Stand before a negator that sets one thing against another: "B12 and not folate", 支持前者而不支持后者. */
  readonly contrasts: readonly string[];
  /** Begin a clause whose negation is about the case, not about the options: "who", "que". */
  readonly clauses: readonly string[];
  /** Words that hold a negator and deny nothing: 不稳定, 不良. */
  readonly lexicalised: readonly string[];
  /** Words with which a stem breaks off for the options to complete it: "is", 是. */
  readonly openEndings: readonly string[];
  /** The option that says no other holds, at the end of the list. */
  readonly noneOfTheAbove: string;
  /** The option that says no other holds, wherever it stands. */
  readonly noneOfTheOthers: string;
  /** Asks for every wrong option, after the question itself. */
  readonly selectIncorrect: string;
}

/**
 * Wording of questions and options by language. Source: Viva, from the lead-ins of CMExam, MedMCQA, MedQA, CasiMedicos
 * (MIR) and Revalida; the advice against negative stems and all/none options is that of Haladyna, Downing and Rodriguez
 * 2002, doi:10.1207/S15324818AME1503_5.
 */
export const itemWording: Readonly<Record<WordingLanguage, ItemWording>> = {
  en: {
    negativeLeadIns: listed(`
      except | excepting | exception | all but | false | incorrect | incorrectly | untrue | wrong | not true | not correct |
      not false | inappropriate | inaccurate | least likely | least probable | least appropriate | least suitable |
      least accurate | least consistent | least commonly | least common | least useful | least helpful | least important |
      least correct | unlikely
    `),
    harmlessAfter: listed(
      "positive | positives | negative | negatives | lumen | aneurysm | labor | labour | cord | cords | pelvis",
    ),
    askers: listed("which | what | who | whom | all | these | following | one | statement | option | answer"),
    negators: listed(`
      not | isn't | aren't | doesn't | don't | cannot | can't | can not | never | wouldn't | shouldn't | won't | neither
    `),
    contrasts: listed("and | but | rather"),
    clauses: listed(`
      who | whom | whose | that | if | when | because | although | since | but | while | does not want | has not | have not |
      having not | due to | despite | in whom | in which
    `),
    lexicalised: listed("not only | whether or not | if not | not yet | do not resuscitate | not otherwise specified"),
    openEndings: listed(
      "is | are | in | with | by | of | for | to | from | through | include | includes | the | on | at",
    ),
    noneOfTheAbove: "None of the above",
    noneOfTheOthers: "None of the other options",
    selectIncorrect: "Which of the options are wrong answers to this question? Name every one of them.",
  },
  zh: {
    negativeLeadIns: listed(`
      错误的是 | 错误的有 | 错误的为 | 错误是 | 错误的一项 | 是错误的 | 为错误的 | 哪项错误 | 何者错误 | 有错误的 | 说法错误 | 叙述错误 |
      描述错误 | 错误的说法 | 错误的叙述 | 错误的描述 | 错误的做法 | 错误的选项 | 错误的一项 | 不正确 | 不恰当 | 不妥当 | 不妥 |
      欠妥 | 不当的是 | 不当的有 | 不对的是 | 哪项不对 | 哪个不对 | 不对的有 | 有误的是 | 有误的有 | 不准确 | 不确切 | 不合理 |
      不合适 | 不适当 | 不相符 | 不符合 | 不属于 | 不属 | 不包括 | 不包含 | 无关的是 | 无关的有 | 无关的因素 | 例外的是 | 例外 |
      最不可能 | 可能性最小 | 除哪 | 除外哪 | 下列除 | 以下除 | 错误的表达 | 错误表述 | 错误叙述 | 错误论述 |
      错误的论述 | 错误的处理 | 错的是 | 错者 | 意义不大 | 不密切 | 不重要的 | 不可能的是 | 不应包括 | 除外的是 | 除外的有 | 哪项除外 | 哪种除外 | 一项除外
    `),
    harmlessAfter: listed("率 | 者"),
    askers: listed("下列 | 以下 | 下述 | 哪 | 何者 | 何项 | 何种 | 什么"),
    negators: listed(`
      不能 | 不应 | 不宜 | 不可 | 不会 | 不需 | 不必 | 不是 | 不为 | 不具 | 不含 | 不用 | 不作 | 不得 | 不参与 | 不引起 | 不导致 |
      不产生 | 不影响 | 不存在 | 不支持 | 不适用 | 不适合 | 不适宜 | 不利于 | 不主张 | 不出现 | 不发生 | 不见 | 不经 | 不受 | 不需要 |
      不要求 | 不考虑 | 不选 | 不采用 | 不使用 | 不推荐 | 不提倡 | 不常 | 不多见 | 不列入 | 不由 | 不通过 | 不依赖 | 不构成 | 不伴 |
      不符 | 不允许 | 不承担 | 不予 | 不再 | 不做 | 不入 | 不归 | 不与 | 不因 | 不以 | 不在 | 不再 | 不损 | 不增 | 不降 | 不抑制 |
      不激动 | 不阻断 | 不兼 | 不治 | 不反映 | 不表现 | 不会出现 | 不易 | 不违背 | 不违反 | 不适于 | 没有 | 并非 | 未见 | 未列入 | 无关
    `),
    contrasts: listed("而"),
    clauses: listed("患者 | 若 | 如果 | 因 | 由于 | 当 | 而"),
    lexicalised: listed(`
      不能自理 | 不能自主 | 不能平卧 | 不能入睡 | 不能耐受 | 不能缓解 | 不能行走 | 不能言语 | 不能抬举 | 不可逆 | 不可分 | 不得眠 | 不得卧 |
      不得安眠 | 不得尿 | 不得出 | 不得前 | 不可归因 | 不受控 | 不经意 | 不见好转 | 不见缓解 | 不常用量 | 不治之 | 不在子宫 | 没有明显 | 不伴有 |
      不可缺少 | 不可忽视 | 不可切除 | 不可吸收 | 不可避免 | 不可再 | 不可压 | 不可手术 | 不能手术 | 不得超 | 不得过 | 不能超过 | 不可能超过 | 不能高于 | 不可嚼碎 | 不可替代 | 不可预测 | 不能制 | 不能兼得 | 没有疾病 | 不受影响 | 不应超过 | 不宜超过 |
      不得少于 | 不应少于 | 不得低于 | 不应低于 | 不得高于 | 不得大于 | 不得小于 | 不得不 | 不可复性 | 不能切除 | 不入虎
    `),
    openEndings: listed("是 | 为 | 有 | 包括 | 于 | 及 | 到"),
    noneOfTheAbove: "以上都不是",
    noneOfTheOthers: "其他选项均不正确",
    selectIncorrect: "下列选项中，哪些是上题的错误答案？请全部选出。",
  },
  es: {
    negativeLeadIns: listed(`
      excepto | salvo | excepción | falsa | falso | falsas | falsos | incorrecta | incorrecto | incorrectas | incorrectos |
      errónea | erróneo | erróneas | equivocada | inadecuada | inadecuado | inexacta | inexacto | menos probable |
      menos frecuente | menos adecuada | menos adecuado | menos indicada | menos indicado | menos apropiada |
      opción que no | respuesta que no | afirmación que no | la que no | el que no | lo que no | cuál no | cuáles no
    `),
    harmlessAfter: listed("positivo | positivos | negativo | negativos | membrana | membranas | aneurisma | luz"),
    askers: listed(`
      ¿ | cuál | cuáles | señale | indique | marque | elija | seleccione | siguientes | opción | respuesta |
      afirmación | enunciado | todas | todos
    `),
    negators: listed("no | nunca | tampoco | jamás"),
    contrasts: listed("y | pero | sino | mas"),
    clauses: listed(
      "que | quien | quienes | si | cuando | porque | aunque | ya que | pues | pero | sin | cuyo | cuya | donde",
    ),
    lexicalised: listed("no solo | no sólo | no solamente"),
    openEndings: listed("es | son | con | por | de | a | en | para"),
    noneOfTheAbove: "Ninguna de las anteriores",
    noneOfTheOthers: "Ninguna de las otras opciones",
    selectIncorrect: "¿Cuáles de las opciones son respuestas erróneas a esta pregunta? Señálelas todas.",
  },
  pt: {
    negativeLeadIns: listed(`
      exceto | exceção | salvo | falsa | falso | falsas | falsos | incorreta | incorreto | incorretas | incorretos | errada |
      errado | erradas | errados | errônea | equivocada | inadequada | inadequado | inexata | menos provável |
      menos frequente | menos adequada | menos adequado | menos indicada | menos indicado | alternativa que não |
      opção que não | a que não | o que não | qual não | quais não
    `),
    harmlessAfter: listed("positivo | positivos | negativo | negativos | membrana | aneurisma | luz"),
    askers: listed(`
      qual | quais | assinale | indique | marque | aponte | escolha | seguintes | opção | alternativa |
      afirmativa | afirmação | todas | todos
    `),
    negators: listed("não | nunca | tampouco | jamais"),
    contrasts: listed("e | mas | porém"),
    clauses: listed(
      "quem | cujo | cuja | se | quando | porque | pois | embora | mas | sem | onde | caso | paciente que | pacientes que",
    ),
    lexicalised: listed("não só | não apenas | não somente"),
    openEndings: listed("é | são | com | por | de | a | em | para"),
    noneOfTheAbove: "Nenhuma das anteriores",
    noneOfTheOthers: "Nenhuma das outras alternativas",
    selectIncorrect: "Quais das alternativas são respostas erradas a esta questão? Aponte todas.",
  },
};

/** The wording of an item's language by its BCP 47 code; undefined where Viva does not know the language's wording. */
export function wordingOf(language: string): ItemWording | undefined {
  const base = language.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(itemWording, base) ? itemWording[base as WordingLanguage] : undefined;
}
