/** What reports say of instructions: whether a model does what it is told. */
export const textsInstructions = {
  en: {
    "instructions.section": "Does it do what it is told?",
    "instructions.intro":
      "The same questions were put with instructions on the form of the reply that a machine can check. Form and answer are marked apart: a reply may be right in the wrong form, or wrong in the right one.",
    "instructions.none": "This run has no instructions.",
    "instructions.instruction": "Instruction",
    "instructions.items": "Questions",
    "instructions.strict": "In the form",
    "instructions.loose": "In the form, loosely",
    "instructions.lenient": "Right in any form",
    "instructions.joint": "Right and in form",
    "instructions.formatTax": "Format tax, points",
    "instructions.form": "{model}: form and answer",
    "instructions.form.example":
      "The line “{instruction}” reads: on {n} questions {model} kept to the instruction in {strict} of its replies; {lenient} were right for a reader who takes any form, {joint} for a program that takes nothing but the form asked for. The form costs {tax} points {interval}.",
    "instructions.form.note":
      "In the form: the reply as it came keeps to the instruction. Loosely: it does so once markdown, the first or the last line is taken off. Right in any form: as the lenient reader reads it. The format tax is right in any form less right and in form, over the same replies. In square brackets the {level} interval; in round ones how many of the questions are independent, where some share a case. Questions without a key are left out.",
    "instructions.figure":
      "Format tax of {model} under each instruction, in points with its {level} interval. Filled: above 0.",
    "instructions.effect": "{model}: what the instructions change",
    "instructions.without": "Without instruction",
    "instructions.change": "Change, points",
    "instructions.abstained": "Abstained",
    "instructions.effect.example":
      "The line “{instruction}” reads: on the same {n} questions {without} were right without the instruction; with it accuracy changes by {change} points {interval}.",
    "instructions.effect.note":
      "Accuracy whatever the form, with the instruction and with the same prompt without it, on the same questions; in brackets the {level} interval. Below 0 the instruction itself costs right answers, apart from the form; an interval that holds 0 shows no change.",
    "instructions.abstained.note":
      "Abstained: share of replies that say that they do not know, where the instruction allows it; they count as not right. A change below 0 may then be caution.",
    "instruction.only-letter": "the letter and nothing else",
    "instruction.json-with-key": "JSON with a given key",
    "instruction.fixed-last-line": "a last line of given form",
    "instruction.at-most-words": "at most so many words",
    "instruction.explain-then-answer": "explain first, then answer",
    "instruction.answer-in-other-language": "answer in another language",
    "instruction.tagged-answer": "the answer between tags",
    "instruction.abstain-token-allowed": "may say that it does not know",
    "instruction.negative-marking-announced": "told that wrong answers lose points",
    "why.the exam is not marked by exact-set": "the exam is not marked by exact-set",
    "why.no reply was marked for form and answer": "no reply was marked for form and answer",
    "why.the study does not ask with this prompt and no instruction":
      "the study does not ask with this prompt and no instruction (add “none” to its instructions)",
    "why.no item was scored both with the instruction and without it":
      "no question was scored both with the instruction and without it",
    "column.adherence-strict": "Adherence",
    "column.adherence-loose": "Adherence, loosely",
    "column.joint": "Right and in form",
  },
  es: {
    "instructions.section": "¿Hace lo que se le pide?",
    "instructions.intro":
      "Las mismas preguntas se plantearon con indicaciones sobre la forma de la respuesta que una máquina puede comprobar. Forma y respuesta se puntúan por separado: se puede acertar con la forma equivocada, o fallar con la correcta.",
    "instructions.none": "Esta ejecución no tiene indicaciones sobre la forma.",
    "instructions.instruction": "Indicación",
    "instructions.items": "Preguntas",
    "instructions.strict": "En la forma pedida",
    "instructions.loose": "En la forma, sin rigor",
    "instructions.lenient": "Acierto en cualquier forma",
    "instructions.joint": "Acierto y en la forma",
    "instructions.formatTax": "Coste de la forma, puntos",
    "instructions.form": "{model}: forma y respuesta",
    "instructions.form.example":
      "La línea «{instruction}» se lee así: en {n} preguntas, {model} cumplió la indicación en el {strict} de sus respuestas; acertó el {lenient} para quien acepta cualquier forma y el {joint} para un programa que solo acepta la forma pedida. La forma cuesta {tax} puntos {interval}.",
    "instructions.form.note":
      "En la forma pedida: la respuesta, tal como llegó, cumple la indicación. Sin rigor: la cumple al quitar el markdown, la primera línea o la última. Acierto en cualquier forma: según el lector tolerante. El coste de la forma es acierto en cualquier forma menos acierto y en la forma, en las mismas respuestas. Entre corchetes, el intervalo al {level}; entre paréntesis, cuántas preguntas son independientes, cuando varias comparten un caso. No cuentan las preguntas sin clave.",
    "instructions.figure":
      "Coste de la forma de {model} con cada indicación, en puntos, con su intervalo al {level}. Relleno: por encima de 0.",
    "instructions.effect": "{model}: qué cambian las indicaciones",
    "instructions.without": "Sin indicación",
    "instructions.change": "Cambio, puntos",
    "instructions.abstained": "Se abstuvo",
    "instructions.effect.example":
      "La línea «{instruction}» se lee así: en las mismas {n} preguntas, el {without} fue correcto sin la indicación; con ella, la exactitud cambia {change} puntos {interval}.",
    "instructions.effect.note":
      "Exactitud en cualquier forma, con la indicación y con el mismo prompt sin ella, en las mismas preguntas; entre corchetes, el intervalo al {level}. Por debajo de 0, la propia indicación cuesta aciertos, aparte de la forma; un intervalo que contiene el 0 no demuestra cambio.",
    "instructions.abstained.note":
      "Se abstuvo: proporción de respuestas que dicen no saber, donde la indicación lo permite; no cuentan como acierto. Un cambio por debajo de 0 puede ser entonces prudencia.",
    "instruction.only-letter": "la letra y nada más",
    "instruction.json-with-key": "JSON con una clave dada",
    "instruction.fixed-last-line": "una última línea de forma fija",
    "instruction.at-most-words": "un máximo de palabras",
    "instruction.explain-then-answer": "primero explicar, después responder",
    "instruction.answer-in-other-language": "responder en otro idioma",
    "instruction.tagged-answer": "la respuesta entre etiquetas",
    "instruction.abstain-token-allowed": "puede decir que no lo sabe",
    "instruction.negative-marking-announced": "se avisa de que los errores restan puntos",
    "why.the exam is not marked by exact-set": "el examen no se puntúa con exact-set",
    "why.no reply was marked for form and answer": "ninguna respuesta se puntuó por forma y respuesta",
    "why.the study does not ask with this prompt and no instruction":
      "el estudio no pregunta con este prompt sin indicación (añada «none» a sus instructions)",
    "why.no item was scored both with the instruction and without it":
      "ninguna pregunta se puntuó con la indicación y sin ella",
    "column.adherence-strict": "Cumplimiento",
    "column.adherence-loose": "Cumplimiento sin rigor",
    "column.joint": "Acierto y en la forma",
  },
  zh: {
    "instructions.section": "是否按要求作答？",
    "instructions.intro":
      "同样的题目附带了对作答格式的要求，是否遵守可由机器核对。格式与答案分开计分：答案可以对而格式不对，也可以格式对而答案错。",
    "instructions.none": "本次运行没有格式要求。",
    "instructions.instruction": "要求",
    "instructions.items": "题数",
    "instructions.strict": "符合格式",
    "instructions.loose": "大致符合格式",
    "instructions.lenient": "答对（不论格式）",
    "instructions.joint": "答对且符合格式",
    "instructions.formatTax": "格式代价（百分点）",
    "instructions.form": "{model}：格式与答案",
    "instructions.form.example":
      "“{instruction}”一行读作：{n} 道题中，{model} 有 {strict} 的答复符合要求；不论格式，答对 {lenient}；若程序只接受规定格式，则只有 {joint} 算答对。格式的代价是 {tax} 个百分点 {interval}。",
    "instructions.form.note":
      "符合格式：答复原样即符合要求。大致符合：去掉排版标记、首行或末行后符合。答对（不论格式）：按宽松读取判分。格式代价 = 答对（不论格式）− 答对且符合格式，两者取自同一批答复。方括号内为 {level} 区间；题数后圆括号内为相互独立的题组数（多道题共用一个病例时）。没有标准答案的题目不计。",
    "instructions.figure": "{model} 在每种要求下的格式代价（百分点）及其 {level} 区间。实心点：大于 0。",
    "instructions.effect": "{model}：要求本身带来的变化",
    "instructions.without": "无要求时",
    "instructions.change": "变化（百分点）",
    "instructions.abstained": "放弃作答",
    "instructions.effect.example":
      "“{instruction}”一行读作：同样的 {n} 道题，不提要求时答对 {without}；提出要求后，准确率变化 {change} 个百分点 {interval}。",
    "instructions.effect.note":
      "不论格式的准确率：同一提示词，有要求与无要求，同一批题目；方括号内为 {level} 区间。低于 0 表示要求本身使答对的题减少（与格式无关）；区间包含 0 则未显示变化。",
    "instructions.abstained.note":
      "放弃作答：在要求允许时，表示不知道的答复所占比例；不算答对。此时变化低于 0 可能是谨慎所致。",
    "instruction.only-letter": "只写字母",
    "instruction.json-with-key": "含指定键的 JSON",
    "instruction.fixed-last-line": "末行格式固定",
    "instruction.at-most-words": "限制字数",
    "instruction.explain-then-answer": "先解释后作答",
    "instruction.answer-in-other-language": "用另一种语言作答",
    "instruction.tagged-answer": "答案写在标签之间",
    "instruction.abstain-token-allowed": "允许回答不知道",
    "instruction.negative-marking-announced": "告知答错倒扣分",
    "why.the exam is not marked by exact-set": "该考试未按完全匹配计分",
    "why.no reply was marked for form and answer": "没有答复同时按格式和答案计分",
    "why.the study does not ask with this prompt and no instruction":
      "研究没有用该提示词而不附要求地提问（请在研究文件中加一种不附要求的问法）",
    "why.no item was scored both with the instruction and without it": "没有题目在有要求和无要求时都有得分",
    "column.adherence-strict": "符合格式",
    "column.adherence-loose": "大致符合格式",
    "column.joint": "答对且符合格式",
  },
} as const;
