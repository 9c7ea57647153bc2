import { checkPluginFacts } from "../base/conformance.ts";
import { messageOf } from "../base/errors.ts";
import type { MergeMethod } from "./define.ts";
import { createMergeTensor } from "./merge-tensor.ts";
import { createPlainSpace } from "./plain-kernels.ts";
import { createSimdSpace, simdAvailable } from "./simd-kernels.ts";
import { bytesPerElement, type FloatDtype, type KernelSpace } from "./vector-kernels.ts";

/** Settings with which a method is tried, where the defaults do not do. */
export interface MergeTrial {
  readonly settings?: unknown;
  /** Of every model. */
  readonly modelSettings?: unknown;
}

const shapes: readonly (readonly number[])[] = [[], [0], [1], [5], [3, 7], [2, 3, 5], [2, 4099]];

/** Numbers of every size, the same each time; each model differs a little from the base. */
function numbers(length: number, model: number): Float32Array {
  return Float32Array.from({ length }, (_, index) => {
    const base = Math.sin(index * 12.9898) * 2 ** ((index % 7) - 3);
    return index % 11 === 0 ? 0 : base + (model === 0 ? 0 : Math.sin(index * 78.233 + model) / 8);
  });
}

interface Trial {
  readonly plugin: MergeMethod;
  readonly settings: unknown;
  readonly modelSettings: readonly unknown[];
  readonly shape: readonly number[];
  readonly dtype: FloatDtype;
  readonly space: KernelSpace;
  readonly chunkElements: number;
  /** What every model holds; by default each differs from the base. */
  readonly same?: boolean;
}

/** The stored result of merging one tensor, and what is wrong about how it was written. */
function tried({ plugin, settings, modelSettings, shape, dtype, space, chunkElements, same = false }: Trial): {
  readonly bytes: Uint8Array;
  readonly problems: readonly string[];
} {
  const elements = shape.reduce((product, size) => product * size, 1);
  const size = bytesPerElement[dtype];
  const problems: string[] = [];
  const source = (model: number): { dtype: FloatDtype; read(start: number, bytes: Uint8Array): void } => {
    const stored = new Uint8Array(elements * size);
    createPlainSpace(0).kernels.narrow(dtype, numbers(elements, same ? 0 : model), stored);
    return { dtype, read: (start, bytes) => bytes.set(stored.subarray(start * size, start * size + bytes.length)) };
  };
  const bytes = new Uint8Array(elements * size);
  let written = 0;
  const tensor = createMergeTensor({
    name: "tensor",
    shape,
    seed: 1,
    base: plugin.base === "none" ? null : source(0),
    models: modelSettings.map((_, model) => source(model + 1)),
    sink: {
      dtype,
      write: (start, part) => {
        if (start !== written) {
          problems.push(`it writes from element ${start} after ${written}`);
        }
        bytes.set(part, start * size);
        written = start + part.length / size;
      },
    },
    space,
    chunkElements,
  });
  try {
    plugin.configure(settings, modelSettings).merge(tensor);
  } catch (error) {
    return { bytes, problems: [`it throws ${messageOf(error)}`] };
  }
  if (written !== elements) {
    problems.push(`it gives ${written} of ${elements} elements`);
  }
  return { bytes, problems };
}

/**
 * The contract of a merge method, executed on small tensors: returns what is wrong. It gives every element once and in
 * order, finite numbers for finite ones, the same bits in chunks of any size and with either implementation of the
 * kernels, and leaves models alone that are all equal to the base.
 */
export function checkMergeMethod(plugin: MergeMethod, trial: MergeTrial = {}, fileName?: string): string[] {
  const problems = checkPluginFacts(plugin, fileName);
  problems.push(
    ...checkPluginFacts({ ...plugin, settings: plugin.modelSettings })
      .filter((problem) => problem.startsWith("the setting"))
      .map((problem) => `of a model: ${problem}`),
  );
  if (plugin.mostModels !== null && plugin.mostModels < plugin.leastModels) {
    problems.push(`at least ${plugin.leastModels} and at most ${plugin.mostModels} models`);
  }
  const count = Math.max(plugin.leastModels, Math.min(plugin.mostModels ?? 3, 3));
  const common = {
    plugin,
    settings: trial.settings ?? {},
    modelSettings: new Array<unknown>(count).fill(trial.modelSettings ?? {}),
  };
  const plain = createPlainSpace(16_000_000);
  const simd = simdAvailable() ? createSimdSpace(4_000_000) : plain;
  for (const shape of shapes) {
    for (const dtype of ["F32", "BF16", "F16"] as const) {
      const where = `[${shape.join(", ")}] ${dtype}`;
      const first = tried({ ...common, shape, dtype, space: simd, chunkElements: 1_000_000 });
      problems.push(...first.problems.map((problem) => `${where}: ${problem}`));
      if (first.problems.length > 0) {
        continue;
      }
      const values = new Float32Array(first.bytes.length / bytesPerElement[dtype]);
      plain.kernels.widen(dtype, first.bytes, values);
      if (!values.every(Number.isFinite)) {
        problems.push(`${where}: from finite numbers it makes others`);
      }
      const again = { ...common, shape, dtype };
      const others = {
        "in small chunks": tried({ ...again, space: simd, chunkElements: 100 }),
        "with plain kernels": tried({ ...again, space: plain, chunkElements: 1_000_000 }),
      };
      for (const [how, { bytes }] of Object.entries(others)) {
        if (!Buffer.from(bytes).equals(first.bytes)) {
          problems.push(`${where}: ${how} it gives other bits`);
        }
      }
    }
  }
  return problems;
}
