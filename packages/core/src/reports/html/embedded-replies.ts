import { singleLine } from "../../figures/printable-text.ts";
import { type Item, publishedKey } from "../../records/item.ts";
import type { Prompt } from "../../records/prompt.ts";
import type { ReplySample, ReportInput } from "../../records/report-input.ts";
import { replyOutcome } from "../../sheets/reply-outcome.ts";
import type { ReportWords } from "../report-words.ts";
import { type ExcerptPiece, textExcerpt } from "./text-excerpt.ts";

/** A text ready to show: its pieces, and a sentence when it was cut. */
export interface EmbeddedText {
  readonly pieces: readonly (ExcerptPiece | { readonly gap: string })[];
  readonly cut: string;
}

/** An item as the page embeds it, once for all replies to it. */
export interface EmbeddedItem {
  readonly language: string;
  /** The case it shares with its group, and what was said before the question. */
  readonly case: EmbeddedText | null;
  readonly context: EmbeddedText | null;
  readonly stem: EmbeddedText;
  readonly options: readonly {
    readonly id: string;
    readonly text: EmbeddedText;
    readonly key: boolean;
    /** What is said of its harm; "" where nobody graded it. */
    readonly harm: string;
  }[];
  readonly hasKey: boolean;
  readonly tags: string;
  readonly explanations: readonly EmbeddedText[];
}

/** One reply as the page embeds it; names are printed in the report's language already. */
export interface EmbeddedReply {
  readonly exam: string;
  readonly itemId: string;
  readonly model: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly repeat: string;
  /** Index into the items; −1 when the study withholds them. */
  readonly item: number;
  /** Index into the prompts; −1 when withheld. */
  readonly prompt: number;
  readonly labels: readonly { readonly label: string; readonly option: string }[];
  readonly picked: readonly string[];
  readonly outcome: string;
  readonly reading: readonly { readonly name: string; readonly value: string }[];
  readonly reply: EmbeddedText | null;
  readonly reasoning: EmbeddedText | null;
}

/** Everything the list of replies is built from. */
export interface EmbeddedReplies {
  readonly items: readonly EmbeddedItem[];
  readonly prompts: readonly (readonly { readonly role: string; readonly text: EmbeddedText }[])[];
  readonly replies: readonly EmbeddedReply[];
}

/** Gather the sampled replies for embedding; equal items and prompts are kept once. */
export function embeddedReplies(input: ReportInput, words: ReportWords): EmbeddedReplies {
  const items = createPool((item: Item) => embedItem(item, words));
  const prompts = createPool((messages: Prompt["messages"]) =>
    messages.map(({ role, content }) => ({ role: words.named("role", role), text: embedText(content, null, words) })),
  );
  const replies = input.samples.map((sample) => ({
    exam: singleLine(sample.exam),
    itemId: singleLine(sample.itemId),
    model: singleLine(sample.model),
    arm: singleLine(sample.arm),
    perturbation: words.named("perturbation", sample.perturbation),
    repeat: sample.repeat === 0 ? "" : words.text("replies.repeat", { n: words.count(sample.repeat + 1) }),
    item: sample.item === null ? -1 : items.add(sample.item),
    prompt: sample.prompt === null ? -1 : prompts.add(sample.prompt.messages),
    labels: (sample.prompt?.labels ?? []).map(({ label, optionId }) => ({
      label: singleLine(label),
      option: singleLine(optionId),
    })),
    picked: sample.reading.optionIds.map(singleLine),
    outcome: words.named("outcome", outcomeOf(sample)),
    reading: readingFacts(sample, words),
    reply: sample.reply === null ? null : embedText(sample.reply.text, sample.reading.span, words),
    reasoning:
      sample.reply === null || sample.reply.reasoning === null ? null : embedText(sample.reply.reasoning, null, words),
  }));
  return { items: items.all(), prompts: prompts.all(), replies };
}

