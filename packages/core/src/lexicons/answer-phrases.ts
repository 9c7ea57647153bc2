import { listed } from "./phrase-pattern.ts";

/** Words with which a reply in one language declares its answer. Plain phrases, lower case; accents may be missing. */
export interface AnswerPhrases {
  /** Nouns that stand for the answer itself: "answer", 答案. */
  readonly nouns: readonly string[];
  /** Words for one option: "option", "letra", 选项. They introduce a label without declaring it. */
  readonly optionWords: readonly string[];
  /** What an option word needs beside it to stand for the answer: "correct option", "opción correcta". */
  readonly adjectives: readonly string[];
  /** Whole phrases that declare what follows: "I choose", "me quedo con", 故选. */
  readonly verbs: readonly string[];
  /** Words that link the noun to the answer: "is", "es", 是. */
  readonly copulas: readonly string[];
  /** Copulas that only suppose: "would be", "podría ser". */
  readonly doubtfulCopulas: readonly string[];
  /** Words that may stand between the link and the label. */
  readonly adverbs: readonly string[];
  /** Articles before a label or an option word. */
  readonly articles: readonly string[];
  /** Words that open a conclusion: "therefore", 综上. */
  readonly conclusions: readonly string[];
  /** Words that take back what was said: "wait", "corrijo", 不对. */
  readonly corrections: readonly string[];
  /** Those among the corrections that an explanation may hold without taking anything back: "actually", 其实. */
  readonly weakCorrections: readonly string[];
  /** Words that suppose wherever they stand in a clause: "assuming", 如果. */
  readonly suppositions: readonly string[];
  /** Words that suppose only where they open a clause: "if", "se", "caso" are other words elsewhere. */
  readonly conditions: readonly string[];
  /** Words that may follow a label that is also a word of the language ("A because …"). */
  readonly continuations: readonly string[];
  /** "and" between labels. */
  readonly and: readonly string[];
  /** "or" between labels: the answer is left open. */
  readonly or: readonly string[];
  /** Say before a list that all it names is the answer: "the correct options are", 正确的有. */
  readonly wholeSets: readonly string[];
  /** Join two things into a combination, beside "and": "combined with", 联合. */
  readonly joinings: readonly string[];
}

/** The languages whose phrases are always active, whatever the prompt's language. */
export type PhraseLanguage = "en" | "zh" | "es" | "pt" | "fr" | "de";

/**
 * Phrases that declare an answer, by language. English, Chinese, Spanish and Portuguese are covered; French and German
 * have the commonest phrases only, for models that slip into them. Source: Viva, from replies to medical exams.
 */
