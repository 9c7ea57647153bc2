import type { PhraseLanguage } from "./answer-phrases.ts";
import { listed } from "./phrase-pattern.ts";

/** Words that rule an option out or in, in one language. Plain phrases, lower case; accents may be missing. */
export interface NegationPhrases {
  /** Stand before what they rule out: "not", 排除, "descarta". */
  readonly before: readonly string[];
  /** Follow what they rule out, after an optional copula: "incorrect", 错误. */
  readonly wrong: readonly string[];
  /** Follow what they rule in, after an optional copula: "correct", 正确. */
  readonly right: readonly string[];
  /** Verbs that rule in what they follow: "E applies", "D it is". */
  readonly rightVerbs: readonly string[];
  /** Bare negators: they rule out what they follow only when nothing but a copula stands between. */
  readonly negators: readonly string[];
  /** Copulas that link a label to its verdict. */
  readonly links: readonly string[];
  /** Articles before a verdict: "C is the correct one" declares, "C is correct" describes. */
  readonly articles: readonly string[];
  /** Nouns and adverbs between a label and its verdict. */
  readonly between: readonly string[];
  /** An emphatic "only": "only A is correct" declares, where "A is correct" describes. */
  readonly only: readonly string[];
  /** Several options are held at once: "both", 都. */
  readonly both: readonly string[];
  /** A question that asks for the option that does not fit: "except", 除外. */
  readonly exception: readonly string[];
}

