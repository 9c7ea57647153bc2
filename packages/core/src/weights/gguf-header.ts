import { DataError } from "../base/errors.ts";
import { ggmlBytes, ggmlTypes } from "./ggml-types.ts";
import { createGgufCursor, type GgufCursor } from "./gguf-cursor.ts";
import { type GgufScalar, type GgufValue, ggufValueBytes } from "./gguf-value.ts";
import { shortened } from "./header-scanner.ts";
import { openModelFile } from "./model-file.ts";
import { modelLimits } from "./model-limits.ts";

/** A tensor as a GGUF file lists it. */
export interface GgufTensor {
  readonly name: string;
  /** Number of its kind, see `ggmlTypes`. */
  readonly type: number;
  /** Name of its kind, or "type 77" for one that is not known. */
  readonly typeName: string;
  /** Sizes of its dimensions, the one whose elements are neighbours first: other than in safetensors. */
  readonly dimensions: readonly number[];
  /** First byte, from the file's first. */
  readonly offset: number;
  /** Undefined for a kind that is not known. */
  readonly sizeBytes: number | undefined;
}

/** What stands at the head of a GGUF file. */
export interface GgufHeader {
  readonly version: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  /** In the order of the file. */
  readonly tensors: ReadonlyMap<string, GgufTensor>;
  /** What tensors are aligned to, in bytes. */
  readonly alignment: number;
  /** Where the data starts, from the file's first byte. */
  readonly dataOffset: number;
  readonly fileBytes: number;
}

/** Options of reading. */
export interface GgufReadOptions {
  /** Longer lists are passed over: their values are undefined. By default every list is read. */
  readonly longestArray?: number;
}

/**
 * The head of a GGUF file of version 2 or 3, checked: counts and lengths that the file has room for, no name twice, every
 * tensor aligned, inside the file and apart from the others.
 *
 * Throws MODEL_NOT_FOUND when the file cannot be read, MODEL_FILE_INVALID or MODEL_FILE_LIMIT when it is wrong.
 */
export function readGgufHeader(
  path: string,
  { longestArray = Number.POSITIVE_INFINITY }: GgufReadOptions = {},
): GgufHeader {
  using file = openModelFile(path);
  const invalid = (message: string): DataError =>
    new DataError("MODEL_FILE_INVALID", message, { place: { file: path } });
  if (file.sizeBytes < 24) {
    throw invalid(`${file.sizeBytes} bytes are no GGUF file`);
  }
  const magic = file.read(0, 8);
  if (magic.toString("latin1", 0, 4) !== "GGUF") {
    throw invalid(`begins with the bytes ${magic.toString("hex", 0, 4)}, and a GGUF file with "GGUF"`);
  }
  const version = magic.readUInt32LE(4);
  if (version !== 2 && version !== 3) {
    const order = magic.readUInt32BE(4) <= 3 ? " (a file for big-endian machines)" : "";
    throw invalid(`is of version ${version}${order}; 2 and 3 are read`);
  }
  const cursor = createGgufCursor(file);
  cursor.skip(8, "the start");
  // A tensor: name, dimensions, kind and offset. An entry: name, kind and one byte.
  const tensorCount = cursor.count("the number of tensors", 24);
  const entryCount = cursor.count("the number of metadata entries", 13);
  const metadata = new Map<string, GgufValue>();
  for (let index = 0; index < entryCount; index++) {
    const key = cursor.string("the name of a metadata entry");
    if (metadata.has(key)) {
      throw invalid(`the metadata entry "${shortened(key)}" stands twice`);
    }
    metadata.set(key, readValue(cursor, `"${shortened(key)}"`, longestArray, invalid));
  }
  const { value: alignment } = scalarOf(metadata.get("general.alignment")) ?? { value: 32 };
  if (
    typeof alignment !== "number" ||
    !Number.isInteger(alignment) ||
    alignment < 1 ||
    alignment > 1 << 20 ||
    alignment & (alignment - 1)
  ) {
    throw invalid(`general.alignment is ${String(alignment)}; a power of two is wanted`);
  }
  const listed: Omit<GgufTensor, "sizeBytes">[] = [];
  for (let index = 0; index < tensorCount; index++) {
    listed.push(readTensor(cursor, invalid));
  }
  const dataOffset = aligned(cursor.position(), alignment);
  const tensors = new Map<string, GgufTensor>();
  for (const tensor of listed) {
    if (tensors.has(tensor.name)) {
      throw invalid(`tensor "${shortened(tensor.name)}" stands twice`);
    }
    tensors.set(tensor.name, placed(tensor, dataOffset, alignment, file.sizeBytes, invalid));
  }
  const overlap = overlapOf([...tensors.values()]);
  if (overlap !== undefined) {
    throw invalid(overlap);
  }
  return { version, metadata, tensors, alignment, dataOffset, fileBytes: file.sizeBytes };
}

