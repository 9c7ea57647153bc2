import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeModel } from "./__fixtures__/make-model.ts";
import { contentOf, merged, planned, valuesOf } from "./__fixtures__/merge-recipe.ts";
import { estimateMerge } from "./estimate-merge.ts";
import { executeMerge, mergePlaces } from "./execute-merge.ts";
import { verifyMerge } from "./verify-merge.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-merge-"));
  makeModel(folder, "base");
  makeModel(folder, "a", { variation: 0.2 });
  makeModel(folder, "b", { variation: 0.3, maxShardBytes: 9_000 });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const recipe = (method: string, parameters = "weight: 0.5", rest = ""): string =>
  `merge_method: ${method}\nbase_model: base\nmodels:\n  - { model: a, parameters: { ${parameters} } }\n  - { model: b, parameters: { ${parameters} } }\n${rest}`;

describe("the same bytes", () => {
  it.each([
    ["ties", "weight: 0.5, density: 0.3"],
    ["della", "weight: 0.5, density: 0.4"],
  ])("for any number of threads, memory, kernels and shards: %s", async (method, parameters) => {
    const yaml = recipe(method, parameters);
    const first = contentOf(await merged(folder, yaml, `${method}-one`));
    const others = [{ threads: 3 }, { threads: 0, threadBytes: 2_600_000 }, { threads: 1, kernels: "plain" as const }];
    for (const [index, options] of others.entries()) {
      expect(contentOf(await merged(folder, yaml, `${method}-${index}`, options))).toEqual(first);
    }
    const parted = await merged(folder, yaml, `${method}-shards`, { maxShardBytes: 8_000, threads: 2 });
    expect(existsSync(join(parted, "model.safetensors.index.json"))).toBe(true);
    const tensor = "model.layers.1.mlp.up_proj.weight";
    expect(valuesOf(parted, tensor)).toEqual(valuesOf(join(folder, `${method}-one`), tensor));
  });

  it("except with another seed", async () => {
    const yaml = recipe("dare_linear", "weight: 0.5, density: 0.3");
    const [one, two] = [await merged(folder, yaml, "seed-3"), await merged(folder, yaml, "seed-4", { seed: 4 })];
    const tensor = "model.layers.0.mlp.up_proj.weight";
    expect(valuesOf(one, tensor)).not.toEqual(valuesOf(two, tensor));
  });
});

it("merges every tensor by the parameters that stand for it", async () => {
  const out = await merged(
    folder,
    recipe("task_arithmetic", "weight: [{ filter: lm_head, value: 0 }, { value: [0.5, 1] }]", "dtype: float32\n"),
    "by-tensor",
  );
  const expected = (tensor: string, weight: number): number[] => {
    const [base, a, b] = ["base", "a", "b"].map((model) => valuesOf(join(folder, model), tensor));
    return [...(base ?? [])].map((value, index) => {
      const [da, db] = [(a?.[index] ?? 0) - value, (b?.[index] ?? 0) - value];
      return value + weight * (da + db);
    });
  };
  for (const [tensor, weight] of [
    ["model.layers.0.mlp.up_proj.weight", 0.5],
    ["model.layers.1.mlp.up_proj.weight", 1],
    ["model.norm.weight", 0.5],
    ["lm_head.weight", 0],
  ] as const) {
    const values = valuesOf(out, tensor);
    expected(tensor, weight).forEach((wanted, index) => {
      expect(values[index]).toBeCloseTo(wanted, 6);
    });
  }
  expect(JSON.parse(readFileSync(join(out, "config.json"), "utf8"))).toMatchObject({
    torch_dtype: "float32",
    num_hidden_layers: 2,
  });
});

