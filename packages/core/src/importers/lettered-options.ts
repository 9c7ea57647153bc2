import type { Option } from "../records/item.ts";

/** A question and its options as a prompt shows them. */
export interface LetteredQuestion {
  /** Everything before the first option, without what stands before the last blank-line-separated example. */
  readonly stem: string;
  readonly options: readonly Option[];
}

/** Its groups are the label and the text; unnamed, as naming them makes an object for every line. */
const optionLine = /^[ \t]*(?:[-*][ \t]+)?\(?([A-Za-z]|\d{1,2})[.)．）、:：](.*)$/u;

function nextLabel(label: string): string {
  return /^\d+$/.test(label) ? String(Number(label) + 1) : String.fromCharCode(label.charCodeAt(0) + 1);
}

/**
 * The last run of lettered or numbered lines of a prompt ("A. …", "(B) …", "3) …", "C、…") as options: labels rise by one
 * from A, a or 1, and lines between two of them belong to the option before. Worked examples stand before the question,
 * so the last run is the question's own. Undefined when there are fewer than two such lines.
 *
 * @example letteredOptions("Which?\nA. one\nB. two\nAnswer:") → { stem: "Which?", options: [A "one", B "two"] }
 */
export function letteredOptions(prompt: string): LetteredQuestion | undefined {
  const lines = prompt.split(/\r\n|\r|\n/);
  let best: { start: number; options: { id: string; lines: string[] }[] } | undefined;
  let open: { start: number; end: number; options: { id: string; lines: string[] }[] } | undefined;
  for (const [index, line] of lines.entries()) {
    const found = optionLine.exec(line);
    const [label, text] = [found?.[1], found?.[2]];
    if (label !== undefined && text !== undefined && /^[Aa1]$/.test(label)) {
      open = { start: index, end: index, options: [{ id: label, lines: [text.trim()] }] };
    } else if (open !== undefined && label !== undefined && text !== undefined) {
      const last = open.options.at(-1);
      if (last !== undefined && label === nextLabel(last.id)) {
        open.options.push({ id: label, lines: [text.trim()] });
        if (open.options.length >= 2) {
          best = open;
        }
      }
    } else if (open !== undefined && line.trim() !== "") {
      open.options.at(-1)?.lines.push(line.trim());
    } else if (open !== undefined && open.options.length >= 2) {
      // A blank line ends the options once there are two.
      open = undefined;
    }
  }
  if (best === undefined) {
    return undefined;
  }
  const last = best.options.length - 1;
  const options = best.options.map(({ id, lines: parts }, index) => ({
    id,
    // What follows the last option is the prompt's own words ("Answer:").
    text: (index === last ? parts.slice(0, 1) : parts).join(" "),
  }));
  return { stem: stemBefore(lines.slice(0, best.start)), options };
}

/** The question before the options: what stands after the last worked example's answer. */
function stemBefore(lines: readonly string[]): string {
  const answered = lines.findLastIndex((line) =>
    /^[ \t]*(answer|答案|respuesta|resposta)[ \t]*[:：][ \t]*\S/iu.test(line),
  );
  return lines
    .slice(answered + 1)
    .join("\n")
    .trim();
}
