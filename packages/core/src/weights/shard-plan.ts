import { DataError } from "../base/errors.ts";
import { type Dtype, dtypes, tensorBytes } from "./dtypes.ts";
import { modelFileNames } from "./shard-index.ts";

/** A tensor that is to be written. */
export interface PlannedTensor {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
}

/** Where a tensor of a plan goes. */
export interface TensorPlace {
  readonly name: string;
  /** Index of the file in the plan. */
  readonly file: number;
  /** First byte, from the file's first. */
  readonly offset: number;
  readonly sizeBytes: number;
}

/** One file of a plan. */
export interface PlannedShard {
  /** Without a folder. */
  readonly name: string;
  /** Length and header: what stands before the first tensor. */
  readonly head: Uint8Array;
  readonly sizeBytes: number;
}

/**
 * Everything about the files of a model but the tensors' bytes. Plain values, so that it can be sent to worker threads.
 */
export interface ShardPlan {
  readonly files: readonly PlannedShard[];
  readonly places: ReadonlyMap<string, TensorPlace>;
  /** Content of model.safetensors.index.json, or undefined for one file. */
  readonly index: string | undefined;
  /** Of all files, the index left out. */
  readonly totalBytes: number;
}

/** Options of a plan. */
export interface ShardPlanOptions {
  /** Tensor bytes of one file at most, as far as a single tensor is not larger. Default 5e9, as Hugging Face has it. */
  readonly maxShardBytes?: number;
  /** For every file's `__metadata__`. `format: pt` is what transformers asks for. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Further members of the index's `metadata`. */
  readonly indexMetadata?: Readonly<Record<string, string | number>>;
}

/** Bytes the headers are padded to: the widest element's. */
const alignment = 8;

/**
 * Distribute tensors over files in the order given; inside a file the widest kinds come first and then the names in
 * code-point order, so that every tensor is aligned. Equal tensors give equal bytes whatever the machine.
 *
 * Throws MODEL_PLAN_INVALID for a name twice, or a shape that has no whole number of bytes.
 */
export function planShards(tensors: readonly PlannedTensor[], options: ShardPlanOptions = {}): ShardPlan {
  const { maxShardBytes = 5e9, metadata = { format: "pt" }, indexMetadata = {} } = options;
  const groups: PlannedTensor[][] = [[]];
  let filled = 0;
  let tensorTotal = 0;
  const names = new Set<string>();
  for (const tensor of tensors) {
    const sizeBytes = tensorBytes(tensor.dtype, tensor.shape);
    if (Number.isNaN(sizeBytes) || names.has(tensor.name) || tensor.name === "__metadata__") {
      const problem = Number.isNaN(sizeBytes) ? `has an impossible shape [${tensor.shape.join(", ")}]` : "stands twice";
      throw new DataError("MODEL_PLAN_INVALID", `tensor "${tensor.name}" ${problem}`);
    }
    names.add(tensor.name);
    if (filled > 0 && filled + sizeBytes > maxShardBytes) {
      groups.push([]);
      filled = 0;
    }
    groups.at(-1)?.push(tensor);
    filled += sizeBytes;
    tensorTotal += sizeBytes;
  }
  const nameOf = (index: number): string =>
    groups.length === 1 ? modelFileNames.single : `model-${padded(index + 1)}-of-${padded(groups.length)}.safetensors`;
  const places = new Map<string, TensorPlace>();
  const files = groups.map((group, file): PlannedShard => {
    const sorted = [...group].sort((a, b) => dtypes[b.dtype].bits - dtypes[a.dtype].bits || (a.name < b.name ? -1 : 1));
    let end = 0;
    const entries = sorted.map(({ name, dtype, shape }) => {
      const begin = end;
      end += tensorBytes(dtype, shape);
      return [name, { dtype, shape, data_offsets: [begin, end] }] as const;
    });
    const head = headBytes(entries, metadata);
    for (const [name, { data_offsets }] of entries) {
      const [begin = 0, stop = 0] = data_offsets;
      places.set(name, { name, file, offset: head.length + begin, sizeBytes: stop - begin });
    }
    return { name: nameOf(file), head, sizeBytes: head.length + end };
  });
  const weightMap = Object.fromEntries(
    [...places.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, file }) => [name, nameOf(file)]),
  );
  return {
    files,
    places,
    index:
      files.length === 1
        ? undefined
        : `${JSON.stringify({ metadata: { total_size: tensorTotal, ...indexMetadata }, weight_map: weightMap }, null, 2)}\n`,
    totalBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

/** A header with its length before it, padded with blanks. */
function headBytes(
  entries: readonly (readonly [string, object])[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  // Written by hand: an object would put names like "12" first and lose "__proto__".
  const members = entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`);
  if (Object.keys(metadata).length > 0) {
    members.unshift(`"__metadata__":${JSON.stringify(metadata)}`);
  }
  const json = Buffer.from(`{${members.join(",")}}`, "utf8");
  const headerBytes = Math.ceil(json.length / alignment) * alignment;
  const head = Buffer.alloc(8 + headerBytes, " ");
  head.writeBigUInt64LE(BigInt(headerBytes), 0);
  json.copy(head, 8);
  return new Uint8Array(head.buffer, head.byteOffset, head.byteLength);
}

function padded(number: number): string {
  return String(number).padStart(5, "0");
}
