import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { type AnswerCue, isPlainCorrection } from "./answer-cues.ts";
import { type AnswerValue, readValue, valueOfList } from "./answer-value.ts";
import { sentenceEnd, sentenceStart } from "./characters.ts";
import type { Declaration } from "./declaration.ts";
import { mentionsIn } from "./option-verdicts.ts";
import type { ReplyContext } from "./reply-context.ts";
import { degreeOfDoubt } from "./supposed-clause.ts";

const correction = new RegExp(anyPhrase(phrasesOf("corrections")), "i");
const conclusion = new RegExp(anyPhrase(phrasesOf("conclusions")), "i");
const butRather =
  /[ \t]{0,9}[,;]?[ \t]{0,9}(?:but(?: rather)?|rather|而是|应是|应为|应该是|应选|是|sino(?: que)?|mas sim|e sim|mas|it's|it is)(?![a-z])/iy;

/** "C is the correct answer": the answer stands before the noun. */
export function declaredBackwards(context: ReplyContext, cue: AnswerCue): Declaration | null {
  const { text } = context;
  const from = sentenceStart(text, cue.start, 300);
  const mention = mentionsIn(context, from, cue.end)
    .filter(({ verdict, list }) => verdict === "answer" && list.end <= cue.end)
    .at(-1);
  if (mention === undefined) {
    return null;
  }
  const { list } = mention;
  const value = valueOfList(context, list);
  const supposed = degreeOfDoubt(context.text, list.start, cue.end);
  if (supposed === "yes") {
    return null;
  }
  const before = text.slice(Math.max(0, from - 40), list.start);
  const corrected = correction.test(before);
  const final = corrected || conclusion.test(text.slice(from, list.start));
  return {
    ...value,
    cueStart: list.start,
    rule: corrected ? "corrected" : "declared",
    final,
    doubtful: supposed === "doubtful",
    aside: true,
  };
}

/** "Not B but C": the answer follows what was denied. */
export function insteadOf(context: ReplyContext, cue: AnswerCue, denied: AnswerValue | null): Declaration | null {
  if (denied === null) {
    return null;
  }
  butRather.lastIndex = denied.end;
  if (!butRather.test(context.text)) {
    return null;
  }
  const value = readValue(context, butRather.lastIndex, false);
  return value === null
    ? null
    : { ...value, cueStart: cue.start, rule: "corrected", final: true, doubtful: false, aside: false };
}

/** "Wait, B is wrong; C is right": the correction names its answer within the next two sentences. */
export function correctedLater(context: ReplyContext, cue: AnswerCue): Declaration | null {
  const { text } = context;
  const middle = sentenceEnd(text, cue.end, 200);
  const end = sentenceEnd(text, Math.min(text.length, middle + 1), 200);
  const held = mentionsIn(context, cue.end, end).filter(({ verdict, linked }) =>
    verdict === null ? linked : verdict !== "wrong",
  );
  const mention = held.at(-1);
  if (mention === undefined) {
    return null;
  }
  return {
    ...valueOfList(context, mention.list),
    cueStart: cue.start,
    rule: "corrected",
    final: true,
    doubtful: false,
    aside: mention.verdict === "right" && !isPlainCorrection(text, cue),
  };
}

/** "Therefore the one to mark is D.": the sentence that concludes ends with a linked label. */
export function concludedLater(context: ReplyContext, cue: AnswerCue): Declaration | null {
  const end = sentenceEnd(context.text, cue.end, 240);
  const mention = mentionsIn(context, cue.end, end).at(-1);
  if (mention === undefined || !mention.linked || mention.verdict === "wrong") {
    return null;
  }
  const value = valueOfList(context, mention.list);
  const supposed = degreeOfDoubt(context.text, mention.list.start, value.end);
  return supposed === "yes"
    ? null
    : {
        ...value,
        cueStart: cue.start,
        rule: "concluded",
        final: true,
        doubtful: supposed === "doubtful",
        aside: false,
      };
}
