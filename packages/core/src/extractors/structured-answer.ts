import { type AnswerValue, readValue } from "./answer-value.ts";
import type { ReplyContext } from "./reply-context.ts";
import { readTextArray } from "./text-array.ts";

/** An answer inside a mark made for machines. */
export interface StructuredAnswer {
  readonly value: AnswerValue;
  readonly rule: "boxed" | "json" | "tagged";
  /** The whole mark; prose inside it only explains. */
  readonly start: number;
  readonly end: number;
}

const keys =
  "(?:final_?|correct_?|best_?|selected_?|chosen_?|predicted_?|my_?|model_?)?(?:answers?|choices?|options?|labels?|letters?|selection|prediction)(?:_(?:letters?|choices?|index|idx|labels?|keys?|options?))?|respuestas?(?:_correctas?|_final)?|respostas?(?:_corretas?|_final)?|opci[oó]n(?:_correcta)?|op[cç][aã]o(?:_correta)?|alternativa(?:_correc?ta)?|letra|gabarito|(?:正确|最终)?(?:答案|选项)|选择";
const marks = new RegExp(
  `(\\\\(?:boxed|fbox)\\s*\\{)|["'](?:${keys})["']\\s*:\\s*()|<(?:final_)?(?:answer|ans|choice|final|respuesta|resposta|答案)>()`,
  "gi",
);
const placeholder = /^[\s"'[{]*(?:letter|letra|label|option|your|<|x["'}\]]|\.\.\.|…|字母)/i;
const onlySeparators = /^[\s,;、&$}\\()."']*(?:and|y|e|和|与)?[\s,;、&$\\(."']*$/i;
/** More marks than this are a loop; the last ones count. */
const mostMarks = 64;

/** The answer in the last boxed, JSON or tagged mark that holds one; several boxes side by side are one answer. */
export function readStructured(context: ReplyContext): StructuredAnswer | null {
  const { text } = context;
  if (!text.includes("\\") && !text.includes(":") && !text.includes(">")) {
    return null;
  }
  marks.lastIndex = 0;
  const found = [...text.matchAll(marks)].slice(-mostMarks);
  let answer: StructuredAnswer | null = null;
  for (const mark of found) {
    const inside = mark.index + mark[0].length;
    if (placeholder.test(text.slice(inside, inside + 12))) {
      continue;
    }
    const texts = mark[2] === undefined ? null : readTextArray(context, inside);
    const value = texts ?? readValue(context, inside, true);
    // The value must begin inside the mark, not in what follows an empty one.
    if (value === null || /[}\n<]|,\s*"/.test(text.slice(inside, value.start).replace(/^[\s[{"'\\]+/, ""))) {
      continue;
    }
    if (
      value.list !== null &&
      value.indexes.length > 2 &&
      value.indexes.length === context.labels.length &&
      value.list.open
    ) {
      continue;
    }
    const rule = mark[1] !== undefined ? "boxed" : mark[2] !== undefined ? "json" : "tagged";
    let start = mark.index;
    let end = value.end;
    if (rule === "json") {
      const brace = text.lastIndexOf("{", mark.index);
      start = brace < 0 ? mark.index : brace;
      const close = text.indexOf("}", end);
      end = close < 0 ? text.length : close + 1;
    }
    const beside = rule === "boxed" && answer?.rule === "boxed" && onlySeparators.test(text.slice(answer.end, start));
    if (beside && answer !== null) {
      const indexes = [...new Set([...answer.value.indexes, ...value.indexes])];
      const several = indexes.length > 1 && context.choose === "one";
      const merged: AnswerValue = {
        ...value,
        indexes,
        start: answer.value.start,
        status: several ? "ambiguous" : value.status,
      };
      answer = { value: merged, rule, start: answer.start, end };
      continue;
    }
    answer = { value, rule, start, end };
  }
  return answer;
}
