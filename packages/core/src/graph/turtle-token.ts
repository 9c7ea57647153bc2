import { graphFileInvalid } from "./statement-fields.ts";

/** One piece of a Turtle text. */
export interface TurtleToken {
  readonly kind:
    | "iri"
    | "prefixed"
    | "blank"
    | "string"
    | "language"
    | "datatype"
    | "plain-literal"
    | "directive"
    | "a"
    | "mark"
    | "end";
  /** What it stands for, escapes resolved: an IRI without brackets, a string without quotes. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** Hands out the pieces of a text one by one. */
export interface TurtleScanner {
  next(): TurtleToken;
}

const blankSpace = /(?:[ \t\r\n]+|#[^\n]*)+/y;
const iri = /<((?:[^<>"{}|^`\\\u0000-\u0020]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*)>/y;
const blankNode = /_:([\p{L}\p{N}_](?:[\p{L}\p{N}_.·-]*[\p{L}\p{N}_·-])?)/uy;
const directive = /@prefix\b|@base\b|(?:PREFIX|BASE)(?=[ \t])/iy;
const language = /@([A-Za-z]+(?:-[A-Za-z0-9]+)*)/y;
const number = /[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const prefixed =
  /((?:\p{L}(?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?)?):((?:(?:[\p{L}\p{N}_:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?#@%-])(?:(?:[\p{L}\p{N}_:.·-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?#@%-])*(?:[\p{L}\p{N}_:·-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?#@%-]))?)?)/uy;
const word = /true\b|false\b|a(?=[\s<])/y;
const shortString = /"((?:[^"\\\n\r]|\\.)*)"|'((?:[^'\\\n\r]|\\.)*)'/y;

/**
 * Read a Turtle or N-Triples text piece by piece. Throws GRAPH_FILE_INVALID, with the line, where no piece begins or a
 * string does not end.
 *
 * @param firstLine The number of the text's first line, from 1.
 */
export function createTurtleScanner(text: string, file: string, firstLine: number): TurtleScanner {
  let at = 0;
  let line = firstLine;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) {
      at = pattern.lastIndex;
    }
    return found;
  };
  const invalid = (message: string): Error => graphFileInvalid({ file, line }, message);
  const longString = (quote: string): string => {
    const start = at + 3;
    let end = text.indexOf(quote, start);
    while (end > 0 && escapedAt(text, end)) {
      end = text.indexOf(quote, end + 1);
    }
    if (end < 0) {
      throw invalid("a long string that begins here is never closed");
    }
    at = end + 3;
    return text.slice(start, end);
  };
  const scan = (): Omit<TurtleToken, "line"> => {
    let found = match(iri);
    if (found !== null) {
      return { kind: "iri", text: resolveEscapes(found[1] ?? "", invalid) };
    }
    const quote = text.slice(at, at + 3);
    if (quote === '"""' || quote === "'''") {
      return { kind: "string", text: resolveEscapes(longString(quote), invalid) };
    }
    found = match(shortString);
    if (found !== null) {
      return { kind: "string", text: resolveEscapes(found[1] ?? found[2] ?? "", invalid) };
    }
    found = match(blankNode);
    if (found !== null) {
      return { kind: "blank", text: found[1] ?? "" };
    }
    found = match(directive);
    if (found !== null) {
      return { kind: "directive", text: found[0].toLowerCase() };
    }
    found = match(language);
    if (found !== null) {
      return { kind: "language", text: (found[1] ?? "").toLowerCase() };
    }
    if (text.startsWith("^^", at)) {
      at += 2;
      return { kind: "datatype", text: "^^" };
    }
    found = match(prefixed);
    if (found !== null) {
      return { kind: "prefixed", text: `${found[1]}:${(found[2] ?? "").replaceAll(/\\(.)/g, "$1")}` };
    }
    found = match(word);
    if (found !== null) {
      return { kind: found[0] === "a" ? "a" : "plain-literal", text: found[0] };
    }
    found = match(number);
    if (found !== null) {
      return { kind: "plain-literal", text: found[0] };
    }
    const mark = text[at] ?? "";
    if (".;,[]()".includes(mark)) {
      at += 1;
      return { kind: "mark", text: mark };
    }
    throw invalid(`no term begins with ${JSON.stringify(text.slice(at, at + 40))}`);
  };
  return {
    next: () => {
      const before = at;
      match(blankSpace);
      line += breaksBetween(text, before, at);
      if (at >= text.length) {
        return { kind: "end", text: "", line };
      }
      const start = at;
      const found = scan();
      const token = { ...found, line };
      line += breaksBetween(text, start, at);
      return token;
    },
  };
}

function breaksBetween(text: string, start: number, end: number): number {
  let breaks = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) {
    breaks += 1;
  }
  return breaks;
}

function escapedAt(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === "\\") {
    slashes += 1;
  }
  return slashes % 2 === 1;
}

const escapes: Readonly<Record<string, string>> = {
  t: "\t",
  b: "\b",
  n: "\n",
  r: "\r",
  f: "\f",
  '"': '"',
  "'": "'",
  "\\": "\\",
};

function resolveEscapes(text: string, invalid: (message: string) => Error): string {
  if (!text.includes("\\")) {
    return text;
  }
  return text.replaceAll(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))/g, (whole, short, long, plain) => {
    if (typeof plain === "string") {
      const meant = escapes[plain];
      if (meant === undefined) {
        throw invalid(`${whole} is no escape`);
      }
      return meant;
    }
    const code = Number.parseInt(short ?? long, 16);
    if (code > 0x10ffff) {
      throw invalid(`${whole} is no character`);
    }
    return String.fromCodePoint(code);
  });
}
