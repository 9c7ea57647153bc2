import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import cmb from "./cmb.ts";
import cmexamGpt from "./cmexam-gpt.ts";
import cmexamLora from "./cmexam-lora.ts";
import firstLabel from "./first-label.ts";
import lmEvalFlexible from "./lm-eval-flexible.ts";
import lmEvalStrict from "./lm-eval-strict.ts";

const folder = new URL("../../../../../shared/data/medbench-brasil/", import.meta.url);
const present = existsSync(folder);

interface RecordedReply {
  readonly questionId: string;
  readonly rawResponse: string;
  readonly parsed: string | null;
}

function readReplies(): readonly (readonly RecordedReply[])[] {
  const raw = new URL("raw/", folder);
  return readdirSync(raw)
    .sort()
    .map((name) =>
      readFileSync(new URL(name, raw), "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    );
}

function readPrompts(): ReadonlyMap<string, Prompt> {
  const exam: { questions: readonly { id: string; options: Record<string, string> }[] } = JSON.parse(
    readFileSync(new URL("revalida-2024-1.json", folder), "utf8"),
  );
  return new Map(
    exam.questions.map(({ id, options }) => {
      const labels = Object.entries(options).map(([label, text]) => ({ label, optionId: label, text }));
      return [id, { messages: [], labels, answerForm: "label", choose: "one", language: "pt", hash: "0" }];
    }),
  );
}

/** What docs/compatibility-extractors.md says: same letter, another one, several or none; a cell for each model. */
const documented = readFileSync(new URL("../../../../docs/compatibility-extractors.md", import.meta.url), "utf8");

describe.skipIf(!present)("recorded replies (skipped where ../shared/data is missing)", () => {
  it.each(
    [cmexamLora, cmexamGpt, cmb, lmEvalStrict, lmEvalFlexible, firstLabel].map((plugin) => [plugin.name, plugin]),
  )("are read by %s as the documentation says", (name, plugin) => {
    const prompts = readPrompts();
    const extractor = plugin.configure({});
    const counts = readReplies().map((replies) => {
      const cell = [0, 0, 0];
      for (const { questionId, rawResponse, parsed } of replies) {
        const prompt = prompts.get(questionId);
        expect(prompt).toBeDefined();
        const read = prompt === undefined ? [] : extractor.extract(plainCompletion(rawResponse), prompt).labels;
        const place = read.length !== 1 ? 2 : read[0] === parsed ? 0 : 1;
        cell[place] = (cell[place] ?? 0) + 1;
      }
      return cell;
    });
    const all = [0, 1, 2].map((place) => counts.reduce((sum, cell) => sum + (cell[place] ?? 0), 0));
    const row = [...counts, all].map((cell) => cell.join(" · ")).join(" | ");
    expect(documented).toContain(`| \`${name}\` | ${row} |`);
  });
});
