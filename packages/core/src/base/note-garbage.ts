import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes made and left between two collections at least. */
const leastBetweenCollections = 32 << 20;

let betweenCollections = leastBetweenCollections;
let since = 0;
let collect: (() => void) | null = null;

/**
 * Say that about so many bytes were made and are held no longer. After every 32 MiB of them, or as many as the heap holds
 * where that is more, garbage is collected. A long streaming pass leaves the engine time to ask the system for more memory
 * before it collects, and typed arrays that nobody holds stay much longer than objects: the process would grow with the
 * exam though nothing is kept. A collection costs about 30 ms with 50 MiB in use. Does nothing where the engine has no such
 * call.
 *
 * @param sizeBytes From 0.
 */
export function noteGarbage(sizeBytes: number): void {
  since += sizeBytes;
  if (since >= betweenCollections) {
    since = 0;
    collect ??= collector();
    collect();
    // A collection takes as long as there is in use: waiting for as much again keeps its share of the time the same.
    betweenCollections = Math.max(leastBetweenCollections, getHeapStatistics().used_heap_size);
  }
}

function collector(): () => void {
  setFlagsFromString("--expose-gc");
  const found: unknown = runInNewContext("globalThis.gc");
  return typeof found === "function" ? () => void found() : () => undefined;
}
