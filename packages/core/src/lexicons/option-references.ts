/** Where an option may begin and end when all of it is meant. */
const start = '^[\\s(（"“]*';
const end = '[\\s.。!！)）"”;；]*$';

const enNouns =
  "above|below|others?|options?|answers?|choices?|following|provided|listed|mentioned|given|statements?|alternatives?";
const esNouns = "respuestas|opciones|afirmaciones|alternativas|otr[ao]s|demás|demas|dos|mencionad[ao]s|anterior(?:es)?";
const ptNouns =
  "respostas|opções|opcoes|afirmativas|alternativas|outr[ao]s|demais|duas|mencionad[ao]s|anteriores|acima|abaixo|citad[ao]s";
const enVerdict = "true|correct|false|incorrect|right|wrong|possible";
const esVerdict = "(?:in)?correct[ao]s?|ciert[ao]s?|verdader[ao]s?|fals[ao]s?|posibles?";
const ptVerdict = "(?:in)?corret[ao]s?|cert[ao]s?|verdadeir[ao]s?|fals[ao]s?|errad[ao]s?";

/**
 * Options that say all or none of the others hold, in zh, en, es and pt: sources of patterns for the flags `iu`. A whole
 * option unless it says "of the above" itself. 两者 names the two before it in shared option lists (两者均有).
 */
export const allOrNoneOptions: readonly string[] = [
  `${start}(?:all|none|both|neither|either|any)(?:\\s+of)?(?:\\s+(?:the|these|those|them|two))?(?:\\s+(?:${enNouns}))*` +
    `(?:\\s+(?:is|are|can be|may be)?\\s*(?:${enVerdict}))?${end}`,
  "\\b(?:all|none|both|neither|either|any)\\s+of\\s+(?:the\\s+)?" +
    "(?:above|below|options|other (?:options|answers|choices))\\b",
  `${start}(?:以上|上述|上列|前述|两者|二者|三者|四者|各项|所有选项|其他选项)` +
    `[^，。；、]{0,6}?(?:均|都|皆|全|无一|没有一)[^，。；]{0,6}${end}`,
  `${start}(?:均|都|皆|全)(?:不|是|对|正确|可|错|有|无|非)[^，。；]{0,3}${end}`,
  `${start}(?:无|没有|非)(?:以上|上述)[^，。；]{0,6}${end}`,
  // What exam papers put in the place of an option that is not there.
  `${start}(?:无|没有|无正确答案)${end}`,
  `${start}(?:tod[ao]s?|ningun[ao]|amb[ao]s)(?:\\s+(?:de\\s+)?(?:las|los|lo))?(?:\\s+(?:${esNouns}))*` +
    `(?:\\s+(?:es|son)\\s+(?:${esVerdict}))?${end}`,
  "\\b(?:tod[ao]s|ningun[ao]|amb[ao]s|cualquiera)\\s+(?:de\\s+)?(?:las|los)\\s+(?:respuestas\\s+|opciones\\s+)?anteriores\\b",
  `${start}(?:tod[ao]s?|nenhum[a]?|amb[ao]s|n\\.?d\\.?a|n\\.?r\\.?a)(?:\\s+(?:as|os|das|dos|a|o))?` +
    `(?:\\s+(?:${ptNouns}))*(?:\\s+(?:é|são|está|estão)?\\s*(?:${ptVerdict}))?${end}`,
  "\\b(?:tod[ao]s|nenhuma?|amb[ao]s|qualquer)\\s+(?:uma\\s+)?(?:as|os|das|dos)\\s+" +
    "(?:alternativas\\s+|respostas\\s+|opções\\s+)?(?:anteriores|acima|abaixo)\\b",
];

const label = "[A-HＡ-Ｈ]";
const joint = "\\s*(?:,|，|、|和|及|与|或|and|or|y|o|e|ou|&|\\+|＋)\\s*";
const before =
  "(?:(?:[Bb]oth|[Ee]ither|[Nn]either|[Oo]nly|[Aa]mb[ao]s|[Ss][oó]lo|[Ss]omente|[Aa]penas|[Tt]anto)\\s+)?" +
  "(?:(?:[Oo]ptions|[Ll]as|[Aa]s|[Rr]espuestas|[Oo]pciones|[Aa]lternativas|选项)\\s*)*";
const links = "are|is|son|es|são|é|estão|está|均|都|皆|全";
const verdicts = `正确|对|错误|错|不对|不正确|是|不是|可以?|only|${enVerdict}|${esVerdict}|${ptVerdict}`;

/**
 * Options that name others by their labels, in the four languages: sources of patterns for the flag `u` (labels are
 * capitals). Letters inside a longer text name nothing ("toxins A and B"), nor do bare numbers, which may be those of
 * statements in the stem ("1 and 3"); AB alone is a blood group.
 */
export const labelNamingOptions: readonly string[] = [
  // A and C, Both A and C, A+B, B或D, A、B均正确
  `${start}${before}${label}(?:${joint}(?:nor\\s+)?${label})+(?:\\s*(?:${links})?\\s*(?:both|all)?\\s*(?:${verdicts}))?${end}`,
  `${start}(?:[Bb]oth|[Ee]ither|[Nn]either)\\s+${label}{2,3}${end}`,
  `${start}(?:[Nn]either\\s+)?${label}\\s+nor\\s+${label}${end}`,
  "\\b(?:[Oo]ptions?|[Aa]nswers?|[Cc]hoices?|[Oo]pci(?:ó|o)n(?:es)?|[Rr]espuestas?|[Aa]lternativas?|[Oo]pç(?:ão|ões))" +
    "\\s+(?:[A-H]|[1-8])(?![A-Za-z0-9%])",
  `选项\\s*${label}|除\\s*${label}\\s*(?:以?外|项)|同\\s*${label}\\s*项?${end}`,
  `${start}(?:[Ll]as\\s+|[Aa]s\\s+)?[1-8](?:\\s*(?:,|y|e|and)\\s*[1-8])+\\s+(?:are|son|são|estão)\\s+\\p{L}+${end}`,
];

/** Options that point at others by their place: sources of patterns for the flags `iu`. */
export const placeNamingOptions: readonly string[] = [
  // After a number or a unit 以上 is "or more".
  "(?<![0-9０-９〇一二三四五六七八九十百千万种项个岁天年月周日时分次人级度位倍%％a-zA-Z])" +
    "(?:以上|上述|以下)(?:均|都|全|皆|各|选项|两项|三项|四项|两者|三者)",
  `(?:las|los|lo)\\s+anterior(?:es)?${end}`,
  "(?:las|los|as|os)\\s+anteriores\\s+(?:es|son|são|estão|no)\\b",
  "\\bthe (?:other|previous|preceding|first two|last two) (?:options|answers|choices)\\b",
  "\\b(?:(?:las|los) (?:otras|dos primeras|dos últimas)|as (?:outras|duas primeiras|duas últimas))\\s+" +
    "(?:opciones|respuestas|alternativas|opções)\\b",
  "(?:其他|其余|前[两三]|后[两三])(?:选项|项均|项都)",
];
