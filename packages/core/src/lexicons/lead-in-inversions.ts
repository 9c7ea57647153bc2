/** A lead-in at the end of a stem, and the one that asks for all the other options. */
export interface LeadInInversion {
  /** Finds the lead-in; its groups are what `inverted` is made from. Anchored at the stem's end. */
  readonly leadIn: RegExp;
  /** The lead-in that asks for the opposite, in the plural. */
  readonly inverted: (groups: Readonly<Record<string, string | undefined>>) => string;
}

const zhTail = "(?<tail>[\\s（）()_＿:：?？。.]*)$";
const zhOpposite = (verdict = ""): string => (verdict === "正确" ? "错误" : "正确");

const enTopic =
  "(?: (?:about|regarding|concerning|for|of|in|with|on|as regards|in relation to|with respect to|with regard to)\\b[^:?.]*?)?";
const enOpposites: Readonly<Record<string, string>> = {
  true: "false",
  correct: "incorrect",
  false: "true",
  untrue: "true",
  "not true": "true",
  incorrect: "correct",
  wrong: "correct",
  "not correct": "correct",
};
const enVerdict = "not true|not correct|untrue|false|incorrect|wrong|true|correct";
const enOpposite = (verdict = ""): string => enOpposites[verdict.toLowerCase()] ?? "";

const esTopic =
  "(?: (?:respecto|sobre|acerca|en relación|con relación|con respecto|referente|en cuanto|de|del|en|para)\\b[^:.?]*?)?";
const esVerdict = "falsa|incorrecta|errónea|verdadera|correcta|cierta";
const esOpposites: Readonly<Record<string, string>> = {
  falsa: "verdaderas",
  errónea: "verdaderas",
  incorrecta: "correctas",
  verdadera: "falsas",
  cierta: "falsas",
  correcta: "incorrectas",
};
const esOpposite = (verdict = ""): string => esOpposites[verdict.toLowerCase()] ?? "";
const esPlural = (noun = ""): string =>
  noun.endsWith("ón") ? `${noun.slice(0, -2)}ones` : noun === "" ? "" : `${noun}s`;

/**
 * Lead-ins that can be inverted exactly: they ask which option is true or false, correct or incorrect, so that the
 * opposite question is answered by all the options that the key leaves out. Degrees ("most likely", 最可能) have no such
 * opposite and are not here. By language; source: Viva, from the lead-ins of CMExam, MedMCQA and CasiMedicos (MIR).
 */
export const leadInInversions: Readonly<Record<"zh" | "en" | "es", readonly LeadInInversion[]>> = {
  zh: [
    {
      // 下列哪项是错误的, 哪种说法正确, 何者不正确
      leadIn: new RegExp(
        `(?:哪一?[项种个条]|何者|何项)(?<noun>说法|叙述|描述|表述|论述|陈述)?(?<is>是)?(?<verdict>不正确|错误|正确)(?<of>的)?${zhTail}`,
        "u",
      ),
      inverted: ({ noun = "", is = "", verdict, of = "", tail = "" }) =>
        `哪些${noun}${is}${zhOpposite(verdict)}${of}${tail}`,
    },
    {
      // 说法错误的是, 叙述中正确的有, 不正确的一项是
      leadIn: new RegExp(
        `(?<!最)(?<verdict>不正确|错误|正确)的(?:说法|叙述|描述|表述)?(?:一项)?(?:是|有|为)${zhTail}`,
        "u",
      ),
      inverted: ({ verdict, tail = "" }) => `${zhOpposite(verdict)}的有${tail}`,
    },
    {
      // 错误的是哪一项
      leadIn: new RegExp(`(?<!最)(?<verdict>不正确|错误|正确)的(?:是|为)哪一?[项种个]${zhTail}`, "u"),
      inverted: ({ verdict, tail = "" }) => `${zhOpposite(verdict)}的是哪些${tail}`,
    },
  ],
  en: [
    {
      // All of the following statements about X are true EXCEPT:
      leadIn: new RegExp(
        `(?:(?<comma>,\\s*)|\\b)All (?:of )?(?:(?:the|these) )?(?:following )?(?<noun>statements |options )?(?<topic>(?:about|regarding|concerning|on) [^,:?.]+? )?(?:are|is) (?<verdict>true|correct)(?<after>${enTopic}),? ?except(?: one)?\\s*[-–:?.]*\\s*$`,
        "iu",
      ),
      inverted: ({ comma = "", noun = "", topic = "", verdict = "", after = "" }) =>
        `${comma}${comma === "" ? "W" : "w"}hich of the following ${noun}${topic}are ${verdict.toLowerCase()}${after}?`,
    },
    {
      // Which of the following (statements about X) is NOT true (about X)?
      leadIn: new RegExp(
        `\\b(?<which>which)(?: one)? of the following (?:(?<noun>statement|option)s? )?(?<topic>(?:about|regarding|concerning|on) [^,:?.]+? )?(?:is/are|is|are) (?<verdict>${enVerdict})(?: statements?)?(?<after>${enTopic})\\s*[-–:?.]*\\s*$`,
        "iu",
      ),
      inverted: ({ which = "", noun, topic = "", verdict, after = "" }) =>
        `${which} of the following ${noun === undefined ? "" : `${noun}s `}${topic}are ${enOpposite(verdict)}${after}?`,
    },
    {
      // Mark the FALSE option regarding this pathology:
      leadIn: new RegExp(
        `\\b(?<verb>mark|indicate|select|choose|point out|identify) the (?<verdict>false|incorrect|wrong|true|correct) (?<noun>option|answer|statement)(?<after>${enTopic})\\s*[-–:?.]*\\s*$`,
        "iu",
      ),
      inverted: ({ verb = "", verdict, noun = "", after = "" }) =>
        `${verb} the ${enOpposite(verdict)} ${noun}s${after}:`,
    },
  ],
  es: [
    {
      // Señale la respuesta FALSA (respecto a …):
      leadIn: new RegExp(
        `(?<![\\p{L}])(?<verb>señale|indique|marque|elija|seleccione) la (?:(?<noun>opción|respuesta|afirmación|alternativa|aseveración|proposición) )?(?<verdict>${esVerdict})(?<after>${esTopic})\\s*[:.]*\\s*$`,
        "iu",
      ),
      inverted: ({ verb = "", noun, verdict, after = "" }) =>
        `${verb} las ${noun === undefined ? "" : `${esPlural(noun)} `}${esOpposite(verdict)}${after}:`,
    },
    {
      // ¿Cuál de las siguientes afirmaciones (sobre X) es FALSA (…)?
      leadIn: new RegExp(
        `(?<open>¿\\s?)?(?<![\\p{L}])(?<first>c)uál de las siguientes (?<noun>(?:afirmaciones|opciones|respuestas|aseveraciones|proposiciones|alternativas) )?(?<topic>(?:respecto|sobre|acerca|en relación|referentes) [^,:?]+? )?(?<not>no )?es (?:la )?(?<verdict>${esVerdict})(?<after>${esTopic})\\s*\\?[\\s:.]*$`,
        "iu",
      ),
      inverted: ({ open = "", first = "", noun = "", topic = "", not, verdict = "", after = "" }) =>
        `${open}${first}uáles de las siguientes ${noun}${topic}son ${
          not === undefined ? esOpposite(verdict) : `${verdict.toLowerCase()}s`
        }${after}?`,
    },
  ],
};
