import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { overallEstimates, recordsOf, temporaryFolder } from "./run-folder.ts";
import { type VivaEnd, viva } from "./viva.ts";

interface ExamItem {
  readonly id: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly accepted: readonly (readonly string[])[];
  readonly [field: string]: unknown;
}
interface Estimate {
  readonly arm: string;
  readonly perturbation: string;
  readonly stratum: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}
interface ImportRecord {
  readonly exam: string;
  readonly arms: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly leftOut: readonly unknown[];
}
type Rows = readonly Estimate[];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const command = async (...args: string[]): Promise<VivaEnd> => await viva(args, { cwd: folder.path });
const succeed = async (...args: string[]): Promise<VivaEnd> => {
  const end = await command(...args);
  expect(end, args.join(" ")).toMatchObject({ code: 0, stderr: "" });
  return end;
};
const path = (...parts: string[]): string => join(folder.path, ...parts);
const json = <T>(...parts: string[]): T => JSON.parse(readFileSync(path(...parts), "utf8")) as T;
const estimates = (run: string): Rows => json<Rows>(run, "estimates.json");

/** What the sample exam does not have: no key, annulled in either way, two accepted sets, numbered options, other tags. */
function widened(items: readonly ExamItem[]): ExamItem[] {
  const changes: Readonly<Record<number, object>> = {
    1: { annulled: "drop" },
    3: { annulled: "credit-all" },
    5: { accepted: [] },
    7: { accepted: [["A"], ["B"]] },
    9: { weight: 2, split: "test", context: "Read “this” first.\n\nTwice." },
    11: { keyHistory: [{ accepted: [["E"]], until: "2024", reason: "an appeal" }] },
  };
  return items.map((item, index) => ({ ...item, ...changes[index] }));
}

/** Replies as servers give them: right, wrong, several, empty, refused, cut off in text or reasoning, unreadable, none. */
function recorded(items: readonly ExamItem[]): object[] {
  const letter = (item: ExamItem, index: number): string => item.options[index]?.id ?? "A";
  return items.flatMap((item, number) =>
    [0, 1].flatMap((repeat) => {
      const key = (item.accepted[0] ?? ["A"]).join("");
      const kinds: readonly (object | null)[] = [
        { text: key },
        { text: `The answer is ${letter(item, number % 4)}.` },
        { text: `Answer: ${letter(item, 0)}, ${letter(item, 2)}` },
        { text: "" },
        { text: "I'm sorry, I cannot help with medical questions.", finishReason: "content-filter" },
        { text: "Let us weigh the options one by one. Option", finishReason: "length" },
        { text: "", reasoning: "First I", finishReason: "length" },
        { text: "", reasoning: "", finishReason: "length" },
        { text: `${key}\u2028`, reasoning: `It must be ${letter(item, 1)}` },
        { text: "None of them convinces me 🩺" },
        null,
      ];
      const kind = kinds[(number + repeat * 4) % kinds.length] ?? null;
      return kind === null
        ? []
        : ["letter-only", "json"].map((arm) => ({ itemId: item.id, model: "recorded", arm, repeat, ...kind }));
    }),
  );
}

/** A study in which every address and outcome occurs that an export has to carry. */
const study = {
  name: "round trip",
  datasets: [
    { use: "viva-items", path: "exam.jsonl", name: "wide exam" },
    { use: "sample-exam", language: "es", name: "sample-es" },
  ],
  models: [
    { id: "org/subset", backend: "random-subset" },
    { id: "recorded", backend: "replay", path: "replies.jsonl" },
    { id: "a/longest", backend: "longest-option" },
  ],
  prompts: [
    { use: "letter-only", wording: "by-kind" },
    { use: "json", wording: "by-kind" },
  ],
  repeats: 2,
  strata: ["specialty", "level", "questionType", ["specialty", "level"]],
};
/** The same with all that may stand in a study beside its defaults. */
const wideStudy = {
  ...study,
  perturbations: ["shuffle-options"],
  seed: 11,
  scorers: ["partial-proportional", "exact-set"],
  measures: ["accuracy", "weighted-f1", "macro-accuracy", "outcome-rates"],
  resamples: 300,
  confidence: 0.9,
};

/** Rows under the names of an import: its exam and its arms. */
function renamed(rows: Rows, exam: string, arms: Readonly<Record<string, string>>): Estimate[] {
  const nameOf = new Map(Object.entries(arms).map(([ours, source]) => [source, ours]));
  return rows.map((row) => ({ ...row, exam, arm: nameOf.get(row.arm) ?? row.arm }));
}

