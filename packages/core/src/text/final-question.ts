/**
 * Words before a full stop that end no sentence, lower case without the stop. Single letters are none of them: "hepatitis
 * C. What next?" is more frequent than an initial before a capital, and "E. coli" has none.
 */
const abbreviations = new Set(
  (
    "dr dra sr sra mr mrs ms prof vs fig figs ej approx aprox no núm nro etc st vol pág p.ej e.g i.e cf " +
    "spp sp var max mín máx min"
  ).split(" "),
);
const ideographicEnds = "。！？\n";
const latinEnds = ".?!";
const blank = /\s/;
const opensSentence = /[\p{Lu}\p{Lt}\p{Script=Han}0-9¿¡"“«(]/u;
const lastWord = /[\p{L}.]+$/u;
/** A question that begins without a mark before it: "a la palpación ¿Cuál es", "on palpation What is the next step?". */
const unmarkedQuestion =
  /(?<=[\p{Ll}\p{N})%] )(?:¿\s?\p{Lu}|(?:What|Which|How|Who|Where|When|Why) (?=[^?]*\?[\s:.]*$))/u;
const han = /\p{Script=Han}/u;
/** What a question, or a lead-in to options, holds in languages of Latin script. */
const asks =
  /[?¿]|(?<!\p{L})(?:wh(?:at|ich|o|ose|ere|en|y)|how|following|diagnos|treatment|therap|management|caus|next|likel|probabl|true|false|(?:in)?correct|except|answer|option|mark|indicate|select|choose|identify|point out|state|appropriate|best|cuál|cual|qué|quién|cómo|siguiente|tratamiento|terap|actitud|conducta|conduta|señal|indi(?:que|car)|marque|elij|seleccion|excepto|salvo|fals|ciert|verdader|respuesta|opci|adecuad|continuación|qua(?:l|is)|assinale|aponte|alternativ|hipótes|seguinte|exceto|incorret|corret)/iu;
/** A Chinese question that is a verb alone: its subject is the sentence before ("甲状腺肿物生长缓慢。属于"). */
const verbAlone = /^(?:证?属于?|证?为|是|多?见于|可见|应为|诊为)[\s（）()_＿:：?？。]*$/u;
const runsOn = /[\p{L}\p{N})%]\s*$/u;
/** Shorter last sentences are taken for lead-ins whatever they say ("Most probable:"). */
const shortestStatement = 60;

/**
 * Where the text's last sentence begins: in an exam stem the question itself, after the case. 0 when the text is one
 * sentence. A sentence ends at 。！？ or a line break, and at . ? ! where white space and a capital, a digit, an opening
 * mark or a Chinese character follow; not after an abbreviation; and before "¿" or a question word with a capital where
 * the mark was forgotten; not before a Chinese verb alone. What follows the last mark (blanks, brackets for the answer) belongs to the last sentence.
 *
 * @example finalQuestionStart("A man has fever. Which test is next?") → 17
 */
export function finalQuestionStart(text: string): number {
  const start = lastSentenceStart(text);
  if (start > 0 && verbAlone.test(text.slice(start))) {
    return lastSentenceStart(text.slice(0, start));
  }
  const unmarked = unmarkedQuestion.exec(start === 0 ? text : text.slice(start));
  return start + (unmarked?.index ?? 0);
}

function lastSentenceStart(text: string): number {
  const first = text.length - text.trimStart().length;
  for (let at = contentEnd(text) - 1; at > first; at--) {
    const mark = text[at] ?? "";
    if (ideographicEnds.includes(mark)) {
      return skipBlanks(text, at + 1);
    }
    if (latinEnds.includes(mark) && blank.test(text[at + 1] ?? "")) {
      const next = skipBlanks(text, at + 1);
      if (opensSentence.test(text[next] ?? "") && !(mark === "." && abbreviatedAt(text, at))) {
        return next;
      }
    }
  }
  return 0;
}

/**
 * The text with a sentence put before its last one, so that the case, the sentence and the question follow each other;
 * before everything when there is one sentence only. After everything when the last sentence, not in Chinese, goes on with
 * the case and asks nothing: some stems leave the question to the options. A case that runs into its question without a
 * mark gets a full stop. `joint` stands after the sentence (before it,
 * at the end): a space, or nothing in Chinese.
 *
 * @example beforeFinalQuestion("Fever. Why?", "It rains.", " ") → "Fever. It rains. Why?"
 */
export function beforeFinalQuestion(text: string, sentence: string, joint: string): string {
  const start = finalQuestionStart(text);
  const [before, question] = [text.slice(0, start), text.slice(start)];
  if (start > 0 && asksNothing(question)) {
    return `${text.trimEnd()}${joint}${sentence}`;
  }
  // Where the question began without a mark before it, the case gets one: two sentences must not run into each other.
  const mark = start > 0 && runsOn.test(before) ? ". " : "";
  return `${mark === "" ? before : before.trimEnd()}${mark}${sentence}${joint}${question}`;
}

function asksNothing(sentence: string): boolean {
  return (
    sentence.length >= shortestStatement && !asks.test(sentence) && !han.test(sentence) && /[.:]\s*$/.test(sentence)
  );
}

/** The end of the last sentence without the mark that ends it: its own mark is no border. */
function contentEnd(text: string): number {
  let end = text.length;
  while (
    end > 0 &&
    (blank.test(text[end - 1] ?? "") || `${latinEnds}${ideographicEnds}`.includes(text[end - 1] ?? ""))
  ) {
    end -= 1;
  }
  return end;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && blank.test(text[at] ?? "")) {
    at += 1;
  }
  return at;
}

function abbreviatedAt(text: string, at: number): boolean {
  return abbreviations.has((lastWord.exec(text.slice(Math.max(0, at - 12), at))?.[0] ?? "").toLowerCase());
}
