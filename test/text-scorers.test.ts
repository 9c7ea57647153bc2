import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { Estimate } from "../packages/core/src/records/estimate.ts";
import type { Item } from "../packages/core/src/records/item.ts";
import type { Score } from "../packages/core/src/records/score.ts";
import type { TextComparison } from "../packages/core/src/records/text-comparison.ts";
import { corpusBleu } from "../packages/core/src/text/bleu.ts";
import { explanationOf } from "../packages/core/src/text/explanation-of.ts";
import { tokenizePairs } from "../packages/core/src/text/token-pairs.ts";
import { tokenizeChinese } from "../packages/core/src/text/tokenize-chinese.ts";
import { explainedItems, saysAnything, saysNeighbour, saysReference, writeExplainedExam } from "./explained-exam.ts";
import { viva } from "./viva.ts";

const models = { close: saysReference, far: saysNeighbour, hostile: saysAnything };
const questions = 12;
const open = 4;

/** Questions with a key, open ones, one of these without a reference and one annulled; then the open ones as an exam of their own. */
function studyFile(changes: object = {}): string {
  return stringify({
    name: "explanations",
    datasets: [
      {
        use: "viva-items",
        path: "items.jsonl",
        name: "mixed",
        scorers: [
          "exact-set",
          "bleu",
          { use: "bleu", name: "bleu-explanation", text: "explanation" },
          "rouge",
          "chrf",
          "cmexam-explanation",
          "text-form",
        ],
      },
      { use: "viva-items", path: "open.jsonl", name: "open", scorers: ["rouge", "bleu"] },
    ],
    models: Object.keys(models).map((id) => ({ id, backend: "replay", path: "replies.jsonl" })),
    prompts: ["reason-then-letter"],
    strata: ["kind"],
    reports: ["html", "markdown", "csv", "json"],
    resamples: 200,
    ...changes,
  });
}

