/** Part of a reply: start and end (exclusive), UTF-16 units. */
export type Segment = readonly [start: number, end: number];

/** Opening and closing marks of reasoning, and end-of-turn marks that no model means to say. */
const reasoningMark =
  /<(\/?)(?:think|thinking|thought|reasoning|reflection|seed:think)>|\[(\/?)think\]|◁(\/?)think▷|<\|(begin|end)_of_thought\|>/giu;

/** How gpt-oss writes its channels, with its special tokens and with them stripped by a careless server. */
const finalChannel = /<\|channel\|>\s*final[^<]{0,80}<\|message\|>/giu;
const strippedFinal = /assistant\s?final/giu;
const strippedAnalysis = /^\s*analysis\s?(?=["'(]?(?:[A-Z]|[\u3400-\u9fff]))/u;

function afterLast(text: string, pattern: RegExp): number {
  let end = -1;
  for (const match of text.matchAll(pattern)) {
    end = match.index + match[0].length;
  }
  return end;
}

/** The answer channel of a gpt-oss reply; undefined when the reply has no channels. */
function channelSegments(text: string): readonly Segment[] | undefined {
  if (text.includes("<|channel|>")) {
    const start = afterLast(text, finalChannel);
    if (start < 0) {
      return [];
    }
    const stop = text.indexOf("<|", start);
    return [[start, stop < 0 ? text.length : stop]];
  }
  if (strippedAnalysis.test(text.slice(0, 40))) {
    const start = afterLast(text, strippedFinal);
    return start < 0 ? undefined : [[start, text.length]];
  }
  return undefined;
}

/**
 * The parts of a reply that are not reasoning. Backends split reasoning off; this is the second line of defence:
 * a `<think>…</think>` pair is left out, everything before an unpaired closing mark is reasoning, and so is
 * everything after an unclosed opening mark. Also read: `<thinking>`, `<reasoning>`, `[THINK]`, `◁think▷`,
 * `<|begin_of_thought|>` and gpt-oss channels. An empty list means that all of it was reasoning.
 */
export function visibleSegments(text: string): readonly Segment[] {
  const whole: readonly Segment[] = [[0, text.length]];
  const marked = text.includes("<") || text.includes("[") || text.includes("◁");
  // Single characters first: searching a long reply for a word costs many times as much.
  if (!marked && !strippedAnalysis.test(text.slice(0, 40))) {
    return whole;
  }
  const channels = channelSegments(text);
  if (channels !== undefined) {
    return channels;
  }
  if (!marked) {
    return whole;
  }
  let segments: Segment[] = [];
  let start = 0;
  let reasoning = false;
  for (const mark of text.matchAll(reasoningMark)) {
    const closes = (mark[1] ?? mark[2] ?? mark[3]) === "/" || mark[4]?.toLowerCase() === "end";
    if (!closes) {
      if (!reasoning && mark.index > start) {
        segments.push([start, mark.index]);
      }
      reasoning = true;
      continue;
    }
    if (!reasoning) {
      segments = [];
    }
    reasoning = false;
    start = mark.index + mark[0].length;
  }
  if (!reasoning && start < text.length) {
    segments.push([start, text.length]);
  }
  return segments;
}
