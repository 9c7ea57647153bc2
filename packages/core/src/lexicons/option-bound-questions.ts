/** How a question of one language depends on the options it is asked with: sources of patterns for the flags `iu`. */
export interface OptionBoundQuestions {
  /** Cannot be answered without seeing the options: "which of the following", 下列, "cuál de las siguientes". */
  readonly needsOptions: readonly string[];
  /** Asks which statement holds, so that each is true or false by itself: "which is true", 正确的是, "cierta". */
  readonly statements: readonly string[];
  /** Asks without a question mark: "name", "indique". */
  readonly imperatives: readonly string[];
  /** Asks for the best of several rather than for what simply holds: "most likely", 首选, "más probable". */
  readonly compares: readonly string[];
}

/**
 * Questions that depend on their options, by language. Source: Viva, from the lead-ins of CMExam, MedQA, MedMCQA,
 * CasiMedicos (MIR) and Revalida. Written to find too much rather than too little: a question called bound that could stand
 * alone is one variant fewer, the reverse is an unfair one.
 */
export const optionBoundQuestions: Readonly<Record<string, OptionBoundQuestions>> = {
  en: {
    needsOptions: [
      "\\b(?:the|these) following\\b|\\b(?:of|among) (?:these|those|them|the (?:above|below|options|listed))\\b",
      "\\b(?:options|statements?|alternatives|choices|assertions?|combinations?)\\b",
      "\\bwhich (?:one|answer|of)\\b|\\b(?:all|any|each) (?:of|are|is|but)\\b|\\bexcept\\b",
      "\\b(?:is|are|isn't|aren't|not|be|most|least) (?:true|false|correct|incorrect|wrong|right|accurate)\\b",
      "\\b(?:true|false|correct|incorrect|wrong) (?:about|regarding|concerning|answer|with)\\b",
      "\\b(?:mark|select|choose|point out|indicate) the (?:true|false|correct|incorrect|wrong|right|answer)",
      "\\bbest (?:describes|explains|characteri[sz]es|represents)\\b",
    ],
    statements: ["\\b(?:true|false|correct|incorrect|untrue)\\b|\\bstatements?\\b"],
    imperatives: ["\\b(?:name|identify|give|state|choose|select|indicate|mark|point out|find|determine|calculate)\\b"],
    compares: [
      "\\b(?:most|best|first|first-line|least|main|mainly|next|prefer(?:red)?|better|more|less|initial|initially|primary|" +
        "priority|usual|usually|typical|typically|of choice|gold standard|common|commonest|likely|likeliest|appropriate|" +
        "should|would)\\b",
    ],
  },
  zh: {
    needsOptions: [
      "下列|以下|下述|上述|下面|选项|哪[一几]?[项组句条]|何项|哪个说法|哪种说法|哪些|何者|除外|配伍|组合",
      "(?:正确|错误|恰当|准确|不当|不妥|合理|符合|有误|属于?|包括|包含|具有(?![^，。；？]{0,20}的(?:邪气|病邪|外邪|气|脏|腑|体质|情志|经脉)[是为])|有关|相关|一致|相符)[^，。；？]{0,12}的?[是有为](?:[\\s（()）：:_]|$)",
      "(?:说法|叙述|描述|表述|论述|观点|理解|做法|认识)[^，。；？]{0,8}[是有为](?:[\\s（()）：:_]|$)",
      // 极性最大的是: of what is said by the options alone; not 其中毒性最大的是 or 血浆缓冲系统中最多的是.
      "^(?!.*(?:其中|中[，,])).*(?<!中)最(?:为)?(?:大|小|高|低|强|弱|多|少|长|短|快|慢|好|佳|差|轻|重|稳定|密切|敏感)的[是为](?:[\\s（()）：:_]|$)",
      // 可引起低血钾的是: whatever does so may be the answer, where nothing in it says first, most or main.
      "^(?!.*(?:最|首|主要|关键|优先)).*的[是有为](?:[\\s（()）：:_]|$)",
      "^(?!.*(?:最|首|主要|常见于?)).*(?:可见于?|见于|可有|可出现|可引起|可导致|可用于|可选用|可发生于)[\\s（()）：:_]*$",
    ],
    statements: ["正确|错误|说法|叙述|描述|表述|论述|有误"],
    imperatives: ["请|求|试"],
    compares: ["最|首选|首先|首要|主要|优先|更|较|应|宜|多见|常见|常用|可能|典型|考虑|关键"],
  },
  es: {
    needsOptions: [
      "(?<!\\p{L})(?:siguientes?|opci[oó]n(?:es)?|respuestas?|afirmaci[oó]n(?:es)?|aseveraci[oó]n(?:es)?|enunciados?|alternativas?|" +
        "combinaci[oó]n(?:es)?|asociaci[oó]n(?:es)?)(?!\\p{L})",
      "(?<!\\p{L})(?:de|entre) (?:est[ao]s|ell[ao]s|las que|los que)(?!\\p{L})|(?<!\\p{L})(?:excepto|salvo|tod[ao]s|ningun[ao])(?!\\p{L})",
      "(?<!\\p{L})(?:in)?(?:correct|ciert|exact|verdader|fals|err[oó]ne)[ao]s?(?!\\p{L})",
      "(?<!\\p{L})(?:cu[aá]l|se[ñn]ale|indique|marque|diga|elija) (?:la|el|lo) que(?!\\p{L})",
    ],
    statements: [
      "(?<!\\p{L})(?:(?:in)?correct[ao]s?|ciert[ao]s?|verdader[ao]s?|fals[ao]s?|afirmaci[oó]n(?:es)?)(?!\\p{L})",
    ],
    imperatives: [
      "(?<!\\p{L})(?:se[ñn]ale|indique|marque|diga|elija|nombre|mencione|escriba|identifique|calcule|responda)(?!\\p{L})",
    ],
    compares: [
      "(?<!\\p{L})(?:más|mas|mejor|menos|primer[ao]?|primera|inicial|inicialmente|principal|fundamental|elección|preferente|" +
        "preferible|habitual|habitualmente|típic[ao]|frecuente|indicad[ao]|adecuad[ao]|probable|debe|debería|haría|próximo|siguiente)(?!\\p{L})",
    ],
  },
  pt: {
    needsOptions: [
      "(?<!\\p{L})(?:seguintes?|abaixo|alternativas?|opç(?:ão|ões)|afirmativas?|afirmaç(?:ão|ões)|assertivas?|respostas?|" +
        "assinale|combinaç(?:ão|ões)|associaç(?:ão|ões)|sentenças?)(?!\\p{L})",
      "(?<!\\p{L})(?:dest[ae]s|dess[ae]s|del[ae]s|entre el[ae]s|exceto|salvo|tod[ao]s|nenhuma?)(?!\\p{L})",
      "(?<!\\p{L})(?:in)?(?:corret|cert|exat|verdadeir|fals|errad|errône)[ao]s?(?!\\p{L})",
    ],
    statements: [
      "(?<!\\p{L})(?:(?:in)?corret[ao]s?|cert[ao]s?|verdadeir[ao]s?|fals[ao]s?|afirmativas?|afirmaç(?:ão|ões))(?!\\p{L})",
    ],
    imperatives: [
      "(?<!\\p{L})(?:indique|marque|diga|escolha|aponte|nomeie|mencione|escreva|identifique|calcule|responda)(?!\\p{L})",
    ],
    compares: [
      "(?<!\\p{L})(?:mais|melhor|menos|primeir[ao]|inicial|inicialmente|principal|fundamental|escolha|preferencial|habitual|" +
        "típic[ao]|frequente|indicad[ao]|adequad[ao]|provável|deve|deveria|próxim[ao])(?!\\p{L})",
    ],
  },
};
