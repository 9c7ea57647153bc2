import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Estimate } from "../records/estimate.ts";
import type { Item } from "../records/item.ts";
import { filesUnder, jsonOf, linesOf, type StudyRunFolder, sitStudy } from "./__fixtures__/exported-study.ts";
import { exportRun } from "./export-run.ts";

interface Sample {
  readonly doc_id: number;
  readonly doc: {
    readonly id: string;
    readonly question: string;
    readonly choices: readonly string[];
    readonly answer: string;
    readonly viva: {
      readonly exam: string;
      readonly itemId: string;
      readonly variantId: string;
      readonly perturbation: string;
      readonly arm: string;
      readonly item: Item;
      readonly labels: readonly { readonly label: string; readonly optionId: string }[];
    };
  };
  readonly target: string;
  readonly arguments: Readonly<Record<string, { readonly arg_0: string; readonly arg_1: unknown }>>;
  readonly resps: readonly (readonly string[])[];
  readonly filtered_resps: readonly string[];
  readonly filter: string;
  readonly metrics: readonly string[];
  readonly doc_hash: string;
  readonly prompt_hash: string;
  readonly target_hash: string;
  readonly exact_set: number;
  readonly viva: {
    readonly replies: readonly {
      readonly repeat: number;
      readonly finishReason: string;
      readonly reasoning: { readonly text: string | null } | null;
      readonly optionIds: readonly string[];
      readonly scores: Readonly<Record<string, { readonly points: number | null }>>;
    }[];
  };
}

interface Results {
  readonly results: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly task_hashes: Readonly<Record<string, string>>;
  readonly "n-samples": Readonly<Record<string, { readonly effective: number }>>;
  readonly model_name: string;
  readonly date: number;
}

const time = "2023-11-14T22-13-20.000000";
const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

let study: StudyRunFolder;
let out: string;
beforeAll(async () => {
  study = await sitStudy();
  out = study.out("lm-eval");
  await exportRun("lm-eval", study.run, out);
});
afterAll(() => study.remove());

const samplesOf = (model: string, task: string): Sample[] =>
  linesOf<Sample>(join(out, model, `samples_${task}_${time}.jsonl`));
const estimates = (): Estimate[] => jsonOf<Estimate[]>(join(study.run, "estimates.json"));

describe("the files", () => {
  it("are named as the harness names them: a folder a model, a samples file a task, one time", () => {
    const tasks = ["letter-only", "json"].flatMap((arm) => [`exam__${arm}`, `exam__${arm}__shuffle-options`]);
    const ofModel = (model: string): string[] => [
      `${model}/results_${time}.json`,
      ...tasks.map((task) => `${model}/samples_${task}_${time}.jsonl`),
    ];
    expect(filesUnder(out)).toEqual([...ofModel("Org__always-a"), ...ofModel("random"), "viva-items.jsonl"].sort());
  });
});

describe("results", () => {
  it("hold the accuracy of the run's own table, the harness's standard error and counts", () => {
    const results = jsonOf<Results>(join(out, "random", `results_${time}.json`));
    expect(Object.keys(results.results)).toHaveLength(4);
    for (const [task, metrics] of Object.entries(results.results)) {
      const [, arm, perturbation = "none"] = task.split("__");
      const own = estimates().find(
        (row) =>
          row.model === "random" &&
          row.measure === "accuracy" &&
          row.arm === arm &&
          row.perturbation === perturbation &&
          Object.keys(row.stratum).length === 0,
      );
      expect(metrics["exact_set,layered"]).toBeCloseTo(own?.value ?? Number.NaN, 12);
      const values = samplesOf("random", task).map((sample) => sample.exact_set);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      expect(metrics["exact_set_stderr,layered"]).toBeCloseTo(Math.sqrt(variance / values.length), 12);
      expect(metrics).toMatchObject({ alias: task, sample_len: 12 });
      expect(results["n-samples"][task]).toEqual({ original: 12, effective: 12 });
    }
    expect(results).toMatchObject({ model_name: "random", date: 1_700_000_000 });
  });

  it("hash every task as the harness does", () => {
    const results = jsonOf<Results>(join(out, "random", `results_${time}.json`));
    const samples = samplesOf("random", "exam__json");
    const joined = samples.map((sample) => sample.doc_hash + sample.prompt_hash + sample.target_hash).join("");
    expect(results.task_hashes["exam__json"]).toBe(sha256(joined));
    const [first] = samples;
    expect(first?.doc_hash).toBe(sha256(JSON.stringify(first?.doc, null, 2)));
    expect(first?.prompt_hash).toBe(sha256(first?.arguments["gen_args_0"]?.arg_0 ?? ""));
    expect(first?.target_hash).toBe(sha256(first?.target ?? ""));
  });
});

