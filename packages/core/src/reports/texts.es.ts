import type { ReportTexts } from "./texts.en.ts";
import { textsAnnotation } from "./texts-annotation.ts";
import { textsCalibration } from "./texts-calibration.ts";
import { textsChecks } from "./texts-checks.ts";
import { textsContamination } from "./texts-contamination.ts";
import { textsDecision } from "./texts-decision.ts";
import { textsFacts } from "./texts-facts.ts";
import { textsFreeText } from "./texts-free-text.ts";
import { textsHarm } from "./texts-harm.ts";
import { textsInstructions } from "./texts-instructions.ts";
import { textsItems } from "./texts-items.ts";
import { textsJudges } from "./texts-judges.ts";
import { textsKnowledge } from "./texts-knowledge.ts";
import { textsLeaderboard } from "./texts-leaderboard.ts";
import { textsMerge } from "./texts-merge.ts";
import { textsOperators } from "./texts-operators.ts";
import { textsPairs } from "./texts-pairs.ts";
import { textsPerturbed } from "./texts-perturbed.ts";
import { textsPower } from "./texts-power.ts";
import { textsProfile } from "./texts-profile.ts";
import { textsPrompts } from "./texts-prompts.ts";
import { textsReasons } from "./texts-reasons.ts";
import { textsReview } from "./texts-review.ts";
import { textsReviewForm } from "./texts-review-form.ts";
import { textsRobustness } from "./texts-robustness.ts";
import { textsSeveral } from "./texts-several.ts";