const addressOf = ({ measure, exam, model, arm, perturbation, scorer, stratum }: Estimate): string =>
  JSON.stringify([measure, exam, model, arm, perturbation, scorer, stratum]);

/** Rows that are not the same to the last digit, as "address: before | after". */
function differences(before: Rows, after: Rows): string[] {
  const found = new Map(after.map((row) => [addressOf(row), JSON.stringify(row)]));
  return before.flatMap((row) => {
    const [was, is] = [JSON.stringify(row), found.get(addressOf(row)) ?? "absent"];
    return was === is ? [] : [`${was} | ${is}`];
  });
}

beforeAll(async () => {
  folder = await temporaryFolder();
  mkdirSync(path("first"), { recursive: true });
  const seed = {
    name: "items",
    dataset: { use: "sample-exam", language: "en" },
    models: [{ id: "x", backend: "constant-label" }],
  };
  writeFileSync(path("items.yaml"), stringify(seed));
  await succeed("run", "items.yaml", "--out", "items");
  const items = widened(
    recordsOf<ExamItem & { exam: string }>(path("items"), "items.jsonl").map(({ exam: _exam, ...item }) => item),
  );
  const lines = (records: readonly object[]): string =>
    `${records.map((record) => JSON.stringify(record)).join("\n")}\n`;
  writeFileSync(path("exam.jsonl"), lines(items));
  writeFileSync(path("replies.jsonl"), lines(recorded(items)));
  writeFileSync(path("study.yaml"), stringify({ ...study, datasets: study.datasets.slice(0, 1) }));
  writeFileSync(path("wide.yaml"), stringify(wideStudy));
}, 240_000);
afterAll(async () => await folder[Symbol.asyncDispose]());