describe("samples", () => {
  it("have one line a question with all its repeats", () => {
    const samples = samplesOf("Org__always-a", "exam__letter-only");
    expect(samples.map(({ doc_id }) => doc_id)).toEqual(Array.from({ length: 12 }, (_line, index) => index));
    expect(samples[1]).toMatchObject({
      doc: { id: "q0001", choices: ["alpha 1", "beta 1", "gamma 1", "delta 1"], answer: "B" },
      target: "B",
      resps: [["A", "A"]],
      filtered_resps: ["A", "A"],
      filter: "layered",
      metrics: ["exact_set"],
      exact_set: 0,
    });
    expect(samples[0]).toMatchObject({ target: "A", exact_set: 1 });
    expect(JSON.parse(samples[0]?.arguments["gen_args_0"]?.arg_0 ?? "")).toEqual([
      expect.objectContaining({ role: "user", content: expect.stringContaining("Question 0") }),
    ]);
  });

  it("show perturbed items as they were put, with the target's label in its new place", () => {
    const plain = samplesOf("random", "exam__letter-only");
    const shuffled = samplesOf("random", "exam__letter-only__shuffle-options");
    expect(shuffled.some((sample, index) => sample.target !== plain[index]?.target)).toBe(true);
    for (const { doc, target } of shuffled) {
      const key = doc.viva.labels.find(({ label }) => label === target)?.optionId;
      expect([key]).toEqual(doc.viva.item.accepted[0]);
      expect(doc.viva).toMatchObject({
        perturbation: "shuffle-options",
        variantId: `${doc.viva.itemId}~shuffle-options`,
      });
    }
  });

  it("give the same estimates when posed and read again", async () => {
    const samples = ["letter-only", "json"].flatMap((arm) =>
      ["", "__shuffle-options"].flatMap((form) =>
        [
          ["Org/always-a", "Org__always-a"],
          ["random", "random"],
        ].flatMap(([model = "", folder = ""]) =>
          samplesOf(folder, `exam__${arm}${form}`).map((sample) => ({ model, sample })),
        ),
      ),
    );
    const items = new Map(
      samples
        .filter(({ sample }) => sample.doc.viva.perturbation === "none")
        .map(({ sample }) => [sample.doc.viva.itemId, sample.doc.viva.item]),
    );
    const rows = [...items.values()].map(({ id, stem, options, accepted, tags }) => ({
      id,
      question: stem,
      options: Object.fromEntries(options.map((option) => [option.id, option.text])),
      answer: accepted[0]?.join("") ?? "",
      specialty: tags["specialty"]?.[0] ?? "",
      level: tags["level"]?.[0] ?? "",
    }));
    const replies = samples.flatMap(({ model, sample }) =>
      sample.viva.replies.map(({ repeat, finishReason }, place) => {
        const { itemId, arm, perturbation } = sample.doc.viva;
        const text = sample.resps[0]?.[place] ?? "";
        return JSON.stringify({ itemId, model, arm, perturbation, repeat, text, finishReason });
      }),
    );
    const again = await sitStudy(
      `name: again
dataset:
  use: jsonl-file
  name: exam
  path: exam.jsonl
  language: en
  fields: { id: id, stem: question, options: options, key: answer, tags: { specialty: specialty, level: level } }
models:
  - { id: Org/always-a, backend: replay, path: replies.jsonl }
  - { id: random, backend: replay, path: replies.jsonl }
prompts: [letter-only, json]
perturbations: [shuffle-options]
repeats: 2
strata: [specialty, [specialty, level]]
`,
      { "replies.jsonl": `${replies.join("\n")}\n` },
      rows,
    );
    try {
      expect(replies).toHaveLength(2 * 2 * 2 * 12 * 2);
      expect(readFileSync(join(again.run, "estimates.json"), "utf8")).toBe(
        readFileSync(join(study.run, "estimates.json"), "utf8"),
      );
    } finally {
      again.remove();
    }
  });
});

describe("withheld", () => {
  it("holds hashes and scores, and no word of an item, key or reply", async () => {
    const hidden = study.out("withheld");
    await exportRun("lm-eval", study.run, hidden, { withholdItems: true });
    const texts = filesUnder(hidden).map((file) => readFileSync(join(hidden, file), "utf8"));
    for (const word of ["alpha", "delta", "Question", "which value", "optionId", '"labels"', "attending 1"]) {
      expect(texts.filter((text) => text.includes(word))).toEqual([]);
    }
    expect(filesUnder(hidden)).not.toContain("viva-items.jsonl");
    const file = `random/samples_exam__json_${time}.jsonl`;
    const open = linesOf<Sample>(join(out, file));
    const closed = linesOf<Sample>(join(hidden, file));
    expect(closed.map(({ exact_set }) => exact_set)).toEqual(open.map(({ exact_set }) => exact_set));
    expect(closed.map(({ doc_hash, prompt_hash }) => [doc_hash, prompt_hash])).toEqual(
      open.map(({ doc_hash, prompt_hash }) => [doc_hash, prompt_hash]),
    );
    // A hash of one letter would tell the letter.
    const letters = new Set(["A", "B", "C", "D", ""].map(sha256));
    expect(closed.filter(({ target_hash }) => letters.has(target_hash))).toEqual([]);
    expect(
      closed.every(({ target, resps, filtered_resps }) => target === "" && resps.length + filtered_resps.length === 0),
    ).toBe(true);
  });
});
