import type { TextChange } from "../records/edit-log.ts";

/** What a change takes as JSON beside its texts: where many small ones take more than one large one, that is given. */
const unitsOfChange = 16;
/**
 * Tokens left out in both together, at most, until a text is as it was again: more than the longest sentence put in.
 */
const farthestMatch = 80;

/**
 * What changed between two texts, in order: whole words, single characters of scripts without spaces, single marks.
 * Changes with no more than a blank or a mark between them are one. Texts that have little in common give one
 * change, and equal ones none. Putting every `after` in the place of its `before` gives the second text.
 *
 * @example textChanges("aged 54 years", "aged 55 years") → [{ at: 5, before: "54", after: "55" }]
 */
export function textChanges(before: string, after: string): TextChange[] {
  if (before === after) {
    return [];
  }
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const was = before.slice(start, before.length - end);
  const is = after.slice(start, after.length - end);
  if (was === "" || is === "") {
    return [{ at: start, before: was, after: is }];
  }
  return changesBetween(was, is, start);
}

/** Units both begin with, not ending within a word of either. */
function commonStart(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before.charCodeAt(at) === after.charCodeAt(at)) {
    at += 1;
  }
  while (at > 0 && (splitsToken(before, at) || splitsToken(after, at))) {
    at -= 1;
  }
  return at;
}

/** Units both end with, not beginning within a word of either, and none of those both begin with. */
function commonEnd(before: string, after: string, start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let size = 0;
  while (size < most && before.charCodeAt(before.length - size - 1) === after.charCodeAt(after.length - size - 1)) {
    size += 1;
  }
  while (size > 0 && (splitsToken(before, before.length - size) || splitsToken(after, after.length - size))) {
    size -= 1;
  }
  return size;
}

/** Whether a text is one token from the unit before a place to the one behind it. */
function splitsToken(text: string, at: number): boolean {
  if (at === 0 || at >= text.length) {
    return false;
  }
  const last = text.charCodeAt(at - 1);
  return (last >= 0xd800 && last < 0xdc00) || (isWordUnit(last) && isWordUnit(text.charCodeAt(at)));
}

/** Letters and digits of scripts that write words apart: everything below the CJK blocks but blanks and marks. */
function isWordUnit(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0xc0 && unit < 0x2000 && unit !== 0xd7 && unit !== 0xf7)
  );
}

/** A text in its tokens. */
interface Tokens {
  readonly texts: readonly string[];
  /** Where each begins, and behind the last where the text ends. */
  readonly starts: readonly number[];
}

function tokens(text: string): Tokens {
  const texts: string[] = [];
  const starts: number[] = [];
  for (let start = 0; start < text.length; ) {
    let stop = start + 1;
    while (splitsToken(text, stop)) {
      stop += 1;
    }
    texts.push(text.slice(start, stop));
    starts.push(start);
    start = stop;
  }
  starts.push(text.length);
  return { texts, starts };
}

/** Places of equal tokens, in both. */
type Match = readonly [old: number, now: number];

/**
 * Equal tokens in the order of both. After a difference, the nearest place is taken where two tokens in a row are equal
 * again (one could be any blank); where there is none near, all that is left is different. In one pass, so that it is
 * not always the fewest changes that are possible.
 */
function matchingTokens(old: readonly string[], now: readonly string[]): Match[] {
  const matches: Match[] = [];
  let [x, y] = [0, 0];
  while (x < old.length && y < now.length) {
    if (old[x] === now[y]) {
      matches.push([x, y]);
      x += 1;
      y += 1;
      continue;
    }
    const next = nextMatch(old, now, x, y);
    if (next === undefined) {
      break;
    }
    [x, y] = next;
  }
  return matches;
}

function nextMatch(old: readonly string[], now: readonly string[], x: number, y: number): Match | undefined {
  for (let ahead = 1; ahead <= farthestMatch; ahead++) {
    const most = Math.min(ahead, old.length - 1 - x);
    for (let inOld = Math.max(0, ahead - (now.length - 1 - y)); inOld <= most; inOld++) {
      const [i, j] = [x + inOld, y + ahead - inOld];
      if (old[i] === now[j] && old[i + 1] === now[j + 1]) {
        return [i, j];
      }
    }
  }
  return undefined;
}

/** Tokens of the same place, where enough of them are equal that the others were exchanged one by one. */
function samePlaces(old: readonly string[], now: readonly string[]): Match[] | undefined {
  if (old.length !== now.length) {
    return undefined;
  }
  const matches: Match[] = [];
  for (let at = 0; at < old.length; at++) {
    if (old[at] === now[at]) {
      matches.push([at, at]);
    }
  }
  return matches.length * 5 >= old.length * 2 ? matches : undefined;
}

function changesBetween(was: string, is: string, start: number): TextChange[] {
  const [old, now] = [tokens(was), tokens(is)];
  const pairs = samePlaces(old.texts, now.texts) ?? matchingTokens(old.texts, now.texts);
  /** Tokens of each change: from here, to there, in both. */
  const spans: { fromOld: number; toOld: number; fromNow: number; toNow: number }[] = [];
  let [x, y] = [0, 0];
  const change = (toOld: number, toNow: number): void => {
    const last = spans.at(-1);
    if (toOld === x && toNow === y) {
      return;
    }
    // Between two changes stands no more than one blank or mark.
    if (last !== undefined && x - last.toOld < 2 && !isWordUnit(was.charCodeAt(old.starts[last.toOld] ?? 0))) {
      [last.toOld, last.toNow] = [toOld, toNow];
    } else {
      spans.push({ fromOld: x, toOld, fromNow: y, toNow });
    }
  };
  for (const [inOld, inNow] of pairs) {
    change(inOld, inNow);
    [x, y] = [inOld + 1, inNow + 1];
  }
  change(old.texts.length, now.texts.length);
  const changes = spans.map(({ fromOld, toOld, fromNow, toNow }) => ({
    at: start + (old.starts[fromOld] ?? 0),
    before: was.slice(old.starts[fromOld], old.starts[toOld]),
    after: is.slice(now.starts[fromNow], now.starts[toNow]),
  }));
  const size = changes.reduce((sum, { before, after }) => sum + before.length + after.length + unitsOfChange, 0);
  return size > was.length + is.length + unitsOfChange ? [{ at: start, before: was, after: is }] : changes;
}
