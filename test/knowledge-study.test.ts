import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../packages/core/src/records/item.ts";
import type { ContextLine } from "../packages/core/src/runs/context-line.ts";
import type { CompletionLine } from "../packages/core/src/runs/journal-entry.ts";
import { type KnowledgeStudyResult, runKnowledgeStudy } from "../scripts/knowledge-study/run-knowledge-study.ts";
import { pairsTable, waysTable } from "../scripts/knowledge-study/tables.ts";

const path = fileURLToPath(new URL("../../shared/data/cmexam/val-part.csv", import.meta.url));
const isThere = existsSync(path);

let folder = "";
let result: KnowledgeStudyResult;
beforeAll(async () => {
  if (isThere) {
    folder = mkdtempSync(join(tmpdir(), "viva-knowledge-study-"));
    result = await runKnowledgeStudy({ path, folder, sample: 60, repeats: 3, mostTrain: 1500 });
  }
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = <T>(name: string): T[] =>
  readFileSync(join(folder, name), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
const accuracy = (arm: string, model = "reader"): number =>
  result.analysis.rows.find((row) => row.arm === arm && row.model === model)?.accuracy.value ?? Number.NaN;

describe.skipIf(!isThere)(
  `the study of knowledge on 60 questions of CMExam${isThere ? "" : ": its file is missing"}`,
  () => {
    it("counts what the published filter leaves", () => {
      expect(result.counts).toMatchObject({ rows: 5000, fiveOptions: 4860, oneKey: 4698, explained: 3893, tested: 60 });
      expect(result.counts.train).toBe(1500);
      expect(result.run).toMatchObject({ status: "complete", nItems: 60, owedReplies: 0 });
    });

    it("learns from no tested question", () => {
      const tested = new Set(lines<Item>("run/items.jsonl").map(({ id }) => id));
      const train = lines<Item>("train-items.jsonl");
      expect(train.filter(({ id }) => tested.has(id))).toEqual([]);
      expect(tested.size).toBe(60);
    });

    it("poses each context with its prompts alone, and labels what leaks", () => {
      expect(result.analysis.arms.map(({ arm, role }) => `${role} ${arm}`)).toEqual([
        ...["letter-only", "reason-then-letter", "padded-list", "padded-path", "padded-hedge"].map(
          (arm) => `baseline ${arm}`,
        ),
        "baseline padded-cloze-reasoned",
        "context letter-only+few-shot-random",
        "context letter-only+few-shot-nearest",
        "context reason-then-letter+few-shot-reasons",
        "context letter-only+bm25",
        "context letter-only+dense",
        "context padded-path+raw-triples",
        "seeds padded-list+seeds",
        "seeds padded-hedge+seeds",
        "seeds padded-cloze-reasoned+seeds",
        "seeds padded-path+seed-paths",
        "empty padded-list+k0",
        "control padded-list+random-seeds",
        "control padded-path+random-paths",
        "leaking padded-list+oracle-seeds",
      ]);
    });

    it("shows a candidate that only reads gaining from what is looked up, and from nothing else", () => {
      for (const arm of ["letter-only", "reason-then-letter", "padded-list", "padded-list+k0"]) {
        expect(accuracy(arm), arm).toBe(0);
      }
      expect(accuracy("letter-only+bm25")).toBeGreaterThan(0);
      expect(accuracy("letter-only+dense")).toBeGreaterThan(0);
      expect(accuracy("padded-list+oracle-seeds")).toBeGreaterThan(accuracy("padded-list+random-seeds"));
      // It looks at the passages, not at the words around them.
      expect(accuracy("padded-hedge+seeds")).toBe(accuracy("padded-list+seeds"));
      expect(accuracy("padded-cloze-reasoned+seeds")).toBe(accuracy("padded-list+seeds"));
      // It takes the same option each time; the one that draws does not.
      const rows = result.analysis.rows.filter(({ majority }) => majority !== null);
      expect(
        rows.filter(({ model }) => model === "reader").every((row) => row.majority?.value === row.accuracy.value),
      ).toBe(true);
      expect(
        rows.some(({ model, majority, accuracy }) => model === "sampling-reader" && majority?.value !== accuracy.value),
      ).toBe(true);
    });

    it("takes a question without an answer for a guess, so that answering more often earns nothing", () => {
      const { analysis, guessed, answered } = result;
      for (const { arm, model, accuracy } of analysis.rows.filter((row) => row.model === "reader")) {
        const share = answered.get(`${model} ${arm}`) ?? Number.NaN;
        const points = guessed.rows.find((row) => row.arm === arm && row.model === model)?.accuracy.value;
        expect(points, arm).toBeCloseTo((accuracy.value ?? Number.NaN) + (1 - share) / 5, 9);
      }
    });

    it("puts the baseline's prompt, byte for byte, where k is 0 or nothing was found", () => {
      const hashes = new Map(
        lines<CompletionLine>("run/completions.jsonl")
          .filter(({ model, repeat }) => model === "reader" && repeat === 0)
          .map(({ arm, itemId, promptHash }) => [`${arm} ${itemId}`, promptHash]),
      );
      const contexts = lines<ContextLine>("run/contexts.jsonl").filter(({ arm }) => arm.startsWith("padded-list"));
      let same = 0;
      for (const { arm, variantId, passages } of contexts) {
        const isSame = hashes.get(`${arm} ${variantId}`) === hashes.get(`letter-only ${variantId}`);
        expect(isSame, `${arm} ${variantId}`).toBe(passages.length === 0);
        same += isSame ? 1 : 0;
      }
      expect(same).toBeGreaterThanOrEqual(60);
      expect(same).toBeLessThan(contexts.length);
    });

    it("asks for the vector of every passage and question once", () => {
      const calls = lines<CompletionLine>("run/completions.jsonl").filter(({ role }) => role === "embedder");
      expect(calls).toHaveLength(result.vectors);
      expect(new Set(calls.map(({ promptHash }) => promptHash)).size).toBe(calls.length);
      expect(calls.filter(({ exam }) => exam === "cmexam")).toHaveLength(60);
    });

    it("says all of it in tables, with paired tests against every baseline and control", () => {
      const tables = { ...result, reader: "reader", sampling: "sampling-reader" };
      const ways = waysTable(tables);
      expect(ways.split("\n")).toHaveLength(2 + result.analysis.arms.length);
      expect(ways).toContain("| padded-list+oracle-seeds (leaks the answer) | leaking |");
      const pairs = pairsTable(tables, ["padded-list+seeds"]).split("\n");
      // Against six baselines, six contexts, three controls and the upper bound: those that come out the same in one line.
      const against = pairs.slice(2).flatMap((line) => line.split(" | ")[1]?.split(", ") ?? []);
      expect(against).toHaveLength(16);
      expect(new Set(against).size).toBe(16);
      expect(`${ways}${pairs.join("")}`).not.toMatch(/NaN|undefined/);
    });
  },
);
