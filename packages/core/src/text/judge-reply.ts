/** How a judge's reply could be read: as it was asked for, only with allowances, or not at all. */
export type JudgeReplyForm = "strict" | "lenient" | "unreadable";

/** A judge's reply, read. */
export interface JudgeReply {
  readonly form: JudgeReplyForm;
  /** The object with the wanted fields, their names in small letters; null where there is none. */
  readonly object: Readonly<Record<string, unknown>> | null;
}

/** Characters looked at from either end of a reply: a judgement is short, and a page of HTML or a megabyte is none. */
const mostCharacters = 20_000;
/** Opening braces tried at most, the last first. */
const mostTries = 64;

/**
 * Read the JSON object that a judge was asked for. Strict: the reply is that object and nothing else, every wanted field by
 * its own name. Lenient: the last object with all wanted fields (in whatever case) stands somewhere in the reply, say in a code
 * fence or after words. Anything else is unreadable. Never throws; takes time in proportion to the ends it looks at.
 *
 * @param wanted Names of the fields, in small letters.
 * @example readJudgeReply('Sure!\n```json\n{"met": true}\n```', ["met"]) // { form: "lenient", object: { met: true } }
 */
export function readJudgeReply(text: string, wanted: readonly string[]): JudgeReply {
  if (text.length <= mostCharacters) {
    const whole = objectOf(text);
    if (whole !== null && wanted.every((name) => Object.hasOwn(whole, name))) {
      return { form: "strict", object: lowered(whole) };
    }
  }
  const parts =
    text.length <= 2 * mostCharacters ? [text] : [text.slice(-mostCharacters), text.slice(0, mostCharacters)];
  for (const part of parts) {
    let tries = 0;
    for (let start = part.lastIndexOf("{"); start >= 0 && tries < mostTries; tries++) {
      const found = objectOf(objectText(part, start));
      const object = found === null ? null : lowered(found);
      if (object !== null && wanted.every((name) => Object.hasOwn(object, name))) {
        return { form: "lenient", object };
      }
      start = start === 0 ? -1 : part.lastIndexOf("{", start - 1);
    }
  }
  return { form: "unreadable", object: null };
}

function objectOf(text: string): Record<string, unknown> | null {
  if (text === "") {
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    // What a judge writes is data: a text that is no JSON is told as such.
    return null;
  }
}

function lowered(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name.trim().toLowerCase(), value]));
}

/** The text from an opening brace to the one that closes it, braces in strings left out of the count; "" without one. */
function objectText(text: string, start: number): string {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const unit = text[at];
    if (inString) {
      if (unit === "\\") {
        at += 1;
      } else if (unit === '"') {
        inString = false;
      }
    } else if (unit === '"') {
      inString = true;
    } else if (unit === "{") {
      depth += 1;
    } else if (unit === "}") {
      depth -= 1;
      if (depth === 0) {
        return text.slice(start, at + 1);
      }
    }
  }
  return "";
}

/**
 * A value of a scale as a judge may write it: 4, "4", "4/5" (of a scale that ends in 5), "4 points". Null for anything else
 * and for a value that is not of the scale; `exact` where it was written as the number alone.
 */
export function scaleValue(
  given: unknown,
  scale: readonly number[],
): { readonly value: number; readonly exact: boolean } | null {
  if (typeof given === "number") {
    return scale.includes(given) ? { value: given, exact: true } : null;
  }
  const most = scale.at(-1);
  const found =
    typeof given === "string" ? /^\s*(\d+(?:\.\d+)?)\s*(?:\/\s*(\d+)\s*)?(?:points?\s*)?$/iu.exec(given) : null;
  const value = Number(found?.[1] ?? Number.NaN);
  const sameScale = found?.[2] === undefined || Number(found[2]) === most;
  return scale.includes(value) && sameScale ? { value, exact: false } : null;
}
