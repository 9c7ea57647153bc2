import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type MadeModel, makeModel } from "./__fixtures__/make-model.ts";
import { contentOf, merged, planned } from "./__fixtures__/merge-recipe.ts";
import { executeMerge, mergePlaces } from "./execute-merge.ts";
import { verifyMerge } from "./verify-merge.ts";

/** A disk that is as full as a test wants it. */
const disk = vi.hoisted(() => ({
  /** Bytes that statfs says are free; null: the truth. */
  free: null as number | null,
  /** Bytes that may still be written into tensors; null: any. */
  left: null as number | null,
}));

vi.mock("node:fs", async (importOriginal) => {
  const real = await importOriginal<typeof import("node:fs")>();
  return {
    ...real,
    statfsSync: (path: string) => {
      const facts = real.statfsSync(path);
      return disk.free === null ? facts : { ...facts, bavail: disk.free, bsize: 1 };
    },
    writeSync: (descriptor: number, bytes: Uint8Array, offset: number, length: number, position: number) => {
      if (disk.left !== null && length > disk.left) {
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      }
      disk.left = disk.left === null ? null : disk.left - length;
      return real.writeSync(descriptor, bytes, offset, length, position);
    },
  };
});

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-refusals-"));
  makeModel(folder, "base");
  makeModel(folder, "a", { variation: 0.2 });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  disk.free = null;
  disk.left = null;
});

const recipe = (other: string): string =>
  `merge_method: ties\nbase_model: base\nmodels:\n  - { model: a, parameters: { weight: 1, density: 0.5 } }\n  - { model: ${other}, parameters: { weight: 1, density: 0.5 } }\n`;

describe("refused before anything is written, naming what does not fit", () => {
  const up = "model.layers.1.mlp.up_proj.weight";
  const renameToken = (path: string): void => {
    const file = join(path, "tokenizer.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"token7":7,"token8":8', '"token7":8,"token8":7'));
  };
  it.each<[string, MadeModel, (path: string) => void, string, string]>([
    ["another shape", { shapes: { [up]: [24, 48] } }, () => {}, "MERGE_MODELS_MISMATCH", `tensor "${up}" is [48, 24]`],
    ["a missing tensor", { shapes: { [up]: null } }, () => {}, "MERGE_MODELS_MISMATCH", `has no tensor "${up}"`],
    ["a vocabulary in another order", {}, renameToken, "MERGE_MODELS_MISMATCH", 'token "token7" is 7 and 8'],
    ["a vocabulary of another size", { rows: 48 }, () => {}, "MERGE_MODELS_MISMATCH", '"model.embed_tokens.weight"'],
    [
      "a shard cut off within a tensor",
      { maxShardBytes: 12_000 },
      (path) => {
        const shard = readdirSync(path).findLast((name) => name.endsWith(".safetensors")) ?? "";
        truncateSync(join(path, shard), readFileSync(join(path, shard)).length - 10);
      },
      "MODEL_FILE_INVALID",
      'tensor "model.norm.weight" ends at byte',
    ],
    [
      "a shard that is missing",
      { maxShardBytes: 12_000 },
      (path) => rmSync(join(path, readdirSync(path).find((name) => name.startsWith("model-00002")) ?? "")),
      "MODEL_SHARD_MISSING",
      "model-00002",
    ],
  ])("%s", async (_name, made, damage, code, message) => {
    rmSync(join(folder, "broken"), { recursive: true, force: true });
    const path = makeModel(folder, "broken", { variation: 0.1, ...made });
    damage(path);
    const before = readdirSync(folder);
    await expect(merged(folder, recipe("broken"), "out")).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect(readdirSync(folder)).toEqual(before);
    rmSync(path, { recursive: true });
  });

  it("a disk that is full", async () => {
    makeModel(folder, "c", { variation: 0.1 });
    const plan = await planned(folder, recipe("c"));
    const before = readdirSync(folder);
    disk.free = plan.writeBytes - 1;
    const out = join(folder, "out");
    await expect(executeMerge(plan, { out, threads: 0, threadBytes: 64e6 })).rejects.toMatchObject({
      code: "DISK_FULL",
      message: expect.stringContaining(`${plan.writeBytes} bytes are needed, ${plan.writeBytes - 1} are free`),
    });
    expect(readdirSync(folder)).toEqual(before);
    disk.free = plan.writeBytes;
    await executeMerge(plan, { out, threads: 0, threadBytes: 64e6 });
    expect(verifyMerge(out).problems).toEqual([]);
    rmSync(out, { recursive: true });
  });
});

describe("a disk that fills up on the way", () => {
  it.each([0, 3000, 12_000, 20_000])("after %i bytes leaves no model, and the same call goes on", async (bytes) => {
    cpSync(join(folder, "a"), join(folder, "d"), { recursive: true });
    const plan = await planned(folder, recipe("d"));
    const whole = join(folder, "whole");
    rmSync(whole, { recursive: true, force: true });
    await executeMerge(plan, { out: whole, threads: 0, threadBytes: 64e6 });
    const out = join(folder, "filled");
    disk.left = bytes;
    await expect(executeMerge(plan, { out, threads: 0, threadBytes: 64e6 })).rejects.toMatchObject({
      code: "DISK_FULL",
      message: expect.stringContaining("ENOSPC"),
    });
    expect(existsSync(out)).toBe(false);
    disk.left = null;
    await executeMerge(plan, { out, threads: 0, threadBytes: 64e6 });
    expect(contentOf(out)).toEqual(contentOf(whole));
    expect(existsSync(mergePlaces(out).journal)).toBe(false);
    rmSync(out, { recursive: true });
  });

  it("and tears a line of the journal takes no more than that line's tensor", async () => {
    const plan = await planned(folder, recipe("d"));
    const out = join(folder, "torn");
    const stopped = new Error("stopped");
    let tensors = 0;
    const stopAt = (count: number) => () => {
      tensors += 1;
      if (tensors === count) {
        throw stopped;
      }
    };
    const places = mergePlaces(out);
    await expect(executeMerge(plan, { out, threads: 0, threadBytes: 64e6, onProgress: stopAt(9) })).rejects.toBe(
      stopped,
    );
    // What a full disk leaves, and what the next attempt wrote behind it.
    appendFileSync(places.journal, '{"tensor":"model.no');
    appendFileSync(places.journal, '{"tensor":"lm_head.weight","sha256":"00"}\n');
    await executeMerge(plan, { out, threads: 0, threadBytes: 64e6 });
    expect(contentOf(out)).toEqual(contentOf(join(folder, "whole")));
  });
});
