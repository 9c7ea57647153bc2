import { listed } from "./phrase-pattern.ts";

/** Words that say whether a finding is there, in one language. */
export interface FindingCues {
  /** Rule out what follows: "no", 无, "niega". */
  readonly absentAfter: readonly string[];
  /** Rule out what stands before: "was ruled out", 阴性, "ausente". */
  readonly absentBefore: readonly string[];
  /** Leave open what follows: "suspected", 疑似, "posible". */
  readonly openAfter: readonly string[];
  /** Leave open what stands before: "cannot be excluded", 待排, "no se puede descartar". */
  readonly openBefore: readonly string[];
  /** Look like one of the others and say nothing of presence: "no doubt", 无明显诱因, "sin embargo". */
  readonly neither: readonly string[];
  /** End what a cue reaches: "but", 但, "pero". */
  readonly ends: readonly string[];
}

/**
 * Cues of absence and doubt, after NegEx (Chapman 2001, doi 10.1006/jbin.2001.1029) and ConText (Harkema 2009,
 * doi 10.1016/j.jbi.2009.05.002); the Spanish and Chinese lists are Viva's, from the wording of case reports and exams.
 */
export const findingCues: Readonly<Record<"zh" | "en" | "es", FindingCues>> = {
  en: {
    absentAfter: listed(`
      no | not | nor | non | without | never | denies | denied | denying | deny | absence of | absent | lack of | lacks |
      lacked | lacking | free of | free from | negative for | no evidence of | no sign of | no signs of | no history of |
      no evidence for | no complaints of | no longer | rules out | ruled out | ruling out | rule out for | excludes |
      excluded | excluding | rather than | instead of | neither | not have | does not have | did not have |
      has not had | doesn't | isn't | wasn't | aren't | weren't | didn't | hasn't | haven't | don't | cannot | can't |
      never had | never developed | argues against | argue against | speaks against | makes unlikely | unlikely to be |
      failed to reveal | failed to show | fails to show | not on | not in | not for | not with | does not cause | do not cause | none of | resolution of | unremarkable for
    `),
    absentBefore: listed(`
      was ruled out | were ruled out | is ruled out | are ruled out | has been ruled out | have been ruled out |
      ruled out | was excluded | were excluded | is excluded | are excluded | has been excluded | is absent |
      are absent | was absent | were absent | absent | not present | not seen | not detected | not found | not observed |
      is not seen | not evident | not noted | is negative | was negative | were negative | are negative | negative |
      is unlikely | are unlikely | was unlikely | unlikely | less likely | is less likely | denied | negative | is lacking | are lacking |
      were lacking | resolved | has resolved | did not occur | does not occur | do not occur | not required |
      is not required | is not indicated | is not needed | are not needed | not needed | not necessary | is contraindicated |
      are contraindicated | contraindicated | should be avoided | must be avoided | is avoided | is not started |
      is out of the question | was not given | not given | was not performed
    `),
    openAfter: listed(`
      suggests | suggest | suggesting | suggested | suggestive of | possible | possibly | probable | probably | suspected | suspect | suspects | suspicion of | suspicious for |
      suspicion for | presumed | presumptive | questionable | likely | most likely | concern for | concerning for |
      concerns for | worrisome for | consider | considered | may be | might be | may have | might have | could be |
      could have | may represent | rule out | to rule out | evaluate for | evaluation for | screen for | risk of |
      at risk for | differential includes | differential diagnosis includes | perhaps | cannot exclude | can't exclude |
      cannot rule out | can't rule out | could not exclude | cannot be sure of | not necessarily | if there is | in case of |
      versus | vs
    `),
    openBefore: listed(`
      cannot be excluded | cannot be ruled out | can not be excluded | could not be excluded | could not be ruled out |
      can't be excluded | can't be ruled out | not excluded | not ruled out | not been ruled out | not been excluded |
      is possible | are possible | is suspected | are suspected | was suspected | were suspected | suspected |
      is likely | are likely | is probable | is a possibility | should be considered | must be considered |
      should be ruled out | must be ruled out | needs to be ruled out | must be excluded | should be excluded |
      to be ruled out | to be excluded | may occur | may be present | might be present | is questionable
    `),
    neither: listed(`
      no doubt | without doubt | no change | no significant change | no increase | not only | not just |
      without difficulty | no cause | not certain whether | no more than | not drain | gram negative | no matter |
      not uncommon | not infrequently | not rare | not all | likely to cause | rh negative | no relief | not relieved | not relieved by |
      not respond to | not responded to | not improved with | did not respond to | does not respond to |
      without improvement | no improvement | no response to | despite | not controlled | negative pressure |
      is not a normal | non insulin | not be delayed | should not be delayed | may be accompanied by |
      may be given | may be used | not specific for | not sensitive for | not contraindicated | not resolved | has not resolved
    `),
    ends: listed(`
      but | however | nevertheless | yet | though | although | whereas | while | except | except for | apart from |
      aside from | other than | besides | because | because of | due to | secondary to | since | which | who | that |
      presents | presented | presenting | reports | reported | has had | developed | develops | shows | showed |
      reveals | revealed | has | had | therefore | thus | so | makes | make | making |
      points to | indicates | favors | favours | remains | still | is the | was the | then | and has | responded to |
      responds to | taking | on | in | in the | by | after | before | during
    `),
  },
  zh: {
    absentAfter: listed(`
      无 | 没有 | 否认 | 未见 | 未闻及 | 未触及 | 未及 | 未扪及 | 未出现 | 未发现 | 未诉 | 未引出 | 未发生 | 未检出 | 未查见 |
      未合并 | 未伴 | 未使用 | 未予 | 未服用 | 未探及 | 不伴 | 不伴有 | 不是 | 并非 | 不考虑 | 不支持 | 不符合 | 不属于 | 不会出现 |
      不出现 | 不会引起 | 不引起 | 不会 | 不能诊断为 | 不能预防 | 未再出现 | 未再发生 | 未再 | 不应诊断为 | 不诊断 | 不宜 | 不应 | 不用 | 不选 | 不选用 | 不存在 | 不具有 | 不具备 |
      不表现为 | 不见于 | 不合并 | 不导致 | 不累及 | 不需要 | 不需 | 无需 | 而非 | 而不是 | 排除 | 可排除 | 已排除 | 排除了 | 可以排除 | 除外 | 缺乏 |
      均无 | 也无 | 亦无 | 且无 | 并无 | 从无 | 既往无 | 不含 | 禁用 | 避免使用 | 不可使用 | 不发生 | 无明显 | 不选择
    `),
    absentBefore: listed(`
      阴性 | 均阴性 | 呈阴性 | 为阴性 | 结果阴性 | 试验阴性 | 检查阴性 | 已排除 | 可排除 | 可以排除 | 被排除 | 予以排除 | 可除外 | 已除外 |
      不存在 | 消失 | 缺如 | 未见 | 未查见 | 未触及 | 未及 | 未引出 | 未闻及 | 未扪及 | 未检出 | 未出现 | 不明显 | (-) | （-） | （－） | （—） | (—) | 不支持 | 可能性小 |
      可能性不大 | 可能性较小 | 可能性极小 | 不予考虑 | 均无 | 均未见 | 不符 | 不符合 | 不会出现 | 不出现
    `),
    openAfter: listed(`
      可能 | 可能为 | 可能是 | 疑似 | 疑为 | 怀疑 | 怀疑为 | 拟诊 | 拟诊为 | 考虑为 | 考虑 | 首先考虑 | 应考虑 | 不除外 | 不能除外 | 不能排除 | 不排除 |
      尚不能排除 | 未能排除 | 需排除 | 应排除 | 以排除 | 需除外 | 应除外 | 警惕 | 提防 | 待排 | 高度怀疑 | 可疑 | 似乎 | 或许 | 大概 | 若有 | 如有 |
      若出现 | 如出现 | 若为 | 如为 | 需与 | 应与 | 须与
    `),
    openBefore: listed(`
      可能 | 可能性大 | 可能性较大 | 可能性最大 | 待排 | 待查 | 待除外 | 不除外 | 不能除外 | 不能排除 | 不排除 | 待排除 | 尚不能排除 | 需排除 | 可疑 | 待定 |
      的可能 | 的可能性 | 相鉴别 | 鉴别
    `),
    neither: listed(`
      无明显诱因 | 无诱因 | 无汗 | 无抽搐 | 无力 | 无明显原因 | 无痛性 | 无痛 | 无菌 | 无创 | 无症状 | 无论 | 无关 | 无效 | 无缓解 | 无好转 | 无改善 | 无明显缓解 | 无明显好转 | 无明显改善 |
      无变化 | 无法 | 无疑 | 未见异常 | 未见明显异常 | 无性 | 无名 | 无规律 | 无意识 | 无色 | 非特异 | 非特异性 | 非典型 | 非手术 | 非对称 | 非霍奇金 | 非甾体 | 非ST段 | 非ST | 非酒精性 |
      非小细胞 | 非少尿 | 非结核 | 非感染性 | 非创伤性 | 非淋菌性 | 非选择性 | 非竞争性 | 非梗阻性 | 非处方 | 非洲 | 除非 | 是非 | 而非但 | 非常 | 并非没有 | 不能否认 | 不是没有 |
      不仅 | 不但 | 不只 | 无明显加重 | 无明显变化 | 革兰阴性 | 革兰氏阴性 | 用药后无缓解 | 可能性 | 排除法 | 无规律性 | 无性生殖 | 无排卵 |
      未缓解 | 不缓解 | 不能缓解 | 无减轻 | 无异常 | 不会危及 | 无尿路
    `),
    ends: listed(
      "但 | 但是 | 而 | 却 | 然而 | 不过 | 仅 | 只 | 仅有 | 仅见 | 仅表现为 | 可见 | 伴 | 伴有 | 故 | 因此 | 所以 | 则 | 提示 | 应 | 有 | 出现 | 诊断为 | 以 | 是 | 为 | 可 | 因 | 由于 | 表现为 | 支持",
    ),
  },
  es: {
    absentAfter: listed(`
      no | sin | niega | niegan | negaba | negó | ni | nunca | ausencia de | en ausencia de | ausente | ausentes | falta de |
      carece de | carecía de | descarta | descartan | descartó | descartaron | descartado | descartada | descartar la |
      se descarta | se descartó | excluye | excluyen | excluyó | se excluye | tampoco | no presenta | no presentaba | no presentó |
      no tiene | no tenía | no refiere | no refería | no hay | no había | no existe | no se observa | no se observan |
      no se observó | no se observaron | no se palpa | no se palpan | no se aprecia | no se aprecian | no se auscultan |
      no cursa con | no cursan con | no se asocia a | no se asocia con | no se acompaña de | no es | no son | no fue | no era |
      no sugiere | no compatible con | no está indicada | no está indicado | no debe usarse | no se detectó | no se detectaron | no se objetiva | no se objetivan |
      no desarrolló | no evidencia de | sin evidencia de | sin signos de | sin datos de | sin antecedentes de |
      sin historia de | libre de | negativo para | negativa para | negativos para | en lugar de | en vez de | más que | no causa | no causan | no produce | no producen |
      no en | no en el | no en la | no con | va en contra de | hace improbable | poco probable | resolución de
    `),
    absentBefore: listed(`
      negativo | negativa | negativos | negativas | ausente | ausentes | está ausente | están ausentes | descartado | descartada | descartados |
      descartadas | quedó descartado | quedó descartada | queda descartado | queda descartada | fue descartado | fue descartada | se descartó |
      se descarta | se descartan | se descartaron | se ha descartado | excluido | excluida | se excluyó | es improbable |
      es poco probable | poco probable | improbable | no está presente | no estaba presente | no se observó |
      no se observa | no se observan | no se encontró | no se detectó | ha desaparecido | desapareció | resuelto | resuelta | no está indicada | no está indicado | está contraindicado | está contraindicada |
      están contraindicados | están contraindicadas | debe evitarse | deben evitarse | no se inicia |
      no es necesario | no es necesaria | no se realizó | no se administró
    `),
    openAfter: listed(`
      posible | posibles | posiblemente | probable | probables | probablemente | sospecha de | sospecha | sospechar | sospechoso de |
      sospechosa de | se sospecha | se sospechó | sugestivo de | sugestiva de | sugiere | sugieren | a descartar | para descartar | descartar | hay que descartar |
      debe descartarse | debemos descartar | no se puede descartar | no se descarta | no puede descartarse | no permite descartar |
      no excluye | no se puede excluir | podría ser | podría tratarse de | puede ser | quizá | quizás | tal vez | riesgo de | presunto |
      presunta | compatible con | compatibles con | diagnóstico diferencial con | en caso de | si hay | si existe | considerar | orienta a | orientan a | cabe pensar en | hay que pensar en | hacen sospechar | hace sospechar | hace probable
    `),
    openBefore: listed(`
      no se puede descartar | no puede descartarse | no se puede excluir | no descartado | no descartada | a descartar |
      por descartar | debe descartarse | deben descartarse | es posible | es probable | son posibles | es lo más probable | en estudio | se sospecha |
      como posibilidad | debe considerarse
    `),
    neither: listed(`
      sin embargo | sin duda | no obstante | no solo | no sólo | no cambia | sin cambios | no mejora con | no mejoró con |
      no mejoró tras | no respondió a | no responde a | sin respuesta a | sin mejoría con | sin mejoría | no cede con | gram negativo | gram negativos | gramnegativo |
      gram negativa | no debe demorarse | no debe retrasarse | no específico | no específicos | no específica | no específicas | no está contraindicada |
      no está contraindicado | no hodgkin | no todos | no todas | no siempre | ni siquiera | más que nada | sin tratamiento | no tratada | no tratado | no controlada | no controlado | no esteroideo | no esteroideos | rh negativo | rh negativa | no es raro | no es infrecuente
    `),
    ends: listed(`
      pero | aunque | sino | salvo | excepto | a excepción de | excepto por | mientras que | mientras | debido a | porque | que | quien | presenta |
      presentaba | presentó | refiere | refería | acude | con | muestra | mostró | revela | reveló | sugiere | sugieren | por lo que | por tanto |
      orienta | hace pensar | apoya | ya que | desarrolló | secundario a | secundaria a | tras | y presenta | y refiere | tiene | solo | únicamente | consulta | se observa | se palpa | por | en | en el | en la | indica | indican | se inició | se pautó | se administró |
      se trata | se inicia
    `),
  },
};