type Invalid = (message: string) => DataError;

function readValue(cursor: GgufCursor, what: string, longestArray: number, invalid: Invalid): GgufValue {
  const type = cursor.valueType(what);
  if (type !== "array") {
    return { type, value: cursor.scalar(type, what) };
  }
  const elementType = cursor.valueType(what);
  if (elementType === "array") {
    throw invalid(`${what} is a list of lists, which no model has`);
  }
  const length = cursor.count(`the length of ${what}`, ggufValueBytes[elementType]);
  if (length > longestArray) {
    if (elementType === "string") {
      for (let index = 0; index < length; index++) {
        cursor.skip(cursor.count(`the length of a text of ${what}`, 1), what);
      }
    } else {
      cursor.skip(length * ggufValueBytes[elementType], what);
    }
    return { type, elementType, length, values: undefined };
  }
  const values: GgufScalar[] = [];
  for (let index = 0; index < length; index++) {
    values.push(cursor.scalar(elementType, what));
  }
  return { type, elementType, length, values };
}

function readTensor(cursor: GgufCursor, invalid: Invalid): Omit<GgufTensor, "sizeBytes"> {
  const name = cursor.string("the name of a tensor");
  const fault = (message: string): DataError => invalid(`tensor "${shortened(name)}" ${message}`);
  const rank = cursor.uint32();
  if (rank > modelLimits.ggmlDimensions) {
    throw fault(`has ${rank} dimensions; ${modelLimits.ggmlDimensions} are the most there can be`);
  }
  const dimensions: number[] = [];
  for (let index = 0; index < rank; index++) {
    const size = cursor.scalar("uint64", name);
    if (typeof size !== "number") {
      throw fault(`has a dimension of ${String(size)}`);
    }
    dimensions.push(size);
  }
  const type = cursor.uint32();
  const offset = cursor.scalar("uint64", name);
  if (typeof offset !== "number") {
    throw fault(`lies at byte ${String(offset)} of the data`);
  }
  return { name, type, typeName: ggmlTypes.get(type)?.name ?? `type ${type}`, dimensions, offset };
}

/** The tensor with its place in the file, checked against the file's length. */
function placed(
  tensor: Omit<GgufTensor, "sizeBytes">,
  dataOffset: number,
  alignment: number,
  fileBytes: number,
  invalid: Invalid,
): GgufTensor {
  const { name, type, dimensions } = tensor;
  const fault = (message: string): DataError => invalid(`tensor "${shortened(name)}" ${message}`);
  const offset = dataOffset + tensor.offset;
  if (tensor.offset % alignment !== 0) {
    throw fault(`lies at byte ${tensor.offset} of the data, which is not aligned to ${alignment}`);
  }
  if (!ggmlTypes.has(type)) {
    // A kind younger than this table: llama.cpp will say whether it knows it.
    if (offset > fileBytes) {
      throw fault(`begins at byte ${offset}, the file has ${fileBytes}: it is cut off`);
    }
    return { ...tensor, offset, sizeBytes: undefined };
  }
  const sizeBytes = ggmlBytes(type, dimensions);
  if (Number.isNaN(sizeBytes)) {
    throw fault(`is ${tensor.typeName} [${dimensions.join(", ")}], which has no possible size`);
  }
  if (offset + sizeBytes > fileBytes) {
    throw fault(`ends at byte ${offset + sizeBytes}, the file has ${fileBytes}: it is cut off`);
  }
  return { ...tensor, offset, sizeBytes };
}

function overlapOf(tensors: readonly GgufTensor[]): string | undefined {
  const sorted = [...tensors].sort((a, b) => a.offset - b.offset || (a.sizeBytes ?? 0) - (b.sizeBytes ?? 0));
  let end = 0;
  let before = "";
  for (const { name, offset, sizeBytes = 0 } of sorted) {
    if (offset < end) {
      return `tensors "${shortened(before)}" and "${shortened(name)}" overlap`;
    }
    end = offset + sizeBytes;
    before = name;
  }
  return undefined;
}

/** A number rounded up to a multiple of `alignment`, a power of two. */
export function aligned(position: number, alignment: number): number {
  return Math.ceil(position / alignment) * alignment;
}

function scalarOf(value: GgufValue | undefined): Extract<GgufValue, { value: GgufScalar }> | undefined {
  return value === undefined || value.type === "array" ? undefined : value;
}

/** A text of the metadata, or undefined when there is none of that name. */
export function ggufText({ metadata }: GgufHeader, key: string): string | undefined {
  const value = scalarOf(metadata.get(key))?.value;
  return typeof value === "string" ? value : undefined;
}

/** A number of the metadata, or undefined when there is none of that name. */
export function ggufNumber({ metadata }: GgufHeader, key: string): number | undefined {
  const value = scalarOf(metadata.get(key))?.value;
  return typeof value === "number" ? value : undefined;
}
