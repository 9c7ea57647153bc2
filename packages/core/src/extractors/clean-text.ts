import { traditionalPairs } from "../lexicons/traditional-characters.ts";
import type { Segment } from "./visible-text.ts";

/** A reply without its decoration, and the way back to the reply as it was written. */
export interface CleanText {
  readonly text: string;
  /** Where in the reply a stretch of the clean text lies (end exclusive), UTF-16 units. */
  toReply(start: number, end: number): readonly [number, number];
}

/** 1 marks the ASCII characters that cleaning looks at; everything else below U+0080 is copied. */
const isSpecialAscii = new Uint8Array(128);
for (const character of "*`_~$\\<\r\u200b") {
  const code = character.charCodeAt(0);
  if (code < 128) {
    isSpecialAscii[code] = 1;
  }
}

/** Simplified form of each traditional character of a phrase, by code − U+3400; 0 elsewhere. */
const simplified = new Uint16Array(0xa000 - 0x3400);
for (let i = 0; i + 1 < traditionalPairs.length; i += 2) {
  const plain = traditionalPairs.charCodeAt(i + 1);
  const code = traditionalPairs.charCodeAt(i);
  simplified[code - 0x3400] = code === plain ? 0 : plain;
}

const formatting =
  /<\/?(?:b|i|u|em|strong|br|p|span|div|li|ul|ol|h[1-6]|code|mark|font|center)(?:\s[^<>]{0,80})?\/?>|<\/s>|<\|[a-z_]{1,30}\|>/iy;
const blockTag = /^<\/?(?:br|p|div|li|h[1-6]|\|)/i;
const struckOut = /~~[^~\n]{1,300}~~/y;
const latex = /\\(?:(?:text|textbf|textit|textrm|mathrm|mathbf|mathsf|operatorname|bf|rm)\s*\{|[()[\],;! ]|quad)/y;

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code >= 0xc0;
}

/** What a character above ASCII reads as: itself (undefined), something plainer, or nothing (""). */
function plainer(code: number, pair: number): string | undefined {
  if (code >= 0xff01 && code <= 0xff5e) {
    return String.fromCharCode(code - 0xfee0);
  }
  if (code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x2003) {
    return " ";
  }
  if (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0xad ||
    code === 0x20e3
  ) {
    return "";
  }
  if (code >= 0x2460 && code <= 0x2468) {
    return String.fromCharCode(code - 0x2460 + 49);
  }
  if (code >= 0x2776 && code <= 0x277e) {
    return String.fromCharCode(code - 0x2776 + 49);
  }
  if (code >= 0x24b6 && code <= 0x24cf) {
    return String.fromCharCode(code - 0x24b6 + 65);
  }
  if (code >= 0x24d0 && code <= 0x24e9) {
    return String.fromCharCode(code - 0x24d0 + 97);
  }
  if (code >= 0x2160 && code <= 0x216f) {
    return String.fromCharCode(code).normalize("NFKC");
  }
  if (code === 0x2028 || code === 0x2029 || code === 0x85) {
    return "\n";
  }
  if (code === 0xd835) {
    return String.fromCharCode(code, pair).normalize("NFKC");
  }
  if (code === 0xd83c) {
    // Letters in squares and circles, and the regional indicators: 🅰, 🅐, 🄰, 🇦.
    for (const first of [0xdd30, 0xdd50, 0xdd70, 0xdde6]) {
      if (pair >= first && pair < first + 26) {
        return String.fromCharCode(pair - first + 65);
      }
    }
  }
  return undefined;
}

/**
 * A reply as its reader sees it: full-width letters and signs made plain, Markdown emphasis, code marks, LaTeX
 * wrappers, formatting tags and invisible characters taken away, struck-out text left out. Lines, bullets, table bars
 * and headings stay. Segments are joined by a line break. Linear in the length of the segments.
 */
export function cleanText(reply: string, segments: readonly Segment[]): CleanText {
  let text = "";
  const cleanAt: number[] = [];
  const replyAt: number[] = [];
  for (const [start, end] of segments) {
    if (text !== "") {
      text += "\n";
    }
    cleanAt.push(text.length);
    replyAt.push(start);
    let copied = start;
    let i = start;
    while (i < end) {
      const code = reply.charCodeAt(i);
      if (code < 128 ? isSpecialAscii[code] === 0 : code >= 0x2070 && code < 0x2160) {
        i++;
        continue;
      }
      let length = 1;
      let replacement: string | undefined;
      if (code >= 128) {
        // Most of the Han block and of Latin passes unchanged.
        const plain = code >= 0x3400 && code < 0xa000 ? (simplified[code - 0x3400] ?? 0) : 0;
        if (plain === 0 && ((code >= 0x3001 && code < 0xd800) || (code > 0xad && code < 0x2000))) {
          i++;
          continue;
        }
        replacement = plain > 0 ? String.fromCharCode(plain) : plainer(code, reply.charCodeAt(i + 1));
        length = replacement !== undefined && code >= 0xd800 && code < 0xdc00 ? 2 : 1;
      } else {
        [replacement, length] = plainAscii(reply, i, code, start);
      }
      if (replacement === undefined) {
        i += length;
        continue;
      }
      text += reply.slice(copied, i) + replacement;
      i = Math.min(i + length, end);
      copied = i;
      if (replacement.length !== length) {
        cleanAt.push(text.length);
        replyAt.push(i);
      }
    }
    text += reply.slice(copied, end);
  }
  const place = (index: number): number => {
    let low = 0;
    let high = cleanAt.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((cleanAt[middle] ?? 0) <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return (replyAt[low] ?? 0) + index - (cleanAt[low] ?? 0);
  };
  return {
    text,
    toReply: (start, end) => {
      const from = place(start);
      const last = place(Math.max(start, end - 1));
      const wide = reply.charCodeAt(last) >= 0xd800 && reply.charCodeAt(last) < 0xdc00 ? 2 : 1;
      return [from, Math.max(from, Math.min(reply.length, last + wide))];
    },
  };
}

/** What a special ASCII character (and what follows it) reads as, and how many characters that takes. */
function plainAscii(reply: string, i: number, code: number, start: number): [string | undefined, number] {
  switch (code) {
    case 42: {
      // A bullet stays; emphasis goes.
      let line = i;
      while (line > start && (reply.charCodeAt(line - 1) === 32 || reply.charCodeAt(line - 1) === 9)) {
        line--;
      }
      const opensLine = line === start || reply.charCodeAt(line - 1) === 10;
      return opensLine && reply.charCodeAt(i + 1) === 32 ? [undefined, 1] : ["", 1];
    }
    case 95:
      return isWord(reply.charCodeAt(i - 1)) && isWord(reply.charCodeAt(i + 1)) ? [undefined, 1] : ["", 1];
    case 126:
      struckOut.lastIndex = i;
      return struckOut.test(reply) ? ["", struckOut.lastIndex - i] : [undefined, 1];
    case 92: {
      latex.lastIndex = i;
      const command = latex.exec(reply);
      if (command === null) {
        return [undefined, 1];
      }
      // A display bracket opens or closes a line of its own.
      return [command[0] === "\\[" || command[0] === "\\]" ? "\n" : "", command[0].length];
    }
    case 60: {
      formatting.lastIndex = i;
      const tag = formatting.exec(reply);
      return tag === null ? [undefined, 1] : [blockTag.test(tag[0]) ? "\n" : "", tag[0].length];
    }
    case 13:
      return reply.charCodeAt(i + 1) === 10 ? ["", 1] : ["\n", 1];
    default:
      return ["", 1];
  }
}
