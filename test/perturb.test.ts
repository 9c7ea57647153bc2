import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { catalogs, checkItems, examRows, loadCompositions, type Variant, writeVariants } from "@viva/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Edit } from "../packages/core/src/records/edit-log.ts";
import { readReviewedVariants } from "../packages/core/src/runs/reviewed-variants.ts";
import { startViva, viva } from "./viva.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-perturb-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = Variant & { readonly exam: string; readonly edits: readonly Edit[] };
const run = async (...args: readonly string[]) => await viva(["perturb", ...args], { cwd: folder });
const sample = ["sample-exam", "--language", "en"];
const textOf = (file: string): string => readFileSync(join(folder, file), "utf8");
const linesOf = (file: string): Line[] =>
  textOf(file)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);

describe("viva perturb", () => {
  it("writes one line a variant, with how it was made, its verdict and what changed", async () => {
    const end = await run(
      ...[...sample, "--operator", "shuffle-options", "--operator", "letter-case,case=lower,scope=both"],
      ...["--chain", "drop-wrong-options{wrong: 2},label-set", "--seed", "5", "--out", "new/perturbed.jsonl"],
    );
    expect(end).toMatchObject({ code: 0, stderr: "" });
    const lines = linesOf("new/perturbed.jsonl");
    expect(new Set(lines.map(({ itemId }) => itemId)).size).toBe(70);
    const [shuffled, lower, chained] = lines;
    expect(shuffled).toMatchObject({
      exam: "sample-exam",
      id: "cardio-a1~shuffle-options",
      itemId: "cardio-a1",
      item: { id: "cardio-a1", accepted: [["A"]] },
      perturbation: "shuffle-options",
      renderDirectives: {},
      answerMap: { A: "A", B: "B", C: "C", D: "D", E: "E" },
      validity: { status: "sound", by: "rule" },
      chain: [{ operator: "shuffle-options", settings: {}, seed: "5/shuffle-options/cardio-a1" }],
      edits: [{ part: "option-order", before: ["A", "B", "C", "D", "E"] }],
    });
    expect(lower?.chain[0]?.settings).toEqual({ case: "lower", scope: "both" });
    expect(lower?.edits.map(({ part }) => part)).toContain("stem");
    expect(chained).toMatchObject({
      perturbation: "drop-wrong-options+label-set",
      renderDirectives: { labels: ["I", "II", "III"] },
      chain: [{ operator: "drop-wrong-options", settings: { wrong: 2 } }, { operator: "label-set" }],
    });
    expect(chained?.edits.map(({ part }) => part)).toEqual(["option-removed", "option-removed"]);
    // What was written is what a study reads back.
    const reviewed = await readReviewedVariants(join(folder, "new/perturbed.jsonl"));
    expect(reviewed.variants).toBe(lines.length);
    reviewed.close();
  });

  it("writes the same bytes for the same seed, and the beginning of them for a limit", async () => {
    const what = [...sample, "--operator", "typos-keyboard", "--chain", "bias-sentence,shuffle-options"];
    for (const args of [
      ["--out", "once.jsonl"],
      ["--out", "again.jsonl"],
      ["--out", "ten.jsonl", "--limit", "10"],
      ["--out", "other.jsonl", "--seed", "1"],
    ]) {
      expect(await run(...what, ...args)).toMatchObject({ code: 0 });
    }
    expect(textOf("again.jsonl")).toBe(textOf("once.jsonl"));
    expect(textOf("once.jsonl").startsWith(textOf("ten.jsonl"))).toBe(true);
    expect(new Set(linesOf("ten.jsonl").map(({ itemId }) => itemId)).size).toBe(10);
    expect(textOf("other.jsonl")).not.toBe(textOf("once.jsonl"));
  });

  it.each([
    ["en", "sound", "another language"],
    ["es", "válidas", "otro idioma"],
    ["zh", "有效", "语言不同"],
  ])("says in %s how many variants are sound, and why not", async (language, sound, why) => {
    const end = await run(
      ...["sample-exam", "--language", language, "--out", `table-${language}.jsonl`],
      ...["--operator", "replace-key-by-none", "--operator", language === "zh" ? "typos-keyboard" : "typos-pinyin"],
    );
    expect(end.code).toBe(0);
    expect(end.stdout).toContain(sound);
    expect(end.stdout).toContain(why);
    expect(end.stdout).toContain("no clinician has judged");
  });

  it("counts as JSON what the table shows, items without a variant included", async () => {
    const end = await run(...sample, "--operator", "replace-key-by-none", "--out", "counted.jsonl", "--json");
    const written = JSON.parse(end.stdout);
    expect(written).toMatchObject({ exam: "sample-exam", items: 70, variants: 56 });
    expect(written.counts[0]).toMatchObject({
      perturbation: "replace-key-by-none",
      notApplicable: { n: 14, reasons: [{ reason: "nothing-to-change", n: 14 }] },
      verdicts: { sound: { n: 0 }, unchecked: { n: 56 }, unsound: { n: 0 } },
    });
  });

  it("writes some verdicts only, and counts all", async () => {
    const args = [
      ...sample,
      "--operator",
      "demographic-detail",
      "--out",
      "sound.jsonl",
      "--verdicts",
      "sound",
      "--json",
    ];
    const { counts, variants } = JSON.parse((await run(...args)).stdout);
    expect(linesOf("sound.jsonl").every(({ validity }) => validity.status === "sound")).toBe(true);
    expect(linesOf("sound.jsonl")).toHaveLength(variants);
    expect(counts[0].verdicts.sound.n).toBe(variants);
    expect(counts[0].variants).toBeGreaterThan(variants);
  });

  it("writes the variants that a run of the same seed poses", async () => {
    writeFileSync(
      join(folder, "study.yaml"),
      `name: same
dataset: { use: sample-exam, language: en }
seed: 6
perturbations: [rotate-options, { use: typos-keyboard, rate: 0.2 }]
models: [{ id: m, backend: constant-label }]
`,
    );
    expect(await viva(["run", "study.yaml", "--out", "run"], { cwd: folder })).toMatchObject({ code: 0 });
    const operators = ["--operator", "rotate-options", "--operator", "typos-keyboard,rate=0.2", "--seed", "6"];
    expect(await run(...sample, ...operators, "--out", "same.jsonl")).toMatchObject({ code: 0 });
    const posed = linesOf("run/variants.jsonl").filter(({ perturbation }) => perturbation !== "none");
    expect(linesOf("same.jsonl").map(({ edits: _edits, ...line }) => line)).toEqual(posed);
  });

  it("poses what a reviewer made of the variants", async () => {
    const what = ["--operator", "replace-key-by-none", "--chain", "typos-keyboard,label-set", "--limit", "6"];
    expect(await run(...sample, ...what, "--out", "review.jsonl")).toMatchObject({ code: 0 });
    const [first, ...rest] = linesOf("review.jsonl");
    const edited = {
      ...first,
      item: { ...first?.item, stem: "A stem that a reviewer wrote?" },
      validity: { status: "sound", reason: "no other option can be defended", by: "A. Reviewer" },
    };
    writeFileSync(
      join(folder, "review.jsonl"),
      [edited, ...rest.slice(0, -1)].map((line) => `${JSON.stringify(line)}\n`).join(""),
    );
    writeFileSync(
      join(folder, "reviewed.yaml"),
      `name: reviewed
dataset: { use: sample-exam, language: en }
filters: { limit: 6 }
perturbations: [replace-key-by-none, { chain: [typos-keyboard, label-set] }]
reviewed: review.jsonl
models: [{ id: m, backend: constant-label }]
`,
    );
    expect(await viva(["run", "reviewed.yaml", "--out", "reviewed"], { cwd: folder })).toMatchObject({ code: 0 });
    const posed = linesOf("reviewed/variants.jsonl").filter(({ perturbation }) => perturbation !== "none");
    expect(posed).toHaveLength(rest.length);
    expect(posed.find(({ id }) => id === first?.id)).toMatchObject({ item: edited.item, validity: edited.validity });
  });

  it("takes other items from the whole exam and other languages from where it is told", async () => {
    const operators = ["--operator", "extra-distractor", "--operator", "parallel-language"];
    const what = [...sample, ...operators, "--parallel", "language=zh"];
    expect(await run(...what, "--out", "others.jsonl")).toMatchObject({ code: 0 });
    expect(await run(...what, "--limit", "3", "--out", "three.jsonl")).toMatchObject({ code: 0 });
    expect(textOf("others.jsonl").startsWith(textOf("three.jsonl"))).toBe(true);
    const [more, parallel] = linesOf("three.jsonl");
    expect(more?.edits.map(({ part }) => part)).toContain("option-added");
    expect(parallel?.item.language).toBe("zh");
    expect(parallel?.edits).toContainEqual({ part: "field", field: "language", before: "en", after: "zh" });
    // Nobody says where the other language is.
    const alone = await run(...sample, "--operator", "parallel-language", "--out", "alone.jsonl", "--json");
    expect(JSON.parse(alone.stdout).counts[0].notApplicable.reasons).toEqual([{ reason: "no-other-items", n: 70 }]);
  });

  it("tells two uses of one operator apart", async () => {
    const operators = ["--operator", "letter-case", "--operator", "letter-case,case=lower"];
    expect(await run(...sample, ...operators, "--out", "twice.jsonl", "--limit", "1")).toMatchObject({ code: 0 });
    expect(linesOf("twice.jsonl").map(({ id }) => id)).toEqual(["cardio-a1~letter-case", "cardio-a1~letter-case#2"]);
  });

  it("puts a person's own operator into a chain", async () => {
    writeFileSync(
      join(folder, "shout.ts"),
      `import { definePerturbation, z } from "@viva/core";
export default definePerturbation({
  name: "shout", description: "Adds a mark", source: "test", group: "key-keeping", touches: ["stem"], keepsKey: true,
  languages: "any", settings: z.strictObject({ mark: z.string().default("!").describe("The mark.") }),
  perturb: (item, _random, { mark }) => [{
    item: { ...item, stem: item.stem + mark },
    answerMap: Object.fromEntries(item.options.map(({ id }) => [id, id])),
    validity: { status: "unchecked", reason: "loud", by: "test" },
  }],
});
`,
    );
    const chain = ["--chain", "shout{mark: '!?'},shuffle-options", "--plugin", "shout.ts"];
    expect(await run(...sample, ...chain, "--out", "own.jsonl")).toMatchObject({ code: 0 });
    const [line] = linesOf("own.jsonl");
    expect(line?.item.stem.endsWith("!?")).toBe(true);
    expect(line?.validity).toEqual({
      status: "unchecked",
      reason: "shout: loud; shuffle-options: order of options carries no meaning",
      by: "test, rule",
    });
    const end = await run("--pairs", "--plugin", "shout.ts");
    expect(end.stdout).toMatch(/^shout /m);
    expect(end.stdout).toContain("the order that the second gives takes the place of the first's");
  });

  it.each([
    [[], 2, "a dataset is wanted"],
    [[...sample, "--operator", "shuffle-options"], 2, "--out"],
    [[...sample, "--out", "x.jsonl"], 2, "--operator"],
    [[...sample, "--operator", "no-such", "--out", "x.jsonl"], 2, "PLUGIN_UNKNOWN"],
    [[...sample, "--operator", "label-set,labels=greek", "--out", "x.jsonl"], 2, "SETTINGS_INVALID"],
    [[...sample, "--operator", "label-set,roman", "--out", "x.jsonl"], 2, "is not field=value"],
    [[...sample, "--chain", "label-set{labels", "--out", "x.jsonl"], 2, "is not YAML"],
    [[...sample, "--chain", "label-set,", "--out", "x.jsonl"], 2, "name of a perturbation is missing"],
    [[...sample, "--chain", "shuffle-options,rotate-options", "--out", "x.jsonl"], 2, "PERTURBATIONS_INCOMPATIBLE"],
    [[...sample, "--operator", "shuffle-options", "--verdicts", "good", "--out", "x.jsonl"], 2, "good is none of"],
    [["sample-exam", "--language", "fr", "--operator", "shuffle-options", "--out", "x.jsonl"], 2, "SETTINGS_INVALID"],
    [["viva-items", "nowhere.jsonl", "--operator", "shuffle-options", "--out", "x.jsonl"], 3, "DATASET_NOT_FOUND"],
    [[...sample, "--operator", "shuffle-options", "--out", "taken.jsonl"], 2, "would be lost"],
    [[...sample, "--operator", "shuffle-options", "--out", "x.jsonl", "--as-exam", "taken.jsonl"], 2, "would be lost"],
  ] as const)("refuses %j", async (args, code, said) => {
    writeFileSync(join(folder, "taken.jsonl"), "reviewed by hand\n");
    const end = await run(...args);
    expect(end.code).toBe(code);
    expect(end.stderr).toContain(said);
    expect(existsSync(join(folder, "x.jsonl"))).toBe(false);
    expect(textOf("taken.jsonl")).toBe("reviewed by hand\n");
  });

  it("leaves no half file when it is stopped", async () => {
    const own = mkdtempSync(join(folder, "stopped-"));
    const item = linesOf("new/perturbed.jsonl")[0]?.item;
    writeFileSync(
      join(own, "long.jsonl"),
      Array.from({ length: 60_000 }, (_, number) => `${JSON.stringify({ ...item, id: `q${number}` })}\n`).join(""),
    );
    const args = ["perturb", "viva-items", "long.jsonl", "--operator", "rotate-options", "--out", "out.jsonl"];
    const started = startViva([...args, "--as-exam", "exam.jsonl"], { cwd: own });
    while (!existsSync(join(own, "exam.jsonl.partial"))) {
      await wait(5);
    }
    started.child.kill("SIGINT");
    const end = await started.ended;
    expect(end.stderr).toContain("no file was written");
    expect(end.code).toBe(130);
    expect(readdirSync(own)).toEqual(["long.jsonl"]);
  });
});

