import { DataError } from "../base/errors.ts";
import { ggmlBytes } from "./ggml-types.ts";
import { aligned } from "./gguf-header.ts";
import { type GgufScalar, type GgufScalarType, type GgufValue, ggufValueBytes, ggufValueTypes } from "./gguf-value.ts";

/** A tensor that is to be written. */
export interface PlannedGgufTensor {
  readonly name: string;
  /** Number of its kind, see `ggmlTypes`. */
  readonly type: number;
  /** The one whose elements are neighbours first. */
  readonly dimensions: readonly number[];
}

/** Everything of a GGUF file but its tensors' bytes. */
export interface GgufLayout {
  /** What stands before the data. */
  readonly head: Uint8Array;
  readonly places: ReadonlyMap<string, { readonly offset: number; readonly sizeBytes: number }>;
  readonly fileBytes: number;
}

/** What tensors are aligned to where `general.alignment` says nothing else. */
const alignment = 32;

/**
 * Lay a GGUF file of version 3 out: metadata and tensors in the order given, tensors aligned to 32 bytes.
 *
 * Throws MODEL_PLAN_INVALID for a tensor whose rows are no whole number of its kind's blocks, or a name twice.
 */
export function layOutGguf(
  metadata: ReadonlyMap<string, GgufValue>,
  tensors: readonly PlannedGgufTensor[],
): GgufLayout {
  const writer = createByteWriter();
  writer.raw(Buffer.from("GGUF"));
  writer.scalar("uint32", 3);
  writer.scalar("uint64", tensors.length);
  writer.scalar("uint64", metadata.size);
  for (const [key, entry] of metadata) {
    writer.scalar("string", key);
    writer.scalar("uint32", ggufValueTypes.indexOf(entry.type));
    if (entry.type === "array") {
      writer.scalar("uint32", ggufValueTypes.indexOf(entry.elementType));
      writer.scalar("uint64", entry.length);
      for (const value of entry.values ?? []) {
        writer.scalar(entry.elementType, value);
      }
    } else {
      writer.scalar(entry.type, entry.value);
    }
  }
  const relative = new Map<string, { offset: number; sizeBytes: number }>();
  let end = 0;
  for (const { name, type, dimensions } of tensors) {
    const sizeBytes = ggmlBytes(type, dimensions);
    if (Number.isNaN(sizeBytes) || relative.has(name)) {
      const problem = Number.isNaN(sizeBytes) ? `has the impossible size [${dimensions.join(", ")}]` : "stands twice";
      throw new DataError("MODEL_PLAN_INVALID", `tensor "${name}" ${problem}`);
    }
    relative.set(name, { offset: end, sizeBytes });
    writer.scalar("string", name);
    writer.scalar("uint32", dimensions.length);
    for (const size of dimensions) {
      writer.scalar("uint64", size);
    }
    writer.scalar("uint32", type);
    writer.scalar("uint64", end);
    end = aligned(end + sizeBytes, alignment);
  }
  const content = writer.bytes();
  const head = new Uint8Array(aligned(content.length, alignment));
  head.set(content);
  return {
    head,
    places: new Map(
      [...relative].map(([name, { offset, sizeBytes }]) => [name, { offset: head.length + offset, sizeBytes }]),
    ),
    fileBytes: head.length + end,
  };
}

interface ByteWriter {
  raw(bytes: Uint8Array): void;
  scalar(type: GgufScalarType, value: GgufScalar): void;
  bytes(): Uint8Array;
}

function createByteWriter(): ByteWriter {
  let buffer = Buffer.alloc(1 << 16);
  let used = 0;
  /** Room for further bytes; the place where they go. */
  const room = (bytes: number): number => {
    if (used + bytes > buffer.length) {
      const larger = Buffer.alloc(Math.max(buffer.length * 2, used + bytes));
      buffer.copy(larger, 0, 0, used);
      buffer = larger;
    }
    used += bytes;
    return used - bytes;
  };
  const raw = (bytes: Uint8Array): void => {
    const at = room(bytes.length);
    buffer.set(bytes, at);
  };
  return {
    raw,
    scalar: (type, value) => {
      if (type === "string") {
        const text = Buffer.from(String(value), "utf8");
        // First the room: making it may replace the buffer.
        const start = room(8);
        buffer.writeBigUInt64LE(BigInt(text.length), start);
        raw(text);
        return;
      }
      const at = room(ggufValueBytes[type]);
      const number = Number(value);
      switch (type) {
        case "uint8":
        case "bool":
          return void buffer.writeUInt8(number, at);
        case "int8":
          return void buffer.writeInt8(number, at);
        case "uint16":
          return void buffer.writeUInt16LE(number, at);
        case "int16":
          return void buffer.writeInt16LE(number, at);
        case "uint32":
          return void buffer.writeUInt32LE(number, at);
        case "int32":
          return void buffer.writeInt32LE(number, at);
        case "float32":
          return void buffer.writeFloatLE(number, at);
        case "float64":
          return void buffer.writeDoubleLE(number, at);
        case "uint64":
          return void buffer.writeBigUInt64LE(BigInt(value), at);
        case "int64":
          return void buffer.writeBigInt64LE(BigInt(value), at);
      }
    },
    bytes: () => new Uint8Array(buffer.buffer, buffer.byteOffset, used),
  };
}
