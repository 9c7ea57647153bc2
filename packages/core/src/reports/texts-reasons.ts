/** What reports say of right answers for wrong reasons. */
export const textsReasons = {
  en: {
    "reasons.section": "Right for the right reason?",
    "reasons.intro":
      "A right answer may rest on a wrong reason. Here the reason of each reply is looked at apart from its answer: which medical facts of the reference explanation it names and does not deny, and whether it argues for the key and against the other options. Both are read by rules, not understood; the examples are there to be checked.",
    "reasons.table": "Answer and reason",
    "reasons.model": "Model",
    "reasons.replies": "Replies",
    "reasons.rightSound": "Right, reason sound",
    "reasons.rightWrong": "Right, reason wrong",
    "reasons.wrongSound": "Wrong, reason sound",
    "reasons.wrongWrong": "Wrong, reason wrong",
    "reasons.ofAll": "Right for a wrong reason, of all",
    "reasons.ofRight": "Of the right ones",
    "reasons.table.example":
      "The line “{model}” reads: of {n} replies {count} were right for a wrong reason; that is {share} of the right ones {interval}.",
    "reasons.note.recall":
      "A reason counts as wrong where fewer than {threshold} of the reference's key points are named, or more are contradicted than recalled.",
    "reasons.note.options": "A reason counts as wrong where it argues against the key or for another option.",
    "reasons.note":
      "Counts are of replies; shares are over questions, with their {level} interval, repeats of a question counting once. Replies without a mark for their reason are left out: questions without a key, without a reference explanation, or without a listed medical term in it. A short reply that gives the answer alone has a wrong reason here: it gives none.",
    "reasons.examples": "Right answers whose reason is wrong",
    "reasons.question": "Question",
    "reasons.why": "What is wrong",
    "reasons.reply": "The reply begins",
    "reasons.againstKey": "argues against the key or for another option",
    "reasons.recalled": "recalls {recall} of the key points",
    "reasons.contradicts": "contradicts {contradicted}",
    "reasons.withheld": "withheld",
    "reasons.examples.note":
      "At most five of each model: what argues against the key first, then what recalls least. The rules can be mistaken; read the whole reply before a conclusion is drawn from one.",
  },
  es: {
    "reasons.section": "¿Acierta por el motivo correcto?",
    "reasons.intro":
      "Un acierto puede apoyarse en un motivo equivocado. Aquí el razonamiento de cada respuesta se examina aparte de la opción elegida: qué hechos médicos de la explicación de referencia nombra sin negarlos, y si argumenta a favor de la clave y en contra de las demás opciones. Ambas cosas se leen con reglas, no se comprenden; los ejemplos están para comprobarlo.",
    "reasons.table": "Respuesta y motivo",
    "reasons.model": "Modelo",
    "reasons.replies": "Respuestas",
    "reasons.rightSound": "Acierto, motivo correcto",
    "reasons.rightWrong": "Acierto, motivo erróneo",
    "reasons.wrongSound": "Fallo, motivo correcto",
    "reasons.wrongWrong": "Fallo, motivo erróneo",
    "reasons.ofAll": "Aciertos por motivo erróneo, del total",
    "reasons.ofRight": "De los aciertos",
    "reasons.table.example":
      "La línea «{model}» se lee así: de {n} respuestas, {count} acertaron por un motivo erróneo; es el {share} de los aciertos {interval}.",
    "reasons.note.recall":
      "El motivo se considera erróneo si se nombra menos del {threshold} de los puntos clave de la referencia, o si se contradicen más de los que se recogen.",
    "reasons.note.options":
      "El motivo se considera erróneo si argumenta en contra de la clave o a favor de otra opción.",
    "reasons.note":
      "Los recuentos son de respuestas; las proporciones, sobre preguntas, con su intervalo al {level}; las repeticiones de una pregunta cuentan una vez. No entran las respuestas sin puntuación del motivo: preguntas sin clave, sin explicación de referencia o sin términos médicos de las listas en ella. Una respuesta breve que solo da la opción tiene aquí un motivo erróneo: no da ninguno.",
    "reasons.examples": "Aciertos con motivo erróneo",
    "reasons.question": "Pregunta",
    "reasons.why": "Qué falla",
    "reasons.reply": "Comienzo de la respuesta",
    "reasons.againstKey": "argumenta en contra de la clave o a favor de otra opción",
    "reasons.recalled": "recoge el {recall} de los puntos clave",
    "reasons.contradicts": "contradice el {contradicted}",
    "reasons.withheld": "no se muestra",
    "reasons.examples.note":
      "Como máximo, cinco por modelo: primero las que argumentan en contra de la clave, después las que menos recogen. Las reglas pueden equivocarse; conviene leer la respuesta entera antes de sacar conclusiones de una.",
  },
  zh: {
    "reasons.section": "答对了，理由对吗？",
    "reasons.intro":
      "答案正确，理由未必正确。这里把每份答复的理由与答案分开来看：它说出了参考解析中的哪些医学要点且未加否定；它是否论证了正确选项、排除了其他选项。两者均按规则读取，并非理解文意；下列例子供人工核对。",
    "reasons.table": "答案与理由",
    "reasons.model": "模型",
    "reasons.replies": "答复数",
    "reasons.rightSound": "答对，理由成立",
    "reasons.rightWrong": "答对，理由错误",
    "reasons.wrongSound": "答错，理由成立",
    "reasons.wrongWrong": "答错，理由错误",
    "reasons.ofAll": "答对但理由错误（占全部）",
    "reasons.ofRight": "占答对的比例",
    "reasons.table.example":
      "“{model}”一行读作：{n} 份答复中，有 {count} 份答对但理由错误，占答对题目的 {share} {interval}。",
    "reasons.note.recall": "说出的参考要点不足 {threshold}，或相反的要点多于一致的要点，即视为理由错误。",
    "reasons.note.options": "论证中否定了正确选项，或支持了其他选项，即视为理由错误。",
    "reasons.note":
      "计数以答复为单位；比例以题目为单位，附 {level} 区间，同一题的重复作答只计一次。理由没有得分的答复不计：题目没有标准答案、没有参考解析，或解析中没有词表所列的医学术语。只给出答案的简短答复在此算作理由错误，因为它没有给出理由。",
    "reasons.examples": "答对但理由错误的例子",
    "reasons.question": "题目",
    "reasons.why": "问题所在",
    "reasons.reply": "答复开头",
    "reasons.againstKey": "否定了正确选项或支持了其他选项",
    "reasons.recalled": "说出了 {recall} 的要点",
    "reasons.contradicts": "与 {contradicted} 的要点相反",
    "reasons.withheld": "不予公开",
    "reasons.examples.note":
      "每个模型最多列出五份：先列与标准答案相悖的，再列说出要点最少的。规则可能误判，下结论前请通读答复全文。",
  },
} as const;
