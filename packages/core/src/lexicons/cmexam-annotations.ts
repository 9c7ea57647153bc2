/** One value of an annotation: a code that never changes and its names. */
export interface AnnotationValue {
  /** Stored as the tag value: an ICD-11 chapter, or the abbreviation CMExam's authors use. */
  readonly code: string;
  /** The label as it stands in the published file. */
  readonly zh: string;
  readonly en: string;
}

/** CMExam's label for "does not apply": an item so labelled has no such tag. */
export const notApplicable = "不符合";

/** The chapters of ICD-11 for Mortality and Morbidity Statistics, with their official English titles (WHO). */
const diseaseGroup: readonly AnnotationValue[] = [
  { code: "01", zh: "某些感染性疾病或寄生虫病", en: "Certain infectious or parasitic diseases" },
  { code: "02", zh: "肿瘤", en: "Neoplasms" },
  { code: "03", zh: "血液或造血器官疾病", en: "Diseases of the blood or blood-forming organs" },
  { code: "04", zh: "免疫系统疾病", en: "Diseases of the immune system" },
  { code: "05", zh: "内分泌、营养或代谢疾病", en: "Endocrine, nutritional or metabolic diseases" },
  { code: "06", zh: "精神、行为或神经发育障碍", en: "Mental, behavioural or neurodevelopmental disorders" },
  { code: "07", zh: "睡眠-觉醒障碍", en: "Sleep-wake disorders" },
  { code: "08", zh: "神经系统疾病", en: "Diseases of the nervous system" },
  { code: "09", zh: "视觉系统疾病", en: "Diseases of the visual system" },
  { code: "10", zh: "耳或乳突疾病", en: "Diseases of the ear or mastoid process" },
  { code: "11", zh: "循环系统疾病", en: "Diseases of the circulatory system" },
  { code: "12", zh: "呼吸系统疾病", en: "Diseases of the respiratory system" },
  { code: "13", zh: "消化系统疾病", en: "Diseases of the digestive system" },
  { code: "14", zh: "皮肤疾病", en: "Diseases of the skin" },
  { code: "15", zh: "肌肉骨骼系统或结缔组织疾病", en: "Diseases of the musculoskeletal system or connective tissue" },
  { code: "16", zh: "泌尿生殖系统疾病", en: "Diseases of the genitourinary system" },
  { code: "17", zh: "性健康相关情况", en: "Conditions related to sexual health" },
  { code: "18", zh: "妊娠、分娩或产褥期", en: "Pregnancy, childbirth or the puerperium" },
  { code: "19", zh: "起源于围生期的某些情况", en: "Certain conditions originating in the perinatal period" },
  { code: "20", zh: "发育异常", en: "Developmental anomalies" },
  {
    code: "21",
    zh: "症状、体征或临床所见，不可归类在他处者",
    en: "Symptoms, signs or clinical findings, not elsewhere classified",
  },
  {
    code: "22",
    zh: "损伤、中毒或外因的某些其他后果",
    en: "Injury, poisoning or certain other consequences of external causes",
  },
  { code: "23", zh: "疾病或死亡的外因", en: "External causes of morbidity or mortality" },
  {
    code: "24",
    zh: "影响健康状态或与保健机构接触的因素",
    en: "Factors influencing health status or contact with health services",
  },
  { code: "25", zh: "用于特殊目的的编码", en: "Codes for special purposes" },
  {
    code: "26",
    zh: "补充章传统医学病证-模块1",
    en: "Supplementary Chapter Traditional Medicine Conditions - Module I",
  },
  { code: "V", zh: "功能评定补充部分", en: "Supplementary section for functioning assessment" },
  { code: "X", zh: "扩展码", en: "Extension Codes" },
];

