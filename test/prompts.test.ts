import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { InstructionAnalysis, Item, PromptAnalysis } from "@viva/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordsOf, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

let scratch: Awaited<ReturnType<typeof temporaryFolder>> | undefined;
let folder = "";
beforeAll(async () => {
  scratch = await temporaryFolder();
  folder = scratch.path;
  writeFileSync(join(folder, "told.ts"), candidate);
});
afterAll(() => scratch?.[Symbol.asyncDispose]());

async function succeed(...args: string[]): Promise<string> {
  const end = await viva(args, { cwd: folder });
  expect(end, args.join(" ")).toMatchObject({ code: 0, stderr: expect.stringMatching(/^(asking .*\s*)*$/u) });
  return end.stdout;
}

interface Kept {
  readonly prompts?: readonly PromptAnalysis[];
  readonly instructions?: readonly InstructionAnalysis[];
}

async function examined(name: string, study: string): Promise<Kept> {
  const head = `name: ${name}\ndataset: { use: sample-exam, name: ${name}, language: en }\nfilters: { kind: [single] }\n`;
  writeFileSync(join(folder, `${name}.yaml`), `${head}${study}reports: [markdown, html]\nmeasures: [accuracy]\n`);
  await succeed("run", `${name}.yaml`, "--out", name, "--plugin", "./told.ts");
  const kept = readFileSync(join(folder, name, "comparisons.json"), "utf8");
  expect(kept).not.toMatch(/NaN/u);
  return JSON.parse(kept) as Kept;
}

function only<T>(list: readonly T[] | undefined): T {
  const [first] = list ?? [];
  if (first === undefined || list?.length !== 1) {
    throw new Error(`${list?.length} analyses`);
  }
  return first;
}

const close = (value: number) => expect.closeTo(value, 10);

/** A candidate that knows every key, and replies as its study says: by way of asking and by whether an item is odd. */
const candidate = `import { defineBackend, plainCompletion, z } from "@viva/core";

export default defineBackend({
  name: "told",
  description: "Right or wrong, in form or not, as its study says",
  source: "Viva",
  needsNetwork: false,
  readsItem: true,
  settings: z.strictObject({ replies: z.record(z.string(), z.array(z.string())), otherwise: z.string() }),
  open: async ({ replies, otherwise }) => ({
    complete: async ({ call, prompt, variant }) => {
      const odd = [...call.itemId].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2;
      const templates = replies[call.arm] ?? [otherwise];
      const key = variant.item.accepted[0];
      const right = prompt.labels.find(({ optionId }) => key.includes(optionId)).label;
      const wrong = prompt.labels.find(({ optionId }) => !key.includes(optionId)).label;
      const text = templates[odd % templates.length].replace("RIGHT", right).replace("WRONG", wrong);
      return { status: "completed", completion: plainCompletion(text), attempts: [] };
    },
    close: async () => {},
  }),
});
`;

/** How the candidate parts the items. */
const isOdd = (id: string): boolean => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2 === 1;

