import type { PromptLanguage } from "./prompt-texts.ts";

/** What opens the line in which a reply states its confidence, by language. Source: Viva. */
export const confidencePrefixes: Readonly<Record<PromptLanguage, string>> = {
  en: "Confidence: ",
  zh: "把握：",
  es: "Confianza: ",
  pt: "Confiança: ",
};

/** Words by which a statement of confidence is known, in any language; regular expressions without case. Source: Viva. */
export const confidenceWords: readonly string[] = [
  "confidence",
  "certainty",
  "(?:nivel de )?confianza",
  "certeza",
  "seguridad",
  "confiança",
  "把握(?:程度)?",
  "置信度",
  "信心(?:程度|指数)?",
  "自信(?:程度|度)?",
  "确信(?:程度|度)?",
  "确定(?:程度|度)",
];
