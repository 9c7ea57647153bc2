import type { MedicalEntityLanguage } from "./medical-entities.ts";

/** A fact in words: {head} and {tail} stand for what it is about. */
export type RelationPhrase = Readonly<Record<MedicalEntityLanguage, string>>;

/** How facts of a relation are said; relations that are not here are shown with their name between head and tail. */
export const relationPhrases: Readonly<Record<string, RelationPhrase>> = {
  symptom: { zh: "{head}可有症状：{tail}", en: "symptom of {head}: {tail}", es: "síntoma de {head}: {tail}" },
  sign: { zh: "{head}可有体征：{tail}", en: "sign of {head}: {tail}", es: "signo de {head}: {tail}" },
  test: { zh: "{head}的检查：{tail}", en: "investigation in {head}: {tail}", es: "prueba en {head}: {tail}" },
  drug: { zh: "{head}的药物：{tail}", en: "drug used in {head}: {tail}", es: "fármaco usado en {head}: {tail}" },
  procedure: {
    zh: "{head}的治疗操作：{tail}",
    en: "procedure used in {head}: {tail}",
    es: "procedimiento usado en {head}: {tail}",
  },
  treatment: { zh: "{head}的治疗：{tail}", en: "treatment of {head}: {tail}", es: "tratamiento de {head}: {tail}" },
  complication: {
    zh: "{head}的并发症：{tail}",
    en: "complication of {head}: {tail}",
    es: "complicación de {head}: {tail}",
  },
  mechanism: { zh: "{head}的机制：{tail}", en: "mechanism of {head}: {tail}", es: "mecanismo de {head}: {tail}" },
  pathogen: { zh: "{head}的病原体：{tail}", en: "pathogen of {head}: {tail}", es: "patógeno de {head}: {tail}" },
  "risk-factor": {
    zh: "{head}的危险因素：{tail}",
    en: "risk factor for {head}: {tail}",
    es: "factor de riesgo de {head}: {tail}",
  },
  differential: {
    zh: "{head}需与之鉴别：{tail}",
    en: "differential diagnosis of {head}: {tail}",
    es: "diagnóstico diferencial de {head}: {tail}",
  },
  department: {
    zh: "{head}的就诊科室：{tail}",
    en: "department for {head}: {tail}",
    es: "servicio para {head}: {tail}",
  },
};
