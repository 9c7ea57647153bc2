import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type FinishReason, plainCompletion } from "../records/completion.ts";
import type { AnswerForm, PromptLabel } from "../records/prompt.ts";
import layered from "./layered.ts";

/** One line of the golden set; its README says how it is to be read. */
interface GoldenReply {
  readonly id: string;
  readonly language: string;
  readonly choose: "one" | "any";
  readonly answerForm: AnswerForm;
  readonly labels: readonly PromptLabel[];
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly expect: { readonly status: string; readonly optionIds: readonly string[] };
  readonly note: string;
}

const languages = ["zh", "en", "es", "pt"];
const extractor = layered.configure({});

function repliesIn(language: string): readonly GoldenReply[] {
  const file = new URL(`__golden__/replies.${language}.jsonl`, import.meta.url);
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): GoldenReply => JSON.parse(line));
}

function readingOf({ text, finishReason, labels, choose, answerForm, language }: GoldenReply): string {
  const prompt = { messages: [], labels, answerForm, choose, language, hash: "0" };
  const { status, optionIds } = extractor.extract({ ...plainCompletion(text), finishReason }, prompt);
  return `${status} ${optionIds.join()}`.trim();
}

function expectedOf({ expect: { status, optionIds } }: GoldenReply): string {
  return `${status} ${optionIds.join()}`.trim();
}

const scores = languages.map((language) => {
  const replies = repliesIn(language);
  const misses = replies.filter((reply) => readingOf(reply) !== expectedOf(reply));
  return { language, total: replies.length, right: replies.length - misses.length, misses };
});
const total = scores.reduce((sum, score) => sum + score.total, 0);
const right = scores.reduce((sum, score) => sum + score.right, 0);

describe("the golden replies", () => {
  it("are read right in at least 99 of 100", () => {
    for (const { misses } of scores) {
      for (const miss of misses) {
        console.log(`${miss.id} (${miss.note}): ${readingOf(miss)}, expected ${expectedOf(miss)}\n${miss.text}\n`);
      }
    }
    expect(total).toBeGreaterThan(500);
    expect(right / total).toBeGreaterThanOrEqual(0.99);
  });

  it("are read as docs/extraction.md says", () => {
    const page = readFileSync(new URL("../../../../docs/extraction.md", import.meta.url), "utf8");
    const rows = [...page.matchAll(/^\| (zh|en|es|pt|all) \| (\d+) \| (\d+) \|/gm)].map((row) => row.slice(1));
    const measured = scores.map((score) => [score.language, String(score.total), String(score.right)]);
    expect(rows).toEqual([...measured, ["all", String(total), String(right)]]);
  });

  it("are read the same in a second pass", () => {
    const replies = languages.flatMap(repliesIn);
    expect(replies.map(readingOf)).toEqual(replies.map(readingOf));
  });
});
