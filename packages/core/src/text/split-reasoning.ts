/** A reply in two parts. */
export interface SplitReply {
  readonly text: string;
  /** Null when the reply holds no reasoning block. */
  readonly reasoning: string | null;
  /** The reasoning block was never closed: the reply ended inside it. */
  readonly unclosed: boolean;
}

const openings = ["<think>", "<thinking>", "<reasoning>", "◁think▷"];
const closings = ["</think>", "</thinking>", "</reasoning>", "◁/think▷"];

/**
 * Take reasoning blocks out of a reply. Servers differ: some return the pair of tags, some only the closing
 * one (the opening stood in the chat template), and a reply cut off by the token limit has only the opening.
 * Text before a lone closing tag and after an unclosed opening tag is reasoning. Linear in the length.
 */
export function splitReasoning(reply: string): SplitReply {
  // One character is found many times faster than a word, and most replies hold neither.
  if (!reply.includes("<") && !reply.includes("◁")) {
    return { text: reply, reasoning: null, unclosed: false };
  }
  const reasoning: string[] = [];
  let rest = reply;
  const firstOpening = firstOf(rest, openings);
  const firstClosing = firstOf(rest, closings);
  if (firstOpening === null && firstClosing === null) {
    return { text: reply, reasoning: null, unclosed: false };
  }
  if (firstClosing !== null && (firstOpening === null || firstClosing.at < firstOpening.at)) {
    // A closing tag with no opening before it: everything up to it is reasoning.
    reasoning.push(rest.slice(0, firstClosing.at));
    rest = rest.slice(firstClosing.at + firstClosing.tag.length);
  }
  const kept: string[] = [];
  for (;;) {
    const start = firstOf(rest, openings);
    if (start === null) {
      kept.push(rest);
      return { text: kept.join("").trim(), reasoning: reasoning.join("\n").trim(), unclosed: false };
    }
    kept.push(rest.slice(0, start.at));
    const inside = rest.slice(start.at + start.tag.length);
    const end = firstOf(inside, closings);
    if (end === null) {
      reasoning.push(inside);
      return { text: kept.join("").trim(), reasoning: reasoning.join("\n").trim(), unclosed: true };
    }
    reasoning.push(inside.slice(0, end.at));
    rest = inside.slice(end.at + end.tag.length);
  }
}

function firstOf(text: string, tags: readonly string[]): { at: number; tag: string } | null {
  let best: { at: number; tag: string } | null = null;
  for (const tag of tags) {
    const at = text.indexOf(tag);
    if (at >= 0 && (best === null || at < best.at)) {
      best = { at, tag };
    }
  }
  return best;
}
