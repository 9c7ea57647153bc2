import { printableText } from "../../figures/printable-text.ts";

/** Most characters (UTF-16 units) of one reply, prompt message or stem that a page embeds. */
export const excerptLimit = 20_000;

/** A stretch of a text: plain, the deciding passage, or what was left out. */
export type ExcerptPiece =
  | { readonly text: string }
  | { readonly mark: string }
  | {
      /** Characters left out here. */
      readonly gap: number;
    };

/** What a page shows of a text. */
export interface TextExcerpt {
  readonly pieces: readonly ExcerptPiece[];
  /** Characters shown. */
  readonly shown: number;
  /** Characters of the whole text. */
  readonly total: number;
}

/**
 * At most `limit` characters of a text with one span marked. A short text is whole. Of a long one the beginning is
 * shown; when the span lies beyond it, half the room goes to the beginning and half to the surroundings of the span,
 * so that the deciding passage is never what was cut. Cuts and marks never split a surrogate pair. A span that is
 * empty or outside the text marks nothing.
 */
export function textExcerpt(
  text: string,
  span: readonly [number, number] | null = null,
  limit: number = excerptLimit,
): TextExcerpt {
  const mark = validSpan(text, span);
  const pieces: ExcerptPiece[] = [];
  let shown = 0;
  let at = 0;
  for (const [from, to] of windows(text, mark, limit)) {
    if (from > at) {
      pieces.push({ gap: from - at });
    }
    pieces.push(...markedPieces(text, from, to, mark));
    shown += to - from;
    at = to;
  }
  if (at < text.length) {
    pieces.push({ gap: text.length - at });
  }
  return { pieces, shown, total: text.length };
}

type Range = readonly [number, number];

function windows(text: string, mark: Range | null, limit: number): readonly Range[] {
  if (text.length <= limit) {
    return text.length === 0 ? [] : [[0, text.length]];
  }
  if (mark === null || mark[1] <= limit) {
    return [[0, wholeBefore(text, limit)]];
  }
  const half = Math.floor(limit / 2);
  const before = Math.floor(Math.max(0, half - (mark[1] - mark[0])) / 2);
  const end = Math.min(text.length, Math.max(mark[0] - before, half) + half);
  const start = Math.max(half, end - half);
  return [
    [0, wholeBefore(text, half)],
    [wholeAfter(text, start), wholeBefore(text, end)],
  ];
}

function markedPieces(text: string, from: number, to: number, mark: Range | null): readonly ExcerptPiece[] {
  const start = mark === null ? to : Math.min(Math.max(mark[0], from), to);
  const end = mark === null ? to : Math.min(Math.max(mark[1], from), to);
  const cut = (a: number, b: number) => printableText(text.slice(a, b));
  return [
    ...(start > from ? [{ text: cut(from, start) }] : []),
    ...(end > start ? [{ mark: cut(start, end) }] : []),
    ...(to > end ? [{ text: cut(end, to) }] : []),
  ];
}

/** The span within the text, widened to whole characters; null when there is nothing to mark. */
function validSpan(text: string, span: readonly [number, number] | null): Range | null {
  if (span === null || !Number.isInteger(span[0]) || !Number.isInteger(span[1])) {
    return null;
  }
  const start = Math.max(0, span[0]);
  const end = Math.min(text.length, span[1]);
  return start >= end ? null : [wholeBefore(text, start), wholeAfter(text, end)];
}

/** The place itself, or one unit earlier when it lies inside a surrogate pair. */
function wholeBefore(text: string, at: number): number {
  return splitsPair(text, at) ? at - 1 : at;
}

/** The place itself, or one unit later when it lies inside a surrogate pair. */
function wholeAfter(text: string, at: number): number {
  return splitsPair(text, at) ? at + 1 : at;
}

function splitsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
