/** The pool of prompts in Portuguese; see `poolTexts`. */
export const poolTextsPt = {
  plain: {
    opening: "Esta é uma questão de medicina.",
    form: "Responda apenas com a {label} de cada alternativa correta.",
  },
  formal: {
    opening:
      "O item reproduzido a seguir provém de um exame de medicina. Solicita-se ao candidato que determine a resposta.",
    form: "A resposta consistirá exclusivamente na {label} de cada alternativa correta.",
  },
  "exam-hall": {
    opening: "Exame de habilitação médica, prova escrita. Leia a questão e preencha a folha de respostas.",
    form: "Anote na folha de respostas a {label} de cada alternativa correta; não escreva mais nada nela.",
  },
  specialist: {
    opening:
      "Você é um médico chefe de serviço com décadas de prática clínica e já elaborou questões de prova. Um colega lhe pergunta o seguinte.",
    form: "Indique somente a {label} de cada alternativa que, a seu juízo, esteja correta.",
  },
  terse: {
    opening: "Questão médica.",
    form: "{label} de cada alternativa correta, nada mais.",
  },
  "step-by-step": {
    opening: "Considere a seguinte questão de medicina.",
    form: 'Pense nela passo a passo e escreva os passos. Termine com uma linha na forma "{prefix}" seguida da {label} de cada alternativa correta.',
  },
  elimination: {
    opening: "Tome a seguinte questão de medicina.",
    form: 'Percorra as alternativas uma a uma e diga em poucas palavras por que cada uma se mantém ou se descarta. Termine com uma linha na forma "{prefix}" seguida da {label} de cada alternativa correta.',
  },
  audience: {
    opening: "Estudantes de medicina vão comparar com a sua as próprias respostas à seguinte questão.",
    form: "Para que possam fazê-lo de relance, dê apenas a {label} de cada alternativa correta.",
  },
  polite: {
    opening: "Você poderia, por favor, me ajudar com a seguinte questão de medicina? Muito obrigado desde já.",
    form: "Por favor, tenha a gentileza de responder somente com a {label} de cada alternativa correta.",
  },
  stakes: {
    opening: "Muito depende, para mim, da resposta à seguinte questão de medicina; por isso, tenha o máximo cuidado.",
    form: "Quando tiver certeza, dê a {label} de cada alternativa correta e nenhum outro texto.",
  },
  "options-first": {
    opening: "Leia tudo o que é dado a seguir e responda à questão de medicina que está no final.",
    form: "Sua resposta não deve conter nada além da {label} de cada alternativa correta.",
  },
  "format-last": {
    opening: "Leia com atenção a seguinte questão de medicina.",
    form: "Responda agora com a {label} de cada alternativa correta, sem nenhum texto a mais.",
  },
  "system-message": {
    opening: "Você responde a questões de provas de medicina.",
    form: "Suas respostas contêm apenas a {label} de cada alternativa correta.",
  },
  brackets: {
    opening: "O que segue é uma questão de medicina com tudo o que lhe pertence.",
    form: "Escreva a {label} de cada alternativa correta, sem parênteses e sem nenhum outro texto.",
  },
} as const;