let folder: string;
let items: readonly Item[];
const read = (name: string): string => readFileSync(join(folder, "run", name), "utf8");
const estimates = (): Estimate[] => JSON.parse(read("estimates.json")) as Estimate[];
const scores = (): Score[] =>
  read("scores.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Score);

function row(exam: string, model: string, measure: string, scorer: string, stratum = {}): Estimate {
  const found = estimates().filter(
    (one) =>
      one.exam === exam &&
      one.model === model &&
      one.measure === measure &&
      one.scorer === scorer &&
      JSON.stringify(one.stratum) === JSON.stringify(stratum),
  );
  expect(found, `${exam} ${model} ${measure} ${scorer}`).toHaveLength(1);
  return found[0] as Estimate;
}

describe("a study that marks what replies say", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "viva-texts-"));
    items = await explainedItems(questions, open);
    writeExplainedExam(folder, items, models);
    const free = items.filter(({ kind }) => kind === "free-text");
    writeFileSync(join(folder, "open.jsonl"), free.map((item) => `${JSON.stringify(item)}\n`).join(""));
    writeFileSync(join(folder, "study.yaml"), studyFile());
    const end = await viva(["run", "study.yaml", "--out", "run"], { cwd: folder });
    expect(end.stderr).not.toContain("Error");
    expect(end.code).toBe(0);
    expect(end.stdout).toContain("mixed: bleu-explanation");
    expect(end.stdout).toContain("tok:zh");
    expect(end.stdout).toContain("They do not tell whether it is true, complete or safe");
  }, 180_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("poses items without a key, marks their texts and leaves their answers alone; annulled ones stay out", () => {
    const summary = JSON.parse(read("summary.json")) as { models: { notMade: object; planned: number }[] };
    expect(summary.models[0]?.notMade).toEqual({ annulled: 2 });
    const ofOpen = scores().filter(
      ({ exam, itemId, model }) => exam === "mixed" && itemId === `open-${questions}` && model === "close",
    );
    expect(ofOpen.map(({ scorer }) => scorer)).toEqual([
      "bleu",
      "bleu-explanation",
      "rouge",
      "chrf",
      "cmexam-explanation",
      "text-form",
    ]);
    expect(row("mixed", "close", "accuracy", "exact-set")).toMatchObject({
      value: 1,
      nItems: questions,
      excluded: { unkeyed: open + 1, annulled: 1 },
    });
    expect(row("mixed", "close", "mean-points", "bleu")).toMatchObject({
      nItems: questions + open,
      excluded: { "no-reference": 1, annulled: 1 },
    });
    expect(row("mixed", "close", "mean-points", "text-form").nItems).toBe(questions + open + 1);
    expect(row("open", "close", "mean-points", "rouge")).toMatchObject({ nItems: open });
  });

  it("keeps parts and counts with every score, and what the corpus score is made of is sacrebleu's corpus BLEU", () => {
    const own = scores().filter(({ exam, scorer, model }) => exam === "mixed" && scorer === "bleu" && model === "far");
    const [first] = own;
    expect(first?.points === null ? null : Object.keys(first?.parts ?? {})).toEqual([
      "bleu-1",
      "bleu-2",
      "bleu-3",
      "bleu-4",
    ]);
    expect(first?.points === null ? null : first?.counts).toHaveLength(10);
    const scored = items.filter(({ references, annulled }) => references.length > 0 && annulled === undefined);
    const pairs = scored.map((item) => ({
      hypothesis: saysNeighbour(item, items.indexOf(item), items),
      references: item.references,
    }));
    const expected = (corpusBleu(tokenizePairs(pairs, tokenizeChinese))?.score ?? 0) / 100;
    const { value, low, high, method, signature } = row("mixed", "far", "corpus-score:bleu-4", "bleu");
    expect(value).toBeCloseTo(expected, 12);
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
    expect([method, signature]).toEqual([
      "cluster-bootstrap",
      "nrefs:1|case:mixed|eff:no|tok:zh|smooth:exp|version:2.6.0",
    ]);
  });

  it("marks the reply without its declared answer where it is told to", () => {
    const answers = read("answers.jsonl")
      .trimEnd()
      .split("\n")
      .map(
        (line) => JSON.parse(line) as { exam: string; model: string; itemId: string; span: [number, number] | null },
      );
    const spans = new Map(
      answers
        .filter(({ exam, model }) => exam === "mixed" && model === "far")
        .map(({ itemId, span }) => [itemId, span] as const),
    );
    const pairs = items
      .filter(({ references, annulled }) => references.length > 0 && annulled === undefined)
      .map((item) => ({
        hypothesis: explanationOf(saysNeighbour(item, items.indexOf(item), items), spans.get(item.id) ?? null),
        references: item.references,
      }));
    expect(pairs.every(({ hypothesis }) => !hypothesis.startsWith("答案"))).toBe(true);
    const expected = (corpusBleu(tokenizePairs(pairs, tokenizeChinese))?.score ?? 0) / 100;
    const { value, signature } = row("mixed", "far", "corpus-score:bleu-4", "bleu-explanation");
    expect(value).toBeCloseTo(expected, 12);
    expect(signature).toContain("|text:explanation");
  });

  it("tells texts by means and corpus scores, for strata too, and by no measure of answers", () => {
    const texts = estimates().filter(({ scorer }) => /^(?:bleu|rouge|chrf|cmexam|text-form)/u.test(scorer));
    const families = new Set(texts.map(({ measure }) => measure.split(":")[0]));
    expect([...families].sort()).toEqual(["corpus-score", "mean-points"]);
    expect(row("mixed", "close", "corpus-score:chrf", "chrf", { kind: "free-text" }).nItems).toBe(open);
    expect(row("mixed", "close", "mean-points", "rouge:rouge-lsum", { kind: "free-text" }).nItems).toBe(open);
    // An exam whose texts alone are marked: how its replies ended stands there, without statuses of answers.
    const outcomes = estimates().filter(
      ({ exam, model, stratum }) => exam === "open" && model === "hostile" && Object.keys(stratum).length === 0,
    );
    expect(outcomes.filter(({ scorer }) => scorer === "none").map(({ measure }) => measure)).toEqual([
      "rate:refused",
      "rate:truncated",
      "rate:content-filter",
      "rate:empty",
    ]);
    const sensitivity = JSON.parse(read("sensitivity.json")) as Estimate[];
    expect(sensitivity.some(({ exam }) => exam === "open")).toBe(false);
    expect(new Set(sensitivity.map(({ scorer }) => scorer))).toEqual(new Set(["exact-set"]));
  });

  it("gives an empty or hostile reply its due and finishes all the same", () => {
    const { value, excluded } = row("mixed", "hostile", "mean-points", "rouge");
    expect(value).toBeLessThan(0.05);
    expect(excluded).toEqual({ "no-reference": 1, annulled: 1 });
    expect(row("mixed", "hostile", "corpus-score:length-ratio", "text-form").value).toBeGreaterThan(50);
  });

  it("says which differences are real: comparisons.json and viva compare", async () => {
    const { texts } = JSON.parse(read("comparisons.json")) as { texts: TextComparison[] };
    const found = texts.find(
      ({ exam, scorer, kind, score }) => `${exam} ${scorer} ${kind} ${score}` === "mixed bleu corpus bleu-4",
    );
    expect(found?.models.map(({ name }) => name)).toEqual(["close", "far", "hostile"]);
    expect(found?.models[1]?.value).toBe(row("mixed", "far", "corpus-score:bleu-4", "bleu").value);
    expect(found?.pairs[0]).toMatchObject({
      first: "close",
      second: "far",
      verdict: "first-higher",
      nItems: questions + open,
    });
    const end = await viva(["compare", "run", "--exam", "open", "--language", "zh"], { cwd: folder });
    expect(end.code).toBe(0);
    expect(end.stdout).toContain("open: rouge：哪些差异真实存在");
    expect(end.stdout).toContain("close 较高");
    const json = await viva(["compare", "run", "--json"], { cwd: folder });
    expect((JSON.parse(json.stdout) as { texts: TextComparison[] }).texts).toEqual(texts);
  }, 60_000);

  it("tells it in every report, and runs nothing that a reply says", async () => {
    const markdown = read("report/report.md");
    expect(markdown).toContain("## Explanations and free text");
    expect(markdown).toContain("Cut and counted: nrefs:1");
    const page = read("report/index.html");
    expect(page).toContain('id="texts"');
    expect(page).not.toContain("<script>globalThis.broken");
    const end = await viva(["report", "run", "--language", "es", "--format", "markdown", "--out", "es"], {
      cwd: folder,
    });
    expect(end.code).toBe(0);
    expect(readFileSync(join(folder, "es", "report.md"), "utf8")).toContain("## Explicaciones y texto libre");
  }, 60_000);

  it("exports what other tools have a place for", async () => {
    for (const format of ["inspect", "lm-eval"]) {
      const end = await viva(["export", format, "run", "--out", `out-${format}`], { cwd: folder });
      expect(end.stderr).toBe("");
      expect(end.code).toBe(0);
    }
  }, 60_000);

  it("gives the same bytes when it is marked again", async () => {
    cpSync(join(folder, "run"), join(folder, "again"), { recursive: true });
    const end = await viva(["rescore", "study.yaml", "--out", "again"], { cwd: folder });
    expect(end.code).toBe(0);
    for (const name of ["scores.jsonl", "estimates.json", "comparisons.json"]) {
      expect(readFileSync(join(folder, "again", name), "utf8") === read(name), name).toBe(true);
    }
  }, 120_000);

  it("refuses two scorers of one name, saying what to do", async () => {
    const scorers = ["bleu", { use: "bleu", tokenizer: "char" }];
    writeFileSync(
      join(folder, "twice.yaml"),
      studyFile({ datasets: undefined, dataset: { use: "viva-items", path: "items.jsonl", scorers } }),
    );
    const end = await viva(["plan", "twice.yaml"], { cwd: folder });
    expect(end.code).toBe(2);
    expect(end.stderr).toContain('two scorers of an exam are called "bleu"; give one of them a name');
  });
});
