/** What a report over several runs says of the runs. */
export const textsSeveral = {
  en: {
    "several.section": "Runs put together",
    "several.runs": "Runs",
    "several.run": "Run",
    "several.study": "Study",
    "several.models": "Models",
    "several.extractor": "Read by",
    "several.scorers": "Marked by",
    "several.finished": "Finished",
    "several.yes": "yes",
    "several.no": "not yet",
    "several.specification": "Specification",
    "several.items":
      "Every number here but the checks and the counts of calls is over the items that all runs with the exam pose, and models are compared on them: {list}.",
    "several.itemsOf": "{exam}: {common} items",
    "several.otherReading":
      "The replies were not all read and marked alike: what differs between models of different runs may be the reading.",
    "several.checks": "Each run is checked for itself, on all of its own items.",
  },
  es: {
    "several.section": "Ejecuciones reunidas",
    "several.runs": "Ejecuciones",
    "several.run": "Ejecución",
    "several.study": "Estudio",
    "several.models": "Modelos",
    "several.extractor": "Extractor",
    "several.scorers": "Corrector",
    "several.finished": "Terminada",
    "several.yes": "sí",
    "several.no": "todavía no",
    "several.specification": "Especificación",
    "several.items":
      "Todas las cifras, salvo las comprobaciones y los recuentos de llamadas, son sobre las preguntas que plantean todas las ejecuciones que tienen el examen, y con ellas se comparan los modelos: {list}.",
    "several.itemsOf": "{exam}: {common} preguntas",
    "several.otherReading":
      "No todas las respuestas se leyeron y corrigieron igual: lo que separa a modelos de ejecuciones distintas puede ser la lectura.",
    "several.checks": "Cada ejecución se comprueba por separado, con todas sus preguntas.",
  },
  zh: {
    "several.section": "合并的运行",
    "several.runs": "各次运行",
    "several.run": "运行",
    "several.study": "研究",
    "several.models": "模型数",
    "several.extractor": "提取方法",
    "several.scorers": "评分器",
    "several.finished": "已完成",
    "several.yes": "是",
    "several.no": "尚未",
    "several.specification": "设定",
    "several.items":
      "除检查和提问次数外，所有数字都基于含有该考试的各次运行共有的题目，模型也在这些题目上比较：{list}。",
    "several.itemsOf": "{exam}：{common} 题",
    "several.otherReading": "各次运行判读或评分回答的方式不尽相同：不同运行的模型之间的差别，可能来自判读方式。",
    "several.checks": "每次运行单独检查，基于其自身的全部题目。",
  },
} as const;