/** Clinical departments of China's directory of diagnostic and therapeutic categories of medical institutions. */
const department: readonly AnnotationValue[] = [
  { code: "IM", zh: "内科", en: "Internal medicine" },
  { code: "TCM", zh: "中医科", en: "Traditional Chinese medicine" },
  { code: "Dent", zh: "口腔科", en: "Stomatology" },
  { code: "Surg", zh: "外科", en: "Surgery" },
  { code: "OBGYN", zh: "妇产科", en: "Obstetrics and gynaecology" },
  { code: "ID", zh: "传染科", en: "Infectious diseases" },
  { code: "Ped", zh: "儿科", en: "Paediatrics" },
  { code: "Psych", zh: "精神科", en: "Psychiatry" },
  { code: "Onc", zh: "肿瘤科", en: "Oncology" },
  { code: "MedLabSci", zh: "医学检验科", en: "Clinical laboratory" },
  { code: "EM", zh: "急诊医学科", en: "Emergency medicine" },
  { code: "OccMed", zh: "职业病科", en: "Occupational diseases" },
  { code: "PrevMed", zh: "预防保健科", en: "Preventive health care" },
  { code: "ClinNutr", zh: "临床营养科", en: "Clinical nutrition" },
  { code: "TB", zh: "结核病科", en: "Tuberculosis" },
  { code: "Radiol", zh: "医学影像科", en: "Medical imaging" },
  { code: "Ophth", zh: "眼科", en: "Ophthalmology" },
  { code: "ENT", zh: "耳鼻咽喉科", en: "Otorhinolaryngology" },
  { code: "Derm", zh: "皮肤科", en: "Dermatology" },
  { code: "Path", zh: "病理科", en: "Pathology" },
  { code: "PedHC", zh: "儿童保健科", en: "Child health care" },
  { code: "WH", zh: "妇女保健", en: "Women's health care" },
  { code: "SportsMed", zh: "运动医学科", en: "Sports medicine" },
  { code: "Anesth", zh: "麻醉科", en: "Anaesthesiology" },
  { code: "ITCWM", zh: "中西医结合科", en: "Integrated traditional Chinese and Western medicine" },
  { code: "EndemicD", zh: "地方病科", en: "Endemic diseases" },
  { code: "PainMed", zh: "疼痛科", en: "Pain medicine" },
  { code: "GenMed", zh: "全科医疗", en: "General practice" },
  { code: "PallCare", zh: "临终关怀科", en: "Hospice care" },
  { code: "PedSurg", zh: "儿童外科", en: "Paediatric surgery" },
  { code: "EthnoMed", zh: "民族医学科", en: "Ethnic minority medicine" },
  { code: "SpecMed&MilMed", zh: "特种医学与军事医学科", en: "Special medicine and military medicine" },
  { code: "ICM", zh: "重症医学科", en: "Intensive care medicine" },
  { code: "AesthMed", zh: "医疗美容科", en: "Aesthetic medicine" },
  { code: "RehabMed", zh: "康复医学科", en: "Rehabilitation medicine" },
  { code: "PT", zh: "理疗科", en: "Physical therapy" },
];

/** First-level disciplines of the Ministry of Education's catalogue of graduate majors (2022), as CMExam uses it. */
const discipline: readonly AnnotationValue[] = [
  { code: "ClinMed", zh: "临床医学", en: "Clinical medicine" },
  { code: "TCPharm", zh: "中药学", en: "Chinese materia medica" },
  { code: "Pharm", zh: "药学", en: "Pharmacy" },
  { code: "PH&PM", zh: "公卫预防", en: "Public health and preventive medicine" },
  { code: "Dent", zh: "口腔医学", en: "Stomatology" },
  { code: "ICWM", zh: "中西医结合", en: "Integrated Chinese and Western medicine" },
  { code: "TCM", zh: "中医学", en: "Traditional Chinese medicine" },
];

/** Areas of competency, devised by CMExam's medical co-authors. */
const competency: readonly AnnotationValue[] = [
  { code: "MedFund", zh: "医学基础知识", en: "Medical fundamentals" },
  { code: "Diag", zh: "疾病诊断和鉴别诊断", en: "Disease diagnosis and differential diagnosis" },
  { code: "Treat", zh: "疾病治疗", en: "Disease treatment" },
  { code: "PHL", zh: "公卫法律伦理", en: "Public health law and ethics" },
];

/**
 * Five equal-width bins of the share of examinees who answered correctly. The file has the numbers only; that 1 is
 * the easiest is read from their frequencies, and the Chinese names are ours.
 */
const difficulty: readonly AnnotationValue[] = [
  { code: "1", zh: "容易", en: "Easy" },
  { code: "2", zh: "较易", en: "Manageable" },
  { code: "3", zh: "中等", en: "Moderate" },
  { code: "4", zh: "困难", en: "Difficult" },
  { code: "5", zh: "极难", en: "Extremely difficult" },
];

/** CMExam's five annotations by tag name, each with every value it can have (arXiv 2306.03030, section 3). */
export const cmexamAnnotations: Readonly<Record<string, readonly AnnotationValue[]>> = {
  diseaseGroup,
  department,
  discipline,
  competency,
  difficulty,
};

/**
 * The name of a tag value, for tables. A tag or code that is none of CMExam's is given back as it is, so that a
 * report may ask for any tag; a language without names of its own gets English.
 *
 * @example annotationName("diseaseGroup", "11", "en") → "Diseases of the circulatory system"
 * @example annotationName("year", "2021", "en") → "2021"
 */
export function annotationName(tag: string, code: string, language: string): string {
  const values = Object.hasOwn(cmexamAnnotations, tag) ? cmexamAnnotations[tag] : undefined;
  const value = values?.find((candidate) => candidate.code === code);
  if (value === undefined) {
    return code;
  }
  return language === "zh" || language.startsWith("zh-") ? value.zh : value.en;
}

/**
 * The code of a label of the published file, or undefined when the label is none of that tag's.
 *
 * @example annotationCode("department", "内科") → "IM"
 */
export function annotationCode(tag: string, label: string): string | undefined {
  const values = Object.hasOwn(cmexamAnnotations, tag) ? cmexamAnnotations[tag] : undefined;
  return values?.find((candidate) => candidate.zh === label)?.code;
}
