import { listed } from "./phrase-pattern.ts";

/** How explanations speak of options, in one language. Plain phrases, lower case; accents may be missing. */
export interface OptionArgumentPhrases {
  /** Follow an option that is argued against, after copulas and the like. */
  readonly wrong: readonly string[];
  /** Follow an option that is argued for. */
  readonly right: readonly string[];
  /** Turn what follows round: "not correct". */
  readonly negators: readonly string[];
  /** May stand between an option and its verdict. */
  readonly between: readonly string[];
  /** Stand right before an option that is argued against: "rule out", "descarta". */
  readonly wrongBefore: readonly string[];
  /** Stand right before an option that is argued for: "the diagnosis is", 诊断为. */
  readonly rightBefore: readonly string[];
  /** Say option beside a label. */
  readonly optionWords: readonly string[];
  /** Begin a reason: a choice with one is an argument, without one only an answer. */
  readonly reasons: readonly string[];
  /** Announce a choice. */
  readonly choices: readonly string[];
  /** The option is the one to choose although what it says is wrong, in questions for the exception. */
  readonly answerAfterAll: readonly string[];
}

/** Phrases by language. Source: Viva, from the explanations of CMExam, MedMCQA, CasiMedicos and replies to them. */
export const optionArguments: Readonly<Record<"zh" | "en" | "es", OptionArgumentPhrases>> = {
  en: {
    wrong: listed(`
      incorrect | wrong | false | untrue | inappropriate | inaccurate | unlikely | less likely | less appropriate | unsuitable |
      ruled out | excluded | eliminated | contraindicated | invalid | a distractor | insufficient | unnecessary |
      not correct | not right | not true | not the answer | not the best | not appropriate | not indicated | not likely |
      not the correct | not the right | not suitable | not needed | does not explain | doesn't explain | does not fit |
      doesn't fit | does not apply | would not explain | cannot explain | can be discarded | can be ruled out | can be excluded |
      can be eliminated | fails to explain | is out | out | inferior | harmful | dangerous | would not | would be wrong |
      would be incorrect | is not | are not | does not account for | inconsistent with | not consistent with | not supported
    `),
    right: listed(`
      correct | right | true | the best | best | the answer | most likely | most appropriate | the most likely |
      the most appropriate | appropriate | accurate | the correct | fits best | fits | explains | is consistent with |
      consistent with | accounts for | the treatment of choice | the drug of choice | supported by | applies | the right
    `),
    negators: listed("not | isn't | aren't | never | no longer | neither | hardly | cannot be | can't be"),
    between: listed(`
      is | are | was | were | would be | seems | seem | appears | must be | should be | can be | could be | may be | looks |
      both | all | each | clearly | also | therefore | thus | definitely | indeed | only | statement | option | options |
      choice | answer | probably | likely | overall | actually | which | it | this | that | be | hence | simply | so | too | very | a | an | the | diagnosis | but | and | remains | however | then
    `),
    wrongBefore: listed(`
      rule out | rules out | ruled out | ruling out | exclude | excludes | excluded | excluding | eliminate | eliminates |
      eliminated | discard | discards | discarded | reject | rejects | rejected | dismiss | dismissed | argues against | argue against |
      argues strongly against | speaks against | against | incorrect options: | incorrect: | wrong: | wrong options: | unlike | rather than | instead of | not |
      makes unlikely
    `),
    rightBefore: listed(`
      most likely diagnosis is | the diagnosis is | diagnosis is | points to | point to | confirms | supports | support |
      indicates | in favour of | in favor of | argues for | consistent with | diagnostic of | correct: | treatment of choice is |
      drug of choice is | is typical of | are typical of | characteristic of | best explained by
    `),
    optionWords: listed(
      "option | options | choice | choices | answer | statement | letter | alternative | the | statements",
    ),
    reasons: listed("because | since | as | given that | due to | for the reason that | owing to"),
    choices: listed(
      "answer is | i choose | i would choose | choose | we choose | pick | select | go with | correct option is | answer:",
    ),
    answerAfterAll: listed(
      "and therefore the answer | so it is the answer | making it the answer | hence the answer | and is the answer | which makes it the answer",
    ),
  },
  es: {
    wrong: listed(`
      incorrecta | incorrecto | incorrectas | incorrectos | falsa | falso | falsas | falsos | errónea | erróneo | erróneas |
      equivocada | equivocado | inadecuada | inadecuado | improbable | poco probable | menos probable | descartada | descartado |
      descartadas | descartados | contraindicada | contraindicado | contraindicadas | excluida | excluido | un distractor |
      no es correcta | no es correcto | no es la correcta | no es adecuada | no procede | no corresponde | no aplica | no encaja |
      no explica | no los explica | no lo explica | no la explica | no las explica | no justifica | no está indicada | no está indicado | no es cierta | no es cierto | no es verdad | se descarta | se descartan |
      puede descartarse | pueden descartarse | se excluye | se puede descartar | queda descartada | quedan descartadas | insuficiente | innecesaria | innecesario | no es | no son |
      peligroso | peligrosa | no sería | no cumple | no concuerda
    `),
    right: listed(`
      correcta | correcto | correctas | correctos | verdadera | verdadero | verdaderas | cierta | cierto | adecuada | adecuado |
      acertada | apropiada | la más probable | el más probable | más probable | la mejor | de elección | la respuesta | encaja | explica | concuerda | la correcta | la buena
    `),
    negators: listed("no | nunca | tampoco | ni"),
    between: listed(`
      es | son | está | están | sería | serían | parece | queda | quedan | era | fue | puede ser | debe ser | opción | opciones |
      respuesta | alternativa | ambas | ambos | todas | claramente | también | por tanto | muy | que | solo | totalmente | la | el | una | un | por lo tanto | igualmente | ser | diagnóstico | tratamiento | pero | aunque | y | sin embargo
    `),
    wrongBefore: listed(`
      descarta | descartan | descarto | descartamos | descartar | descartada | descartado | descartando | se descarta | se descartan | excluye | excluyen |
      excluimos | excluir | elimina | eliminamos | eliminar | rechazamos | va en contra de | van en contra de | en contra de | incorrectas: |
      incorrecta: | falsas: | a diferencia de | en lugar de | en vez de | no | ni
    `),
    rightBefore: listed(`
      el diagnóstico es | el diagnóstico más probable es | diagnóstico de | orienta a | orientan a | apunta a | apuntan a | apoya | apoyan | confirma | confirman | compatible con |
      compatibles con | sugestivo de | típico de | típica de | típicos de | característico de | a favor de | correcta: | tratamiento de elección es | es diagnóstico de | indica | indican
    `),
    optionWords: listed(
      "opción | opciones | respuesta | respuestas | alternativa | alternativas | letra | la | las | el | los | una | un | afirmación | del | de la",
    ),
    reasons: listed("porque | ya que | dado que | puesto que | debido a | pues | al ser | por ser"),
    choices: listed(
      "respuesta es | respuesta correcta es | elijo | elegimos | escojo | marco | marcaría | opción correcta es | respuesta: | contestaría",
    ),
    answerAfterAll: listed(
      "por lo que es la respuesta | y es la respuesta | luego es la respuesta | por tanto es la respuesta | y por eso es la respuesta",
    ),
  },
  zh: {
    wrong: listed(`
      错 | 错误 | 不正确 | 不对 | 有误 | 不符 | 不符合 | 不符合题意 | 误 | 不选 | 不当选 | 排除 | 可排除 | 可以排除 | 被排除 | 应排除 | 不恰当 |
      不合适 | 不适合 | 不妥 | 欠妥 | 不成立 | 不支持 | 可能性小 | 可能性不大 | 不考虑 | 不是本题答案 | 不是正确答案 | 非 | 不是 | 不属于 | 属于错误 |
      是错误的 | 是干扰项 | 干扰项 | 禁用 | 不宜选用 | 不宜 | 无关 | 不能解释 | 不足 | 不首选 | 不作为首选 | 不应选 | 不准确 | 不全面
    `),
    right: listed(
      "对 | 正确 | 符合 | 符合题意 | 最佳 | 恰当 | 最合适 | 最恰当 | 为正确答案 | 是正确的 | 成立 | 当选 | 应选 | 可选 | 最符合 | 是正确答案 | 为本题答案 | 首选 | 最可能 | 无误 | 准确",
    ),
    negators: listed("不 | 并不 | 并非 | 不是 | 未必"),
    between: listed(
      "选项 | 项 | 说法 | 描述 | 表述 | 都 | 均 | 也 | 皆 | 全 | 是 | 为 | 显然 | 明显 | 的 | 应 | 才 | 可以 | 可 | 被 | 最 | 则 | 答案 | 故 | 所以 | 因此 | 项均 | 亦 | 同样 | 本身 | 但",
    ),
    wrongBefore: listed(
      "排除 | 排除了 | 可排除 | 可以排除 | 不选 | 不考虑 | 不支持 | 不是 | 并非 | 而非 | 而不是 | 不符合 | 不应选 | 不能选 | 错误选项： | 错误：| 不应首选 | 不首选 | 不诊断为 | 不属于 | 可除外 | 除外",
    ),
    rightBefore: listed(
      "诊断为 | 应诊断为 | 考虑为 | 首先考虑 | 应首先考虑 | 首先考虑诊断为 | 最可能的诊断是 | 最可能的诊断为 | 符合 | 提示 | 支持 | 支持诊断为 | 应选择 | 首选 | 应首选 | 正确：| 属于典型的 | 应考虑 | 高度提示 | 应为",
    ),
    optionWords: listed("选项 | 答案 | 备选项 | 第"),
    reasons: listed("因为 | 由于 | 因 | 理由是 | 原因是 | 理由： | 的理由是 | 的原因是 | 的依据是"),
    choices: listed("故选 | 应选 | 选择 | 答案是 | 答案为 | 所以选 | 因此选 | 正确答案是 | 正确答案为 | 选"),
    answerAfterAll: listed(
      "为本题正确答案 | 为本题的正确答案 | 为本题正确选项 | 为本题的正确选项 | 为正确答案 | 故为答案 | 符合题意 | 是本题答案 | 为本题答案 | 因此为答案 | 故选 | 当选 | 故当选 | 所以选",
    ),
  },
};
