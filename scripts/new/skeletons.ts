/** A file of a new plugin: path relative to the plugin's folder, and its text. */
export interface SkeletonFile {
  readonly path: string;
  readonly text: string;
}

/** What a kind of plugin starts from. */
export interface Skeleton {
  /** Folder under packages/core/src. */
  readonly folder: string;
  /** The plugin: complete, doing the simplest thing its contract allows. */
  readonly plugin: string;
  /** Its test: the contract where the folder has one to call, and what it does now. */
  readonly test: string;
  readonly others?: readonly SkeletonFile[];
  /** File name of its guide in docs/; default: adding-a-<kind>.md. */
  readonly guide?: string;
}

/** Lines every skeleton has between its name and its settings. */
const facts = `  name: "NAME",
  description: "Say in one line, without a full stop, what it does",
  source: "The paper, DOI or standard it follows, or Viva",`;

/** A test that calls the contract of its folder. */
function contractTest(check: string, call: string, rest: string): string {
  return `import { expect, it } from "vitest";
import { itemsForContracts, singleItem } from "../records/__fixtures__/items.ts";
import { ${check} } from "./conformance.ts";
import plugin from "./NAME.ts";

it("keeps its contract", ASYNC() => {
  expect(${call}).toEqual([]);
});

${rest}`;
}

/**
 * What each kind of plugin starts from; NAME stands for the plugin's name. Long because it is text: each kind is a
 * plugin and a test as they are written to disk, and nothing is shared that a reader would have to put together.
 */
