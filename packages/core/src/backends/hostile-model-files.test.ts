import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { VivaError } from "../base/errors.ts";
import { randomStream } from "../base/random.ts";
import { readGgufHeader } from "../weights/gguf-header.ts";
import { readGgufModel } from "../weights/gguf-model.ts";
import { tinyGguf } from "./__fixtures__/tiny-gguf.ts";
import { loadLocalModel } from "./local-model.ts";
import { localSettings } from "./local-settings.ts";

/** Each file that the head does not give away is loaded in a process of its own: a second, and several on a busy machine. */
const loadings = process.env["VIVA_SLOW"] === undefined ? 4 : 60;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-hostile-models-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A file with one or two changes of its head. */
function mutated(original: Buffer, headBytes: number, round: number): Buffer {
  const { integer } = randomStream("hostile model", round);
  const bytes = Buffer.from(original);
  for (let change = integer(2); change >= 0; change--) {
    const at = integer(headBytes - 8);
    if (integer(2) === 0) {
      bytes[at] = (bytes[at] ?? 0) ^ (1 << integer(8));
    } else {
      bytes.writeUInt32LE([0, 1, 0xffffffff, 0x7fffffff, 100_000][integer(5)] ?? 0, at);
    }
  }
  return bytes;
}

it(`changed heads are refused with a code or load, and never end this process: ${loadings} loadings`, {
  timeout: Math.max(300_000, loadings * 30_000),
}, async () => {
  const source = await tinyGguf("tiny-qwen2", "F16");
  const original = readFileSync(source);
  const { dataOffset } = readGgufHeader(source);
  const outcomes = new Set<string>();
  for (let round = 0, loaded = 0; loaded < loadings; round++) {
    const path = join(folder, `${round}.gguf`);
    writeFileSync(path, mutated(original, dataOffset, round));
    try {
      readGgufModel(path);
      loaded += 1;
      const settings = localSettings.parse({ model: path, gpu: "off", contextSize: 256, sequences: 1 });
      await using model = await loadLocalModel(path, settings);
      outcomes.add(model.device);
    } catch (error) {
      expect(error).toBeInstanceOf(VivaError);
      outcomes.add(error instanceof VivaError ? error.code : "");
    } finally {
      rmSync(path);
    }
  }
  // A change inside the template leaves a model that loads and cannot be asked.
  const known = ["LOCAL_TEMPLATE_INVALID", "MODEL_FILE_INVALID", "cpu"];
  expect([...outcomes].filter((outcome) => !known.includes(outcome))).toEqual([]);
  expect(outcomes).toContain("cpu");
  expect(outcomes).toContain("MODEL_FILE_INVALID");
});