describe("prompts", () => {
  let analysis: PromptAnalysis;
  beforeAll(async () => {
    const arms = ["plain", "formal", "terse", "polite"].map((member) => `pool/${member}`);
    const kept = await examined(
      "wording",
      `prompts: [${["plain", "formal", "terse", "polite"].map((member) => `{ use: pool, member: ${member} }`).join(", ")}]
models:
  - { id: always, backend: told, replies: {}, otherwise: RIGHT }
  - { id: half, backend: told, replies: { ${arms[0]}: [RIGHT], ${arms[2]}: [RIGHT] }, otherwise: WRONG }
  - { id: quarter, backend: told, replies: { ${arms[0]}: [RIGHT, WRONG], ${arms[2]}: [RIGHT, WRONG] }, otherwise: WRONG }
  - { id: never, backend: told, replies: {}, otherwise: WRONG }
  - { id: letter-a, backend: constant-label }
`,
    );
    expect(kept.instructions).toBeUndefined();
    analysis = only(kept.prompts);
  }, 120_000);

  it("who is right with half of them has the figures of algebra", () => {
    expect(analysis).toMatchObject({
      exam: "wording",
      condition: "",
      prompts: ["pool/plain", "pool/formal", "pool/terse", "pool/polite"],
    });
    const half = analysis.models.find(({ model }) => model === "half");
    expect(half).toMatchObject({
      figures: {
        mean: { value: close(0.5) },
        max: { value: 1 },
        min: { value: 0 },
        spread: { value: 1 },
        deviation: { value: close(0.5) },
        saturation: { value: close(0.5) },
        combined: { value: close(0.5) },
      },
      best: ["pool/plain", "pool/terse"],
      worst: ["pool/formal", "pool/polite"],
    });
    expect(half?.accuracies.map(({ value }) => value)).toEqual([1, 0, 1, 0]);
    // Where nothing varies from item to item there is no noise to make an interval of.
    expect(half?.figures.spread).toMatchObject({ low: null, high: null });
    const items = recordsOf<Item>(join(folder, "wording"), "items.jsonl");
    const right = items.filter(({ id }) => !isOdd(id)).length / items.length;
    const quarter = analysis.models.find(({ model }) => model === "quarter");
    expect(quarter).toMatchObject({
      nItems: items.length,
      figures: {
        mean: { value: close(right / 2) },
        max: { value: close(right) },
        spread: { value: close(right) },
        deviation: { value: close(right / 2) },
        saturation: { value: close(1 - right / 2) },
        combined: { value: close((1 - right / 2) * right) },
      },
      best: ["pool/plain", "pool/terse"],
    });
    for (const { value, low, high } of Object.values(quarter?.figures ?? {})) {
      expect(low).toBeLessThanOrEqual(value ?? Number.NaN);
      expect(high).toBeGreaterThanOrEqual(value ?? Number.NaN);
    }
    expect(quarter?.figures.spread.low).toBeGreaterThan(0.2);
  });

  it("who minds no wording has no spread, and all prompts for the best", () => {
    for (const name of ["always", "never", "letter-a"]) {
      const model = analysis.models.find((one) => one.model === name);
      const accuracy = model?.accuracies[0]?.value;
      expect(model).toMatchObject({
        figures: { spread: { value: 0 }, saturation: { value: 1 }, combined: { value: accuracy } },
        best: analysis.prompts,
        worst: analysis.prompts,
      });
    }
  });

  it("the order of the models agrees as τ-b says", () => {
    // Under plain: always = half > quarter > letter-a > never; under formal: always > letter-a > half = quarter = never.
    // Of ten pairs of models four are in order in both and two are turned; one is tied in plain, three are in formal.
    const tau = (4 - 2) / Math.sqrt(9 * 7);
    const taus = new Map(analysis.rankings.map(({ first, second, tau: one }) => [`${first} ${second}`, one.value]));
    expect(taus.get("pool/plain pool/terse")).toBeCloseTo(1, 10);
    expect(taus.get("pool/formal pool/polite")).toBeCloseTo(1, 10);
    expect(taus.get("pool/plain pool/formal")).toBeCloseTo(tau, 10);
    expect(analysis.meanTau.value).toBeCloseTo((2 + 4 * tau) / 6, 10);
  });

  it("says so in the terminal, in reports and as JSON", async () => {
    const said = await succeed("prompts", "wording");
    expect(said).toContain(
      "half was right in 50.0% on average, in 100.0% with its best prompt (pool/plain, pool/terse)",
    );
    expect(JSON.parse(await succeed("prompts", "wording", "--json"))).toEqual([analysis]);
    const twice = JSON.parse(await succeed("prompts", "wording", "wording", "--json")) as readonly PromptAnalysis[];
    expect(only(twice).models).toHaveLength(2 * analysis.models.length);
    expect(await succeed("prompts", "wording", "--language", "zh")).toContain("最佳提示词");
    expect(await succeed("prompts", "wording", "--language", "es")).toContain("Peor prompt");
    const report = readFileSync(join(folder, "wording", "report", "report.md"), "utf8");
    expect(report).toContain("## Asked in other words");
    expect(report).not.toContain("## Does it do what it is told?");
    expect(readFileSync(join(folder, "wording", "report", "index.html"), "utf8")).toContain('id="prompts"');
    expect(await viva(["prompts", "wording", "--exam", "other"], { cwd: folder })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("ARGUMENT_INVALID"),
    });
    expect(await succeed("instructions", "wording")).toContain("This run has no instructions.");
  });
});