it("stacks layers of several models, and says so in the configuration", async () => {
  const yaml =
    "merge_method: passthrough\nslices:\n  - sources: [{ model: a, layer_range: [0, 2] }]\n  - sources: [{ model: b, layer_range: [1, 2], parameters: { scale: 0.5 } }]\n";
  const out = await merged(folder, yaml, "stacked");
  expect(JSON.parse(readFileSync(join(out, "config.json"), "utf8")).num_hidden_layers).toBe(3);
  const tensor = (layer: number): string => `model.layers.${layer}.self_attn.q_proj.weight`;
  expect(valuesOf(out, tensor(1))).toEqual(valuesOf(join(folder, "a"), tensor(1)));
  expect(valuesOf(out, tensor(2))).toEqual(valuesOf(join(folder, "b"), tensor(1)).map((value) => value * 0.5));
  expect(valuesOf(out, "model.embed_tokens.weight")).toEqual(valuesOf(join(folder, "a"), "model.embed_tokens.weight"));
  expect(valuesOf(out, "model.norm.weight")).toEqual(
    valuesOf(join(folder, "b"), "model.norm.weight").map((value) => value * 0.5),
  );
});

describe("an interrupted merge", () => {
  it("goes on with what is done and gives the same bytes", async () => {
    const yaml = recipe("ties", "weight: 0.5, density: 0.3");
    const whole = await merged(folder, yaml, "whole");
    const plan = await planned(folder, yaml);
    const out = join(folder, "resumed");
    const places = mergePlaces(out);
    let seen = 0;
    const stop = executeMerge(plan, {
      ...{ out, threads: 0, threadBytes: 64e6 },
      onProgress: () => {
        seen += 1;
        if (seen === 18) {
          throw new Error("the power is gone");
        }
      },
    });
    await expect(stop).rejects.toThrow("the power is gone");
    expect(existsSync(out)).toBe(false);
    // The largest tensors come first, files between them; these were written. The journal gets them and a torn line.
    const record = JSON.parse(readFileSync(join(whole, "merge.json"), "utf8"));
    const done = ["model.embed_tokens.weight", "lm_head.weight"];
    for (const tensor of done) {
      appendFileSync(places.journal, `${JSON.stringify({ tensor, sha256: record.tensors[tensor] })}\n`);
    }
    appendFileSync(places.journal, '{"tensor":"model.layers.0.input_la');
    const outcome = await executeMerge(plan, { out, threads: 2, threadBytes: 64e6 });
    expect(outcome.resumedTensors).toBe(done.length);
    expect(contentOf(out)).toEqual(contentOf(whole));
    expect(existsSync(places.folder) || existsSync(places.journal) || existsSync(places.lock)).toBe(false);
  });

  it("is not gone on with by another recipe or other inputs", async () => {
    const out = join(folder, "another");
    const places = mergePlaces(out);
    mkdirSync(places.folder);
    writeFileSync(places.journal, '{"plan":"0123"}\n');
    await expect(merged(folder, recipe("ties"), "another")).rejects.toMatchObject({ code: "MERGE_RESUME_MISMATCH" });
    // Without a journal the folder says nothing, and the merge begins anew.
    rmSync(places.journal);
    await merged(folder, recipe("ties"), "another");
    expect(verifyMerge(out).problems).toEqual([]);
  });

  it("that had moved everything to its place is done", async () => {
    const yaml = recipe("linear");
    const out = await merged(folder, yaml, "moved");
    const plan = await planned(folder, yaml);
    writeFileSync(mergePlaces(out).journal, `${JSON.stringify({ plan: plan.id })}\n`);
    const before = contentOf(out);
    await executeMerge(plan, { out, threads: 0, threadBytes: 64e6 });
    expect(contentOf(out)).toEqual(before);
    expect(existsSync(mergePlaces(out).journal)).toBe(false);
  });
});

