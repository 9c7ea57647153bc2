/** The pool of prompts in English; see `poolTexts`. */
export const poolTextsEn = {
  plain: {
    opening: "Here is a medical question.",
    form: "Reply with the {label} of each correct option only.",
  },
  formal: {
    opening:
      "The item reproduced below is taken from an examination in medicine. The candidate is requested to determine the answer.",
    form: "The reply shall consist exclusively of the {label} of each correct option.",
  },
  "exam-hall": {
    opening: "Medical licensing examination, written paper. Read the question, then fill in the answer sheet.",
    form: "Enter the {label} of each correct option on the answer sheet; write nothing else on it.",
  },
  specialist: {
    opening:
      "You are a senior consultant with decades of clinical practice, and you have set examination questions yourself. A colleague asks you the following.",
    form: "Give only the {label} of each option that is correct in your judgement.",
  },
  terse: {
    opening: "Medical question.",
    form: "{label} of each correct option, nothing more.",
  },
  "step-by-step": {
    opening: "Consider the following medical question.",
    form: 'Think it through step by step and write the steps down. End with one line of the form "{prefix}" followed by the {label} of each correct option.',
  },
  elimination: {
    opening: "Take the following medical question.",
    form: 'Go through the options one after the other and say in a few words why each is to be kept or ruled out. End with one line of the form "{prefix}" followed by the {label} of each correct option.',
  },
  audience: {
    opening: "Medical students will compare their own answers to the following question with yours.",
    form: "So that they can do so at a glance, give only the {label} of each correct option.",
  },
  polite: {
    opening: "Could you please help me with the following medical question? Thank you very much in advance.",
    form: "Please be so kind as to reply with just the {label} of each correct option.",
  },
  stakes: {
    opening: "Much depends for me on the answer to the following medical question, so please take the greatest care.",
    form: "When you are certain, give the {label} of each correct option and no other text.",
  },
  "options-first": {
    opening: "Read everything that is given below, then answer the medical question at its end.",
    form: "Your reply must hold nothing but the {label} of each correct option.",
  },
  "format-last": {
    opening: "Read the following medical question closely.",
    form: "Now reply with the {label} of each correct option, without any further text.",
  },
  "system-message": {
    opening: "You answer questions of medical examinations.",
    form: "Your replies contain only the {label} of each correct option.",
  },
  brackets: {
    opening: "What follows is a medical question with everything that belongs to it.",
    form: "Write down the {label} of each correct option, without brackets and without any other text.",
  },
} as const;
