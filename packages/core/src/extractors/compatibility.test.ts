import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt, PromptLabel } from "../records/prompt.ts";
import cmb from "./cmb.ts";
import cmexamGpt from "./cmexam-gpt.ts";
import cmexamLora from "./cmexam-lora.ts";
import type { ConfiguredExtractor } from "./define.ts";
import firstLabel from "./first-label.ts";
import lmEvalFlexible from "./lm-eval-flexible.ts";
import lmEvalStrict from "./lm-eval-strict.ts";

/** One reply and what each script makes of it: its own answer string, and the key it would be marked right for. */
interface GoldenReply {
  readonly id: string;
  readonly choose: "one" | "any";
  readonly labels: readonly PromptLabel[];
  readonly text: string;
  readonly note: string;
  readonly expect: Readonly<
    Record<string, { readonly answer: string | null; readonly labels: readonly string[] | null }>
  >;
}

const path = new URL("__golden__/compatibility.jsonl", import.meta.url);
const golden: readonly GoldenReply[] = readFileSync(path, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));

const extractors: Readonly<Record<string, ConfiguredExtractor>> = {
  "cmexam-lora": cmexamLora.configure({}),
  "cmexam-gpt": cmexamGpt.configure({}),
  cmb: cmb.configure({}),
  "lm-eval-strict": lmEvalStrict.configure({}),
  "lm-eval-strict gpqa-cot": lmEvalStrict.configure({ task: "gpqa-cot" }),
  "lm-eval-flexible": lmEvalFlexible.configure({}),
  "first-label": firstLabel.configure({}),
  "first-label ascii": firstLabel.configure({ boundary: "ascii" }),
};

function promptOf(reply: Pick<GoldenReply, "labels" | "choose">): Prompt {
  const { labels, choose } = reply;
  return { messages: [], labels, answerForm: "label", choose, language: "zh", hash: "0" };
}

describe.each(Object.entries(extractors))("%s reads what the published script reads", (name, extractor) => {
  it.each(golden.map((reply) => [reply.id, reply.note, reply] as const))("%s: %s", (_id, _note, reply) => {
    const expected = reply.expect[name];
    const reading = extractor.extract(plainCompletion(reply.text), promptOf(reply));
    expect(expected).toBeDefined();
    expect({ status: reading.status, labels: reading.labels }).toEqual(
      expected?.labels == null ? { status: "unreadable", labels: [] } : { status: "chosen", labels: expected.labels },
    );
    const inOrder = reply.labels.filter(({ label }) => reading.labels.includes(label));
    expect(reading.optionIds).toEqual(inOrder.map(({ optionId }) => optionId));
  });

  it("and the values hold answers and failures of it", () => {
    const chosen = golden.filter((reply) => reply.expect[name]?.labels != null).length;
    expect(chosen).toBeGreaterThan(2);
    expect(golden.length - chosen).toBeGreaterThan(5);
  });
});
