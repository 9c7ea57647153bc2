import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openModelFolder, requireTensor } from "./model-folder.ts";
import { type PlannedTensor, planShards } from "./shard-plan.ts";
import { createShardFiles, discardShards, finishShards, openShardWriter } from "./shard-writer.ts";
import { createTensorReader } from "./tensor-view.ts";

const coded = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

const tensors: readonly PlannedTensor[] = [
  { name: "layer.0.weight", dtype: "BF16", shape: [3, 5] },
  { name: "layer.1.flags", dtype: "U8", shape: [7] },
  { name: "layer.1.weight", dtype: "F32", shape: [2, 2] },
  { name: "scale", dtype: "F16", shape: [] },
  { name: "nothing", dtype: "F32", shape: [0, 4] },
];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-model-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Write the tensors with bytes of their own; returns those. */
function writeModel(into: string, maxShardBytes: number): Map<string, Buffer> {
  const plan = planShards(tensors, { maxShardBytes });
  const bytes = new Map<string, Buffer>();
  createShardFiles(into, plan);
  using writer = openShardWriter(into, plan);
  for (const [index, { name }] of [...tensors].reverse().entries()) {
    const { sizeBytes } = plan.places.get(name) ?? { sizeBytes: 0 };
    const content = Buffer.from(Array.from({ length: sizeBytes }, (_, at) => (at * 31 + index) % 256));
    bytes.set(name, content);
    // Back to front and in two parts: the order must not matter.
    const half = Math.floor(sizeBytes / 2);
    writer.write(name, half, content.subarray(half));
    writer.write(name, 0, content.subarray(0, half));
  }
  writer.sync();
  finishShards(into, plan);
  return bytes;
}

describe("a written model", () => {
  it.each([
    ["one file", 1e9, ["model.safetensors"]],
    [
      "several files",
      32,
      ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "model.safetensors.index.json"],
    ],
  ])("comes back from %s", (_what, maxShardBytes, files) => {
    const bytes = writeModel(folder, maxShardBytes);
    expect(readdirSync(folder).sort()).toEqual(files);
    const model = openModelFolder(folder);
    expect([...model.tensors.values()].map(({ name, dtype, shape }) => ({ name, dtype, shape })).sort(byName)).toEqual(
      [...tensors].sort(byName),
    );
    expect(model.files[0]?.metadata.get("format")).toBe("pt");
    using reader = createTensorReader();
    for (const tensor of model.tensors.values()) {
      const wanted = bytes.get(tensor.name);
      expect(reader.read(tensor)).toEqual(wanted);
      expect(Buffer.concat(Array.from(reader.chunks(tensor, 4), ({ bytes: chunk }) => Buffer.from(chunk)))).toEqual(
        wanted,
      );
    }
  });

  it("has every tensor aligned to its element, the widest first", () => {
    writeModel(folder, 1e9);
    const { tensors: listed } = openModelFolder(folder);
    expect([...listed.keys()]).toEqual(["layer.1.weight", "nothing", "layer.0.weight", "scale", "layer.1.flags"]);
    expect(listed.get("layer.1.weight")?.offset ?? 1).toSatisfy((offset: number) => offset % 8 === 0);
  });

  it("is a single file's too, and lists the files beside it", () => {
    writeModel(folder, 1e9);
    writeFileSync(join(folder, "config.json"), "{}");
    writeFileSync(join(folder, "tokenizer.json"), "{}");
    const model = openModelFolder(join(folder, "model.safetensors"));
    expect(model.path).toBe(folder);
    expect(model.configFile).toBe(join(folder, "config.json"));
    expect(model.tokenizerFiles).toEqual([join(folder, "tokenizer.json")]);
    expect(requireTensor(model, "scale").sizeBytes).toBe(2);
    expect(() => requireTensor(model, "scales")).toThrow(
      coded("MODEL_TENSOR_MISSING", 'none of its 5 tensors is "scales"'),
    );
  });
});

