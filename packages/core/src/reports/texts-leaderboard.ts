/** What leaderboards say of ranks and tied sets. */
export const textsLeaderboard = {
  en: {
    "leaderboard.rank": "Rank",
    "leaderboard.tied": "Tied",
    "leaderboard.note":
      "Rank: 1 is the best; in brackets where {level} of {resamples} resamples of the items put the model. Tied: models that share a letter are not told apart (all pairs on the same items, Holm, {alpha}).",
    "leaderboard.one-model": "No rank: there is only one model.",
    "leaderboard.too-large": "No ranks: a run of more than {most} items is compared when asked for, by {command}.",
    "leaderboard.other-scorer": "No ranks: models are ranked by the exam's first scorer.",
    "leaderboard.not-analysed": "No ranks are kept for these replies; {command} works them out.",
    "leaderboard.unscored": "No rank without a scored item: {models}.",
  },
  es: {
    "leaderboard.rank": "Rango",
    "leaderboard.tied": "Empate",
    "leaderboard.note":
      "Rango: 1 es el mejor; entre corchetes, dónde lo sitúa el {level} de {resamples} remuestras de las preguntas. Empate: los modelos que comparten una letra no se distinguen (todos los pares con las mismas preguntas, Holm, {alpha}).",
    "leaderboard.one-model": "Sin rango: hay un solo modelo.",
    "leaderboard.too-large":
      "Sin rangos: una ejecución de más de {most} preguntas se compara cuando se pide, con {command}.",
    "leaderboard.other-scorer": "Sin rangos: los modelos se ordenan por el primer corrector del examen.",
    "leaderboard.not-analysed": "No hay rangos guardados de estas respuestas; {command} los calcula.",
    "leaderboard.unscored": "Sin rango, por no tener ninguna pregunta puntuada: {models}.",
  },
  zh: {
    "leaderboard.rank": "名次",
    "leaderboard.tied": "并列",
    "leaderboard.note":
      "名次：1 为最好；方括号内为 {resamples} 次题目重抽样中 {level} 的名次所在范围。并列：字母相同的模型之间未能区分（全部模型对均在相同题目上比较，霍尔姆校正，{alpha}）。",
    "leaderboard.one-model": "无名次：只有一个模型。",
    "leaderboard.too-large": "无名次：超过 {most} 题的运行只在需要时用 {command} 比较。",
    "leaderboard.other-scorer": "无名次：模型按该考试的首个评分器排名。",
    "leaderboard.not-analysed": "这些回答没有保存名次；可用 {command} 计算。",
    "leaderboard.unscored": "没有已评分题目、因而没有名次的模型：{models}。",
  },
} as const;
