import { listed } from "./phrase-pattern.ts";

/**
 * Words by which prose in a language is known: frequent function words and the words with which exam replies name the
 * answer, whole and in lower case. A word of several languages ("no", "de", "que") is listed for each of them: it tells
 * them from the others, not from one another. Source: Viva, from explanations and replies to medical exams.
 */
export const tellingWords: Readonly<Record<"en" | "es" | "pt", readonly string[]>> = {
  en: listed(`
    the | of | and | is | are | was | were | be | been | to | in | on | at | by | from | with | without | for | this |
    that | these | those | which | who | it | its | not | no | because | since | therefore | so | than | then | while |
    although | however | but | or | an | as | if | has | have | had | can | could | may | might | should | would |
    will | does | do | most | more | less | likely | when | where | there | here | only | other | all | both | such |
    also | due | between | among | into | during | after | before | he | she | his | her | they | their | we | you | my |
    answer | correct | option | options | choice | letter | patient | patients | suggests | suggest | indicates |
    indicate | shows | show | consistent | typical | therapy | treatment
  `),
  es: listed(`
    el | la | los | las | un | una | unos | unas | de | del | al | que | se | en | con | sin | por | para | como | no |
    es | son | está | están | estar | fue | ser | sería | era | esta | este | estos | estas | ese | esa | eso | esto |
    lo | le | les | su | sus | más | mas | pero | porque | pues | aunque | cuando | donde | cual | quien | si | sí |
    ante | según | hay | ha | han | tiene | tienen | puede | pueden | debe | deben | debería | suele | suelen | debido |
    también | muy | ya | mientras | entonces | tanto | otro | otra | otros | otras | desde | hasta | entre | sobre |
    tras | todo | todas | todos | dos | nos | me | respuesta | respuestas | correcta | incorrecta | opción | opciones |
    elección | letra | paciente | pacientes | trata | indica | sugiere | muestra | tratamiento | además | ningún |
    ninguna | siendo | hacia
  `),
  pt: listed(`
    os | as | um | uma | uns | umas | de | do | da | dos | das | ao | aos | à | às | que | se | em | no | na | nos |
    nas | num | numa | com | sem | por | para | como | são | está | estão | estar | foi | ser | seria | era | não | mais |
    mas | porque | pois | embora | quando | onde | qual | quem | há | tem | têm | pode | podem | deve | devem | devido |
    também | muito | já | sim | então | outro | outra | outros | outras | pelo | pela | pelos | pelas | isso | isto |
    este | esta | estes | estas | esse | essa | esses | essas | seu | sua | seus | suas | até | entre | sobre | todo |
    todas | todos | me | resposta | respostas | correta | incorreta | opção | opções | alternativa | alternativas |
    escolha | letra | paciente | pacientes | trata-se | indica | sugere | mostra | tratamento | além | nenhuma |
    nenhum | sendo
  `),
};