export const answerPhrases: Readonly<Record<PhraseLanguage, AnswerPhrases>> = {
  en: {
    nouns: listed(`
      answer | answers | ans | correct one | right one | my choice | my pick | my selection | final choice |
      final selection | final_answer | correct_answer | conclusion | verdict | best fit | best match
    `),
    optionWords: listed(`
      option | options | choice | choices | letter | letters | alternative | alternatives | item
    `),
    adjectives: listed(`
      correct | right | best | final | proper | true | chosen | selected | appropriate | suitable | accurate |
      likely | probable | fitting | only valid | strongest
    `),
    verbs: listed(`
      i choose | i would choose | i'd choose | i will choose | i'll choose | i select | i would select |
      i'd select | i pick | i would pick | i'd pick | i'll pick | i opt for | i go for | i'd go for | i vote for |
      i'd say | i would say | i would answer | i answer | i'd answer | i'm picking | i am picking | i'm choosing |
      going with | go with | going for | opt for | settle on | settling on | stick with | sticking with |
      we choose | we select | we pick | choose | select | pick | leaves | leaving | leaves us with | points to |
      change my answer to | changing my answer to | i meant | i mean | looks like | seems like | sounds like
    `),
    copulas: listed(`
      is | are | was | should be | must be | will be | has to be | it's | that's | it is | that is | remains |
      stays | turns out to be | seems to be | appears to be | corresponds to | becomes | being
    `),
    doubtfulCopulas: listed("would be | might be | could be | may be | can be"),
    adverbs: listed(`
      clearly | definitely | therefore | thus | hence | then | indeed | actually | simply | still | now |
      most likely | most probably | probably | likely | certainly | in fact | instead | rather | only | both |
      all of | best | correct | as follows
    `),
    articles: listed("the | number | no."),
    conclusions: listed(`
      therefore | thus | hence | so | in conclusion | in summary | to conclude | overall | consequently |
      finally | accordingly | final | conclusion | to sum up | in short
    `),
    corrections: listed(`
      wait | actually | correction | sorry | i meant | i mean | my mistake | on second thought |
      on second thoughts | scratch that | let me correct | i made a mistake | i made an error | i was wrong |
      upon reflection | on reflection | upon further reflection | upon review | reconsidering | reconsider |
      i apologize | apologies | oops | hold on | hmm | let me rethink | revised | revise | changing my answer |
      change my answer | no, | no - | no — | no wait | but rather
    `),
    weakCorrections: listed("actually | hmm | upon review | on reflection | upon reflection"),
    conditions: listed("if | had | were | unless"),
    suppositions: listed(`
      suppose | supposing | assuming | whether | why | tempted to | tempting to | some might | some would |
      one might | many would | students | candidates | initially | at first | second best | second-best |
      runner-up | second choice | a close second | common error | common mistake | might think | may think |
      could think | would think
    `),
    continuations: listed(`
      because | since | as | which | and | or | is | are | was | due | given | for | based | but | not |
      although | rather | here | among | followed | therefore | would | should | only | per | according | while |
      with high | applies | fits | it is | in this | instead
    `),
    and: listed("and | as well as | plus | along with | together with"),
    or: listed("or | and/or | versus | vs"),
    wholeSets: listed(`
      correct answers are | correct options are | correct choices are | correct ones are | correct statements are |
      correct alternatives are | right answers are | all of these | all of the following | all options |
      all are correct | every option | all five | all four
    `),
    joinings: listed(`with | combined with | in combination with | in addition to | added to | followed by`),
  },
  zh: {
    nouns: listed(`
      答案 | 正确选项 | 正确的选项 | 正确的 | 最佳的 | 最合适的 | 最恰当的 | 最可能的 | 最准确的 | 符合题意的 | 正解 | 答 | 正确的有 |
      正确的包括
    `),
    optionWords: listed("选项 | 选 | 项 | 字母"),
    adjectives: [],
    verbs: listed("选择 | 选 | 改选 | 改为 | 倾向于 | 倾向 | 只剩 | 剩下 | 只剩下"),
    copulas: listed(`
      应该是 | 应当是 | 应该为 | 应是 | 应为 | 就是 | 即为 | 是 | 为 | 乃 | 即 | 应选 | 选 | 只有 | 包括 | 包含
    `),
    doubtfulCopulas: listed("可能是 | 或许是 | 也许是 | 可能为"),
    adverbs: listed("显然 | 应该 | 应当 | 应 | 仍然 | 仍 | 还是 | 确实 | 最终 | 只 | 仅 | 最可能 | 最 | 更 | 都"),
    articles: listed("第"),
    conclusions: listed("因此 | 所以 | 综上 | 综上所述 | 故 | 总之 | 由此可见 | 结论 | 最终 | 综合分析 | 可知"),
    corrections: listed(`
      不对 | 更正 | 纠正 | 修正 | 等等 | 等一下 | 抱歉 | 对不起 | 说错了 | 我错了 | 写错了 | 弄错了 | 改为 |
      改选 | 重新考虑 | 重新分析 | 重新审视 | 再想想 | 再想一下 | 仔细想想 | 仔细一想 | 实际上 | 其实 | 不, |
      而是 | 有误
    `),
    weakCorrections: listed("其实 | 实际上 | 仔细一想 | 仔细想想 | 而是 | 改为"),
    conditions: listed("要是"),
    suppositions: listed(`
      如果 | 若 | 假如 | 假设 | 倘若 | 如选 | 是否 | 为什么 | 易误 | 容易误 | 有人 | 很多人 | 起初 | 其次 |
      常见错误 | 容易认为 | 可能会认为 | 误以为
    `),
    continuations: [],
    and: listed("和 | 与 | 及 | 以及 | 跟 | 还有 | 并 | 同"),
    or: listed("或 | 或者 | 还是 | 或是"),
    wholeSets: listed(`
      正确的有 | 正确的包括 | 正确选项有 | 正确选项包括 | 正确的选项有 | 正确的选项包括 | 正确答案包括 | 正确答案有 |
      答案包括 | 全部正确 | 均正确 | 都正确 | 全选 | 以下全部 | 所有选项
    `),
    joinings: listed(`联合 | 联用 | 合用 | 合并 | 加用 | 加上 | 加 | 配合 | 并用 | 伴 | 联合应用 | 联合使用`),
  },
  es: {
    nouns: listed(`
      respuesta | respuestas | solución | la correcta | las correctas | lo correcto | clave | mi elección
    `),
    optionWords: listed(`
      opción | opciones | alternativa | alternativas | letra | letras | inciso | literal | número | numero |
      apartado | ítem
    `),
    adjectives: listed(`
      mejor | correcta | correctas | adecuada | apropiada | probable | acertada | verdadera | indicada | final |
      elegida | seleccionada | válida
    `),
    verbs: listed(`
      elijo | elegiría | escojo | escogería | selecciono | seleccionaría | marco | marcaría | opto por |
      optaría por | me quedo con | me quedaría con | me decanto por | me decantaría por | me inclino por |
      me inclinaría por | voy con | voto por | contestaría | contesto | respondería | diría que | quise decir |
      quería decir | corresponde a | cambio mi respuesta a | nos deja | solo queda | queda
    `),
    copulas: listed("es | son | era | debe ser | debería ser | será | sigue siendo | resulta ser | corresponde a"),
    doubtfulCopulas: listed("sería | serían | podría ser | puede ser | pudiera ser"),
    adverbs: listed(`
      claramente | definitivamente | entonces | probablemente | sin duda | por tanto | por lo tanto | realmente |
      más bien | simplemente | solo | sólo | únicamente | la siguiente | correcta | correctas
    `),
    articles: listed("la | el | las | los"),
    conclusions: listed(`
      por lo tanto | por tanto | por ende | entonces | en conclusión | conclusión | así que | luego | finalmente |
      en resumen | en definitiva | en consecuencia | definitiva | final
    `),
    corrections: listed(`
      corrijo | corrección | me equivoqué | me he equivocado | perdón | disculpa | disculpe | disculpen | espera |
      espere | un momento | mejor dicho | en realidad | rectifico | rectificación | pensándolo mejor |
      pensándolo bien | reconsiderando | reconsidero | quise decir | quería decir | cambio mi respuesta | sino |
      ahora bien | no,
    `),
    weakCorrections: listed("en realidad | ahora bien | sino | no,"),
    conditions: listed("si"),
    suppositions: listed(`
      suponiendo | en caso de que | por qué | algunos | muchos | inicialmente | al principio | error común |
      error frecuente | podría pensar | podría pensarse | segunda opción | segunda mejor
    `),
    continuations: listed(`
      porque | ya | pues | puesto | dado | debido | que | por | es | son | y | o | según | aunque | no | sería
    `),
    and: listed("y | e | además de | junto con | como | así como"),
    or: listed("o | u | o bien | y/o"),
    wholeSets: listed(`
      respuestas correctas son | opciones correctas son | alternativas correctas son | las correctas son |
      son correctas todas | todas las opciones | todas son correctas | todas las siguientes
    `),
    joinings: listed(
      `con | más | junto a | combinada con | combinado con | en combinación con | asociada a | asociado a | asociada con | asociado con | seguida de | seguido de`,
    ),
  },
  pt: {
    nouns: listed(`
      resposta | respostas | gabarito | a correta | as corretas | a certa | o correto | minha escolha | solução
    `),
    optionWords: listed(`
      opção | opções | alternativa | alternativas | letra | letras | item | itens | número | assertiva |
      assertivas | afirmativa | afirmativas
    `),
    adjectives: listed(`
      melhor | correta | corretas | certa | certas | adequada | apropriada | provável | verdadeira | indicada |
      final | escolhida | selecionada | válida
    `),
    verbs: listed(`
      escolho | escolheria | seleciono | selecionaria | marco | marcaria | assinalo | assinalaria | opto por |
      optaria por | opto pela | optaria pela | fico com | ficaria com | vou de | vou com | voto em | voto na |
      respondo | responderia | diria que | quis dizer | corresponde a | corresponde à | me inclino para |
      mudo minha resposta para | mudo a resposta para | resta | sobra | só resta | marque | assinale
    `),
    copulas: listed(`
      é | são | era | deve ser | deveria ser | será | continua sendo | passa a ser | fica | corresponde à
    `),
    doubtfulCopulas: listed("seria | seriam | poderia ser | pode ser"),
    adverbs: listed(`
      claramente | definitivamente | então | provavelmente | sem dúvida | portanto | realmente | simplesmente |
      somente | apenas | só | mesmo | a seguinte | correta | corretas
    `),
    articles: listed("a | o | as | os | à"),
    conclusions: listed(`
      portanto | logo | assim | em conclusão | conclusão | então | dessa forma | desta forma | por isso |
      por fim | em resumo | sendo assim | final
    `),
    corrections: listed(`
      corrijo | correção | corrigindo | me enganei | enganei-me | errei | desculpe | desculpa | perdão | espera |
      espere | na verdade | na realidade | melhor dizendo | retifico | retificação | pensando melhor |
      pensando bem | reconsiderando | reconsidero | ops | aliás | quer dizer | quis dizer | digo |
      mudo minha resposta | mudo a resposta | mas sim | e sim | não,
    `),
    weakCorrections: listed("na verdade | na realidade | aliás | quer dizer | mas sim | e sim | não,"),
    conditions: listed("se | caso"),
    suppositions: listed(`
      supondo | por que | alguns | muitos | inicialmente | a princípio | segunda opção | segunda melhor |
      erro comum | erro frequente | poderia pensar
    `),
    continuations: listed(`
      porque | pois | já | visto | dado | devido | que | por | uma vez | é | são | e | ou | conforme | segundo |
      embora | não | seria
    `),
    and: listed("e | além de | junto com | bem como | quanto | como | assim como"),
    or: listed("ou | e/ou"),
    wholeSets: listed(`
      respostas corretas são | opções corretas são | alternativas corretas são | as corretas são |
      afirmativas corretas são | assertivas corretas são | todas as alternativas | todas as opções |
      todas estão corretas | todas são corretas
    `),
    joinings: listed(
      `com | mais | combinada com | combinado com | em combinação com | associada a | associada à | associado a | associado ao | associado à | seguida de | seguido de`,
    ),
  },
  fr: {
    nouns: listed("réponse | réponses | la bonne réponse | bonne réponse | réponse correcte | la bonne"),
    optionWords: listed("option | options | proposition | propositions | lettre | choix"),
    adjectives: listed("correcte | correctes | exacte | bonne | juste | finale"),
    verbs: listed("je choisis | je choisirais | je retiens | j'opte pour | je sélectionne"),
    copulas: listed("est | sont | serait donc"),
    doubtfulCopulas: listed("serait | pourrait être"),
    adverbs: listed("donc | probablement | clairement | certainement"),
    articles: listed("la | le | les"),
    conclusions: listed("donc | par conséquent | ainsi | en conclusion | finalement"),
    corrections: listed("en fait | correction | je me corrige | pardon | en réalité | désolé"),
    weakCorrections: listed("en fait | en réalité"),
    conditions: listed("si"),
    suppositions: listed("à supposer"),
    continuations: listed("car | parce | puisque | qui | est | et | ou"),
    and: listed("et | ainsi que"),
    or: listed("ou | ou bien"),
    wholeSets: listed("bonnes réponses sont | réponses correctes sont | toutes sont correctes"),
    joinings: listed(`avec | plus | associée à | associé à`),
  },
  de: {
    nouns: listed("antwort | antworten | lösung | richtig ist"),
    optionWords: listed("option | antwort | buchstabe | antwortmöglichkeit"),
    adjectives: listed("richtige | richtig | korrekte | beste | endgültige"),
    verbs: listed("ich wähle | ich entscheide mich für | ich würde wählen"),
    copulas: listed("ist | lautet | sind | lauten"),
    doubtfulCopulas: listed("wäre | könnte sein"),
    adverbs: listed("also | daher | somit | wahrscheinlich | eindeutig"),
    articles: listed("die | der | das"),
    conclusions: listed("daher | somit | folglich | deshalb"),
    corrections: listed("korrektur | tatsächlich | moment | entschuldigung | ich korrigiere"),
    weakCorrections: listed("tatsächlich | moment"),
    conditions: listed("wenn | falls"),
    suppositions: [],
    continuations: listed("weil | da | denn | ist | und | oder"),
    and: listed("und | sowie"),
    or: listed("oder"),
    wholeSets: listed("richtigen antworten sind | alle sind richtig"),
    joinings: listed(`mit | plus | kombiniert mit`),
  },
};

/** One kind of phrase of every language, in one list. */
export function phrasesOf(kind: keyof AnswerPhrases): string[] {
  return Object.values(answerPhrases).flatMap((phrases) => [...phrases[kind]]);
}
