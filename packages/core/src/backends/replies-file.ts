import { closeSync, openSync, readSync, statSync } from "node:fs";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { createColumn } from "../base/growable.ts";
import { identityHash } from "../base/hash.ts";
import {
  createHashIndex,
  type HashIndex,
  openSharedHashIndex,
  type SharedHashIndex,
  sharedCopy,
} from "../base/hash-index.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Call } from "../records/call.ts";
import { parseRecordedReply, type RecordedReply } from "./recorded-reply.ts";

/** Which fields a line addresses its reply by, the most specific first: v for variantId, a for arm. */
const allShapes = ["va", "v", "a", ""] as const;
type Shape = (typeof allShapes)[number];

/** What a replies file holds of one model. */
interface ModelLines {
  readonly shapes: ReadonlySet<Shape>;
  /** A second reply for one place: it is wrong for whoever asks for this model. */
  readonly repeated: DataError | null;
}

/** What an index holds, in memory that threads share: about 60 bytes a reply, whatever its length. */
export interface RepliesIndexTables {
  readonly models: ReadonlyMap<string, ModelLines>;
  readonly places: SharedHashIndex;
  /** By row: byte offset in the file, bytes, and 16 bytes of hash. */
  readonly offsets: Float64Array;
  readonly sizes: Uint32Array;
  readonly identities: Uint8Array;
}

/** Where each reply stands in a file. */
export interface RepliesIndex {
  readonly tables: RepliesIndexTables;
  readonly models: ReadonlyMap<string, ModelLines>;
  /** Row of the reply to a call, or −1. */
  rowOf(model: string, shapes: readonly Shape[], call: Call): number;
  /** Hash of what was replied. */
  identity(row: number): string;
  /** A row's line, read from the file. */
  read(row: number, reader: LineReader): string;
}

interface SharedIndex {
  readonly stamp: string;
  readonly index: Promise<RepliesIndex>;
  users: number;
}

/** Indexes in use. A study's models have their replies in one file as a rule, which is read once for all of them. */
const inUse = new Map<string, SharedIndex>();

/** An index that others may use too. */
export interface BorrowedIndex {
  readonly index: RepliesIndex;
  /** Say that it is no longer used; the last one to say so frees it. */
  release(): void;
}

/**
 * The index of a replies file; shared with everybody who has it open and finds the file unchanged since. Throws
 * REPLAY_INVALID and FILE_JSON_INVALID with the line, and what `readLines` throws.
 */
export async function borrowIndex(path: string): Promise<BorrowedIndex> {
  const stamp = stampOf(path);
  const known = inUse.get(path);
  const shared = known?.stamp === stamp ? known : { stamp, index: indexReplies(path), users: 0 };
  inUse.set(path, shared);
  shared.users += 1;
  let released = false;
  const release = (): void => {
    if (released) {
      return;
    }
    released = true;
    shared.users -= 1;
    if (shared.users === 0 && inUse.get(path) === shared) {
      inUse.delete(path);
    }
  };
  try {
    return { index: await shared.index, release };
  } catch (error) {
    release();
    throw error;
  }
}