/** Every word a report says, in Spanish. */
export const textsEs: ReportTexts = {
  "page.title": "Informe del examen",
  "page.skip": "Ir a los resultados",
  "page.theme": "Cambiar entre claro y oscuro",
  "page.themeShort": "Claro / oscuro",
  "page.contents": "En esta página",
  "page.footer": "Hecho con Viva {version}. Especificación {hash}. Revisión {revision}.",
  "page.noRevision": "no registrada",

  "banner.title": "Esta ejecución no ha terminado.",
  "banner.body":
    "{missing} de {planned} llamadas previstas aún no tienen respuesta. Las cifras siguientes abarcan solo las llamadas terminadas y cambiarán cuando se complete la ejecución.",

  "section.results": "Resultados",
  "section.heatmap": "Por dos rasgos",
  "section.published": "Valores publicados",
  "section.strata": "Desgloses",
  "section.outcomes": "Desenlaces",
  "section.sensitivity": "Sensibilidad",
  "section.models": "Modelos y llamadas",
  "section.replies": "Respuestas",
  "section.reading": "Cómo leer esta página",

  "exams.caption": "Los exámenes de esta ejecución",
  "exams.name": "Examen",
  "exams.dataset": "Conjunto de datos",
  "exams.items": "Preguntas",
  "exams.languages": "Idiomas",
  "exams.kinds": "Tipos de pregunta",

  "place.exam": "Examen",
  "place.arm": "Forma de preguntar",
  "place.perturbation": "Preguntas",
  "place.scorer": "Corrección",
  "place.extractor": "Extractor",

  "notes.title": "Notas",

  "notes.withheld":
    "El estudio no publica sus preguntas: los enunciados, las instrucciones y las respuestas no forman parte de este informe.",
  "notes.fewShot":
    "Antes de cada pregunta había {k} ejemplos resueltos de «{train}»; ninguna pregunta del examen sirvió de ejemplo.",
  "notes.yardstick": "«{model}» es una referencia, no un modelo de lenguaje: {what}.",
  "yardstick.constant-label": "da siempre la opción del mismo lugar y muestra cuánto premia una clave desigual",
  "yardstick.longest-option": "elige la opción más larga y muestra si la longitud delata la clave",
  "yardstick.random-option": "elige una opción al azar, la línea de adivinar cuando hay una respuesta correcta",
  "yardstick.random-subset":
    "elige algunas opciones al azar, la línea de adivinar cuando hay varias respuestas correctas",
  "yardstick.open-book": "busca cada opción en un texto y toma la que mejor respaldo tiene; no sabe medicina",
  "yardstick.scripted": "da respuestas escritas en el estudio",

  "column.model": "Modelo",
  "column.accuracy": "Acierto",
  "column.interval": "Intervalo del {level}",
  "column.items": "n",
  "column.leftOut": "Excluidas",
  "column.chanceCorrected": "Corregido por azar",
  "column.weightedF1": "F1 ponderado",
  "column.netPoints": "Puntos netos",
  "column.unreadable": "Ilegibles",
  "column.bounds": "Peor–mejor",
  "column.misread": "Mal leídas",
  "column.audited": "Acierto auditado",
  "column.method": "Método",

  "results.caption": "Acierto de cada modelo, de mayor a menor. Intervalo entre corchetes; n: preguntas.",
  "results.figure":
    "Acierto (punto) e intervalo del {level} (línea) de cada modelo, de mayor a menor. La tabla recoge las mismas cifras.",
  "results.methods": "Intervalos: {methods}.",
  "results.replies": "{items} preguntas, {replies} respuestas, {clusters} conglomerados",
  "results.n": "n: {list}.",
  "results.audited":
    "El acierto auditado está corregido por los errores de lectura que una persona halló en una muestra de las respuestas; su intervalo reúne ambas incertidumbres. Respuestas auditadas: {list}.",
  "results.overlap":
    "Dos modelos con intervalos que se solapan pueden diferir, porque contestaron las mismas preguntas; solo una comparación pareada puede decirlo.",
  "results.none": "En esta ejecución no se midió el acierto.",

  "results.lines": "Líneas discontinuas: valores no medidos aquí, con su fuente en la tabla «{title}».",

  "published.title": "Valores publicados y de referencia, no medidos aquí",
  "published.note":
    "Otros dieron estos valores para sus propias ejecuciones, preguntas y lecturas. No entran en ninguna estimación, intervalo ni clasificación de esta ejecución. «±» aparece como en la fuente.",
  "published.name": "Nombre",
  "published.measure": "Medida",
  "published.stratum": "Preguntas",
  "published.value": "Valor",
  "published.source": "Fuente",
  "published.all": "todas",
  "published.passMark": "nota de corte",
  "published.passMarkSource": "indicada en el estudio",
  "published.notMeasured": "No medido aquí: {list}.",
  "published.entry": "{name} {value} ({source})",

  "measure.accuracy": "acierto",
  "measure.net-points": "puntos netos",
  "measure.weighted-f1": "F1 ponderado",

  "value.notEstimable": "no estimable",
  "value.none": "ninguna",
  "value.unknown": "no consta",
  "value.why": "No estimable: {list}.",

  "why.no calls to measure": "no hay llamadas que medir",
  "why.the replies were read or measured anew after the audit":
    "las respuestas se leyeron o midieron de nuevo después de la auditoría",
  "why.replies of a kind that was not audited": "respuestas de un tipo que no se auditó",
  "why.the chance of guessing right is 1 or not known": "la probabilidad de acertar al azar es 1 o no consta",

  "heatmap.intro": "Acierto por {rows} y {columns}, un panel por modelo. Cada celda indica el acierto y n.",
  "heatmap.small": "° n menor que {limit}",
  "heatmap.noData": "sin datos",
  "heatmap.under": "menos de {to}",
  "heatmap.range": "de {from} a {to}",
  "heatmap.over": "{from} o más",
  "heatmap.figure": "Acierto de {model} por {rows} y {columns}.",
  "heatmap.table": "Las cifras con sus intervalos están más abajo, en la tabla «{title}».",
  "heatmap.none": "Esta ejecución no tiene desglose por dos rasgos.",

  "strata.intro":
    "Acierto con su intervalo entre corchetes y n, el número de preguntas. El signo ° señala n menor que {limit}: es un indicio, no un resultado.",
  "strata.title": "Por {tags}",
  "strata.join": " y ",
  "strata.none": "Esta ejecución no tiene desgloses.",

  "outcomes.intro":
    "En qué quedaron las respuestas, como parte de todas las llamadas hechas. «Correcta» cuenta puntos: el crédito parcial cuenta en parte.",
  "outcomes.figure": "Proporción de cada desenlace por modelo; suman {whole}. La tabla recoge las mismas cifras.",
  "outcomes.caption": "Tasa de cada desenlace, con su intervalo entre corchetes; n: preguntas.",
  "outcomes.of": "de ellas, {outcome}",
  "outcomes.also":
    "«Cortada», «filtro de contenido» y «vacía» se cruzan con los estados de arriba: una respuesta cortada puede haber dado ya su contestación.",

  "outcome.right": "correcta",
  "outcome.partly": "parcialmente correcta",
  "outcome.wrong": "incorrecta",
  "outcome.unscored": "sin corregir",
  "outcome.chosen": "elegida",
  "outcome.in-words": "respondida con palabras",
  "outcome.ambiguous": "ambigua",
  "outcome.none-of-these": "ninguna de ellas",
  "outcome.abstained": "abstención",
  "outcome.refused": "rechazo",
  "outcome.unreadable": "ilegible",
  "outcome.truncated": "cortada",
  "outcome.content-filter": "filtro de contenido",
  "outcome.empty": "vacía",

  "sensitivity.intro":
    "Acierto y, tras #, puesto de cada modelo cuando otro extractor lee las respuestas o se cuentan sobre otro denominador. Un orden que cambia aquí depende del protocolo.",
  "sensitivity.caption": "Acierto con cada protocolo. Intervalo entre corchetes; n: preguntas.",
  "sensitivity.protocol": "Protocolo",
  "sensitivity.none": "Esta ejecución no tiene análisis de sensibilidad.",

  "models.caption": "Los modelos y en qué quedaron sus llamadas",
  "models.backend": "Servidor",
  "models.planned": "Previstas",
  "models.finished": "Terminadas",
  "models.unfinished": "Sin terminar",
  "models.notMade": "Nunca hechas",
  "models.promptTokens": "Tokens de entrada",
  "models.completionTokens": "Tokens de salida",
  "models.cost": "Coste",

  "reason.no-context": "sin poder consultar",
  "reason.not-posed": "no planteadas",
  "reason.unfinished": "sin terminar",
  "reason.unkeyed": "sin clave",
  "reason.annulled": "anuladas",
  "reason.unscored": "sin corregir",
  "reason.unreadable": "ilegibles",

  "denominator.posed": "todas las llamadas hechas",
  "denominator.readable": "solo respuestas legibles",
  "denominator.planned": "todas las llamadas previstas",

  "method.wilson": "Wilson",
  "method.clustered-wilson": "Wilson, ampliado por conglomerados",
  "method.cluster-bootstrap-wilson": "bootstrap por conglomerados en la escala de Wilson",
  "method.cluster-bootstrap": "bootstrap por conglomerados",
  "method.bootstrap": "bootstrap",
  "method.beta-binomial": "beta-binomial",
  "method.none": "ninguno",

  "perturbation.none": "tal como se publicaron",

  "kind.single": "una respuesta",
  "kind.multiple": "varias respuestas",
  "kind.true-false": "verdadero o falso",
  "kind.free-text": "texto libre",

  "tag.specialty": "especialidad",
  "tag.level": "nivel",
  "tag.language": "idioma",
  "tag.stemLength": "longitud del enunciado",
  "tag.year": "año",
  "tag.questionType": "tipo de pregunta",
  "tag.difficulty": "dificultad",
  "tag.competency": "competencia",
  "tag.discipline": "disciplina",
  "tag.department": "servicio",
  "tag.diseaseGroup": "grupo de enfermedades (capítulo de la CIE-11)",

  "tagValue.level.attending": "adjunto",
  "tagValue.level.senior": "sénior",
  "tagValue.specialty.cardiovascular": "cardiovascular",
  "tagValue.specialty.gastroenterology": "gastroenterología",
  "tagValue.specialty.haematology": "hematología",
  "tagValue.specialty.infectious-diseases": "enfermedades infecciosas",
  "tagValue.specialty.nephrology": "nefrología",
  "tagValue.specialty.neurology": "neurología",
  "tagValue.specialty.respiratory": "respiratorio",
  "tagValue.competency.MedFund": "fundamentos médicos",
  "tagValue.competency.Diag": "diagnóstico",
  "tagValue.competency.Treat": "tratamiento",
  "tagValue.competency.PHL": "derecho y ética de la salud pública",
  "tagValue.discipline.ClinMed": "medicina clínica",
  "tagValue.discipline.PH&PM": "salud pública y medicina preventiva",
  "tagValue.discipline.Pharm": "farmacia",
  "tagValue.department.EM": "urgencias",
  "tagValue.department.ICM": "cuidados intensivos",
  "tagValue.department.ID": "enfermedades infecciosas",
  "tagValue.department.IM": "medicina interna",
  "tagValue.department.MedLabSci": "laboratorio clínico",
  "tagValue.department.PrevMed": "medicina preventiva",
  "tagValue.stemLength.000–020": "hasta 20 caracteres",
  "tagValue.stemLength.021–050": "21–50 caracteres",
  "tagValue.stemLength.051–100": "51–100 caracteres",
  "tagValue.stemLength.101–200": "101–200 caracteres",
  "tagValue.stemLength.201+": "201 caracteres o más",
  "tagValue.questionType.single": "una respuesta",
  "tagValue.questionType.multiple": "varias respuestas",

  "replies.all": "Aquí están todas las respuestas a las {total} preguntas.",
  "replies.some":
    "Aquí están todas las respuestas a {shown} de {total} preguntas, extraídas al azar con la semilla {seed}.",
  "replies.none": "Este informe no contiene respuestas.",
  "replies.script": "La lista de respuestas necesita JavaScript; funciona sin red.",
  "replies.print":
    "En papel se imprimen solo las respuestas de la página de la lista que está abierta. El archivo en pantalla contiene todas las indicadas arriba.",
  "replies.filters": "Filtrar las respuestas",
  "replies.anyExam": "todos los exámenes",
  "replies.anyModel": "todos los modelos",
  "replies.anyArm": "todas las formas de preguntar",
  "replies.anyPerturbation": "todas las formas de las preguntas",
  "replies.anyOutcome": "todos los desenlaces",
  "replies.outcome": "Desenlace",
  "replies.search": "Buscar en los textos",
  "replies.matching": "{matching} de {shown} coinciden; se muestran de la {from} a la {to}.",
  "replies.noMatch": "Ninguna respuesta cumple estos filtros.",
  "replies.previous": "Anterior",
  "replies.next": "Siguiente",
  "replies.item": "Pregunta {id}",
  "replies.repeat": "repetición {n}",
  "replies.stem": "Enunciado",
  "replies.context": "Texto de lectura",
  "replies.case": "Caso",
  "replies.options": "Opciones",
  "replies.key": "clave",
  "replies.picked": "respuesta del modelo",
  "replies.prompt": "Instrucción enviada",
  "replies.reply": "Respuesta",
  "replies.emptyReply": "La respuesta está vacía.",
  "replies.missing": "La respuesta no está en la carpeta de la ejecución.",
  "replies.reasoning": "Razonamiento",
  "replies.explanation": "Explicación",
  "replies.reading": "Lectura",
  "replies.rule": "regla",
  "replies.finish": "fin de la respuesta",
  "replies.points": "puntos",
  "replies.withheld":
    "El estudio no publica sus preguntas: el enunciado, la instrucción y la respuesta no forman parte de esta página.",
  "replies.cut": "Se muestran {shown} de {total} caracteres.",
  "replies.gap": "… {n} caracteres omitidos …",
  "replies.noKey": "La fuente no publica la clave.",

  "role.system": "sistema",
  "role.user": "usuario",
  "role.assistant": "asistente",

  "finish.stop": "completa",
  "finish.length": "cortada por el límite de tokens",
  "finish.content-filter": "filtro de contenido",
  "finish.tool-calls": "llamada a herramienta",
  "finish.unknown": "no consta",

  "reading.intervals":
    "Cada tasa lleva un intervalo. Si el examen se repitiera con otras preguntas del mismo tipo, los intervalos así calculados contendrían la tasa verdadera en cerca del {level} de los casos. Las repeticiones de una pregunta y las preguntas de un mismo caso forman un conglomerado y no cuentan como preguntas adicionales.",
  "reading.denominators":
    "El acierto es la parte de todas las llamadas hechas: una respuesta que no eligió ninguna opción no es correcta. n es el número de preguntas; «excluidas» cuenta las llamadas previstas que no entran en la cifra, con su motivo. «Peor–mejor» da el acierto si todas las respuestas que no eligieron ninguna opción hubieran sido incorrectas y si hubieran sido correctas.",
  "reading.outcomes":
    "Cada respuesta se lee con un solo estado. Elegida: se decide por una contestación. Ambigua: da varias y no se decide. Ninguna de ellas: rechaza todas las opciones. Abstención: dice que no lo sabe. Rechazo: se niega a contestar. Ilegible: no se encuentra contestación.",
  "reading.corrected":
    "El acierto corregido por azar vale 0 al adivinar y {whole} en un examen perfecto; es negativo si es peor que adivinar. El F1 ponderado es la media del F1 de las contestaciones, ponderada por la frecuencia con que cada una es la clave.",
  "reading.small":
    "Un n pequeño da un intervalo ancho: una especialidad con {limit} preguntas apenas distingue el {from} del {to}.",

  "junit.finished": "todas las llamadas terminadas",
  "junit.below": "el acierto {value} es menor que {limit}",
  "junit.notEstimable": "el acierto no se puede estimar",
  "junit.unfinished": "{missing} de {planned} llamadas previstas no tienen respuesta",

  ...textsAnnotation.es,
  ...textsChecks.es,
  ...textsContamination.es,
  ...textsFacts.es,
  ...textsFreeText.es,
  ...textsHarm.es,
  ...textsPerturbed.es,
  ...textsPrompts.es,
  ...textsInstructions.es,
  ...textsJudges.es,
  ...textsPower.es,
  ...textsItems.es,
  ...textsKnowledge.es,
  ...textsLeaderboard.es,
  ...textsPairs.es,
  ...textsDecision.es,
  ...textsProfile.es,
  ...textsReview.es,
  ...textsReviewForm.es,
  ...textsReasons.es,
  ...textsRobustness.es,
  ...textsCalibration.es,
  ...textsMerge.es,
  ...textsOperators.es,
  ...textsSeveral.es,
};