/** Words that rule options out or in, by language. Source: Viva, from replies to medical exams in the four languages. */
export const negationPhrases: Readonly<Record<PhraseLanguage, NegationPhrases>> = {
  en: {
    before: listed(`
      not | isn't | aren't | wasn't | wouldn't | can't | cannot | shouldn't | don't | never | neither | nor |
      rule out | rules out | ruled out | ruling out | exclude | excludes | excluded | excluding | eliminate |
      eliminates | eliminated | eliminating | discard | discarded | reject | rejected | dismiss | dismissed |
      rather than | instead of | except | except for | unlike | wrong answer is | incorrect answer is |
      incorrect: | wrong: | false:
    `),
    wrong: listed(`
      incorrect | wrong | false | inappropriate | inaccurate | unlikely | less likely | less appropriate |
      ruled out | out | excluded | eliminated | contraindicated | untrue | invalid | distractor
    `),
    right: listed(`
      correct | right | true | best | accurate | valid | appropriate | most likely | most appropriate |
      most suitable | most accurate | most probable | yes | correctly | better
    `),
    rightVerbs: listed("applies | apply | fits | fits best | fit | it is"),
    negators: listed("not | isn't | aren't | wasn't | doesn't | don't | can't | cannot | no | never"),
    links: listed(`
      is | are | was | were | would be | seems | seems to be | seem | appears | appears to be | looks | remains |
      must be | should be | would also be
    `),
    articles: listed("the | my | our"),
    between: listed(`
      both | all | each | clearly | also | therefore | thus | definitely | indeed | only | statement | option |
      options | choice | most | more | single | partially | probably | likely | overall | by far | actually
    `),
    only: listed("only"),
    both: listed("both | either | all"),
    exception: listed("except | not true | incorrect | false | least likely | not correct | is not | are not"),
  },
  zh: {
    before: listed(`
      不选 | 不能选 | 不应选 | 不是 | 并不是 | 并非 | 不为 | 排除 | 除外 | 除 | 除了 | 而非 | 而不是 | 非 | 误选 |
      错选 | 不考虑 | 错误:
    `),
    wrong: listed("错误 | 错 | 有误 | 误 | 排除 | 被排除 | 可排除 | 可以排除 | 无关 | 非 | 否 | 欠妥 | 干扰项 | 假"),
    right: listed("正确 | 对 | 符合 | 最佳 | 恰当 | 最合适 | 合适 | 最符合 | 准确 | 无误 | 真 | 最恰当 | 最可能"),
    rightVerbs: listed("符合 | 入选 | 当选 | 应选"),
    negators: listed("不 | 并非 | 并不 | 未"),
    links: listed("是 | 为 | 属于 | 才是 | 就是 | 则 | 应"),
    articles: listed("本题 | 该题 | 此题 | 最"),
    between: listed(`
      选项 | 项 | 说法 | 描述 | 表述 | 都 | 均 | 也 | 皆 | 全 | 显然 | 明显 | 的 | 应 | 才 | 可以 | 可 | 被
    `),
    only: listed("只有 | 仅 | 仅有 | 唯有 | 只"),
    both: listed("都 | 均 | 皆"),
    exception: listed(`
      错误的是 | 不正确的是 | 不包括 | 不属于 | 除外 | 不符合 | 有误的是 | 不恰当的是 | 不应 | 不宜 | 错误的
    `),
  },
  es: {
    before: listed(`
      no | no es | no son | no sería | nunca | ni | descarta | descartan | descarto | descartamos | descartar |
      descartada | descartado | se descarta | elimina | elimino | eliminamos | eliminar | excluye | excluyo |
      excluimos | excluir | en lugar de | en vez de | excepto | salvo | rechazo | incorrectas:
    `),
    wrong: listed(`
      incorrecta | incorrecto | incorrectas | incorrectos | falsa | falso | falsas | errónea | erróneo |
      equivocada | inadecuada | inadecuado | improbable | descartada | descartado | descartadas |
      queda descartada | se descarta | se descartan | menos probable | contraindicada | contraindicado
    `),
    right: listed(`
      correcta | correcto | correctas | correctos | verdadera | verdadero | verdaderas | adecuada | adecuado |
      acertada | cierta | cierto | apropiada | sí | más probable | más adecuada | indicada | mejor
    `),
    rightVerbs: listed("aplica | aplican | se aplica | se aplican | corresponde | encaja"),
    negators: listed("no | nunca | tampoco"),
    links: listed("es | son | está | están | sería | serían | parece | queda | quedan | era"),
    articles: listed("la | el | las | los"),
    between: listed(`
      opción | opciones | respuesta | respuestas | alternativa | ambas | ambos | todas | claramente | también |
      más | única | que | solo | totalmente
    `),
    only: listed("solo | sólo | solamente | únicamente"),
    both: listed("ambas | ambos | tanto | las dos | todas"),
    exception: listed("excepto | falsa | incorrecta | no es | menos probable | salvo | errónea | no corresponde"),
  },
  pt: {
    before: listed(`
      não | não é | não são | não seria | nunca | nem | descarta | descarto | descartamos | descartar | descarte |
      descartada | descarta-se | elimina | elimino | eliminamos | eliminar | exclui | excluo | excluímos |
      excluir | exclui-se | em vez de | ao invés de | exceto | salvo | rejeito | incorretas:
    `),
    wrong: listed(`
      incorreta | incorreto | incorretas | incorretos | falsa | falso | falsas | errada | errado | erradas |
      inadequada | inadequado | improvável | descartada | descartado | descartadas | menos provável |
      contraindicada | contraindicado
    `),
    right: listed(`
      correta | correto | corretas | corretos | certa | certo | certas | verdadeira | verdadeiro | verdadeiras |
      adequada | adequado | apropriada | sim | mais provável | mais adequada | indicada | melhor
    `),
    rightVerbs: listed("se aplica | se aplicam | aplica-se | aplicam-se | corresponde"),
    negators: listed("não | nunca | tampouco"),
    links: listed("é | são | está | estão | seria | seriam | parece | fica | ficam | era"),
    articles: listed("a | o | as | os"),
    between: listed(`
      opção | opções | resposta | respostas | alternativa | alternativas | ambas | ambos | todas | claramente |
      também | mais | única | que | totalmente
    `),
    only: listed("somente | apenas | só | unicamente"),
    both: listed("ambas | ambos | tanto | as duas | todas"),
    exception: listed("exceto | falsa | incorreta | não é | menos provável | salvo | errada | não corresponde"),
  },
  fr: {
    before: listed("pas | non | exclure | j'exclus | éliminer | plutôt que | au lieu de | sauf"),
    wrong: listed("fausse | faux | incorrecte | inexacte | erronée | exclue | éliminée"),
    right: listed("correcte | correct | exacte | juste | vraie | vrai | la bonne | bonne"),
    rightVerbs: listed("convient | s'applique"),
    negators: listed("n'est pas | ne sont pas | pas"),
    links: listed("est | sont | serait"),
    articles: listed("la | le | les"),
    between: listed("option | proposition | plus | donc"),
    only: listed("seule | seul | uniquement"),
    both: listed("les deux | toutes"),
    exception: listed("sauf | fausse | inexacte"),
  },
  de: {
    before: listed("nicht | kein | keine | ausgeschlossen | statt | anstatt | außer"),
    wrong: listed("falsch | nicht | inkorrekt | unwahrscheinlich | ausgeschlossen"),
    right: listed("richtig | korrekt | zutreffend"),
    rightVerbs: listed("trifft zu | passt"),
    negators: listed("nicht"),
    links: listed("ist | sind | wäre"),
    articles: listed("die | der | das"),
    between: listed("option | antwort"),
    only: listed("nur | einzig"),
    both: listed("beide | sowohl"),
    exception: listed("außer | falsch"),
  },
};

/** One kind of phrase of every language, in one list. */
export function negationsOf(kind: keyof NegationPhrases): string[] {
  return Object.values(negationPhrases).flatMap((phrases) => [...phrases[kind]]);
}
