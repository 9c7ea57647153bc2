/** What reports say of explanations and free text: likeness to references, form, judgements. */
export const textsFreeText = {
  en: {
    "freeText.section": "Explanations and free text",
    "freeText.intro":
      "Here replies are marked for what they say, not for the option they chose. BLEU, ROUGE and chrF measure how many words, phrases or characters a reply shares with the reference text. They do not tell whether it is true, complete or safe: a wrong statement in the reference’s words scores high, a right one in other words low, and one negation turns the sense around at almost no cost. They rise with length and with the reference’s style, and no value of them is a pass mark. Read them with the length ratio, repetition and language beside them, compare only what has the same signature, and judge content by people or by judges held against people.",
    "freeText.points": "Points, mean",
    "freeText.leftOut": "Left out",
    "freeText.signature": "Cut and counted: {signature}",
    "freeText.corpusNote":
      "In brackets the {level} interval; n counts questions, in round brackets those that are independent where some share a case. Scores of all replies together (BLEU, chrF, length ratio) are no means of the replies’ own; their intervals come from resampling questions.",
    "freeText.meanNote":
      "Means over replies, in brackets the {level} interval; n counts questions, in round brackets those that are independent where some share a case.",
    "freeText.pairs": "{scorer}: which differences are real",
    "freeText.pair": "Pair",
    "freeText.score": "Score",
    "freeText.difference": "Difference, points",
    "freeText.holm": "p, Holm",
    "freeText.verdict": "Verdict",
    "freeText.higher": "{model} higher",
    "freeText.not-told-apart": "not told apart",
    "freeText.not-compared": "not compared",
    "freeText.pairsNote":
      "First less second on the questions that both have, with its {level} interval, from {resamples} resamples of the questions, the same for both models; questions that share a case are drawn together. p is two-sided and cannot fall below 1/(resamples + 1); Holm’s adjustment is over the pairs of one score, the level is {alpha}. Higher is not better for repetition, and for the length ratio 1 is the reference’s length.",
    "freeText.pairsLeftOut":
      "Shown are {shown} of {total} rows: those with the highest model. The rest is in comparisons.json.",
    "textScore.length-ratio": "Length ratio",
    "textScore.length-match": "Length match",
    "textScore.repetition": "Repetition",
    "textScore.language": "In the language asked for",
    "reason.no-reference": "without a reference",
    "reason.no-reply": "without a reply",
    "measure.mean-points": "Points, mean",
    "why.the texts are too short or empty for this score": "the texts are too short or empty for this score",
    "why.no interval from fewer than two independent items": "no interval from fewer than two independent items",
    "why.no interval: some resamples have no text to score": "no interval: some resamples have no text to score",
  },
  es: {
    "freeText.section": "Explicaciones y texto libre",
    "freeText.intro":
      "Aquí se puntúa lo que dicen las respuestas, no la opción elegida. BLEU, ROUGE y chrF miden cuántas palabras, expresiones o caracteres comparte una respuesta con el texto de referencia. No dicen si es cierta, completa o segura: un error escrito con las palabras de la referencia puntúa alto, un acierto dicho con otras palabras puntúa bajo, y una sola negación invierte el sentido sin apenas coste. Suben con la longitud y con el estilo de la referencia, y ningún valor equivale a un aprobado. Léalos junto a la razón de longitud, la repetición y el idioma, compare solo lo que lleva la misma firma y deje el contenido al juicio de personas, o de jueces contrastados con personas.",
    "freeText.points": "Puntos, media",
    "freeText.leftOut": "Excluidas",
    "freeText.signature": "Segmentación y recuento: {signature}",
    "freeText.corpusNote":
      "Entre corchetes, el intervalo del {level}; n cuenta preguntas y, entre paréntesis, las independientes cuando varias comparten un caso. Las puntuaciones de todas las respuestas juntas (BLEU, chrF, razón de longitud) no son medias de las de cada respuesta; sus intervalos proceden de un remuestreo de preguntas.",
    "freeText.meanNote":
      "Medias de las respuestas; entre corchetes, el intervalo del {level}; n cuenta preguntas y, entre paréntesis, las independientes cuando varias comparten un caso.",
    "freeText.pairs": "{scorer}: qué diferencias son reales",
    "freeText.pair": "Par",
    "freeText.score": "Puntuación",
    "freeText.difference": "Diferencia, puntos",
    "freeText.holm": "p ajustada (Holm)",
    "freeText.verdict": "Conclusión",
    "freeText.higher": "{model}, más alto",
    "freeText.not-told-apart": "no se distinguen",
    "freeText.not-compared": "sin comparar",
    "freeText.pairsNote":
      "Primero menos segundo en las preguntas que ambos tienen, con su intervalo del {level}, a partir de {resamples} remuestreos de las preguntas, los mismos para ambos modelos; las preguntas que comparten un caso se extraen juntas. La p es bilateral y no puede bajar de 1/(remuestreos + 1); el ajuste de Holm abarca los pares de una misma puntuación, con un nivel del {alpha}. En la repetición, más alto no es mejor; en la razón de longitud, 1 es la longitud de la referencia.",
    "freeText.pairsLeftOut":
      "Se muestran {shown} de {total} filas: las del modelo más alto. El resto está en comparisons.json.",
    "textScore.length-ratio": "Razón de longitud",
    "textScore.length-match": "Ajuste de longitud",
    "textScore.repetition": "Repetición",
    "textScore.language": "En el idioma pedido",
    "reason.no-reference": "sin referencia",
    "reason.no-reply": "sin respuesta",
    "measure.mean-points": "Puntos, media",
    "why.the texts are too short or empty for this score":
      "los textos son demasiado cortos o están vacíos para esta puntuación",
    "why.no interval from fewer than two independent items": "sin intervalo: menos de dos preguntas independientes",
    "why.no interval: some resamples have no text to score":
      "sin intervalo: algunos remuestreos carecen de texto que puntuar",
  },
  zh: {
    "freeText.section": "解释与开放作答",
    "freeText.intro":
      "本节评的是回答写了什么，而不是选了哪个选项。BLEU、ROUGE 和 chrF 衡量回答与参考文本共有多少字、词和片段，并不说明内容是否正确、完整或安全：照搬参考用语的错误说法得分高，换一种说法的正确内容得分低，一个否定词足以颠倒意思，却几乎不扣分。分数随篇幅和文风接近参考而升高，任何数值都不等于合格线。请与长度比、重复率和作答语言一并阅读，只比较签名相同的分数；内容的优劣应由人工，或由与人工核对过的评审模型来判断。",
    "freeText.points": "平均得分",
    "freeText.leftOut": "未计入",
    "freeText.signature": "切分与计数方式：{signature}",
    "freeText.corpusNote":
      "方括号内为 {level} 置信区间；n 为题数，共用病例时圆括号内为相互独立的题数。由全部回答合并算出的分数（BLEU、chrF、长度比）不是各条回答得分的平均，其区间由对题目重抽样得到。",
    "freeText.meanNote":
      "均为各条回答的平均，方括号内为 {level} 置信区间；n 为题数，共用病例时圆括号内为相互独立的题数。",
    "freeText.pairs": "{scorer}：哪些差异真实存在",
    "freeText.pair": "模型对",
    "freeText.score": "指标",
    "freeText.difference": "差值（百分点）",
    "freeText.holm": "p（Holm）",
    "freeText.verdict": "结论",
    "freeText.higher": "{model} 较高",
    "freeText.not-told-apart": "不能区分",
    "freeText.not-compared": "未比较",
    "freeText.pairsNote":
      "在两者都有得分的题目上以前者减后者，附 {level} 置信区间；由 {resamples} 次题目重抽样得到，两个模型每次抽到的题目相同，共用病例的题目一并抽取。p 为双侧，不会小于 1/(重抽样次数 + 1)；Holm 校正针对同一指标的所有模型对，检验水准为 {alpha}。重复率并非越高越好；长度比为 1 表示与参考等长。",
    "freeText.pairsLeftOut": "共 {total} 行，此处只列出得分最高的模型所在的 {shown} 行，其余见 comparisons.json。",
    "textScore.length-ratio": "长度比",
    "textScore.length-match": "长度吻合度",
    "textScore.repetition": "重复率",
    "textScore.language": "所用语言符合要求",
    "reason.no-reference": "无参考文本",
    "reason.no-reply": "无回答",
    "measure.mean-points": "平均得分",
    "why.the texts are too short or empty for this score": "文本过短或为空，无法计算该指标",
    "why.no interval from fewer than two independent items": "相互独立的题目不足两道，无法给出区间",
    "why.no interval: some resamples have no text to score": "部分重抽样没有可评的文本，无法给出区间",
  },
} as const;
