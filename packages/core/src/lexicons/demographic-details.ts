/** What a detail tells of a person. */
export type DemographicKind = "occupation" | "residence" | "marital-status";

/** Demographic wording of one language. */
export interface DemographicDetails {
  /**
   * Sentences on an adult, by kind. Desk and shop work only: no exposure, shift work, travel, animals or strain. `{o|a}`
   * stands for the ending of a man's form and a woman's.
   */
  readonly added: Readonly<Record<DemographicKind, readonly string[]>>;
  /** Sentences that suit a child too. */
  readonly anyAge: readonly string[];
  /** Finds a patient whom the woman's form suits; absent where no sentence has two. */
  readonly female?: RegExp;
  /**
   * Chinese cases are often one sentence from the patient to the question. The detail then goes in as a clause behind what
   * this finds (the age and its comma): the sentence without its subject and its full stop. Absent: no detail there.
   */
  readonly clause?: { readonly behind: RegExp; readonly subject: RegExp };
  /** Marital statuses that may stand for each other, as the text has them, lower case. */
  readonly swaps: readonly (readonly [string, string])[];
  /** Finds a word for a patient. */
  readonly patient: RegExp;
  /** Finds an age, which only a case on somebody gives. */
  readonly age: RegExp;
  /** Finds a patient who is, or may be, under age: only `anyAge` applies. */
  readonly child: RegExp;
  /** Finds what makes such a detail matter: pregnancy, sex life, heredity, work, exposure, travel, law, living alone. */
  readonly relevant: RegExp;
}

/**
 * Details that should not matter, by language. Never age or sex. Sources: Viva's own wording; that occupation, residence
 * and marital status bear on obstetric, sexual, hereditary, occupational, infectious, psychiatric, legal and social
 * questions is the reason for `relevant`.
 */