function stampOf(path: string): string {
  // A file that is not there is found missing when it is read.
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? "" : `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
}

const identityBytes = 16;

async function indexReplies(path: string): Promise<RepliesIndex> {
  const places = createHashIndex();
  const offsets = createColumn(Float64Array);
  const sizes = createColumn(Uint32Array);
  let identities = Buffer.allocUnsafeSlow(identityBytes << 10);
  const models = new Map<string, { shapes: Set<Shape>; repeated: DataError | null }>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const place = { file: path, line: line.number };
      const parsed = parseRecordedReply(parseJsonLine(line, path));
      if (!parsed.success) {
        throw new DataError("REPLAY_INVALID", z.prettifyError(parsed.error), { place });
      }
      const reply = parsed.data;
      const found = models.get(reply.model) ?? { shapes: new Set(), repeated: null };
      models.set(reply.model, found);
      const { row, isNew } = places.add(keyOfLine(reply, found.shapes));
      if (!isNew) {
        found.repeated ??= new DataError(
          "REPLAY_INVALID",
          `a second reply of ${reply.model} for the same place (repeat ${reply.repeat})`,
          { place: { ...place, itemId: reply.itemId } },
        );
        continue;
      }
      offsets.push(line.offset);
      sizes.push(line.sizeBytes);
      if (identities.length <= row * identityBytes) {
        identities = enlarged(identities);
      }
      identities.write(contentHash(reply), row * identityBytes, "hex");
    }
  }
  return openIndex({
    models,
    places: places.shared(),
    offsets: sharedCopy(Float64Array, offsets.values()),
    sizes: sharedCopy(Uint32Array, sizes.values()),
    identities: sharedCopy(Uint8Array, identities.subarray(0, places.size * identityBytes)),
  });
}

/** The index whose tables these are, made by this thread or another. */
export function openIndex(tables: RepliesIndexTables): RepliesIndex {
  const { models, offsets, sizes } = tables;
  const places = openSharedHashIndex(tables.places);
  const identities = Buffer.from(tables.identities.buffer, tables.identities.byteOffset, tables.identities.byteLength);
  return {
    tables,
    models,
    rowOf: (model, shapes, call) => rowOf(places, model, shapes, call),
    identity: (row) => identities.toString("hex", row * identityBytes, (row + 1) * identityBytes),
    read: (row, reader) => reader.read(offsets[row] ?? 0, sizes[row] ?? 0),
  };
}

function enlarged(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(Math.ceil(bytes.length / 2 / identityBytes) * 3 * identityBytes);
  bytes.copy(larger);
  return larger;
}

function contentHash({ text, reasoning, finishReason }: RecordedReply): string {
  return identityHash(JSON.stringify([text, reasoning ?? null, finishReason]));
}

/** A line without a perturbation and without a variant answers the original; one without an arm answers every arm. */
function keyOfLine(reply: RecordedReply, shapes: Set<Shape>): string {
  const { variantId, arm } = reply;
  const shape: Shape = variantId === undefined ? (arm === undefined ? "" : "a") : arm === undefined ? "v" : "va";
  shapes.add(shape);
  return placeKey(shape, reply.model, {
    itemId: reply.itemId,
    arm: arm ?? "",
    variantId: variantId ?? "",
    perturbation: reply.perturbation ?? "none",
    turn: reply.turn,
    repeat: reply.repeat,
  });
}

function rowOf(places: Pick<HashIndex, "get">, model: string, shapes: readonly Shape[], call: Call): number {
  for (const shape of shapes) {
    const row = places.get(placeKey(shape, model, call));
    if (row >= 0) {
      return row;
    }
  }
  return -1;
}

function placeKey(
  shape: Shape,
  model: string,
  at: Pick<Call, "itemId" | "arm" | "variantId" | "perturbation" | "turn" | "repeat">,
): string {
  const arm = shape === "a" || shape === "va" ? at.arm : "";
  const variant = shape === "v" || shape === "va" ? `v${at.variantId}` : `p${at.perturbation}`;
  return identityHash(
    `${shape}\u0000${model}\u0000${at.itemId}\u0000${arm}\u0000${variant}\u0000${at.turn}\u0000${at.repeat}`,
  );
}

/** The shapes a model's lines have, the most specific first; only those are looked up. */
export function shapesOf(lines: ModelLines): readonly Shape[] {
  return allShapes.filter((shape) => lines.shapes.has(shape));
}

const blockBytes = 1 << 16;

/** Reads lines at known places. Replies are wanted in the file's order as a rule, so their neighbours are read along. */
export interface LineReader {
  read(offset: number, sizeBytes: number): string;
  /** Harmless when called again. */
  close(): void;
}

/** Open a file to read some of its lines. */
export function openLineReader(path: string): LineReader {
  const descriptor = openSync(path, "r");
  let block = Buffer.alloc(0);
  let blockOffset = 0;
  let filled = 0;
  let open = true;
  return {
    read: (offset, sizeBytes) => {
      if (offset < blockOffset || offset + sizeBytes > blockOffset + filled) {
        // A place far from the last one stands alone: what lies around it would be read for nothing.
        const isNear = offset >= blockOffset && offset <= blockOffset + filled + blockBytes;
        const wanted = isNear ? Math.max(blockBytes, sizeBytes) : sizeBytes;
        if (block.length < wanted) {
          block = Buffer.allocUnsafeSlow(wanted);
        }
        blockOffset = offset;
        filled = readSync(descriptor, block, 0, wanted, offset);
      }
      const from = offset - blockOffset;
      return block.toString("utf8", from, Math.min(filled, from + sizeBytes));
    },
    close: () => {
      // Called again at the end of a run that was broken off; by then the number may belong to another file.
      if (open) {
        open = false;
        closeSync(descriptor);
      }
    },
  };
}
