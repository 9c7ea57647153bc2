/** The pool of prompts in Spanish; see `poolTexts`. */
export const poolTextsEs = {
  plain: {
    opening: "Esta es una pregunta de medicina.",
    form: "Responda solo con la {label} de cada opción correcta.",
  },
  formal: {
    opening:
      "El ítem que se reproduce a continuación procede de un examen de medicina. Se solicita al aspirante que determine la respuesta.",
    form: "La contestación constará exclusivamente de la {label} de cada opción correcta.",
  },
  "exam-hall": {
    opening: "Examen de acceso a la profesión médica, prueba escrita. Lea la pregunta y rellene la hoja de respuestas.",
    form: "Anote en la hoja de respuestas la {label} de cada opción correcta; no escriba en ella nada más.",
  },
  specialist: {
    opening:
      "Usted es un jefe de servicio con décadas de práctica clínica y ha redactado preguntas de examen. Un colega le plantea lo siguiente.",
    form: "Indique únicamente la {label} de cada opción que a su juicio sea correcta.",
  },
  terse: {
    opening: "Pregunta médica.",
    form: "{label} de cada opción correcta, nada más.",
  },
  "step-by-step": {
    opening: "Considere la siguiente pregunta de medicina.",
    form: 'Piénsela paso a paso y escriba los pasos. Termine con una línea de la forma "{prefix}" seguida de la {label} de cada opción correcta.',
  },
  elimination: {
    opening: "Tome la siguiente pregunta de medicina.",
    form: 'Recorra las opciones una tras otra y diga en pocas palabras por qué cada una se mantiene o se descarta. Termine con una línea de la forma "{prefix}" seguida de la {label} de cada opción correcta.',
  },
  audience: {
    opening: "Estudiantes de medicina compararán con la suya sus propias respuestas a la siguiente pregunta.",
    form: "Para que puedan hacerlo de un vistazo, dé solo la {label} de cada opción correcta.",
  },
  polite: {
    opening: "¿Podría ayudarme, por favor, con la siguiente pregunta de medicina? Muchas gracias de antemano.",
    form: "Por favor, tenga la amabilidad de responder únicamente con la {label} de cada opción correcta.",
  },
  stakes: {
    opening:
      "Para mí depende mucho de la respuesta a la siguiente pregunta de medicina, así que ponga el máximo cuidado.",
    form: "Cuando esté seguro, dé la {label} de cada opción correcta y ningún otro texto.",
  },
  "options-first": {
    opening: "Lea todo lo que se da a continuación y responda a la pregunta de medicina que figura al final.",
    form: "Su respuesta no debe contener nada más que la {label} de cada opción correcta.",
  },
  "format-last": {
    opening: "Lea atentamente la siguiente pregunta de medicina.",
    form: "Responda ahora con la {label} de cada opción correcta, sin ningún texto más.",
  },
  "system-message": {
    opening: "Usted responde preguntas de exámenes de medicina.",
    form: "Sus respuestas contienen solo la {label} de cada opción correcta.",
  },
  brackets: {
    opening: "Lo que sigue es una pregunta de medicina con todo lo que le corresponde.",
    form: "Escriba la {label} de cada opción correcta, sin paréntesis y sin ningún otro texto.",
  },
} as const;