export const demographicDetails: Readonly<Record<string, DemographicDetails>> = {
  en: {
    added: {
      occupation: [
        "The patient works as an accountant.",
        "The patient is a librarian.",
        "The patient works in a bookshop.",
      ],
      residence: [
        "The patient lives in a medium-sized town.",
        "The patient moved to another part of the city last spring.",
      ],
      "marital-status": ["The patient is married.", "The patient is divorced.", "The patient is single."],
    },
    anyAge: ["The family lives in a medium-sized town.", "The family moved to another part of the city last spring."],
    // "Single" is left out: a single lesion is no status.
    swaps: [["married", "divorced"]],
    patient:
      /\b(?:patient|man|woman|boy|girl|child|infant|newborn|neonate|baby|male|female|toddler|teenager|adolescent)\b/i,
    age: /\b\d{1,3}[- ]?(?:years?|months?|weeks?|days?)[- ](?:old|of age)\b|\baged \d/i,
    child:
      /\b(?:boy|girl|child|children|infant|newborn|neonate|baby|toddler|teenager|adolescent|p(?:a)?ediatric|month-old|months old|week-old|day-old|days old)\b|\b(?:[1-9]|1[0-9])[- ]years?[- ](?:old|of age)\b/i,
    relevant:
      /\b(?:pregnan\w*|gestation\w*|gravid\w*|para|obstetric\w*|deliver(?:y|ed)|birth|breast-?feed\w*|postpartum|puerper\w*|contracept\w*|infertil\w*|fertil\w*|menstrua\w*|sexual\w*|partners?|HIV|AIDS|syphilis|gonorrh\w*|chlamydia\w*|genetic\w*|heredit\w*|inherit\w*|famil(?:y|ial)|carrier|consanguin\w*|married|divorced|single|widow\w*|wife|husband|spouse|work(?:s|ed|ing|ers?|place)?|job|occupation\w*|employ\w*|retire[ds]?|profession\w*|farmer|miner|teacher|nurse|driver|exposure|exposed|asbestos|silic\w*|dust|travel\w*|trip|abroad|immigra\w*|endemic|outbreak|epidemi\w*|homeless|lives|living|rural|urban|city|town|village|countr(?:y|ies)|Africa\w*|Asia\w*|ethnic\w*|consent|confidential\w*|ethic\w*|legal\w*|suicid\w*|depress\w*|anxi\w*|panic|phobi\w*|obsess\w*|psychia\w*|psycho(?:sis|tic|log)\w*|schizo\w*|hallucin\w*|delusion\w*|mania|manic|bipolar|grie(?:f|v)\w*|abuse|violence|social|dogs?|cats?|animals?|bit|bites?|bitten)\b/i,
  },
  es: {
    added: {
      occupation: ["Trabaja en una oficina de contabilidad.", "Trabaja en una biblioteca.", "Trabaja en una librería."],
      residence: ["Vive en una ciudad de tamaño medio.", "Se mudó a otro barrio la primavera pasada."],
      "marital-status": ["Está casad{o|a}.", "Está divorciad{o|a}.", "Es solter{o|a}."],
    },
    anyAge: ["La familia vive en una ciudad de tamaño medio.", "La familia se mudó a otro barrio la primavera pasada."],
    female:
      /(?<!\p{L})(?:mujer|señora|anciana|chica|muchacha|embarazada|gestante|(?:una|la) (?:paciente|joven|enferma))(?!\p{L})/iu,
    swaps: [
      ["casado", "divorciado"],
      ["casada", "divorciada"],
      ["soltero", "casado"],
      ["soltera", "casada"],
    ],
    patient:
      /(?<!\p{L})(?:paciente|hombre|mujer|varón|varon|niño|niña|lactante|neonato|recién nacido|adolescente|señor|señora|anciano|anciana)(?!\p{L})/iu,
    age: /(?<!\p{L})(?:de|tiene) \d{1,3} (?:años|meses|días|semanas)(?!\p{L})(?! de (?:evolución|duración))/iu,
    child:
      /(?<!\p{L})(?:niñ[oa]s?|lactante|neonato|recién nacid[oa]|bebé|adolescente|escolar|pediátric[oa]|meses de (?:edad|vida)|días de vida)(?!\p{L})|(?<!\p{L})(?:de|tiene|con) (?:[1-9]|1[0-9]) años(?! de (?:evolución|duración))/iu,
    relevant:
      /(?<!\p{L})(?:embaraz\p{L}*|gestaci\p{L}*|gestante|grávida|gravid\p{L}*|obst[eé]tric\p{L}*|parto|partos|puerper\p{L}*|lactancia|anticoncep\p{L}*|esteril\p{L}*|infertil\p{L}*|fertil\p{L}*|menstrua\p{L}*|menarquia|sexual\p{L}*|pareja|parejas|VIH|SIDA|sífilis|gonor\p{L}*|clamidia|genétic\p{L}*|heredit\p{L}*|herencia|familia|familiar|familiares|portador\p{L}*|consangu\p{L}*|casad[oa]|divorciad[oa]|solter[oa]|viud[oa]|esposa|esposo|marido|cónyuge|trabaj\p{L}*|ocupaci\p{L}*|profesi\p{L}*|emplead[oa]|jubilad[oa]|laboral\p{L}*|agricultor\p{L}*|ganader\p{L}*|minero|profesor\p{L}*|enfermera|conductor|exposici\p{L}*|expuest[oa]|asbesto|amianto|sílice|silic\p{L}*|polvo|viaj\p{L}*|extranjero|inmigra\p{L}*|endémic\p{L}*|epidemi\p{L}*|vive|vivienda|rural\p{L}*|urban[oa]|ciudad|pueblo|país|países|África|african[oa]|Asia|asiátic[oa]|etnia|consentimiento|confidencial\p{L}*|étic[oa]|legal\p{L}*|suicid\p{L}*|depres\p{L}*|ansie\p{L}*|ansios\p{L}*|angusti\p{L}*|pánico|fobi\p{L}*|obses\p{L}*|psiqui\p{L}*|psic[oó]\p{L}*|esquizo\p{L}*|alucina\p{L}*|delir(?:io|ios|ante)|manía|maníac\p{L}*|bipolar|duelo|abuso|maltrato|violencia|social\p{L}*|perros?|gatos?|animal(?:es)?|mord\p{L}*)(?!\p{L})/iu,
  },
  zh: {
    added: {
      occupation: ["患者为会计。", "患者在图书馆工作。", "患者为书店职员。"],
      residence: ["患者居住在一座中等城市。", "患者去年春天搬到本市另一城区。"],
      "marital-status": ["患者已婚。", "患者离异。", "患者单身。"],
    },
    anyAge: ["其家庭居住在一座中等城市。", "其家庭去年春天搬到本市另一城区。"],
    swaps: [["已婚", "离异"]],
    clause: { behind: /\d岁(?:半)?[，,]/u, subject: /^(?:患者|其)/u },
    patient: /患者|病人|患儿|[男女]/u,
    age: /\d(?:岁|个?月|天)/u,
    child:
      /患儿|小儿|新生儿|婴儿|婴|幼儿|儿童|少年|男孩|女孩|学生|早产|足月|(?<!\d)(?:[1-9]|1[0-9])岁|\d个?月(?:大|龄)|生后|出生|日龄|月龄/u,
    relevant:
      /妊娠|孕|产后|产妇|产前|产褥|早产|流产|难产|待产|临产|产程|(?<!甲)胎|分娩|哺乳|避孕|不育|不孕|月经|停经|绝经|白带|阴道|子宫|宫颈|宫腔|宫缩|性生活|性伴|性交|性病(?![变容理程灶因损例史原])|梅毒|淋病|艾滋|HIV|遗传|家族|基因|携带|近亲|婚|离异|丧偶|妻|丈夫|夫妻|夫妇|其夫|配偶|职业|(?<!应做的)工作|工人|农民|教师|司机|矿|退休|会计|(?<!咬合|邻面)接触(?!点)|(?<!牙髓|牙髓往往|牙本质|牙根|根面|骨面)暴露|粉尘|石棉|(?<![酸碱])中毒(?!性|症状|貌|颗粒)|旅行|旅游|出差|疫区|流行|居住|家住|城市|乡镇|农村|地区|民族|移民|同意|伦理|法律|法医|违法|自杀|抑郁|虐待|暴力|社会|吵架|情志|生气|郁怒|焦虑|恐惧|惊恐|强迫(?!体位|头位|坐位)|幻觉|幻听|妄想|精神分裂|精神病|精神障碍|躁狂|癔症|神经衰弱|心理|犬|狗|猫|动物|牲畜|家畜|咬伤/u,
  },
};
