import { DataError } from "../base/errors.ts";

/** A field of a protocol buffer: its number, and its value as the wire has it. */
export type ProtobufField =
  | { readonly number: number; readonly kind: "varint"; readonly value: bigint }
  | { readonly number: number; readonly kind: "bytes" | "fixed32" | "fixed64"; readonly value: Buffer };

const kinds = { 0: "varint", 1: "fixed64", 2: "bytes", 5: "fixed32" } as const;

/**
 * The fields of a message of a protocol buffer, in order; messages in it are bytes. Bytes are views, nothing is copied.
 *
 * Throws MODEL_FILE_INVALID, naming the file and the place, for a number that does not end, a length beyond the message, field 0
 * and the kinds of fields that were given up (groups).
 */
export function* protobufFields(bytes: Buffer, file: string): Generator<ProtobufField> {
  let at = 0;
  const invalid = (why: string): DataError =>
    new DataError("MODEL_FILE_INVALID", `is no protocol buffer at byte ${at}: ${why}`, { place: { file } });
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) {
        throw invalid("a number does not end");
      }
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return BigInt.asUintN(64, value);
      }
    }
    throw invalid("a number has more than ten bytes");
  };
  const take = (length: number): Buffer => {
    if (length > bytes.length - at) {
      throw invalid(`${length} bytes are announced, ${bytes.length - at} are there`);
    }
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const number = Number(key >> 3n);
    const kind = kinds[Number(key & 7n) as keyof typeof kinds];
    if (number === 0 || kind === undefined) {
      throw invalid(`no field has the key ${key}`);
    }
    if (kind === "varint") {
      yield { number, kind, value: varint() };
    } else {
      yield { number, kind, value: take(kind === "bytes" ? Number(varint()) : kind === "fixed32" ? 4 : 8) };
    }
  }
}
