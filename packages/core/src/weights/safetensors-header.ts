import { isUtf8 } from "node:buffer";
import { DataError } from "../base/errors.ts";
import { type Dtype, dtypes, isDtype, tensorBytes } from "./dtypes.ts";
import { createHeaderScanner, HeaderFault, type HeaderScanner, shortened } from "./header-scanner.ts";
import { openModelFile } from "./model-file.ts";
import { modelLimits } from "./model-limits.ts";

/** A tensor as a header names it. */
export interface HeaderTensor {
  readonly name: string;
  readonly dtype: Dtype;
  /** Sizes of its dimensions, outermost first; empty for a scalar. */
  readonly shape: readonly number[];
  /** First byte, counted from the start of the data. */
  readonly begin: number;
  /** Byte after its last one. */
  readonly end: number;
}

/** What stands at the head of a safetensors file. */
export interface SafetensorsHeader {
  /** In the order of their bytes. */
  readonly tensors: readonly HeaderTensor[];
  /** `__metadata__`: texts by name. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Where the data starts, from the file's first byte. */
  readonly dataOffset: number;
}

/** Bytes of the header's own length. */
const lengthBytes = 8;

/**
 * The header of a safetensors file. Only the header is read, and nothing is allocated before the file is known to be
 * long enough for it.
 *
 * Throws MODEL_NOT_FOUND when the file cannot be read, and MODEL_FILE_INVALID or MODEL_FILE_LIMIT as
 * `parseSafetensorsHeader` does.
 */
export function readSafetensorsHeader(file: string): SafetensorsHeader {
  using opened = openModelFile(file);
  const invalid = (message: string): DataError => new DataError("MODEL_FILE_INVALID", message, { place: { file } });
  if (opened.sizeBytes < lengthBytes) {
    throw invalid(`${opened.sizeBytes} bytes are no safetensors file`);
  }
  const headerBytes = opened.read(0, lengthBytes).readBigUInt64LE(0);
  if (headerBytes > BigInt(modelLimits.safetensorsHeaderBytes)) {
    throw new DataError(
      "MODEL_FILE_LIMIT",
      `the header claims ${headerBytes} bytes, the limit is ${modelLimits.safetensorsHeaderBytes}; is it a safetensors file?`,
      { place: { file } },
    );
  }
  const dataOffset = lengthBytes + Number(headerBytes);
  if (dataOffset > opened.sizeBytes) {
    throw invalid(`the header claims ${headerBytes} bytes, the file has ${opened.sizeBytes}: it is cut off`);
  }
  const json = opened.read(lengthBytes, Number(headerBytes));
  return { ...parseSafetensorsHeader(json, opened.sizeBytes - dataOffset, file), dataOffset };
}

/**
 * Tensors and metadata from a header's JSON, checked as the format demands: known kinds, bytes that fit kind and shape,
 * data covered from end to end without gap or overlap, no name twice.
 *
 * @param json The header without the length before it.
 * @param dataBytes Bytes that follow it in the file.
 *
 * Throws MODEL_FILE_INVALID or MODEL_FILE_LIMIT, naming the tensor.
 */
export function parseSafetensorsHeader(
  json: Uint8Array,
  dataBytes: number,
  file: string,
): Omit<SafetensorsHeader, "dataOffset"> {
  const invalid = (message: string): DataError => new DataError("MODEL_FILE_INVALID", message, { place: { file } });
  if (json[0] !== 0x7b) {
    throw invalid('the header does not begin with "{"');
  }
  if (!isUtf8(json)) {
    throw invalid("the header is not UTF-8");
  }
  const tensors: HeaderTensor[] = [];
  const metadata = new Map<string, string>();
  try {
    const scanner = createHeaderScanner(json);
    scanner.object((name) => {
      if (name === "__metadata__") {
        scanner.object((key) => metadata.set(key, scanner.string()));
      } else {
        tensors.push(scanTensor(scanner, name));
      }
    });
    scanner.end();
  } catch (error) {
    if (error instanceof HeaderFault) {
      throw invalid(`the header, byte ${error.at}: ${error.message}`);
    }
    throw error;
  }
  tensors.sort((a, b) => a.begin - b.begin || a.end - b.end);
  const problem = coverageProblem(tensors, dataBytes);
  if (problem !== undefined) {
    throw invalid(problem);
  }
  return { tensors, metadata };
}

function scanTensor(scanner: HeaderScanner, name: string): HeaderTensor {
  const at = scanner.position();
  let dtype: string | undefined;
  let shape: number[] | undefined;
  let offsets: number[] | undefined;
  scanner.object((key, keyAt) => {
    switch (key) {
      case "dtype":
        dtype = scanner.string();
        break;
      case "shape":
        shape = scanner.integers(modelLimits.tensorDimensions);
        break;
      case "data_offsets":
        offsets = scanner.integers(2);
        break;
      default:
        throw new HeaderFault(keyAt, `tensor "${shortened(name)}" has an unknown field "${shortened(key)}"`);
    }
  });
  const fault = (message: string): HeaderFault => new HeaderFault(at, `tensor "${shortened(name)}" ${message}`);
  const [begin, end] = offsets ?? [];
  if (dtype === undefined || shape === undefined || begin === undefined || end === undefined) {
    throw fault("lacks its dtype, shape or both data_offsets");
  }
  if (!isDtype(dtype)) {
    throw fault(`has the unknown dtype "${shortened(dtype)}"; known are ${Object.keys(dtypes).join(", ")}`);
  }
  const sizeBytes = tensorBytes(dtype, shape);
  if (sizeBytes !== end - begin) {
    const claimed = Number.isNaN(sizeBytes) ? "no possible number of bytes" : `${sizeBytes} bytes`;
    throw fault(`is ${dtype} [${shape.join(", ")}], ${claimed}, and its data_offsets are [${begin}, ${end}]`);
  }
  return { name, dtype, shape, begin, end };
}

/** What is wrong with tensors in order of their bytes: a gap, an overlap, or another length than the data's. */
function coverageProblem(tensors: readonly HeaderTensor[], dataBytes: number): string | undefined {
  let end = 0;
  for (const tensor of tensors) {
    if (tensor.begin !== end) {
      const what = tensor.begin < end ? "overlaps the one before it" : "leaves a gap before it";
      return `tensor "${shortened(tensor.name)}" begins at byte ${tensor.begin} of the data and ${what}, which ends at ${end}`;
    }
    end = tensor.end;
  }
  if (end > dataBytes) {
    const lost = tensors.find((tensor) => tensor.end > dataBytes);
    const first = `tensor "${shortened(lost?.name ?? "")}" ends at byte ${lost?.end ?? end} of the data`;
    return `${first}, all tensors have ${end} bytes, the file holds ${dataBytes} of them: it is cut off`;
  }
  return end < dataBytes ? `${dataBytes - end} bytes follow the last tensor` : undefined;
}
