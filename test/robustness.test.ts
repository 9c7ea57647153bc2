import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Item, Robustness, RobustnessAnalysis, Variant } from "@viva/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalog } from "../packages/core/src/perturbations/catalog.ts";
import { temporaryFolder } from "./run-folder.ts";
import { type VivaEnd, viva } from "./viva.ts";

let scratch: Awaited<ReturnType<typeof temporaryFolder>> | undefined;
let folder = "";
beforeAll(async () => {
  scratch = await temporaryFolder();
  folder = scratch.path;
});
afterAll(() => scratch?.[Symbol.asyncDispose]());

const run = async (...args: string[]): Promise<VivaEnd> => await viva(args, { cwd: folder });
async function succeed(...args: string[]): Promise<string> {
  const end = await run(...args);
  expect(end, args.join(" ")).toMatchObject({ code: 0, stderr: expect.stringMatching(/^(asking .*\s*)*$/u) });
  return end.stdout;
}

async function examined(name: string, study: string): Promise<RobustnessAnalysis> {
  writeFileSync(join(folder, `${name}.yaml`), `name: ${name}\n${study}reports: [json]\nmeasures: [accuracy]\n`);
  await succeed("run", `${name}.yaml`, "--out", name);
  const robustness = JSON.parse(readFileSync(join(folder, name, "robustness.json"), "utf8")) as Robustness;
  expect(JSON.stringify(robustness)).not.toMatch(/NaN/u);
  const [analysis] = robustness.analyses;
  if (analysis === undefined) {
    throw new Error("no analysis");
  }
  return analysis;
}