/**
 * How a reply is filed: its status, or for a chosen answer what it earned. Where there was no option to choose, what was
 * written is the answer.
 */
export function outcomeOf(
  sample: Pick<ReplySample, "reading" | "points"> & Partial<Pick<ReplySample, "prompt">>,
): string {
  return isInWords(sample) ? "in-words" : replyOutcome(sample.reading.status, sample.points);
}

/** Whether a reply to a question without options says something: no answer is looked for in it. */
function isInWords({ reading, prompt }: Pick<ReplySample, "reading"> & Partial<Pick<ReplySample, "prompt">>): boolean {
  return prompt?.labels.length === 0 && reading.status === "unreadable" && reading.rule !== "empty";
}

function embedText(text: string, span: readonly [number, number] | null, words: ReportWords): EmbeddedText {
  const excerpt = textExcerpt(text, span);
  return {
    pieces: excerpt.pieces.map((piece) =>
      "gap" in piece ? { gap: words.text("replies.gap", { n: words.count(piece.gap) }) } : piece,
    ),
    cut:
      excerpt.shown === excerpt.total
        ? ""
        : words.text("replies.cut", { shown: words.count(excerpt.shown), total: words.count(excerpt.total) }),
  };
}

function embedItem(item: Item, words: ReportWords): EmbeddedItem {
  const key = new Set(publishedKey(item));
  const plain = (text: string) => embedText(text, null, words);
  const said = (item.dialogue ?? []).map(({ role, content }) => words.pair(words.named("role", role), content));
  const before = [item.group?.text ?? "", ...said].filter((part) => part !== "").join("\n\n");
  return {
    language: /^[A-Za-z0-9-]{2,35}$/u.test(item.language) ? item.language : "",
    case: before === "" ? null : plain(before),
    context: item.context === undefined ? null : plain(item.context),
    stem: plain(item.stem),
    options: item.options.map((option) => ({
      id: singleLine(option.id),
      text: plain(option.text),
      key: key.has(option.id),
      harm: option.harm === undefined ? "" : words.text(`harm.grade.${option.harm}`),
    })),
    // A free-text item has model answers in place of a key.
    hasKey: key.size > 0 || item.kind === "free-text",
    tags: Object.entries(item.tags)
      .map(([tag, values]) =>
        words.pair(words.named("tag", tag), words.list(values.map((value) => words.tagValue(tag, value)))),
      )
      .join(" · "),
    explanations: item.references.map(plain),
  };
}

function readingFacts(sample: ReplySample, words: ReportWords): EmbeddedReply["reading"] {
  const { reading, reply } = sample;
  const labels = reading.labels.map(singleLine).join(", ");
  const inWords = isInWords(sample);
  const status = words.text(inWords ? "outcome.in-words" : `outcome.${reading.status}`);
  return [
    { name: words.text("replies.reading"), value: labels === "" ? status : `${status} (${labels})` },
    ...(inWords ? [] : [{ name: words.text("replies.rule"), value: singleLine(reading.rule) }]),
    {
      name: words.text("replies.points"),
      value: sample.points === null ? words.text("outcome.unscored") : words.decimal(sample.points, 2),
    },
    {
      name: words.text("replies.finish"),
      value: reply === null ? finishWhenWithheld(sample, words) : words.text(`finish.${reply.finishReason}`),
    },
  ];
}

function finishWhenWithheld(sample: ReplySample, words: ReportWords): string {
  return words.text(sample.truncated ? "finish.length" : "value.unknown");
}

function createPool<Source, Kept>(embed: (source: Source) => Kept) {
  const places = new Map<string, number>();
  const kept: Kept[] = [];
  return {
    add: (source: Source): number => {
      const key = JSON.stringify(source);
      const place = places.get(key) ?? kept.push(embed(source)) - 1;
      places.set(key, place);
      return place;
    },
    all: (): readonly Kept[] => kept,
  };
}
