/** What reports say about what an exam can tell before it is sat. */
export const textsPower = {
  en: {
    "power.title": "What {items} items can tell",
    "power.quantity": "Question",
    "power.value": "Answer",
    "power.pair": "Smallest difference found between two models",
    "power.family": "Smallest difference found among all {pairs} pairs (Holm)",
    "power.halfWidth": "Half-width of one model's {level} interval",
    "power.itemsForPair": "Items to find {difference} points between two models",
    "power.itemsForFamily": "Items to find {difference} points among all {pairs} pairs (Holm)",
    "power.points": "{value} points",
    "power.effectiveItems": "Independent items that these are worth",
    "power.discordant": "Items that only one of two such models gets right",
    "power.assumed":
      "Assumed: accuracy {accuracy}, correlation of right and wrong between two models {correlation}, design effect {effect}, two-sided level {alpha} over all pairs, power {power}.",
    "power.measured":
      "From the run “{run}”, exam “{exam}”: median over {pairs} pairs of the share that only one model gets right ({least} to {most}) and of the design effect ({effect}); mean accuracy {accuracy}. Two-sided level {alpha} over all pairs, power {power}.",
    "power.how":
      "A real difference of that size is found by McNemar's test in {power} of such exams; a smaller one more rarely. By the normal approximation; fewer than 25 discordant items find a little less.",
    "power.correlation":
      "Models that fail on the same items (a higher correlation) are told apart with fewer items. If you do not know it, measure it: viva power on a finished run.",
    "power.repeats": "More repeats of an item are no more items.",
    "why.even the greatest possible difference would not be found":
      "even the greatest possible difference would not be found",
    "why.two such models cannot differ by so much": "two such models cannot differ by so much",
  },
  es: {
    "power.title": "Lo que pueden distinguir {items} preguntas",
    "power.quantity": "Cuestión",
    "power.value": "Respuesta",
    "power.pair": "Menor diferencia detectable entre dos modelos",
    "power.family": "Menor diferencia detectable entre los {pairs} pares (Holm)",
    "power.halfWidth": "Semiamplitud del intervalo del {level} de un modelo",
    "power.itemsForPair": "Preguntas para detectar {difference} puntos entre dos modelos",
    "power.itemsForFamily": "Preguntas para detectar {difference} puntos entre los {pairs} pares (Holm)",
    "power.points": "{value} puntos",
    "power.effectiveItems": "Preguntas independientes a las que equivalen",
    "power.discordant": "Preguntas que solo acierta uno de dos modelos así",
    "power.assumed":
      "Supuestos: aciertos {accuracy}, correlación entre los aciertos de dos modelos {correlation}, efecto de diseño {effect}, nivel bilateral {alpha} para el conjunto de pares, potencia {power}.",
    "power.measured":
      "De la ejecución «{run}», examen «{exam}»: medianas de {pairs} pares de la proporción que solo acierta un modelo (de {least} a {most}) y del efecto de diseño ({effect}); media de aciertos {accuracy}. Nivel bilateral {alpha} para el conjunto de pares, potencia {power}.",
    "power.how":
      "La prueba de McNemar detecta una diferencia real de ese tamaño en {power} de tales exámenes; una menor, menos veces. Aproximación normal; con menos de 25 preguntas discordantes se detecta algo menos.",
    "power.correlation":
      "Dos modelos que fallan en las mismas preguntas (correlación mayor) se distinguen con menos preguntas. Si no la conoce, mídala: viva power sobre una ejecución terminada.",
    "power.repeats": "Repetir una pregunta no añade preguntas.",
    "why.even the greatest possible difference would not be found": "ni la mayor diferencia posible se detectaría",
    "why.two such models cannot differ by so much": "dos modelos así no pueden diferir tanto",
  },
  zh: {
    "power.title": "{items} 道题能区分什么",
    "power.quantity": "问题",
    "power.value": "答案",
    "power.pair": "两个模型之间可检出的最小差值",
    "power.family": "全部 {pairs} 对中可检出的最小差值（霍尔姆校正）",
    "power.halfWidth": "单个模型 {level} 区间的半宽",
    "power.itemsForPair": "两个模型之间检出 {difference} 个百分点所需题数",
    "power.itemsForFamily": "全部 {pairs} 对中检出 {difference} 个百分点所需题数（霍尔姆校正）",
    "power.points": "{value} 个百分点",
    "power.effectiveItems": "相当于的独立题数",
    "power.discordant": "两个此类模型中仅一个答对的题目比例",
    "power.assumed":
      "假设：正确率 {accuracy}，两个模型对错的相关系数 {correlation}，设计效应 {effect}，全部比较的双侧检验水准 {alpha}，检验效能 {power}。",
    "power.measured":
      "取自运行“{run}”的考试“{exam}”：{pairs} 对模型中仅一个答对的题目比例（{least} 至 {most}）及设计效应（{effect}）的中位数；平均正确率 {accuracy}。全部比较的双侧检验水准 {alpha}，检验效能 {power}。",
    "power.how":
      "若真有这么大的差值，麦克尼马尔检验在 {power} 的此类考试中能检出；更小的差值检出得更少。按正态近似；不一致题目少于 25 道时检出略少。",
    "power.correlation":
      "两个模型若错在相同的题上（相关更高），较少的题即可区分。若不知道相关系数，可对已完成的运行使用本命令实测。",
    "power.repeats": "重复提问同一题并不增加题数。",
    "why.even the greatest possible difference would not be found": "连可能的最大差值也无法检出",
    "why.two such models cannot differ by so much": "两个此类模型不可能相差这么多",
  },
} as const;
