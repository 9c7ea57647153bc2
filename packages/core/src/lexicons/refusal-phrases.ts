import type { PhraseLanguage } from "./answer-phrases.ts";
import { listed } from "./phrase-pattern.ts";

/** Ways of not choosing, in one language. Plain phrases, lower case; accents may be missing. */
export interface RefusalPhrases {
  /** The reply will not answer. */
  readonly refusal: readonly string[];
  /** The reply cannot tell. */
  readonly abstention: readonly string[];
  /** The reply holds that no option is right. */
  readonly noneOfThese: readonly string[];
  /** The reply holds that every option is right. */
  readonly allOfThese: readonly string[];
  /** Stand before the options left out of an otherwise complete set: "all except". */
  readonly allExcept: readonly string[];
}

/** Ways of not choosing, by language. Source: Viva, from replies to medical exams in the four languages. */
export const refusalPhrases: Readonly<Record<PhraseLanguage, RefusalPhrases>> = {
  en: {
    refusal: listed(`
      provide medical advice | give medical advice | offer medical advice | providing medical advice |
      offering medical advice | giving medical advice | i can't help with | i cannot help with | i can't assist |
      i cannot assist | i'm unable to help | i am unable to help | i'm unable to assist | i am unable to assist |
      i'm not able to help | i am not able to help | i'm not able to assist | i can't provide | i cannot provide |
      i can't answer | i cannot answer | i won't answer | i will not answer | i'm unable to answer |
      i am unable to answer | i'm not able to answer | i'm unable to provide | i am unable to provide |
      i'm not able to provide | i am not able to provide | i must decline | i have to decline | i decline to |
      not able to diagnose | i can't diagnose | i cannot diagnose | i'm not a doctor | i am not a doctor |
      not qualified to | against my guidelines | i can't discuss | i cannot discuss | i can't comply |
      i cannot comply | unable to comply | i'm sorry, but i can't | i'm sorry, but i cannot
    `),
    abstention: listed(`
      i don't know | i do not know | i'm not sure | i am not sure | i'm unsure | i am unsure | not sure |
      i have no idea | no idea | cannot determine | can't determine | unable to determine | cannot be determined |
      can't be determined | not possible to determine | impossible to determine | impossible to say | can't say |
      cannot say | can't tell | cannot tell | cannot decide | can't decide | unable to decide | unable to select |
      cannot select | insufficient information | not enough information | insufficient data | unknown |
      uncertain | i'm not certain | i am not certain | i prefer not to guess | i would rather not guess |
      i'd rather not guess | i abstain | don't know | don't have enough | do not have enough
    `),
    noneOfThese: listed(`
      none of the above | none of these | none of them | none of those | none of the options |
      none of the given options | none of the listed options | none of the provided options |
      none of the choices | none of the answers | none of the answer choices | none of the alternatives |
      none of the five options | none of the four options | no option is correct | no correct option |
      no correct answer | there is no correct answer | no answer is correct | no option fits |
      no options are correct | not any of the options | neither of the options | all options are incorrect |
      all the options are incorrect | all options are wrong | all of the options are incorrect |
      not among the options | not listed among the options | none is correct | none are correct |
      none of the listed | none of the available | none of the suggested | none applies | none apply
    `),
    allOfThese: listed(`
      all of the above | all of these | all of them | all the above | all options are correct |
      all of the options | all the options | all options | all five options | all four options |
      every option is correct | all five are correct | all four are correct | all are correct
    `),
    allExcept: listed(`
      all except | all but | all of them except | all of the options except | all of the above except |
      all options except | all the options except | all of these except | every option except |
      everything except | everything but | all of them but | all options but | all of the options but |
      all are correct except | all except for | all of the options except for | all apply except
    `),
  },
  zh: {
    refusal: listed(`
      无法提供医疗建议 | 不能提供医疗建议 | 无法提供医学建议 | 不能提供医学建议 | 无法提供诊断 | 不能提供诊断 |
      无法给出医疗建议 | 不能给出医疗建议 | 无法提供具体的医疗 | 无法提供专业的医疗 | 不能代替医生 |
      无法代替医生 | 不能替代医生 | 无法替代医生 | 无法回答 | 不能回答 | 拒绝回答 | 不便回答 | 不予回答 |
      无法提供帮助 | 不能提供帮助 | 无法协助 | 不能协助 | 无法为您提供 | 不能为您提供 | 无法提供相关 |
      不能提供相关 | 无法给您提供 | 没有资格 | 请咨询医生 | 请咨询专业医生 | 咨询专业医生 | 请及时就医 |
      无法满足 | 不能进行医疗诊断 | 无法进行医疗诊断 | 无法讨论
    `),
    abstention: listed(`
      不知道 | 不清楚 | 不确定 | 无法确定 | 不能确定 | 难以确定 | 无法判断 | 不能判断 | 难以判断 | 无法作答 |
      无法选择 | 信息不足 | 资料不足 | 条件不足 | 不好说 | 没有把握 | 不太确定 | 未知 | 我不会 | 弃权 | 放弃作答
    `),
    noneOfThese: listed(`
      以上都不是 | 以上都不对 | 以上均不是 | 以上均不对 | 以上皆非 | 以上选项都不 | 以上选项均不 | 上述都不是 |
      上述均不是 | 上述选项都不 | 上述选项均不 | 都不正确 | 均不正确 | 都不对 | 均不对 | 都不是正确 |
      没有正确答案 | 没有正确选项 | 无正确答案 | 无正确选项 | 没有一个正确 | 没有一个选项 | 选项都不符合 |
      选项均不符合 | 全都不对 | 全部错误 | 都是错误的 | 均错误 | 没有合适的选项 | 没有符合的选项
    `),
    allOfThese: listed(`
      以上都是 | 以上都对 | 以上均是 | 以上均对 | 以上全部 | 全部选项 | 以上皆是 | 以上都正确 | 以上均正确 |
      全选 | 全部正确 | 都正确 | 均正确 | 都对 | 都应选 | 均应选 | 所有选项
    `),
    allExcept: listed("除 | 除了"),
  },
  es: {
    refusal: listed(`
      proporcionar consejos médicos | proporcionar asesoramiento médico | dar consejos médicos |
      dar consejo médico | brindar consejos médicos | brindar asesoramiento médico | ofrecer consejo médico |
      ofrecer consejos médicos | ofrecer asesoramiento médico | proporcionar consejo médico |
      asesoramiento médico | no puedo ayudar | no puedo ayudarte | no puedo ayudarle | no puedo responder |
      no puedo contestar | no puedo proporcionar | no puedo brindar | no puedo ofrecer | no puedo dar |
      no me es posible | no estoy autorizado | no estoy en condiciones de | no soy médico |
      no puedo diagnosticar | no me está permitido | no estoy capacitado | no puedo emitir | no puedo realizar |
      no puedo hacer | consulte con su | consulte a su | acuda a un médico | acuda a su médico | acude a un |
      debo declinar | me niego a | consulte a un médico | consulta a un médico | consulte a un profesional |
      consulta a un profesional | consulte con un
    `),
    abstention: listed(`
      no lo sé | no sé | lo desconozco | desconozco | no estoy seguro | no estoy segura | no tengo certeza |
      no tengo idea | no se puede determinar | no es posible determinar | no puedo determinar | no puedo decidir |
      no puedo elegir | imposible determinar | imposible saber | información insuficiente | falta información |
      no hay suficiente información | no hay información suficiente | datos insuficientes | no sabría |
      prefiero no | me abstengo
    `),
    noneOfThese: listed(`
      ninguna | ninguna de las anteriores | ninguna de las opciones | ninguna de estas | ninguna es correcta |
      ninguna opción | ninguna de ellas | ninguna alternativa | ninguna respuesta es correcta |
      ninguna de las alternativas | ninguna de las respuestas | ninguno de los anteriores |
      no hay respuesta correcta | no hay ninguna opción correcta | no hay opción correcta |
      todas son incorrectas | todas las opciones son incorrectas
    `),
    allOfThese: listed(`
      todas las anteriores | todas las opciones | todas son correctas | todas | todas ellas |
      todas las respuestas | todas las alternativas | todos los anteriores
    `),
    allExcept: listed(`
      todas excepto | todas menos | todas salvo | todas las opciones excepto | todas las opciones menos |
      todas las anteriores excepto | todas las opciones salvo | todo excepto | todas a excepción de |
      todas son correctas excepto | todas son correctas menos
    `),
  },
  pt: {
    refusal: listed(`
      fornecer aconselhamento médico | fornecer conselhos médicos | fornecer orientação médica |
      fornecer orientações médicas | dar conselhos médicos | oferecer aconselhamento médico |
      oferecer conselhos médicos | aconselhamento médico | não posso ajudar | não posso responder |
      não posso fornecer | não posso oferecer | não posso dar | não posso diagnosticar | não consigo ajudar |
      não estou autorizado | não sou médico | não me é possível | não me é permitido | não tenho permissão |
      não posso realizar | não posso emitir | não posso fazer | não estou habilitado | procure um pronto-socorro |
      procure um serviço | consulte seu médico | procure seu médico | procure atendimento | devo recusar |
      recuso-me | me recuso | consulte um médico | procure um médico | consulte um profissional |
      procure um profissional
    `),
    abstention: listed(`
      não sei | desconheço | não tenho certeza | não estou certo | não estou seguro | não faço ideia |
      não é possível determinar | não posso determinar | não consigo determinar | não consigo decidir |
      não dá para saber | não há como saber | não há como determinar | impossível determinar | impossível saber |
      informações insuficientes | informação insuficiente | não há informações suficientes | dados insuficientes |
      não saberia | prefiro não | me abstenho | abstenho-me
    `),
    noneOfThese: listed(`
      nenhuma | nenhuma das anteriores | nenhuma das alternativas | nenhuma das opções | nenhuma dessas |
      nenhuma delas | nenhuma está correta | nenhuma é correta | nenhuma alternativa | nenhuma opção |
      nenhuma resposta | nenhum dos anteriores | não há resposta correta | não há alternativa correta |
      não há opção correta | todas estão incorretas | todas as alternativas estão incorretas |
      todas as opções estão incorretas
    `),
    allOfThese: listed(`
      todas as anteriores | todas as alternativas | todas as opções | todas estão corretas | todas são corretas |
      todas | todas elas
    `),
    allExcept: listed(`
      todas exceto | todas, exceto | todas menos | todas, menos | todas as alternativas exceto |
      todas as alternativas, exceto | todas as opções exceto | todas as opções, exceto |
      todas as alternativas menos | todas, com exceção de | todas com exceção de | todas salvo |
      todas as anteriores, exceto
    `),
  },
  fr: {
    refusal: listed(`
      je ne peux pas répondre | je ne peux pas fournir | je ne peux pas donner | conseils médicaux |
      consultez un médecin
    `),
    abstention: listed("je ne sais pas | je ne suis pas sûr | je l'ignore"),
    noneOfThese: listed("aucune des réponses | aucune des propositions | aucune de ces réponses"),
    allOfThese: listed("toutes les réponses | toutes ces réponses"),
    allExcept: listed("toutes sauf | toutes les réponses sauf"),
  },
  de: {
    refusal: listed(`
      ich kann nicht antworten | medizinischen rat | medizinische beratung | wenden sie sich an einen arzt
    `),
    abstention: listed("ich weiß es nicht | ich weiß nicht | ich bin mir nicht sicher"),
    noneOfThese: listed("keine der antworten | keine der optionen | keine der genannten"),
    allOfThese: listed("alle antworten | alle optionen"),
    allExcept: listed("alle außer | alle bis auf"),
  },
};

/** One kind of phrase of every language, in one list. */
export function refusalsOf(kind: keyof RefusalPhrases): string[] {
  return Object.values(refusalPhrases).flatMap((phrases) => [...phrases[kind]]);
}
