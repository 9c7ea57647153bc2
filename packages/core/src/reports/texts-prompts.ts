/** What reports say of prompts: how far a result hangs on the wording. */
export const textsPrompts = {
  en: {
    "prompts.section": "Asked in other words",
    "prompts.intro":
      "The same questions were put with prompts that all ask for the same thing. Whoever knows the answer is right whatever the wording: what differs between prompts is owed to the wording, or to chance.",
    "prompts.none": "This run has no two prompts that differ in nothing else.",
    "prompts.plain": "the prompt alone",
    "prompts.prompt": "Prompt",
    "prompts.items": "Questions",
    "prompts.ranges": "Best and worst prompt of each model",
    "prompts.mean": "Mean of the prompts",
    "prompts.max": "With the best",
    "prompts.best": "Best prompt",
    "prompts.min": "With the worst",
    "prompts.worst": "Worst prompt",
    "prompts.spread": "Between them, points",
    "prompts.allAlike": "all alike",
    "prompts.ranges.example":
      "The line “{model}” reads: on {n} questions, asked in {prompts} ways, {model} was right in {mean} on average, in {max} with its best prompt ({best}) and in {min} with its worst ({worst}), {spread} points apart {interval}.",
    "prompts.ranges.exampleBeyond":
      " Some of that is chance, since the best of several is partly luck; {beyond} points are left once it is taken off.",
    "prompts.ranges.exampleAlike":
      "The line “{model}” reads: on {n} questions, asked in {prompts} ways, {model} was right in {mean}, whatever the prompt.",
    "prompts.ranges.note":
      "In brackets the {level} interval, which holds whichever of the {prompts} prompts is truly the best. The best prompt was picked on these same questions: do not expect its accuracy on others. Where the interval between best and worst reaches 0, chance alone may have made the difference. In round brackets: how many of the questions are independent, where some share a case.",
    "prompts.accuracies": "Each prompt",
    "prompts.accuracies.note":
      "Accuracy with its {level} interval, on the questions that the model was asked with every prompt. Two intervals that overlap do not mean that two prompts do equally well.",
    "prompts.figure":
      "Accuracy of {model} with each prompt, best first, with its {level} interval. The table has the same numbers.",
    "prompts.scores": "One number for all prompts",
    "prompts.deviation": "SD, points",
    "prompts.beyondChance": "Between best and worst beyond chance, points",
    "prompts.saturation": "Saturation",
    "prompts.combined": "Combined score",
    "prompts.scores.note":
      "SD: how far prompts lie from their mean. Saturation is {whole} where every prompt does as well as the best. The combined score is saturation × accuracy with the best prompt: high for a model that is good with its best prompt and not much worse with any other. Intervals: {level}.",
    "prompts.scores.noInterval":
      "No interval stands where a prompt makes the same difference on every question: then no chance is seen in it.",
    "prompts.rankings": "Is the same model ahead whatever the prompt?",
    "prompts.rankings.pair": "Two prompts",
    "prompts.rankings.mean": "mean of {pairs} pairs of prompts",
    "prompts.tau": "Kendall’s τ",
    "prompts.rankings.example":
      "The line “{first} – {second}” reads: these two prompts agree least on which models are better, τ {tau}; whoever had asked with one of them alone would have ranked the models otherwise than with the other.",
    "prompts.rankings.exampleSame": "All pairs of prompts put the models in the same order.",
    "prompts.rankings.note":
      "τ is 1 where two prompts put the models in the same order and −1 where in the reverse. In brackets the {level} interval, which leans to disagreement; few models make it wide.",
    "prompts.rankings.shown":
      "Shown are the {shown} of {pairs} pairs of prompts that agree least; all are in comparisons.json.",
    "why.no item was scored under every prompt": "no question was scored with every prompt",
    "why.fewer than two models, or one of the prompts ties them all":
      "fewer than two models, or one of the prompts ties them all",
  },
  es: {
    "prompts.section": "Preguntado con otras palabras",
    "prompts.intro":
      "Las mismas preguntas se plantearon con instrucciones (prompts) que piden todas lo mismo. Quien sabe la respuesta acierta con cualquier redacción: lo que difiere entre prompts se debe a la redacción o al azar.",
    "prompts.none": "Esta ejecución no tiene dos prompts que difieran solo entre sí.",
    "prompts.plain": "solo el prompt",
    "prompts.prompt": "Nombre del prompt",
    "prompts.items": "Preguntas",
    "prompts.ranges": "Mejor y peor prompt de cada modelo",
    "prompts.mean": "Media de los prompts",
    "prompts.max": "Con el mejor",
    "prompts.best": "Mejor prompt",
    "prompts.min": "Con el peor",
    "prompts.worst": "Peor prompt",
    "prompts.spread": "Entre ambos, puntos",
    "prompts.allAlike": "todos iguales",
    "prompts.ranges.example":
      "La línea «{model}» se lee así: en {n} preguntas, planteadas de {prompts} maneras, {model} acertó de media el {mean}; el {max} con su mejor prompt ({best}) y el {min} con el peor ({worst}), {spread} puntos de distancia {interval}.",
    "prompts.ranges.exampleBeyond":
      " Una parte es azar, porque el mejor de varios lo es en parte por suerte; descontado este, quedan {beyond} puntos.",
    "prompts.ranges.exampleAlike":
      "La línea «{model}» se lee así: en {n} preguntas, planteadas de {prompts} maneras, {model} acertó el {mean} con cualquier prompt.",
    "prompts.ranges.note":
      "Entre corchetes, el intervalo al {level}, válido sea cual sea el mejor de los {prompts} prompts. El mejor prompt se eligió con estas mismas preguntas: no espere su exactitud en otras. Si el intervalo entre el mejor y el peor llega a 0, la diferencia puede deberse solo al azar. Entre paréntesis, cuántas preguntas son independientes, cuando varias comparten un caso.",
    "prompts.accuracies": "Cada prompt",
    "prompts.accuracies.note":
      "Exactitud con su intervalo al {level}, en las preguntas planteadas al modelo con todos los prompts. Que dos intervalos se solapen no significa que dos prompts funcionen igual de bien.",
    "prompts.figure":
      "Exactitud de {model} con cada prompt, del mejor al peor, con su intervalo al {level}. La tabla recoge los mismos números.",
    "prompts.scores": "Un solo número para todos los prompts",
    "prompts.deviation": "DE, puntos",
    "prompts.beyondChance": "Entre el mejor y el peor más allá del azar, puntos",
    "prompts.saturation": "Saturación",
    "prompts.combined": "Puntuación combinada",
    "prompts.scores.note":
      "DE: distancia de los prompts a su media. La saturación es {whole} cuando todos los prompts rinden como el mejor. La puntuación combinada es saturación × exactitud con el mejor prompt: alta en un modelo bueno con su mejor prompt y no mucho peor con los demás. Intervalos: {level}.",
    "prompts.scores.noInterval":
      "No hay intervalo donde un prompt cambia lo mismo en todas las preguntas: no se ve entonces azar alguno.",
    "prompts.rankings": "¿Va en cabeza el mismo modelo con cualquier prompt?",
    "prompts.rankings.pair": "Dos prompts",
    "prompts.rankings.mean": "media de {pairs} pares de prompts",
    "prompts.tau": "τ de Kendall",
    "prompts.rankings.example":
      "La línea «{first} – {second}» se lee así: estos dos prompts son los que menos coinciden en qué modelos son mejores, τ {tau}; quien hubiera preguntado solo con uno de ellos habría ordenado los modelos de otra manera que con el otro.",
    "prompts.rankings.exampleSame": "Todos los pares de prompts ordenan los modelos igual.",
    "prompts.rankings.note":
      "τ es 1 cuando dos prompts ordenan los modelos igual y −1 cuando los ordenan al revés. Entre corchetes, el intervalo al {level}, que se inclina hacia el desacuerdo; con pocos modelos es ancho.",
    "prompts.rankings.shown":
      "Se muestran los {shown} de {pairs} pares de prompts que menos coinciden; todos están en comparisons.json.",
    "why.no item was scored under every prompt": "ninguna pregunta se puntuó con todos los prompts",
    "why.fewer than two models, or one of the prompts ties them all":
      "menos de dos modelos, o uno de los prompts los empata a todos",
  },
  zh: {
    "prompts.section": "换一种说法提问",
    "prompts.intro":
      "同样的题目用多种提示词提问，要求完全相同，只是说法不同。真正知道答案的，换什么说法都能答对：提示词之间的差别要么来自措辞，要么来自偶然。",
    "prompts.none": "本次运行没有两种仅措辞不同的提示词。",
    "prompts.plain": "仅提示词",
    "prompts.prompt": "提示词",
    "prompts.items": "题数",
    "prompts.ranges": "各模型的最佳与最差提示词",
    "prompts.mean": "各提示词平均",
    "prompts.max": "最佳时",
    "prompts.best": "最佳提示词",
    "prompts.min": "最差时",
    "prompts.worst": "最差提示词",
    "prompts.spread": "两者相差（百分点）",
    "prompts.allAlike": "全部相同",
    "prompts.ranges.example":
      "“{model}”一行读作：{n} 道题用 {prompts} 种说法提问，{model} 平均答对 {mean}；用最佳提示词（{best}）时答对 {max}，用最差提示词（{worst}）时答对 {min}，相差 {spread} 个百分点 {interval}。",
    "prompts.ranges.exampleBeyond":
      "其中一部分是偶然，因为多种之中的最佳总有运气成分；扣除偶然后还剩 {beyond} 个百分点。",
    "prompts.ranges.exampleAlike":
      "“{model}”一行读作：{n} 道题用 {prompts} 种说法提问，{model} 无论用哪种提示词都答对 {mean}。",
    "prompts.ranges.note":
      "方括号内为 {level} 区间；无论 {prompts} 种提示词中哪一种真正最佳，该区间都成立。最佳提示词就是在这些题目上挑出来的，换一批题目不要指望同样的准确率。若最佳与最差之差的区间触及 0，差别可能纯属偶然。题数后圆括号内为相互独立的题组数（多道题共用一个病例时）。",
    "prompts.accuracies": "每种提示词",
    "prompts.accuracies.note":
      "准确率及其 {level} 区间，仅计该模型在所有提示词下都有得分的题目。两个区间重叠并不表示两种提示词效果相同。",
    "prompts.figure": "{model} 在每种提示词下的准确率及其 {level} 区间，由高到低。数值与表格相同。",
    "prompts.scores": "一个数字概括所有提示词",
    "prompts.deviation": "标准差（百分点）",
    "prompts.beyondChance": "扣除偶然后最佳与最差之差（百分点）",
    "prompts.saturation": "饱和度",
    "prompts.combined": "综合得分",
    "prompts.scores.note":
      "标准差：各提示词偏离平均值的程度。所有提示词都与最佳一样好时，饱和度为 {whole}。综合得分 = 饱和度 × 最佳提示词的准确率：最佳提示词下表现好、其他提示词下也差不多的模型得分高。区间：{level}。",
    "prompts.scores.noInterval": "若某种提示词在每道题上造成的差别都相同，则看不出偶然波动，故不给区间。",
    "prompts.rankings": "无论用哪种提示词，领先的都是同一个模型吗？",
    "prompts.rankings.pair": "两种提示词",
    "prompts.rankings.mean": "{pairs} 对提示词的平均",
    "prompts.tau": "肯德尔 τ",
    "prompts.rankings.example":
      "“{first} – {second}”一行读作：这两种提示词对模型优劣的判断最不一致，τ 为 {tau}；只用其中一种提问，得到的排名会与只用另一种不同。",
    "prompts.rankings.exampleSame": "任何两种提示词给出的模型排名都相同。",
    "prompts.rankings.note":
      "两种提示词排名完全相同时 τ 为 1，完全相反时为 −1。方括号内为 {level} 区间，略偏向不一致；模型少时区间很宽。",
    "prompts.rankings.shown": "此处列出 {pairs} 对提示词中最不一致的 {shown} 对，全部对子存于运行文件夹。",
    "why.no item was scored under every prompt": "没有题目在所有提示词下都有得分",
    "why.fewer than two models, or one of the prompts ties them all": "模型少于两个，或其中一种提示词下所有模型并列",
  },
} as const;