function lines<T>(name: string, file: string): readonly T[] {
  return readFileSync(join(folder, name, file), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

/** The forms that a run put of its single-answer items: the order of their options, and their key. */
function formsOf(name: string, perturbation: string) {
  const items = new Map(lines<Item>(name, "items.jsonl").map((item) => [item.id, item]));
  return lines<Variant>(name, "variants.jsonl").flatMap(({ item, ...variant }) => {
    const published = items.get(variant.itemId);
    return published === undefined || variant.perturbation !== perturbation
      ? []
      : [
          {
            id: variant.id,
            published,
            order: (item ?? published).options.map(({ id }) => id),
            key: published.accepted[0]?.[0] ?? "",
            sound: variant.validity.status === "sound",
          },
        ];
  });
}

const overall = (
  analysis: RobustnessAnalysis,
  model: string,
  perturbation: string,
  denominator = "sound-or-unchecked",
) => {
  const found = analysis.effects.find(
    (effect) =>
      effect.model === model &&
      effect.perturbation === perturbation &&
      effect.denominator === denominator &&
      Object.keys(effect.stratum).length === 0,
  );
  const ensemble = analysis.ensembles.find(
    (one) => one.model === model && one.scope.name === perturbation && one.denominator === denominator,
  );
  return { effect: found, ensemble };
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const close = (value: number) => expect.closeTo(value, 10);

const orders = ["shuffle-options", "reverse-options", "rotate-options", "key-to-position"];
/** Three candidates that know nothing, whose answers follow from the forms alone. */
let analysis: RobustnessAnalysis;
beforeAll(async () => {
  analysis = await examined(
    "truth",
    `dataset: { use: sample-exam, language: en }
filters: { kind: [single] }
perturbations: [${[...orders, "letter-case"].join(", ")}]
repeats: 3
models:
  - { id: always-first, backend: constant-label }
  - { id: longest-option, backend: longest-option }
  - { id: random-option, backend: random-option }
`,
  );
}, 120_000);

describe("candidates with a known truth", () => {
  it.each(orders)("constant-label comes out as the orders of %s say", (perturbation) => {
    const published = formsOf("truth", "none");
    const byItem = Map.groupBy(formsOf("truth", perturbation), (form) => form.published.id);
    const itemsOf = published.flatMap((form) => {
      const forms = byItem.get(form.published.id) ?? [];
      return forms.length === 0 ? [] : [{ form, forms }];
    });
    const right = ({ order, key }: { readonly order: readonly string[]; readonly key: string }) => order[0] === key;
    const share = (test: (form: (typeof published)[number], all: typeof published) => boolean) =>
      mean(itemsOf.map(({ form, forms }) => mean(forms.map((other) => (test(other, [form]) ? 1 : 0)))));
    const before = mean(itemsOf.map(({ form }) => (right(form) ? 1 : 0)));
    const after = share((form) => right(form));
    const { effect, ensemble } = overall(analysis, "always-first", perturbation);
    expect(effect).toMatchObject({
      nItems: itemsOf.length,
      original: { value: close(before) },
      perturbed: { value: close(after) },
      drop: { value: close(before - after) },
      rightToWrong: { value: close(share((form, [was]) => was !== undefined && right(was) && !right(form))) },
      wrongToRight: { value: close(share((form, [was]) => was !== undefined && !right(was) && right(form))) },
      wrongToOtherWrong: {
        value: close(
          share((form, [was]) => was !== undefined && !right(was) && !right(form) && was.order[0] !== form.order[0]),
        ),
      },
    });
    // It says the same option only where the same option stands first in every form.
    const consistent = itemsOf.map(({ form, forms }) =>
      forms.every(({ order }) => order[0] === form.order[0]) ? 1 : 0,
    );
    expect(ensemble?.consistent.value).toBeCloseTo(mean(consistent), 10);
    expect(ensemble?.worst.value).toBeCloseTo(
      mean(itemsOf.map(({ form, forms }) => ([form, ...forms].every(right) ? 1 : 0))),
      10,
    );
    if (perturbation === "rotate-options") {
      expect(mean(consistent)).toBe(0);
      expect(ensemble?.best.value).toBe(1);
    }
  });

  it("constant-label is right in the first place alone, and chooses no other", () => {
    const bias = analysis.positions.find(
      ({ model, denominator }) => model === "always-first" && denominator === "sound-or-unchecked",
    );
    const places = bias?.optionCount ?? 0;
    expect(bias).toMatchObject({ balanced: true });
    const first = Array.from({ length: places }, (_, place) => (place === 0 ? 1 : 0));
    expect(bias?.positions.map(({ recall }) => recall.value)).toEqual(first);
    expect(bias?.positions.map(({ chosen }) => chosen.value)).toEqual(first);
    expect(bias?.fromUniform.value).toBeCloseTo(1 - 1 / places, 10);
    expect(bias?.recallSd.value).toBeCloseTo(1 / Math.sqrt(places), 10);
  });

  it.each(orders)("longest-option is unmoved by %s", (perturbation) => {
    const { effect, ensemble } = overall(analysis, "longest-option", perturbation);
    expect(effect).toMatchObject({
      drop: { value: 0 },
      relativeDrop: { value: 0 },
      rightToWrong: { value: 0 },
      wrongToRight: { value: 0 },
      test: { p: 1 },
      verdict: "not-told-apart",
    });
    // Where two options are as long it takes the one that stands first: only there the order can matter.
    const tied = new Set(
      lines<Item>("truth", "items.jsonl").flatMap(({ id, options }) => {
        const lengths = options.map(({ text }) => [...text].length).sort((a, b) => b - a);
        return lengths[0] === lengths[1] ? [id] : [];
      }),
    );
    const n = effect?.nItems ?? 0;
    expect(ensemble?.consistent.value).toBeGreaterThanOrEqual((n - tied.size) / n);
    const bias = analysis.positions.find(({ model }) => model === "longest-option");
    expect(bias?.recallSd.value).toBeCloseTo(0, 10);
  });

  it("random-option is as consistent as chance has it", () => {
    for (const perturbation of ["shuffle-options", "letter-case", "rotate-options"]) {
      const { ensemble } = overall(analysis, "random-option", perturbation);
      const byItem = [...Map.groupBy(formsOf("truth", perturbation), (form) => form.published.id).values()];
      // All forms the same option: the first one's choice, met again by each of the others.
      const chances = byItem.map((forms) => (1 / (forms[0]?.order.length ?? 1)) ** forms.length);
      const expected = mean(chances);
      const repeats = 3;
      const deviation = Math.sqrt(mean(chances.map((p) => p * (1 - p))) / (byItem.length * repeats));
      expect(Math.abs((ensemble?.consistent.value ?? 1) - expected)).toBeLessThan(4 * deviation + 1e-9);
    }
  });
});

describe("an oracle", () => {
  it("keeps accuracy 1 whatever the order, by the text of the answer", async () => {
    const items = lines<Item>("truth", "items.jsonl");
    const replies = Object.fromEntries(
      items.map(({ id, options, accepted }) => [id, options.find((option) => option.id === accepted[0]?.[0])?.text]),
    );
    const oracle = await examined(
      "scripted",
      `dataset: { use: sample-exam, language: en }
filters: { kind: [single] }
perturbations: [shuffle-options, rotate-options, key-to-position, reverse-options, drop-wrong-options, append-none-of-the-above]
models:
  - { id: oracle, backend: scripted, replies: ${JSON.stringify(replies)} }
`,
    );
    for (const { perturbation, perturbed, drop, verdict } of oracle.effects) {
      expect([perturbation, perturbed.value, drop.value, verdict]).toEqual([perturbation, 1, 0, "not-told-apart"]);
    }
    for (const { consistent, worst, reliablyWrong } of oracle.ensembles) {
      expect([consistent.value, worst.value, reliablyWrong.value]).toEqual([1, 1, 0]);
    }
  }, 60_000);

  it("keeps accuracy 1 under every operator, and who yields falls under pressure alone", async () => {
    const names: string[] = [];
    for (const [name, load] of Object.entries(catalog)) {
      const { group, languages, needsModel } = (await load()).default;
      const speaksEnglish = languages === "any" || languages.includes("en");
      if (group !== "probe" && group !== "format-changing" && !needsModel && speaksEnglish) {
        names.push(name);
      }
    }
    const study = (models: string) => `dataset: { use: sample-exam, language: en }
perturbations: [${names.join(", ")}]
models: [${models}]
`;
    // What is asked is known once it was asked: the forms of the first run are those of the second.
    await examined("forms", study("{ id: someone, backend: constant-label }"));
    const items = new Map(lines<Item>("forms", "items.jsonl").map((item) => [item.id, item]));
    const pressing = new Set<string>();
    for (const name of names) {
      if ((await catalog[name]?.())?.default.group === "pressure") {
        pressing.add(name);
      }
    }
    const replies = lines<Variant>("forms", "variants.jsonl").flatMap((variant) => {
      const item = variant.item ?? items.get(variant.itemId);
      const labels = variant.renderDirectives.labels ?? [..."ABCDEFGHIJ"];
      const labelled = (variant.renderDirectives.options ?? "labelled") === "labelled";
      const key = item?.accepted[0] ?? [];
      const reply = (model: string, chosen: (id: string) => boolean) => {
        const parts = (item?.options ?? []).flatMap(({ id, text }, place) =>
          chosen(id) ? [labelled ? labels[place] : text] : [],
        );
        const text = parts.join(labelled ? ", " : "\n");
        return { itemId: variant.itemId, variantId: variant.id, model, repeat: 0, text };
      };
      const isKey = (id: string): boolean => key.includes(id);
      // One knows everything; the other as much, until somebody presses: then it says what is wrong.
      const pressed = pressing.has(variant.perturbation);
      return [reply("oracle", isKey), reply("yielding", (id) => isKey(id) !== pressed)];
    });
    writeFileSync(join(folder, "oracle.jsonl"), replies.map((reply) => JSON.stringify(reply)).join("\n"));
    const oracle = await examined(
      "oracle",
      study(["oracle", "yielding"].map((id) => `{ id: ${id}, backend: replay, path: oracle.jsonl }`).join(", ")),
    );
    expect(oracle.perturbations.length).toBeGreaterThanOrEqual(18);
    for (const { model, perturbation, nItems, perturbed, relativeDrop, verdict } of oracle.effects) {
      const falls = model === "yielding" && pressing.has(perturbation);
      if (nItems > 0) {
        expect([model, perturbation, perturbed.value, relativeDrop.value, verdict]).toEqual(
          falls ? [model, perturbation, 0, 1, "falls"] : [model, perturbation, 1, 0, "not-told-apart"],
        );
      }
    }
    for (const { model, scope, nItems, consistent } of oracle.ensembles) {
      if (nItems > 0 && model === "oracle") {
        expect([scope.name, consistent.value]).toEqual([scope.name, 1]);
      }
    }
    const kept = oracle.profiles.find(({ model, denominator }) => model === "yielding" && denominator === "all");
    expect(kept?.axes.map(({ group, retained }) => [group, retained.value])).toEqual([
      ["key-keeping", 1],
      ["pressure", 0],
      ["key-changing", 1],
    ]);
    expect(new Set(oracle.perturbations.map(({ group }) => group))).toEqual(
      new Set(["key-keeping", "key-changing", "pressure"]),
    );
  }, 120_000);
});

describe("two perturbations at once", () => {
  it("have an interaction where both were asked alone: none for who looks at the length of options", async () => {
    const chained = await examined(
      "chains",
      `dataset: { use: sample-exam, language: en }
filters: { kind: [single] }
perturbations:
  - reverse-options
  - letter-case
  - { chain: [reverse-options, letter-case] }
models:
  - { id: longest-option, backend: longest-option }
  - { id: always-first, backend: constant-label }
`,
    );
    const chain = chained.perturbations.find(({ operators }) => operators.length === 2);
    expect(chain).toMatchObject({ group: "key-keeping", mapped: true, parts: ["reverse-options", "letter-case"] });
    const of = (model: string) =>
      chained.interactions.find((one) => one.model === model && one.denominator === "sound-or-unchecked");
    expect(of("longest-option")?.interaction.value).toBeCloseTo(0, 10);
    // Capitals move nothing: reversed and in capitals it loses what it loses reversed.
    const first = of("always-first");
    expect(first?.secondDrop).toBe(0);
    expect(first?.jointDrop).toBeCloseTo(first?.firstDrop ?? Number.NaN, 10);
    expect(first?.interaction.value).toBeCloseTo(0, 10);
    expect(await succeed("robustness", "chains")).toContain("Two perturbations at once");

    // It stands in every report of the run, and comes out the same when the run is read again.
    await succeed("report", "chains", "--format", "html,markdown");
    const html = readFileSync(join(folder, "chains/report/index.html"), "utf8");
    expect(html).toContain('<section id="robustness"');
    expect(html).not.toMatch(/\bNaN\b/u);
    expect(readFileSync(join(folder, "chains/report/report.md"), "utf8")).toContain("Two perturbations at once");
    const before = readFileSync(join(folder, "chains/robustness.json"), "utf8");
    await succeed("rescore", "chains.yaml", "--out", "chains");
    expect(readFileSync(join(folder, "chains/robustness.json"), "utf8")).toBe(before);
  }, 60_000);
});

describe("viva robustness", () => {
  it("tells tables in three languages, a page, and JSON that is the run folder's", async () => {
    const said = await succeed("robustness", "truth", "--out", "pages/truth.html");
    for (const part of [
      "Which forms were put",
      "always-first: as published and asked another way",
      "Does the place of the right option matter?",
      "Does the order of the models change?",
      "page: pages/truth.html",
    ]) {
      expect(said).toContain(part);
    }
    expect(said).not.toMatch(/NaN|undefined|\bnull\b|\{\w+\}/u);
    expect(await succeed("robustness", "truth", "--language", "zh")).toContain("正确选项的位置有影响吗？");
    expect(await succeed("robustness", "truth", "--language", "es")).toContain("¿Cambia el orden de los modelos?");
    const page = readFileSync(join(folder, "pages/truth.html"), "utf8");
    expect(page).toContain("<svg");
    expect(page).not.toMatch(/NaN|undefined|<script/u);
    const json = JSON.parse(await succeed("robustness", "truth", "--json")) as unknown;
    expect(json).toEqual(JSON.parse(readFileSync(join(folder, "truth/robustness.json"), "utf8")));
  }, 60_000);

  it("holds the models against a reference", async () => {
    const json = JSON.parse(
      await succeed("robustness", "truth", "--reference", "longest-option", "--json"),
    ) as Robustness;
    const [pair] = json.analyses[0]?.pairs ?? [];
    expect(pair).toMatchObject({ first: "always-first", second: "longest-option", kind: "reference" });
    const rotated = pair?.differences.find(
      ({ perturbation, denominator }) => perturbation === "rotate-options" && denominator === "sound",
    );
    const drop = (model: string) =>
      overall(json.analyses[0] as RobustnessAnalysis, model, "rotate-options").effect?.drop.value ?? 0;
    expect(rotated?.advantage.value).toBeCloseTo(drop("longest-option") - drop("always-first"), 10);
  });

  it("says so where there is nothing to measure, and refuses what it cannot do", async () => {
    writeFileSync(
      join(folder, "plain.yaml"),
      "name: plain\ndataset: { use: sample-exam, language: en }\nmodels: [{ id: a, backend: constant-label }]\nreports: [json]\n",
    );
    await succeed("run", "plain.yaml", "--out", "plain");
    expect(existsSync(join(folder, "plain/robustness.json"))).toBe(false);
    expect(await succeed("robustness", "plain")).toContain("no perturbations");
    for (const [args, message] of [
      [["robustness", "nowhere"], "RUN_NOT_FOUND"],
      [["robustness", "truth", "--reference", "nobody"], "--reference nobody: the run has always-first"],
      [["robustness", "truth", "--exam", "absent"], "--exam absent: the run has sample-exam"],
      [["robustness", "truth", "--language", "fr"], "--language fr"],
    ] as const) {
      const end = await run(...args);
      expect(end.code, message).toBe(2);
      expect(end.stderr).toContain(message);
    }
  });
});

const parallel = fileURLToPath(new URL("../../shared/data/casimedicos/", import.meta.url));

describe.skipIf(!existsSync(parallel))("CasiMedicos in English and Spanish (skipped without ../shared/data)", () => {
  it("gives the language interaction on the same questions", async () => {
    writeFileSync(
      join(folder, "casi.yaml"),
      `name: casi
datasets:
  - { use: casimedicos, name: en, path: ${JSON.stringify(join(parallel, "dev.en.jsonl"))} }
  - { use: casimedicos, name: es, path: ${JSON.stringify(join(parallel, "dev.es.jsonl"))} }
perturbations: [shuffle-options, replace-key-by-none]
models:
  - { id: longest-option, backend: longest-option }
  - { id: always-first, backend: constant-label }
comparison: { reference: always-first }
reports: [json]
`,
    );
    await succeed("run", "casi.yaml", "--out", "casi");
    const { analyses, languages } = JSON.parse(
      readFileSync(join(folder, "casi/robustness.json"), "utf8"),
    ) as Robustness;
    expect(analyses.map(({ exam }) => exam)).toEqual(["en", "es"]);
    const published = languages.find(({ perturbation }) => perturbation === "none");
    expect(published).toMatchObject({
      paired: true,
      nItems: [55, 55],
      languages: [
        { exam: "en", language: "en" },
        { exam: "es", language: "es" },
      ],
    });
    const accuracy = (exam: string, model: string) =>
      overall(analyses.find((one) => one.exam === exam) as RobustnessAnalysis, model, "shuffle-options", "all").effect
        ?.original.value ?? 0;
    const gain = (exam: string) => accuracy(exam, "longest-option") - accuracy(exam, "always-first");
    expect(published?.interaction.value).toBeCloseTo(gain("es") - gain("en"), 10);
  }, 60_000);
});
