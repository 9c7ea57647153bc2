import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { shippedPath } from "../base/shipped.ts";
import { type ModelFacts, modelFactsSchema, sourcedFields } from "../records/model-facts.ts";
import { readModelFacts } from "./read-model-facts.ts";

const known = readModelFacts();
const files = readdirSync(shippedPath("models"));
const named = (name: string): ModelFacts => known.get(name);
const day = (date: string, last: string): string => (date.length === 7 ? `${date}-${last}` : date);

describe("the shipped model facts", () => {
  it("describe many models, one a file named after it", () => {
    expect(known.all.length).toBeGreaterThanOrEqual(30);
    expect(files.sort()).toEqual(known.all.map(({ name }) => `${name.toLowerCase().replaceAll(" ", "-")}.yaml`).sort());
  });

  it.each(files)("%s holds the fields in one order, none left out", (file) => {
    const lines = readFileSync(join(shippedPath("models"), file), "utf8").split("\n");
    const fields = lines
      .flatMap((line) => /^(\w+):/.exec(line)?.[1] ?? [])
      .filter((field) => field !== "parentExternal");
    expect(fields).toEqual(["id", "name", ...sourcedFields, "sources", "checked"]);
  });

  it("say of every value where it is stated, so that it can be looked up", () => {
    const vague = known.all.flatMap(({ id, sources }) =>
      Object.entries(sources)
        .filter(([, source]) => !/https:\/\/[\w.-]+\/\S|arXiv:\d{4}\.\d{5}\b|^Dense: every parameter/.test(source))
        .map(([field]) => `${id} ${field}`),
    );
    expect(vague).toEqual([]);
  });

  it("state no value whose source was not opened; the active parameters of a dense model follow from others", () => {
    const unread = known.all.flatMap(({ id, sources, checked, architecture }) => {
      const read = new Set(Object.values(checked).flat());
      const follows = (field: string) =>
        field === "activeParameters" &&
        architecture === "dense" &&
        read.has("totalParameters") &&
        read.has("architecture");
      return sourcedFields
        .filter((field) => sources[field] !== undefined && !read.has(field) && !follows(field))
        .map((field) => `${id} ${field}`);
    });
    expect(unread).toEqual([]);
  });

  it("fill all but the fields that are often not published for at least thirty models", () => {
    const rare: readonly string[] = ["aliases", "parent", "experts", "trainingCutoff"];
    const filled = known.all.filter((facts) =>
      sourcedFields.every((field) => rare.includes(field) || facts.sources[field] !== undefined),
    );
    expect(filled.length).toBeGreaterThanOrEqual(30);
  });

  it("name as external only parents that have no file", () => {
    const described = known.all.filter(
      ({ parent, parentExternal }) => parentExternal && known.find(parent ?? "") !== undefined,
    );
    expect(described.map(({ id }) => id)).toEqual([]);
  });

  it("were released between the first of them and the last, parents not after their children", () => {
    for (const { id, parent, released } of known.all) {
      if (released !== null) {
        expect(released >= "2023" && released < "2027", id).toBe(true);
        const before = parent === null ? null : (known.find(parent)?.released ?? null);
        expect(before === null || day(before, "01") <= day(released, "31"), id).toBe(true);
      }
    }
  });

  it("give a model with weights a licence, and one without them no size that nobody published", () => {
    for (const { id, openWeights, licence, totalParameters, activeParameters, architecture } of known.all) {
      expect(openWeights ? licence !== null : true, id).toBe(true);
      expect(openWeights || (totalParameters ?? activeParameters ?? architecture) === null, id).toBe(true);
    }
  });

  it("give every mixture of experts both sizes and its experts", () => {
    const mixtures = known.all.filter(({ architecture }) => architecture === "mixture-of-experts");
    expect(mixtures.length).toBeGreaterThanOrEqual(12);
    for (const { id, totalParameters, activeParameters, experts } of mixtures) {
      expect((activeParameters ?? Infinity) < (totalParameters ?? 0) && experts !== null, id).toBe(true);
    }
  });

  it.each([
    ["mixtral:8x7b", 46.7e9, 12.9e9, { total: 8, active: 2, shared: 0 }],
    ["mixtral:8x22b", 141e9, 39e9, { total: 8, active: 2, shared: 0 }],
    ["deepseek-ai/DeepSeek-V3", 671e9, 37e9, { total: 256, active: 8, shared: 1 }],
    ["deepseek-ai/DeepSeek-R1", 671e9, 37e9, { total: 256, active: 8, shared: 1 }],
    ["deepseek-v3.1:671b", 671e9, 37e9, { total: 256, active: 8, shared: 1 }],
    ["Qwen/Qwen3-235B-A22B", 235e9, 22e9, { total: 128, active: 8, shared: 0 }],
    ["Qwen/Qwen3-30B-A3B", 30.5e9, 3.3e9, { total: 128, active: 8, shared: 0 }],
    ["llama4:scout", 109e9, 17e9, { total: 16, active: 1, shared: 1 }],
    ["llama4:maverick", 400e9, 17e9, { total: 128, active: 1, shared: 1 }],
    ["gpt-oss:120b", 117e9, 5.1e9, { total: 128, active: 4, shared: 0 }],
    ["gpt-oss:20b", 21e9, 3.6e9, { total: 32, active: 4, shared: 0 }],
    ["zai-org/GLM-4.5", 355e9, 32e9, { total: 160, active: 8, shared: 1 }],
  ])("know %s as a mixture of experts of its published size", (name, totalParameters, activeParameters, experts) => {
    expect(named(name)).toMatchObject({
      architecture: "mixture-of-experts",
      totalParameters,
      activeParameters,
      experts,
    });
  });

  it.each([
    ["qwen2.5:72b", 72.7e9],
    ["llama3.3:70b", 70e9],
    ["microsoft/phi-4", 14e9],
    ["baichuan-inc/Baichuan-7B", 7_000_559_616],
  ])("know %s as dense, with all its parameters active", (name, parameters) => {
    expect(named(name)).toMatchObject({
      architecture: "dense",
      experts: null,
      totalParameters: parameters,
      activeParameters: parameters,
    });
  });

  it("pair clinical models with the general model each was made from", () => {
    const pairs = known.all
      .filter(({ domain }) => domain === "clinical")
      .map((facts) => [basename(facts.id), known.generalParentOf(facts)?.name ?? null]);
    expect(Object.fromEntries(pairs)).toEqual({
      "Apollo-7B": "gemma-7b",
      "BioMistral-7B": "Mistral-7B-Instruct-v0.1",
      // Its README does not say whether these two were trained from the pretrained or the instruction-tuned models.
      "HuatuoGPT-o1-70B": null,
      "HuatuoGPT-o1-7B": null,
      "HuatuoGPT-o1-8B": "Llama-3.1-8B-Instruct",
      "Llama3-Aloe-8B-Alpha": "Meta-Llama-3-8B",
      "Llama3-Med42-70B": "Meta-Llama-3-70B-Instruct",
      "Llama3-Med42-8B": "Meta-Llama-3-8B-Instruct",
      "Llama3-OpenBioLLM-70B": "Meta-Llama-3-70B-Instruct",
      "Llama3-OpenBioLLM-8B": "Meta-Llama-3-8B",
      // Not certain whether from the pretrained models, the instruction-tuned ones, or both by merging.
      "Llama3.1-Aloe-Beta-8B": null,
      "Qwen2.5-Aloe-Beta-7B": null,
      "medgemma-27b-text-it": "gemma-3-27b-pt",
      "medgemma-4b-it": "gemma-3-4b-pt",
      "medgemma-4b-pt": "gemma-3-4b-pt",
      "meditron-70b": "Llama-2-70B",
      "meditron-7b": "Llama-2-7B",
    });
  });

  it.each(["deepseek-r1:671b", "deepseek-r1:8b", "qwen3:235b", "qwen3:30b", "mistral:7b", "llama3.1"])(
    "do not take %s, which has meant several models, for one of them",
    (tag) => {
      expect(known.find(tag)).toBeUndefined();
    },
  );
});