describe("instructions", () => {
  let analysis: InstructionAnalysis;
  let items: readonly Item[];
  let odd = 0;
  const row = (model: string, instruction: string) => {
    const found = analysis.rows.find((one) => one.model === model && one.instruction === instruction);
    if (found === undefined) {
      throw new Error(`no row of ${model} under ${instruction}`);
    }
    return found;
  };
  beforeAll(async () => {
    const kept = await examined(
      "told-what",
      `prompts: [letter-only]
instructions: [none, only-letter, tagged-answer, abstain-token-allowed]
models:
  - { id: bare-letter, backend: constant-label }
  - id: half-hearted
    backend: told
    otherwise: RIGHT
    replies:
      letter-only+only-letter: [RIGHT, "**RIGHT**"]
      letter-only+tagged-answer: ["<answer>RIGHT</answer>", RIGHT]
      letter-only+abstain-token-allowed: [RIGHT, UNKNOWN]
`,
    );
    expect(kept.prompts).toBeUndefined();
    analysis = only(kept.instructions);
    items = recordsOf<Item>(join(folder, "told-what"), "items.jsonl");
    odd = items.filter(({ id }) => isOdd(id)).length / items.length;
  }, 120_000);

  it("names what is compared", () => {
    expect(analysis).toMatchObject({
      condition: "letter-only",
      control: "letter-only",
      models: ["bare-letter", "half-hearted"],
      instructions: ["only-letter", "tagged-answer", "abstain-token-allowed"],
    });
    expect(odd).toBeGreaterThan(0.2);
    expect(odd).toBeLessThan(0.8);
  });

  it("a bare letter keeps to only-letter and not to tagged-answer, and pays with all it knows", () => {
    const places = items.filter(({ options, accepted }) => accepted[0]?.[0] === options[0]?.id).length;
    const accuracy = places / items.length;
    expect(accuracy).toBeGreaterThan(0);
    expect(row("bare-letter", "only-letter")).toMatchObject({
      strict: { value: 1, nItems: items.length },
      loose: { value: 1 },
      lenient: { value: close(accuracy) },
      joint: { value: close(accuracy) },
      formatTax: { value: 0, low: 0 },
      effect: { value: 0 },
      abstained: null,
    });
    const tagged = row("bare-letter", "tagged-answer");
    expect(tagged).toMatchObject({
      strict: { value: 0 },
      loose: { value: 0 },
      lenient: { value: close(accuracy) },
      joint: { value: 0 },
      formatTax: { value: close(accuracy) },
      effect: { value: 0 },
    });
    expect(tagged.formatTax.low).toBeGreaterThan(0);
    expect(tagged.formatTax.high).toBeGreaterThan(accuracy);
  });

  it("who is right in half the forms pays half", () => {
    expect(row("half-hearted", "tagged-answer")).toMatchObject({
      strict: { value: close(1 - odd) },
      lenient: { value: 1 },
      joint: { value: close(1 - odd) },
      formatTax: { value: close(odd) },
      effect: { value: 0, nItems: items.length },
    });
    // Emphasis keeps to the form loosely alone.
    expect(row("half-hearted", "only-letter")).toMatchObject({
      strict: { value: close(1 - odd) },
      loose: { value: 1 },
      formatTax: { value: close(odd) },
    });
  });

  it("abstaining where it is allowed costs answers and no form", () => {
    const allowed = row("half-hearted", "abstain-token-allowed");
    expect(allowed).toMatchObject({
      strict: { value: 1 },
      lenient: { value: close(1 - odd) },
      formatTax: { value: 0 },
      abstained: { value: close(odd) },
      withoutInstruction: { value: 1 },
      effect: { value: close(-odd), method: expect.stringContaining("tango") },
    });
    expect(allowed.effect.high).toBeLessThan(0);
  });

  it("says so in the terminal and in reports, one leaderboard a way of asking", async () => {
    const said = await succeed("instructions", "told-what");
    expect(said).toContain("bare-letter kept to the instruction in 0.0% of its replies");
    expect(JSON.parse(await succeed("instructions", "told-what", "--json"))).toEqual([analysis]);
    expect(await succeed("instructions", "told-what", "--language", "zh")).toContain("答对且符合格式");
    expect(await succeed("instructions", "told-what", "--language", "es")).toContain("Coste de la forma");
    expect(await succeed("prompts", "told-what")).toContain("no two prompts");
    const report = readFileSync(join(folder, "told-what", "report", "report.md"), "utf8");
    expect(report).toContain("## Does it do what it is told?");
    const leaderboards = report.slice(report.indexOf("## Results"), report.indexOf("## Does"));
    expect(leaderboards.match(/Right and in form/gu)).toHaveLength(3);
    expect(leaderboards).not.toMatch(/^### .*(?:adherence|joint)/mu);
    expect(readFileSync(join(folder, "told-what", "report", "index.html"), "utf8")).toContain('id="instructions"');
  });

  it("without a way of asking that has no instruction, what it costs is not estimable", async () => {
    const alone = only(
      (
        await examined(
          "no-control",
          "instructions: [only-letter]\nscorers: [cmexam-compatible]\nmodels:\n  - { id: bare-letter, backend: constant-label }\n",
        )
      ).instructions,
    );
    const [only1] = alone.rows;
    expect(alone.control).toBeNull();
    expect(only1).toMatchObject({
      strict: { value: 1 },
      lenient: { value: null, nItems: 0 },
      formatTax: { value: null, why: "the exam is not marked by exact-set" },
      effect: { value: null, why: "the study does not ask with this prompt and no instruction" },
    });
    expect(await succeed("instructions", "no-control")).toContain("Not estimable: the exam is not marked by exact-set");
  });
});