export const skeletons: Readonly<Record<string, Skeleton>> = {
  dataset: {
    folder: "datasets",
    plugin: `import { z } from "zod";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { itemSchema } from "../records/item.ts";
import { defineDataset } from "./define.ts";
import { loadedRow, unusableRow } from "./loaded-row.ts";

/** Reads a JSON Lines file whose lines are items already; replace \`load\` by what your source needs. */
export default defineDataset({
${facts}
  languages: "any",
  settings: z.strictObject({
    path: z.string().min(1).describe("The file, relative to the study file."),
  }),
  files: ({ path }, context) => [context.resolvePath(path)],
  async *load({ path }, context) {
    const file = context.resolvePath(path);
    for await (const lines of readLines(file)) {
      for (const line of lines) {
        const place = { file, line: line.number };
        const parsed = itemSchema.safeParse(parseJsonLine(line, file));
        yield parsed.success ? loadedRow(place, parsed.data) : unusableRow(place, parsed.error.message);
      }
    }
  },
});
`,
    test: `import { expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import plugin from "./NAME.ts";

it("gives each row of its fixture as an item with its key", async () => {
  const rows = await rowsOf(plugin, { path: "NAME.jsonl" });
  expect(rows.map(({ item }) => item?.accepted)).toEqual([[["B"]]]);
});
`,
    others: [
      { path: "__fixtures__/NAME.settings.json", text: '{ "path": "NAME.jsonl" }\n' },
      {
        path: "__fixtures__/NAME.jsonl",
        text: `${JSON.stringify({
          id: "iron-1",
          language: "en",
          kind: "single",
          stem: "Which finding is most typical of iron deficiency?",
          options: [
            { id: "A", text: "High ferritin" },
            { id: "B", text: "Low ferritin" },
          ],
          accepted: [["B"]],
          tags: { specialty: ["haematology"] },
          references: [],
          weight: 1,
        })}\n`,
      },
    ],
  },
  perturbation: {
    folder: "perturbations",
    plugin: `import { z } from "zod";
import { definePerturbation } from "./define.ts";

/** Puts a sentence before the stem; replace \`perturb\` by your operator. */
export default definePerturbation({
${facts}
  group: "key-keeping",
  touches: ["stem"],
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({
    sentence: z.string().default("Read carefully.").describe("Sentence put before the stem."),
  }),
  perturb: (item, _random, { sentence }) => [
    {
      item: { ...item, stem: \`\${sentence} \${item.stem}\` },
      answerMap: Object.fromEntries(item.options.map(({ id }) => [id, id])),
      validity: { status: "unchecked", reason: "nobody has judged yet whether the question stays fair", by: "author" },
    },
  ],
});
`,
    test: contractTest(
      "checkPerturbation",
      'checkPerturbation(plugin, itemsForContracts, "NAME")',
      `it("puts its sentence before the stem", () => {
  const [draft] = plugin.configure({ sentence: "Think." }).perturb(singleItem, randomStream(1));
  expect(draft?.item.stem).toBe(\`Think. \${singleItem.stem}\`);
});
`,
    )
      .replace("ASYNC", "")
      .replace(
        'import { expect, it } from "vitest";\n',
        'import { expect, it } from "vitest";\nimport { randomStream } from "../base/random.ts";\n',
      ),
  },
  retriever: {
    folder: "retrievers",
    plugin: `import { z } from "zod";
import { readWhole } from "../base/lines.ts";
import { defineRetriever } from "./define.ts";

/** Shows the same text beside every question; replace \`open\` by your search. */
export default defineRetriever({
${facts}
  languages: "any",
  readsOptions: false,
  settings: z.strictObject({
    path: z.string().min(1).describe("Text file, relative to the study file."),
  }),
  files: ({ path }, context) => [context.resolvePath(path)],
  open: async ({ path }, context) => {
    const text = readWhole(context.resolvePath(path));
    return { retrieve: () => [{ id: path, text, score: 1, source: path }] };
  },
});
`,
    test: contractTest(
      "checkRetriever",
      "await checkRetriever(plugin, settings, context, itemsForContracts)",
      `it("shows the text beside a question", async () => {
  const [passage] = (await plugin.configure(settings, context).open()).retrieve(singleItem);
  expect(passage?.text).toContain("itemsForContracts");
});
`,
    )
      .replace("ASYNC", "async ")
      .replace(
        'import plugin from "./NAME.ts";\n',
        `import plugin from "./NAME.ts";

// Any text file will do: this one searches itself.
const settings = { path: "NAME.test.ts" };
const context = { resolvePath: (path: string) => fileURLToPath(new URL(path, import.meta.url)) };
`,
      )
      .replace(
        'import { expect, it } from "vitest";\n',
        'import { fileURLToPath } from "node:url";\nimport { expect, it } from "vitest";\n',
      ),
  },
  prompt: {
    folder: "prompts",
    plugin: `import { ask, askSettings } from "./ask.ts";
import { definePrompt } from "./define.ts";

/** Asks like letter-only; replace the instruction, or \`render\` as a whole, by your way of asking. */
export default definePrompt({
${facts}
  languages: ["zh", "en", "es", "pt"],
  settings: askSettings,
  render: (input, settings) =>
    ask(input, settings, {
      answerForm: "label",
      instruction: (texts) => texts.labelOnly,
      exampleAnswer: (labels) => labels,
    }),
});
`,
    test: contractTest(
      "checkPrompt",
      'checkPrompt(plugin, itemsForContracts, "NAME")',
      `it("shows every option with its label", () => {
  const draft = plugin.configure({}).render({ variant: originalVariant(singleItem), passages: [], exemplars: [] });
  for (const [index, { text }] of singleItem.options.entries()) {
    expect(draft.messages.at(-1)?.content).toContain(\`\${"ABCD".charAt(index)}. \${text}\`);
  }
});
`,
    )
      .replace("ASYNC", "")
      .replace(
        'import { checkPrompt } from "./conformance.ts";\n',
        'import { originalVariant } from "../records/variant.ts";\nimport { checkPrompt } from "./conformance.ts";\n',
      ),
  },
  instruction: {
    folder: "instructions",
    guide: "adding-an-instruction.md",
    plugin: `import { z } from "zod";
import { defineInstruction } from "./define.ts";
import { instructionText } from "./instruction-text.ts";
import { namesLabels, writtenAnswer } from "./written-answer.ts";

const words = {
  en: "Reply only with {answer}.",
  zh: "只写{answer}。",
  es: "Responda únicamente con {answer}.",
  pt: "Responda unicamente com {answer}.",
};

/** The labels alone, as only-letter asks for them; replace the words and \`keeps\` by your form of reply. */
export default defineInstruction({
${facts}
  languages: ["zh", "en", "es", "pt"],
  settings: z.strictObject({}),
  answerForm: "label",
  say: (language, labels) => instructionText(words, language, labels),
  example: writtenAnswer,
  keeps: namesLabels,
});
`,
    test: `import { expect, it } from "vitest";
import { kept } from "./__fixtures__/kept.ts";
import { checkInstruction } from "./conformance.ts";
import plugin from "./NAME.ts";

it("keeps its contract", () => {
  expect(checkInstruction(plugin, {}, "NAME")).toEqual([]);
});

it.each([
  ["B", "strict"],
  ["Sure!\\nB", "loose"],
  ["The answer is B.", "no"],
])("%j: %s", (reply, expected) => {
  expect(kept(plugin, "en", reply)).toBe(expected);
});
`,
  },
  backend: {
    folder: "backends",
    plugin: `import { z } from "zod";
import { plainCompletion } from "../records/completion.ts";
import { answeringBackend, defineBackend } from "./define.ts";

/** Answers every question with the same text; replace \`open\` by what asks your model. */
export default defineBackend({
${facts}
  needsNetwork: false,
  readsItem: false,
  settings: z.strictObject({
    reply: z.string().default("A").describe("Text of every reply."),
  }),
  open: ({ reply }) => Promise.resolve(answeringBackend(() => plainCompletion(reply))),
});
`,
    test: `import { expect, it } from "vitest";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { PosedCall } from "../records/call.ts";
import type { Message } from "../records/prompt.ts";
import { originalVariant } from "../records/variant.ts";
import type { BackendContext } from "./define.ts";
import plugin from "./NAME.ts";

const context: BackendContext = {
  resolvePath: (path) => path,
  environment: {},
  now: () => 0,
  jitter: () => 0,
  seed: 1,
  model: "model",
  concurrency: 1,
  endpoint: () => {
    throw new Error("no network is needed");
  },
};

const messages: Message[] = [{ role: "user", content: singleItem.stem }];
const posed: PosedCall = {
  call: {
    id: "0".repeat(32),
    place: "0".repeat(32),
    role: "examinee",
    exam: "exam",
    itemId: singleItem.id,
    variantId: singleItem.id,
    perturbation: "none",
    arm: "letter-only",
    model: "model",
    repeat: 0,
    turn: 0,
    seed: 1,
  },
  prompt: {
    messages,
    labels: singleItem.options.map(({ id, text }) => ({ label: id, optionId: id, text })),
    answerForm: "label",
    choose: "any",
    language: "en",
    hash: "0".repeat(32),
  },
  messagesJson: JSON.stringify(messages),
  passages: [],
  variant: originalVariant(singleItem),
};

it("answers with its text, and may be closed twice", async () => {
  const backend = await plugin.configure({ reply: "B" }, context).open(context);
  expect(await backend.complete(posed)).toMatchObject({ status: "completed", completion: { text: "B" } });
  await backend.close();
  await backend.close();
});
`,
  },
  extractor: {
    folder: "extractors",
    plugin: `import { z } from "zod";
import { defineExtractor } from "./define.ts";

/** Reads a reply that is one label and nothing else; replace \`extract\` by your reading. */
export default defineExtractor({
${facts}
  version: 1,
  languages: "any",
  settings: z.strictObject({}),
  extract: ({ text }, { labels }) => {
    const shown = labels.find(({ label }) => label === text.trim());
    if (shown === undefined) {
      return { status: "unreadable", optionIds: [], labels: [], rule: "not-a-label", span: null };
    }
    return {
      status: "chosen",
      optionIds: [shown.optionId],
      labels: [shown.label],
      rule: "whole-reply",
      span: [0, text.length],
    };
  },
});
`,
    test: `import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import plugin from "./NAME.ts";

const prompt: Prompt = {
  messages: [{ role: "user", content: "Which?" }],
  labels: ["A", "B"].map((label) => ({ label, optionId: \`option-\${label}\`, text: label })),
  answerForm: "label",
  choose: "any",
  language: "en",
  hash: "0".repeat(32),
};

describe("extract", () => {
  it.each([
    ["B", "option-B"],
    [" A\\n", "option-A"],
  ])("reads %j", (text, optionId) => {
    expect(plugin.configure({}).extract(plainCompletion(text), prompt)).toMatchObject({
      status: "chosen",
      optionIds: [optionId],
    });
  });

  it.each(["", "C", "I cannot say.", "\\uD800"])("does not guess at %j", (text) => {
    expect(plugin.configure({}).extract(plainCompletion(text), prompt).status).toBe("unreadable");
  });
});
`,
  },
  scorer: {
    folder: "scorers",
    plugin: `import { z } from "zod";
import { publishedKey } from "../records/item.ts";
import { defineScorer } from "./define.ts";

/** A point for exactly the published key; replace \`score\` by your way of marking. */
export default defineScorer({
${facts}
  settings: z.strictObject({}),
  score: ({ status, optionIds }, item) => {
    const key = publishedKey(item);
    if (key.length === 0) {
      return { points: null, reason: "unkeyed" };
    }
    const right = status === "chosen" && key.length === optionIds.length && key.every((id) => optionIds.includes(id));
    return { points: right ? 1 : 0, min: 0, max: 1 };
  },
});
`,
    test: contractTest(
      "checkScorer",
      'checkScorer(plugin, itemsForContracts, "NAME")',
      `it("gives no point for a distractor", () => {
  const reading = { status: "chosen", optionIds: ["A"], labels: ["A"], rule: "test", span: null } as const;
  expect(plugin.configure({}).score(reading, singleItem)).toEqual({ points: 0, min: 0, max: 1 });
});
`,
    ).replace("ASYNC", ""),
  },
  measure: {
    folder: "measures",
    plugin: `import { z } from "zod";
import { defineMeasure } from "./define.ts";
import { meanRow } from "./mean-row.ts";
import { scoredPoints } from "./scored-points.ts";

/** Mean points over the scored calls, as accuracy has them; replace \`estimate\` by your measure. */
export default defineMeasure({
${facts}
  usesPoints: true,
  byStratum: true,
  settings: z.strictObject({}),
  estimate: (view, context) => {
    const { points, clusters } = scoredPoints(view);
    return [meanRow("NAME", points, clusters, context.level)];
  },
});
`,
    test: `import { expect, it } from "vitest";
import { contextOf, viewOf } from "./__fixtures__/table-for-tests.ts";
import plugin from "./NAME.ts";

it("is the mean of the points, within its interval", () => {
  const [row] = plugin.configure({}).estimate(viewOf([{ points: 1 }, { points: 0 }, { points: 1 }]), contextOf());
  expect(row?.value).toBeCloseTo(2 / 3, 12);
  expect(row?.low).toBeLessThan(2 / 3);
  expect(row?.high).toBeGreaterThan(2 / 3);
});

it("is not estimable from nothing", () => {
  expect(plugin.configure({}).estimate(viewOf([]), contextOf())).toMatchObject([{ value: null }]);
});
`,
  },
  "merge-method": {
    folder: "merging",
    guide: "adding-a-merging-method.md",
    plugin: `import { z } from "zod";
import { defineMergeMethod } from "./define.ts";
import { emitTaskVectors } from "./linear-combination.ts";

/** Base plus the mean of what the models add to it; replace \`merge\` by your arithmetic. */
export default defineMergeMethod({
${facts}
  aliases: [],
  base: "required",
  leastModels: 1,
  mostModels: null,
  usesSeed: false,
  settings: z.strictObject({}),
  modelSettings: z.strictObject({}),
  merge: (tensor) => {
    emitTaskVectors(tensor, new Array<number>(tensor.models).fill(1 / tensor.models));
  },
});
`,
    test: `import { expect, it } from "vitest";
import { floatsOf, mergeInMemory, storedOf } from "./__fixtures__/run-method.ts";
import { checkMergeMethod } from "./conformance.ts";
import plugin from "./NAME.ts";

it("keeps its contract", () => {
  expect(checkMergeMethod(plugin, {}, "NAME")).toEqual([]);
});

it("adds the mean of what two models add", async () => {
  const stored = (...values: number[]) => storedOf(values, "F32");
  const inputs = [stored(2, 3, 0.5), stored(1, 5, 0.5)];
  const merged = await mergeInMemory({
    ...{ method: plugin, models: [{}, {}], base: stored(1, 2, 0.5), inputs, shape: [3], dtype: "F32" },
  });
  expect([...floatsOf(merged, "F32")]).toEqual([1.5, 4, 0.5]);
});
`,
  },
  importer: {
    folder: "importers",
    guide: "adding-an-importer.md",
    plugin: `import { z } from "zod";
import { defineImporter } from "./define.ts";
import { jsonLines } from "./json-lines.ts";
import { itemOf, keyOf, optionsOf } from "./source-item.ts";
import { sourceFiles } from "./source-files.ts";

const lineSchema = z.object({
  id: z.string(),
  question: z.string(),
  options: z.array(z.string()),
  key: z.string(),
  model: z.string(),
  reply: z.string(),
});

/** Reads questions with one reply each, one JSON object a line; replace \`read\` by what your source needs. */
export default defineImporter({
${facts}
  settings: z.strictObject({
    path: z.string().min(1).describe("The file, or a folder of them."),
    language: z.string().min(2).describe("BCP 47 language of the questions."),
  }),
  files: async ({ path }, context) =>
    await sourceFiles(context.resolvePath(path), "*.jsonl", (name) => name.endsWith(".jsonl")),
  async *read({ path, language }, context) {
    for (const file of await sourceFiles(context.resolvePath(path), "*.jsonl", (name) => name.endsWith(".jsonl"))) {
      for await (const { place, value } of jsonLines(file)) {
        const parsed = lineSchema.safeParse(value);
        if (!parsed.success) {
          yield { kind: "left-out", reason: "a line without a question, its key or a reply", place };
          continue;
        }
        const { id, question, key, model, reply } = parsed.data;
        const options = optionsOf(parsed.data.options);
        const accepted = [keyOf(key, options) ?? []].filter((set) => set.length > 0);
        yield { kind: "item", item: itemOf({ id, language, stem: question, options, accepted }), place };
        yield {
          kind: "reply",
          itemId: id,
          model,
          arm: "recorded",
          repeat: 0,
          turn: 0,
          text: reply,
          finishReason: "unknown",
          sourceReading: null,
          sourceScore: null,
          place,
        };
      }
    }
  },
});
`,
    test: `import { expect, it } from "vitest";
import { fixtureSettings, importContext, readAll, repliesIn } from "./__fixtures__/read-all.ts";
import { checkImporter } from "./conformance.ts";
import plugin from "./NAME.ts";

it("keeps its contract and gives each reply of its fixture", async () => {
  expect(await checkImporter(plugin, fixtureSettings("NAME"), importContext(), "NAME")).toEqual([]);
  const replies = repliesIn(await readAll(plugin, fixtureSettings("NAME")));
  expect(replies.map(({ itemId, text }) => [itemId, text])).toEqual([["iron-1", "B"]]);
});
`,
    others: [
      { path: "__fixtures__/NAME.settings.json", text: '{ "path": "NAME.jsonl", "language": "en" }\n' },
      {
        path: "__fixtures__/NAME.jsonl",
        text: `${JSON.stringify({
          id: "iron-1",
          question: "Which finding is most typical of iron deficiency?",
          options: ["High ferritin", "Low ferritin"],
          key: "B",
          model: "model-one",
          reply: "B",
        })}\n`,
      },
    ],
  },
};