describe("before anything is written", () => {
  it("refuses a folder that holds something", async () => {
    mkdirSync(join(folder, "taken"));
    writeFileSync(join(folder, "taken/file"), "");
    await expect(merged(folder, recipe("ties"), "taken")).rejects.toMatchObject({ code: "MODEL_OUTPUT_EXISTS" });
  });

  it("refuses a disk without room", async () => {
    const plan = await planned(folder, recipe("ties"));
    const out = join(folder, "no-room");
    const huge = { ...plan, writeBytes: 1e18 };
    await expect(executeMerge(huge, { out, threads: 1, threadBytes: 64e6 })).rejects.toMatchObject({
      code: "DISK_FULL",
    });
    expect(existsSync(out) || existsSync(mergePlaces(out).folder)).toBe(false);
  });

  it("refuses memory in which no tensor fits", async () => {
    await expect(planned(folder, recipe("ties"), { threadBytes: 100_000 })).rejects.toMatchObject({
      code: "MERGE_MEMORY_TOO_SMALL",
      message: expect.stringContaining("model.embed_tokens.weight"),
    });
  });
});

it("hands on what goes wrong in a thread, with its code, and leaves no result", async () => {
  cpSync(join(folder, "a"), join(folder, "cut"), { recursive: true });
  const yaml = recipe("task_arithmetic").replace("model: a", "model: cut");
  const plan = await planned(folder, yaml);
  truncateSync(join(folder, "cut/model.safetensors"), 9_000);
  const out = join(folder, "cut-off");
  await expect(executeMerge(plan, { out, threads: 2, threadBytes: 64e6 })).rejects.toMatchObject({
    code: "MODEL_FILE_INVALID",
  });
  expect(existsSync(out)).toBe(false);
  // Planned again, the cut shard is refused at once.
  await expect(planned(folder, yaml)).rejects.toMatchObject({ code: "MODEL_FILE_INVALID" });
});

it("says beforehand about how long it takes, by trying one tensor", async () => {
  const plan = await planned(folder, recipe("ties", "weight: 0.5, density: 0.3"));
  let clock = 0;
  // Every look at the clock is ten milliseconds later: one tensor of 1,152 elements takes ten.
  const now = (): number => {
    clock += 10;
    return clock;
  };
  const estimate = estimateMerge(plan, { threads: 2, threadBytes: 64e6, now });
  const first = plan.inputs[0]?.sizeBytes ?? 0;
  const bytes = plan.inputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  expect(estimate?.triedElements).toBe(1152);
  expect(estimate?.seconds).toBeCloseTo((0.01 * (12_456 / 1152) + 0.01 * (bytes / first)) / 2, 9);
  expect(existsSync(mergePlaces(join(folder, "estimated")).folder)).toBe(false);
});

describe("verify", () => {
  it("names what was changed afterwards", async () => {
    const out = await merged(folder, recipe("linear"), "verified");
    expect(verifyMerge(out)).toMatchObject({ method: "linear", tensors: 23, inputsAbsent: [], problems: [] });
    const file = join(out, "model.safetensors");
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    writeFileSync(file, bytes);
    appendFileSync(join(out, "config.json"), " ");
    rmSync(join(out, "tokenizer.json"));
    const { problems } = verifyMerge(out);
    expect(problems).toHaveLength(3);
    expect(problems.join("\n")).toMatch(
      /tensor "\S+" is not what was written(?:.|\n)*config\.json was changed(?:.|\n)*tokenizer/u,
    );
  });

  it("names an input that is another one now, and those that are gone", async () => {
    makeModel(folder, "c", { variation: 0.1 });
    const out = await merged(folder, recipe("linear").replace("model: a", "model: c"), "inputs");
    makeModel(join(folder, "elsewhere"), "c", { variation: 0.4 });
    cpSync(join(folder, "elsewhere/c/model.safetensors"), join(folder, "c/model.safetensors"));
    expect(verifyMerge(out).problems).toEqual([expect.stringContaining("c/model.safetensors is not the file")]);
    rmSync(join(folder, "c"), { recursive: true });
    const gone = verifyMerge(out);
    expect(gone.problems).toEqual([]);
    expect(gone.inputsAbsent).toHaveLength(3);
  });

  it("needs a record", () => {
    expect(() => verifyMerge(join(folder, "base"))).toThrow(expect.objectContaining({ code: "MODEL_NOT_FOUND" }));
  });
});