describe("a run exported to lm-eval and imported again", () => {
  it("gives the same estimates by the study the import writes, row by row", async () => {
    await succeed("run", "study.yaml", "--out", "first");
    await succeed("export", "lm-eval", "first", "--out", "harness");
    await succeed("import", "lm-eval", "harness", "--out", "back", "--name", "wide exam");
    await succeed("run", "back/study.yaml", "--out", "back/run");
    const record = json<ImportRecord>("back", "import.json");
    expect(record).toMatchObject({ exam: "wide exam", leftOut: [], counts: { items: 70, repeats: 2 } });
    expect(record.arms).toEqual({ "as-recorded": "letter-only", "as-recorded#2": "json" });
    const back = recordsOf<ExamItem & { tags: object }>(path("back"), "items.jsonl");
    // Every item as it was, also those nobody was asked; the labels shown are kept in a tag of the import.
    expect(back.map((item) => ({ ...item, tags: { ...item.tags, recordedLabels: undefined } }))).toEqual(
      recordsOf<ExamItem>(folder.path, "exam.jsonl"),
    );
    const before = renamed(estimates("first"), "wide exam", record.arms);
    expect(new Set(before.map(({ model }) => model)).size).toBe(3);
    const strata = new Set(before.map(({ stratum }) => JSON.stringify(stratum)));
    // Overall, seven specialties, two levels, two types of question, specialties by level.
    expect(strata.size).toBe(1 + 7 + 2 + 2 + 14);
    expect(
      before.some(({ excluded }) => JSON.stringify(excluded) === '{"annulled":4,"unkeyed":2,"not-posed":12}'),
    ).toBe(true);
    expect(differences(before, estimates("back/run"))).toEqual([]);
  }, 240_000);

  it("gives the same with a perturbation, a seed, scorers, measures and intervals of another level", async () => {
    await succeed("run", "wide.yaml", "--out", "wide");
    await succeed("export", "lm-eval", "wide", "--out", "wide-harness");
    const flags = ["--name", "wide exam", "--set", "exam=wide exam"];
    await succeed("import", "lm-eval", "wide-harness", "--out", "wide-back", ...flags);
    const { arms } = json<ImportRecord>("wide-back", "import.json");
    expect(parse(readFileSync(path("wide-back", "study.yaml"), "utf8"))).toMatchObject({
      prompts: study.prompts.map(({ wording }) => ({ use: "as-recorded", wording })),
      strata: study.strata,
      seed: 11,
      confidence: 0.9,
      resamples: 300,
    });
    await succeed("run", "wide-back/study.yaml", "--out", "wide-back/run");
    const own = estimates("wide").filter(({ exam }) => exam === "wide exam");
    const before = renamed(own, "wide exam", arms);
    const after = estimates("wide-back/run");
    expect(new Set(after.map(({ perturbation }) => perturbation))).toEqual(new Set(["none", "shuffle-options"]));
    expect(differences(before, after)).toEqual([]);
    expect(after.map(addressOf)).toEqual(before.map(addressOf));
  }, 240_000);

  it("writes a plain study where two runs in one folder were measured in different ways", async () => {
    await succeed("import", "lm-eval", "wide-harness", "--out", "same", "--set", "exam=wide exam");
    const [results = ""] = readdirSync(path("wide-harness", "recorded")).filter((name) => name.startsWith("results_"));
    const other = json<{ viva: { study: object } }>("wide-harness", "recorded", results);
    other.viva.study = { ...other.viva.study, seed: 12 };
    writeFileSync(path("wide-harness", "recorded", results), JSON.stringify(other));
    await succeed("import", "lm-eval", "wide-harness", "--out", "mixed", "--set", "exam=wide exam");
    const written = (name: string): object => parse(readFileSync(path(name, "study.yaml"), "utf8")) as object;
    expect(written("same")).toMatchObject({ seed: 11, scorers: expect.any(Array) });
    expect(Object.keys(written("mixed"))).toEqual(
      "name description dataset models prompts repeats strata reports".split(" "),
    );
    expect(json<ImportRecord>("mixed", "import.json").leftOut).toEqual([]);
    other.viva.study = { ...other.viva.study, scorers: {} };
    writeFileSync(path("wide-harness", "recorded", results), JSON.stringify(other));
    await succeed("import", "lm-eval", "wide-harness", "--out", "broken", "--set", "exam=wide exam");
    expect(json<ImportRecord>("broken", "import.json").leftOut).toEqual([
      expect.objectContaining({ reason: "the study that was run: not as Viva exports it", count: 1 }),
    ]);
  }, 240_000);

  it("asks which exam, and takes no withheld export", async () => {
    const several = await command("import", "lm-eval", "wide-harness", "--out", "none");
    expect(several).toMatchObject({ code: 2 });
    expect(several.stderr).toContain("sample-es, wide exam");
    const other = await command("import", "lm-eval", "wide-harness", "--out", "none", "--set", "exam=viva");
    expect(other.stderr).toContain('"viva" is not there');
    await succeed("export", "lm-eval", "first", "--out", "hidden", "--withhold", "items");
    const withheld = await command("import", "lm-eval", "hidden", "--out", "none");
    expect(withheld).toMatchObject({ code: 3 });
    expect(withheld.stderr).toContain("a withheld export: no question and no reply is in it (6)");
  }, 240_000);

  it("takes one model's folder alone, with the items that model was asked", async () => {
    await succeed("import", "lm-eval", "harness/recorded", "--out", "one", "--name", "wide exam");
    const { counts, leftOut } = json<ImportRecord>("one", "import.json");
    expect(leftOut).toEqual([]);
    const asked = new Set(
      recordsOf<{ itemId: string; model: string }>(path("first"), "answers.jsonl")
        .filter(({ model }) => model === "recorded")
        .map(({ itemId }) => itemId),
    );
    expect(counts).toMatchObject({ items: asked.size, itemsWithoutReply: 0 });
  }, 240_000);
});

describe("a run exported to Inspect's layout and imported again", () => {
  it("keeps every mark, and not the groups: the same accuracy, with an interval of items on their own", async () => {
    const plain = { ...study, prompts: study.prompts.slice(0, 1), datasets: study.datasets.slice(1) };
    const models = [study.models[0], study.models[2]];
    writeFileSync(path("plain.yaml"), stringify({ ...plain, models }));
    await succeed("run", "plain.yaml", "--out", "plain");
    await succeed("export", "inspect", "plain", "--out", "logs");
    await succeed("import", "inspect", "logs", "--out", "logs-back", "--language", "es");
    await succeed("run", "logs-back/study.yaml", "--out", "logs-back/run");
    for (const model of ["org/subset", "a/longest"]) {
      const [was, is] = ["plain", "logs-back/run"].map((run) => overallEstimates(path(run), model).get("accuracy"));
      expect(is?.value).toBe(was?.value);
      expect(was).toMatchObject({ nCalls: 140, nItems: 70, nClusters: 60 });
      expect(is).toMatchObject({ nCalls: 140, nItems: 70, nClusters: 70 });
    }
  }, 240_000);
});
