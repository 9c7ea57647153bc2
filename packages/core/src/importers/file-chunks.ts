import { open } from "node:fs/promises";
import { DataError, messageOf } from "../base/errors.ts";

const chunkBytes = 1 << 20;

/** The bytes of a file in pieces of 1 MiB. Throws DATASET_NOT_FOUND when it cannot be read. */
export async function* fileChunks(path: string): AsyncGenerator<Buffer> {
  const unreadable = (cause: unknown): DataError =>
    new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
  const file = await open(path, "r").catch((cause: unknown) => {
    throw unreadable(cause);
  });
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const { bytesRead } = await file.read(chunk, 0, chunkBytes).catch((cause: unknown) => {
        throw unreadable(cause);
      });
      if (bytesRead === 0) {
        return;
      }
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
