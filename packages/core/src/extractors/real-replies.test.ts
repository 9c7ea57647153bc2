import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import layered from "./layered.ts";

// Replies of six models to a Brazilian licensing exam, with the letter another project's parser read.
const folder = new URL("../../../../../shared/data/medbench-brasil/raw/", import.meta.url);
const exists = existsSync(folder);

interface RecordedReply {
  readonly rawResponse: string;
  readonly parsed: string | null;
  readonly requestParams: { readonly messages: readonly { readonly content: string }[] };
}

function recordedReplies(): readonly RecordedReply[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".raw.jsonl"))
    .flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line): RecordedReply => JSON.parse(line));
}

it.skipIf(!exists)("reads real replies (skipped where the shared data folder is missing)", () => {
  const extractor = layered.configure({});
  const counts = { all: 0, agreeing: 0, chosen: 0, ambiguous: 0 };
  for (const { rawResponse, parsed, requestParams } of recordedReplies()) {
    const question = requestParams.messages.at(-1)?.content ?? "";
    const labels = [...question.matchAll(/^([A-D])\) (.*)$/gm)].map(([, label = "", text = ""]) => ({
      label,
      optionId: label,
      text,
    }));
    expect(labels).toHaveLength(4);
    const prompt = { messages: [], labels, answerForm: "label", choose: "one", language: "pt", hash: "0" } as const;
    const reading = extractor.extract(plainCompletion(rawResponse), prompt);
    counts.all++;
    counts.chosen += reading.status === "chosen" ? 1 : 0;
    counts.ambiguous += reading.status === "ambiguous" ? 1 : 0;
    counts.agreeing += reading.labels.join() === parsed ? 1 : 0;
  }
  // Every disagreement was reviewed by one reader, a language model (docs/reviews): 33 are the other parser's errors, 2 name their option by a paraphrase.
  expect(counts).toEqual({ all: 1530, agreeing: 1495, chosen: 1528, ambiguous: 0 });
});