describe("openModelFolder", () => {
  const index = () => join(folder, "model.safetensors.index.json");
  const change = (edit: (map: Record<string, unknown>) => void): void => {
    const parsed = JSON.parse(readFileSync(index(), "utf8"));
    edit(parsed.weight_map);
    writeFileSync(index(), JSON.stringify(parsed));
  };

  it("refuses a folder without weights, and says why pickles are not read", () => {
    expect(() => openModelFolder(folder)).toThrow(coded("MODEL_NOT_FOUND", "has no model.safetensors"));
    writeFileSync(join(folder, "pytorch_model.bin"), "");
    expect(() => openModelFolder(folder)).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining("safe_serialization") }),
    );
    expect(() => openModelFolder(join(folder, "none"))).toThrow(coded("MODEL_NOT_FOUND", "ENOENT"));
  });

  it("refuses missing shards, naming them", () => {
    writeModel(folder, 32);
    rmSync(join(folder, "model-00002-of-00002.safetensors"));
    expect(() => openModelFolder(folder)).toThrow(
      coded("MODEL_SHARD_MISSING", "1 of 2 files are not there: model-00002-of-00002.safetensors"),
    );
  });

  it.each(["../model.safetensors", "/etc/passwd", "..", "a\\b", "a/b", "", "C:x", 7, null])(
    "refuses a shard called %j",
    (name) => {
      writeModel(folder, 32);
      change((map) => {
        map["scale"] = name;
      });
      expect(() => openModelFolder(folder)).toThrow(coded("MODEL_FILE_INVALID", "no name of a file beside the index"));
    },
  );

  it("refuses an index that contradicts the files", () => {
    writeModel(folder, 32);
    const original = readFileSync(index(), "utf8");
    change((map) => {
      map["scale"] = "model-00001-of-00002.safetensors";
    });
    expect(() => openModelFolder(folder)).toThrow(coded("MODEL_FILE_INVALID", '"scale" stands here'));
    writeFileSync(index(), original);
    change((map) => {
      delete map["scale"];
    });
    expect(() => openModelFolder(folder)).toThrow(coded("MODEL_FILE_INVALID", "does not list it"));
    writeFileSync(index(), original);
    change((map) => {
      map["further"] = "model-00001-of-00002.safetensors";
    });
    expect(() => openModelFolder(folder)).toThrow(coded("MODEL_FILE_INVALID", '"further" is not in it'));
    writeFileSync(index(), '{"weight_map":[]}');
    expect(() => openModelFolder(folder)).toThrow(coded("MODEL_FILE_INVALID", "has no weight_map"));
    writeFileSync(index(), "{");
    expect(() => openModelFolder(folder)).toThrow(coded("MODEL_FILE_INVALID", "is no JSON"));
    writeFileSync(index(), `{"a":${"[".repeat(100)}`);
    expect(() => openModelFolder(folder)).toThrow(coded("MODEL_FILE_LIMIT", "deeper than 64"));
  });

  it("refuses a file that is cut off, before anything of it is read", () => {
    writeModel(folder, 1e9);
    truncateSync(join(folder, "model.safetensors"), 400);
    expect(() => openModelFolder(folder)).toThrow(coded("MODEL_FILE_INVALID", "cut off"));
  });
});

describe("writing", () => {
  const plan = planShards(tensors, { maxShardBytes: 32 });

  it("shows nothing under its final name before it is finished", () => {
    createShardFiles(folder, plan);
    expect(readdirSync(folder).every((name) => name.endsWith(".partial"))).toBe(true);
    expect(() => openModelFolder(folder)).toThrow(coded("MODEL_NOT_FOUND", "has no"));
    discardShards(folder, plan);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("overwrites no model", () => {
    writeFileSync(join(folder, "model.safetensors"), "");
    expect(() => createShardFiles(folder, plan)).toThrow(coded("MODEL_OUTPUT_EXISTS", "is there already"));
    expect(readdirSync(folder)).toEqual(["model.safetensors"]);
  });

  it("refuses what does not fit on the disk before it writes", () => {
    const huge = planShards([{ name: "a", dtype: "F32", shape: [2 ** 46] }]);
    expect(() => createShardFiles(folder, huge)).toThrow(coded("DISK_FULL", "bytes are needed"));
    expect(readdirSync(folder)).toEqual([]);
  });

  it("finishes what was killed between two names", () => {
    createShardFiles(folder, plan);
    const [first] = plan.files;
    renameSync(join(folder, `${first?.name}.partial`), join(folder, first?.name ?? ""));
    finishShards(folder, plan);
    expect(openModelFolder(folder).tensors.size).toBe(5);
  });

  it("refuses to finish files of another length, and to write outside a tensor", () => {
    createShardFiles(folder, plan);
    using writer = openShardWriter(folder, plan);
    expect(() => writer.write("scale", 1, Buffer.alloc(2))).toThrow(coded("INTERNAL", "not in the plan"));
    expect(() => writer.write("other", 0, Buffer.alloc(2))).toThrow(coded("INTERNAL", "not in the plan"));
    truncateSync(join(folder, `${plan.files[0]?.name}.partial`), 10);
    expect(() => finishShards(folder, plan)).toThrow(coded("MODEL_FILE_INVALID", "has 10 bytes"));
  });

  it("plans no tensor twice and no impossible shape", () => {
    const a: PlannedTensor = { name: "a", dtype: "F32", shape: [1] };
    expect(() => planShards([a, a])).toThrow(coded("MODEL_PLAN_INVALID", "stands twice"));
    expect(() => planShards([{ ...a, shape: [2 ** 30, 2 ** 30] }])).toThrow(coded("MODEL_PLAN_INVALID", "impossible"));
    expect(() => planShards([{ ...a, dtype: "F4", shape: [3] }])).toThrow(coded("MODEL_PLAN_INVALID", "impossible"));
  });

  it("gives a folder that cannot be made as a coded error", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => createShardFiles(join(folder, "file", "model"), plan)).toThrow(coded("FILE_WRITE_FAILED", "ENOTDIR"));
    mkdirSync(join(folder, `${plan.files[0]?.name}.partial`));
    expect(() => createShardFiles(folder, plan)).toThrow(coded("FILE_WRITE_FAILED", "EISDIR"));
  });
});

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
