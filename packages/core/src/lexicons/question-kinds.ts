/** What a question asks for, as far as its words show it. */
export type QuestionKind = "investigation" | "treatment" | "cause" | "diagnosis";

/**
 * Words by which a question asks for a test, a treatment, a cause or a diagnosis, by language: sources of patterns for the
 * flags `iu`. They are tried in this order, because a test or a treatment is asked for with a word for the disease beside
 * it, seldom the reverse. Source: Viva, from the lead-ins of CMExam, MedQA, CasiMedicos (MIR) and Revalida.
 */
export const questionKinds: Readonly<Record<string, readonly (readonly [kind: QuestionKind, words: string])[]>> = {
  en: [
    ["investigation", "\\b(?:tests?|investigations?|imaging|examinations?|biops(?:y|ies)|stud(?:y|ies))\\b"],
    ["treatment", "\\b(?:treat\\p{L}*|therap\\p{L}*|manag\\p{L}*|drugs?|medications?|antibiotics?|interventions?)\\b"],
    ["cause", "\\b(?:caus\\p{L}*|a?etiolog\\p{L}*|organisms?|pathogens?|agents?)\\b"],
    ["diagnosis", "\\bdiagnos[ie]s\\b"],
  ],
  es: [
    [
      "investigation",
      "(?<!\\p{L})(?:pruebas?|exploraci[oó]n|exploraciones|estudios?|examen|ex[aá]menes|t[eé]cnicas?)(?!\\p{L})",
    ],
    [
      "treatment",
      "(?<!\\p{L})(?:trat\\p{L}*|terap\\p{L}*|f[aá]rmacos?|antibi[oó]ticos?|conducta|actitud|manejo)(?!\\p{L})",
    ],
    ["cause", "(?<!\\p{L})(?:causas?|etiolog\\p{L}*|agentes?|g[eé]rmen(?:es)?|microorganismos?)(?!\\p{L})"],
    ["diagnosis", "(?<!\\p{L})diagn[oó]sticos?(?!\\p{L})"],
  ],
  pt: [
    ["investigation", "(?<!\\p{L})(?:exames?|testes?|estudos?)(?!\\p{L})"],
    [
      "treatment",
      "(?<!\\p{L})(?:trat\\p{L}*|terap\\p{L}*|f[aá]rmacos?|medicamentos?|antibi[oó]ticos?|conduta|manejo)(?!\\p{L})",
    ],
    ["cause", "(?<!\\p{L})(?:causas?|etiolog\\p{L}*|agentes?|microrganismos?)(?!\\p{L})"],
    ["diagnosis", "(?<!\\p{L})diagn[oó]sticos?(?!\\p{L})"],
  ],
  zh: [
    ["investigation", "检查|检验|试验|检测"],
    ["treatment", "治疗|用药|药物|处理|措施|方剂"],
    ["cause", "病因|原因|病原体|致病菌"],
    ["diagnosis", "诊断"],
  ],
};
