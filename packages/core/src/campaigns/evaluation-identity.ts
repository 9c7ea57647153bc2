import { readFileSync, statSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { canonicalJson, fileHash, identityHash } from "../base/hash.ts";
import type { MergeInput } from "../merges/merge-plan.ts";

const knownHashes = z.record(
  z.string(),
  z.strictObject({ size: z.number(), modifiedMs: z.number(), sha256: z.string() }),
);

/**
 * SHA-256 of files by their path. What was hashed before is taken from a file, as long as size and time of change are what
 * they were: models are large, and a search is gone on with often.
 */
export async function hashInputs(
  inputs: readonly Pick<MergeInput, "path">[],
  { cache, signal }: { readonly cache: string; readonly signal: AbortSignal },
): Promise<Map<string, string>> {
  const known = readKnown(cache);
  const found = new Map<string, string>();
  for (const { path } of inputs) {
    const { size, mtimeMs } = statSync(path);
    const before = known[path];
    const same = before !== undefined && before.size === size && before.modifiedMs === mtimeMs;
    const sha256 = same ? before.sha256 : await fileHash(path);
    signal.throwIfAborted();
    found.set(path, sha256);
    known[path] = { size, modifiedMs: mtimeMs, sha256 };
    if (!same) {
      writeFileSync(cache, JSON.stringify(known));
    }
  }
  return found;
}

function readKnown(cache: string): z.infer<typeof knownHashes> {
  try {
    return knownHashes.parse(JSON.parse(readFileSync(cache, "utf8")));
  } catch {
    // None yet, or torn: everything is hashed.
    return {};
  }
}

/** Hash of all that evaluations depend on beside the recipe: contents of models and exams, and the way of asking. */
export function evaluationIdentity(parts: {
  /** SHA-256 of every file of every model, in the order of the models. */
  readonly inputs: readonly string[];
  readonly groups: unknown;
  readonly judge: unknown;
  /** Of each task: its studies' identities. */
  readonly studies: readonly unknown[];
}): string {
  return identityHash(canonicalJson(parts));
}
