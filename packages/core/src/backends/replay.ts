import { closeSync, openSync, readSync } from "node:fs";
import { z } from "zod";
import { BugError, DataError } from "../base/errors.ts";
import { type Column, createColumn } from "../base/growable.ts";
import { identityHash } from "../base/hash.ts";
import { createHashIndex, type HashIndex } from "../base/hash-index.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Call } from "../records/call.ts";
import type { Completion } from "../records/completion.ts";
import { defineBackend, type OpenBackend } from "./define.ts";

/** One recorded reply: a line of a replies file. */
export const recordedReplySchema = z.looseObject({
  itemId: z.union([z.string(), z.number()]).transform(String),
  model: z.string(),
  arm: z.string().optional(),
  variantId: z.string().optional(),
  perturbation: z.string().optional(),
  turn: z.int().min(0).default(0),
  repeat: z.int().min(0).default(0),
  text: z.string().nullable(),
  reasoning: z.string().nullable().optional(),
  finishReason: z.enum(["stop", "length", "content-filter", "tool-calls", "unknown"]).default("stop"),
});

type RecordedReply = z.infer<typeof recordedReplySchema>;

export default defineBackend({
  name: "replay",
  description: "Gives recorded replies from a JSON Lines file; an item without a line is not posed",
  source: "Viva",
  needsNetwork: false,
  readsItem: false,
  settings: z.strictObject({
    path: z
      .string()
      .min(1)
      .describe(
        "Replies file: {itemId, model, arm?, variantId?, perturbation?, turn?, repeat, text, finishReason?} a line.",
      ),
    recordedAs: z.string().optional().describe("The model's name in the file; default: its id in the study."),
  }),
  files: ({ path }, { resolvePath }) => [resolvePath(path)],
  // Each call's identity holds its reply, so a longer file extends a run instead of changing it.
  parameters: () => ({}),
  open: ({ path, recordedAs }, { resolvePath, model }) => openReplies(resolvePath(path), recordedAs ?? model),
});

/** Where each reply of one model stands in its file: about 70 bytes a reply, whatever its length. */
interface ReplyIndex {
  readonly places: HashIndex;
  readonly offsets: Column<Float64Array>;
  readonly sizes: Column<Uint32Array>;
  readonly identities: string[];
  /** Which of arm and variantId lines of this file give; only those combinations are looked up. */
  readonly shapes: ReadonlySet<string>;
}

async function openReplies(path: string, model: string): Promise<OpenBackend> {
  const index = await indexReplies(path, model);
  const descriptor = openSync(path, "r");
  let open = true;
  const rowOf = (call: Call): number => {
    for (const shape of index.shapes) {
      const row = index.places.get(placeKey(shape, call.itemId, call));
      if (row >= 0) {
        return row;
      }
    }
    return -1;
  };
  return {
    pose: ({ call }) => {
      const row = rowOf(call);
      return row < 0 ? { posed: false, reason: "not-posed" } : { posed: true, identity: index.identities[row] ?? "" };
    },
    complete: ({ call }) => {
      if (!open) {
        return Promise.resolve({ status: "cancelled" });
      }
      const row = rowOf(call);
      const offset = index.offsets.at(row);
      const size = index.sizes.at(row);
      if (Number.isNaN(offset)) {
        throw new BugError("INTERNAL", `call for item ${call.itemId} was posed without a recorded reply`);
      }
      const bytes = Buffer.alloc(size);
      readSync(descriptor, bytes, 0, size, offset);
      const reply = recordedReplySchema.parse(JSON.parse(bytes.toString("utf8")));
      return Promise.resolve({ status: "completed", completion: completionOf(reply), attempts: [] });
    },
    close: () => {
      // Called again at the end of a run that was broken off; by then the number may belong to another file.
      if (open) {
        open = false;
        closeSync(descriptor);
      }
      return Promise.resolve();
    },
  };
}

function completionOf(reply: RecordedReply): Completion {
  const text = reply.text ?? "";
  const reasoning = reply.reasoning ?? null;
  return {
    text,
    reasoning: reasoning === null ? null : { text: reasoning, tokens: null },
    finishReason: reply.finishReason,
    cutIn: reply.finishReason !== "length" ? null : text === "" && reasoning !== null ? "reasoning" : "answer",
    servedModel: null,
    usage: null,
  };
}

/** A line without a perturbation and without a variant answers the original; one without an arm answers every arm. */
function placeKey(
  shape: string,
  itemId: string,
  at: Pick<Call, "arm" | "variantId" | "perturbation" | "turn" | "repeat">,
): string {
  const arm = shape.includes("a") ? at.arm : "";
  const variant = shape.includes("v") ? `v${at.variantId}` : `p${at.perturbation}`;
  return identityHash([shape, itemId, arm, variant, at.turn, at.repeat].join("\u0000"));
}

async function indexReplies(path: string, model: string): Promise<ReplyIndex> {
  const places = createHashIndex();
  const offsets = createColumn(Float64Array);
  const sizes = createColumn(Uint32Array);
  const identities: string[] = [];
  const shapes = new Set<string>();
  const otherModels = new Set<string>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const place = { file: path, line: line.number };
      const parsed = recordedReplySchema.safeParse(parseJsonLine(line, path));
      if (!parsed.success) {
        throw new DataError("REPLAY_INVALID", z.prettifyError(parsed.error), { place });
      }
      const reply = parsed.data;
      if (reply.model !== model) {
        otherModels.add(reply.model);
        continue;
      }
      const shape = `${reply.variantId === undefined ? "" : "v"}${reply.arm === undefined ? "" : "a"}`;
      shapes.add(shape);
      const at = {
        arm: reply.arm ?? "",
        variantId: reply.variantId ?? "",
        perturbation: reply.perturbation ?? "none",
        turn: reply.turn,
        repeat: reply.repeat,
      };
      if (!places.add(placeKey(shape, reply.itemId, at)).isNew) {
        throw new DataError(
          "REPLAY_INVALID",
          `a second reply of ${model} for the same place (repeat ${reply.repeat})`,
          {
            place: { ...place, itemId: reply.itemId },
          },
        );
      }
      offsets.push(line.offset);
      sizes.push(line.sizeBytes);
      identities.push(identityHash(JSON.stringify([reply.text, reply.reasoning ?? null, reply.finishReason])));
    }
  }
  if (places.size === 0) {
    throw new DataError("REPLAY_MODEL_ABSENT", `holds no reply of "${model}"`, {
      place: { file: path },
      remedy: `Models in the file: ${[...otherModels].sort().join(", ") || "none"}. Set recordedAs when the names differ.`,
    });
  }
  // The most specific lines are looked up first.
  return {
    places,
    offsets,
    sizes,
    identities,
    shapes: new Set(["va", "v", "a", ""].filter((shape) => shapes.has(shape))),
  };
}
