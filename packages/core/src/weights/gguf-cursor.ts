import { isUtf8 } from "node:buffer";
import { DataError } from "../base/errors.ts";
import {
  type GgufScalar,
  type GgufScalarType,
  type GgufValueType,
  ggufValueBytes,
  ggufValueTypes,
} from "./gguf-value.ts";
import { shortened } from "./header-scanner.ts";
import type { ModelFile } from "./model-file.ts";
import { modelLimits } from "./model-limits.ts";

/** Reads the head of a GGUF file from its start on. Every method throws MODEL_FILE_INVALID or MODEL_FILE_LIMIT. */
export interface GgufCursor {
  /** Bytes read so far. */
  position(): number;
  uint32(): number;
  /** A 64-bit count, refused when so many things of `leastBytes` each cannot follow in the file. */
  count(what: string, leastBytes: number): number;
  string(what: string): string;
  scalar(type: GgufScalarType, what: string): GgufScalar;
  valueType(what: string): GgufValueType;
  /** Pass over bytes. */
  skip(bytes: number, what: string): void;
}

const windowBytes = 1 << 18;

/**
 * A cursor that holds no more than a window of the file. What a length claims is compared with what is left of the
 * file before anything is allocated for it.
 */
export function createGgufCursor(file: ModelFile): GgufCursor {
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;
  let at = 0;
  const invalid = (message: string): DataError =>
    new DataError("MODEL_FILE_INVALID", message, { place: { file: file.path } });

  /** The next bytes, as a view that the next call may overwrite. */
  const take = (bytes: number, what: string): Buffer => {
    if (bytes > file.sizeBytes - at) {
      throw invalid(
        `${what} at byte ${at} wants ${bytes} bytes, the file has ${file.sizeBytes}: it is cut off or damaged`,
      );
    }
    if (at + bytes > modelLimits.ggufHeadBytes) {
      throw new DataError("MODEL_FILE_LIMIT", `the head is longer than ${modelLimits.ggufHeadBytes} bytes at ${what}`, {
        place: { file: file.path },
      });
    }
    if (at < windowStart || at + bytes > windowStart + window.length) {
      const size = Math.min(Math.max(windowBytes, bytes), file.sizeBytes - at);
      window = file.read(at, size);
      windowStart = at;
    }
    const start = at - windowStart;
    at += bytes;
    return window.subarray(start, start + bytes);
  };

  const count = (what: string, leastBytes: number): number => {
    const claimed = take(8, what).readBigUInt64LE(0);
    const left = file.sizeBytes - at;
    if (claimed > BigInt(Math.floor(left / leastBytes))) {
      throw invalid(`${what} is ${claimed}, and only ${left} bytes follow: the file is cut off or damaged`);
    }
    return Number(claimed);
  };

  const string = (what: string): string => {
    const bytes = take(count(`the length of ${what}`, 1), what);
    if (!isUtf8(bytes)) {
      throw invalid(`${what} before byte ${at} is not UTF-8`);
    }
    return bytes.toString("utf8");
  };

  const scalar = (type: GgufScalarType, what: string): GgufScalar => {
    if (type === "string") {
      return string(what);
    }
    const bytes = take(ggufValueBytes[type], what);
    switch (type) {
      case "uint8":
        return bytes.readUInt8(0);
      case "int8":
        return bytes.readInt8(0);
      case "uint16":
        return bytes.readUInt16LE(0);
      case "int16":
        return bytes.readInt16LE(0);
      case "uint32":
        return bytes.readUInt32LE(0);
      case "int32":
        return bytes.readInt32LE(0);
      case "float32":
        return bytes.readFloatLE(0);
      case "float64":
        return bytes.readDoubleLE(0);
      case "uint64":
        return asNumber(bytes.readBigUInt64LE(0));
      case "int64":
        return asNumber(bytes.readBigInt64LE(0));
      case "bool": {
        const byte = bytes[0];
        if (byte !== 0 && byte !== 1) {
          throw invalid(`${what} is the truth value ${byte}`);
        }
        return byte === 1;
      }
    }
  };

  return {
    position: () => at,
    uint32: () => take(4, "a number").readUInt32LE(0),
    count,
    string,
    scalar,
    valueType: (what) => {
      const number = take(4, what).readUInt32LE(0);
      const type = ggufValueTypes[number];
      if (type === undefined) {
        throw invalid(`${shortened(what)} is of the unknown kind ${number}`);
      }
      return type;
    },
    skip: (bytes, what) => {
      if (bytes > file.sizeBytes - at) {
        throw invalid(
          `${what} at byte ${at} wants ${bytes} bytes, the file has ${file.sizeBytes}: it is cut off or damaged`,
        );
      }
      at += bytes;
    },
  };
}

function asNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