describe("a perturbed exam", () => {
  it("is read by viva items --strict as plain JSON Lines, cases written out", async () => {
    const args = ["--operator", "irrelevant-sentence", "--verdicts", "sound", "--out", "plain-variants.jsonl"];
    const end = await run(...sample, ...args, "--as-exam", "plain.jsonl");
    expect(end.code).toBe(0);
    const fields =
      "fields={id: id, stem: stem, options: options, key: accepted, kind: kind, group: {id: group.id, order: group.order}, tags: {specialty: tags.specialty}}";
    const strict = ["items", "jsonl-file", "plain.jsonl", "--language", "en", "--set", fields, "--strict"];
    expect(await viva(strict, { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
    const items = textOf("plain.jsonl")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(items).toHaveLength(70);
    expect(items.every(({ id }) => id.endsWith("~irrelevant-sentence"))).toBe(true);
    expect(items.every(({ group }) => group === undefined || group.text === "")).toBe(true);
  });

  it.each(["en", "zh", "es"])("has sound forms only that viva items --strict accepts, in %s", async (language) => {
    for (const use of Object.keys(catalogs.perturbation)) {
      const file = join(folder, `strict-${language}-${use}.jsonl`);
      const { asExam, variants } = await writeVariants({
        dataset: "sample-exam",
        settings: { language },
        parallelSettings: { language: language === "en" ? "es" : "en" },
        folder,
        perturbations: await loadCompositions([[{ use, settings: {} }]]),
        seed: 2,
        verdicts: ["sound"],
        out: `${file}.variants`,
        asExam: file,
      });
      expect((asExam?.items ?? 0) + (asExam?.onlyInPrompts ?? 0)).toBe(variants);
      const check = await checkItems(await examRows("viva-items", { path: file }, folder));
      const faults = check.findings.filter(({ severity }) => severity !== "info");
      expect(check.unusableRows).toBe(0);
      expect({ use, faults: faults.map(({ message }) => message) }).toEqual({ use, faults: [] });
    }
  });
});
