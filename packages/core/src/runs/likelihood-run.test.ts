import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tinyGguf } from "../backends/__fixtures__/tiny-gguf.ts";
import type { Answer } from "../records/answer.ts";
import type { Estimate } from "../records/estimate.ts";
import { createStudyFolder, type StudyFolder, stillSurroundings } from "./__fixtures__/study-folder.ts";
import type { CompletionLine } from "./journal-entry.ts";
import { parseStudy } from "./read-study.ts";
import { runStudy } from "./run-study.ts";

let folder: StudyFolder;
let gguf = "";
/** Folders of finished runs: one call at a time, and four side by side. */
let alone = "";
let together = "";
beforeAll(async () => {
  folder = createStudyFolder();
  gguf = await tinyGguf("tiny-qwen2");
  alone = await run(1);
  together = await run(4);
}, 240_000);
afterAll(() => folder.remove());

const items = 6;
const studyText = (sequences: number): string => `name: t
dataset: { use: sample-exam, language: en }
filters: { kind: [single], limit: ${items} }
prompts: [letter-only]
modes:
  - generate
  - { likelihood: label }
  - { likelihood: option-text, normalise: characters, unconditional: true }
models:
  - { id: tiny, backend: local, model: ${gguf}, gpu: "off", sequences: ${sequences}, threads: 1, contextSize: 1024, maxTokens: 4 }
  - { id: first, backend: constant-label, position: 1 }
`;

async function run(sequences: number): Promise<string> {
  const out = join(folder.path, `run-${sequences}`);
  const study = await parseStudy(studyText(sequences), join(folder.path, "study.yaml"));
  const signal = new AbortController().signal;
  expect(await runStudy(study, out, { surroundings: stillSurroundings, signal })).toMatchObject({ status: "complete" });
  return out;
}

function lines<T>(path: string): T[] {
  return readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

describe("asking by likelihood", () => {
  it("gives the same choices and probabilities however many calls are worked on side by side", () => {
    const [one, four] = [alone, together];
    const answersOf = (out: string) =>
      readFileSync(join(out, "answers.jsonl"), "utf8").replaceAll(/"callId":"\w+"/g, "");
    const scored = (out: string) =>
      new Map(
        lines<CompletionLine>(join(out, "completions.jsonl"))
          .filter(({ likelihoods }) => likelihoods !== undefined)
          .map((line) => [`${line.variantId} ${line.arm}`, line.likelihoods?.options ?? []]),
      );
    const [ofOne, ofFour] = [scored(one), scored(four)];
    expect(ofOne.size).toBe(2 * items);
    for (const [call, options] of ofOne) {
      for (const [place, option] of options.entries()) {
        const other = ofFour.get(call)?.[place];
        expect(other?.optionId, call).toBe(option.optionId);
        expect(
          Math.abs((other?.logprob ?? Number.NaN) - (option.logprob ?? Number.NaN)),
          `${call} ${place}`,
        ).toBeLessThan(1e-4);
      }
    }
    const withoutConfidence = (text: string): string => text.replaceAll(/"confidence":[\d.e-]+/g, "");
    expect(withoutConfidence(answersOf(four))).toBe(withoutConfidence(answersOf(one)));
  });

  it("reads likelihoods where they were asked for, and text where a reply was", () => {
    const out = together;
    const answers = lines<Answer>(join(out, "answers.jsonl"));
    const tiny = answers.filter(({ model }) => model === "tiny");
    const byLabel = tiny.filter(({ arm }) => arm === "letter-only+likelihood-label");
    expect(byLabel).toHaveLength(items);
    for (const { status, rule, confidence, extractor } of byLabel) {
      expect({ status, rule, name: extractor.name }).toEqual({
        status: "chosen",
        rule: "sequence-likelihood",
        name: "likelihood",
      });
      expect(confidence).toBeGreaterThan(0.2);
      expect(confidence).toBeLessThan(1);
    }
    expect(tiny.filter(({ arm }) => arm === "letter-only").map(({ extractor }) => extractor.name)).toEqual(
      Array.from({ length: items }, () => "layered"),
    );
    const ofTexts = tiny.filter(({ arm }) => arm === "letter-only+likelihood-option-text");
    expect(new Set(ofTexts.map(({ extractor }) => extractor.name))).toEqual(new Set(["likelihood-characters"]));
    const sensitivity = JSON.parse(readFileSync(join(out, "sensitivity.json"), "utf8")) as Estimate[];
    const readings = sensitivity.filter(
      ({ model, arm, denominator }) =>
        model === "tiny" && arm === "letter-only+likelihood-option-text" && denominator === "posed",
    );
    expect(new Set(readings.map(({ extractor }) => extractor))).toEqual(
      new Set(["likelihood", "likelihood-characters", "likelihood-tokens", "likelihood-unconditional"]),
    );
  });

  it("is not put to a model that only replies, and says so", () => {
    const out = together;
    const estimates = JSON.parse(readFileSync(join(out, "estimates.json"), "utf8")) as Estimate[];
    const rows = estimates.filter(
      ({ model, arm, measure }) => model === "first" && arm.includes("likelihood") && measure === "accuracy",
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatchObject({ status: "not-estimable", nItems: 0, excluded: { "not-posed": items } });
    }
  });

  it("counts what options share once", () => {
    const out = alone;
    for (const { likelihoods, usage } of lines<CompletionLine>(join(out, "completions.jsonl"))) {
      if (likelihoods !== undefined) {
        const { promptTokens, cachedTokens } = usage ?? {};
        // Five options with the prompt anew would evaluate it four times more.
        expect(cachedTokens).toBeGreaterThanOrEqual((likelihoods.options.length - 1) * (promptTokens ?? Number.NaN));
      }
    }
  });
});