describe("docs/model-facts.md", () => {
  const page = readFileSync(new URL("../../../../docs/model-facts.md", import.meta.url), "utf8");
  const [shipped = "", own = ""] = Array.from(page.matchAll(/^```yaml\n(.*?)^```/gms), ([, block]) => block);

  it("shows a shipped file as it is", () => {
    const fields = shipped.slice(0, shipped.indexOf("  # …")).split("\n");
    const file = readFileSync(join(shippedPath("models"), "mixtral-8x7b-instruct-v0.1.yaml"), "utf8").split("\n");
    expect(fields.length).toBeGreaterThan(15);
    expect(fields.filter((line) => !file.includes(line))).toEqual([]);
  });

  it("shows a file of one's own that is read, with a parent it can be compared with", () => {
    const folder = mkdtempSync(join(tmpdir(), "viva-model-facts-"));
    writeFileSync(join(folder, "own.yaml"), own);
    const withOwn = readModelFacts(folder);
    rmSync(folder, { recursive: true });
    const facts = withOwn.get("our-hospital/llama-3.1-8b-discharge");
    expect(withOwn.generalParentOf(facts)?.id).toBe("meta-llama/Llama-3.1-8B-Instruct");
  });

  it("names every field", () => {
    const rows = Array.from(page.matchAll(/^\| `(\w+)` \|/gm), ([, field]) => field);
    expect(rows.sort()).toEqual(Object.keys(modelFactsSchema.shape).sort());
  });
});

const published = fileURLToPath(new URL("../../../../../shared/data/medbench-brasil/published", import.meta.url));

describe.skipIf(!existsSync(published))(
  "the models of medbench-brasil (../shared/data; skipped where it is missing)",
  () => {
    it("are all found by the names that project gives them", () => {
      const names = readdirSync(published).map((file) => {
        const { modelId }: { modelId: string } = JSON.parse(readFileSync(join(published, file), "utf8"));
        return modelId;
      });
      expect(names).toHaveLength(6);
      expect(names.map((name) => [name, known.find(name)?.openWeights]).sort()).toEqual([
        ["claude-opus-4-6", false],
        ["deepseek/deepseek-r1", true],
        ["gpt-5.2", false],
        ["meta-llama/llama-3.3-70b-instruct", true],
        ["mistralai/mistral-large-2411", true],
        ["qwen/qwen3-235b-a22b-2507", true],
      ]);
    });
  },
);
