import { z } from "zod";
import { BugError, DataError } from "../base/errors.ts";
import type { Call } from "../records/call.ts";
import type { Completion } from "../records/completion.ts";
import { defineBackend, type OpenBackend, type Pose } from "./define.ts";
import { parseRecordedReply, type RecordedReply } from "./recorded-reply.ts";
import {
  type BorrowedIndex,
  borrowIndex,
  openIndex,
  openLineReader,
  type RepliesIndexTables,
  shapesOf,
} from "./replies-file.ts";

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
  open: ({ path, recordedAs }, { resolvePath, model, shared }) =>
    openReplies(resolvePath(path), recordedAs ?? model, shared as RepliesIndexTables | undefined),
});

/** @param shared Tables of the file's index, where another thread has made them. */
async function openReplies(path: string, model: string, shared: RepliesIndexTables | undefined): Promise<OpenBackend> {
  const borrowed =
    shared === undefined ? await borrowIndex(path) : { index: openIndex(shared), release: () => undefined };
  try {
    return replaying(borrowed, path, model);
  } catch (error) {
    borrowed.release();
    throw error;
  }
}

/** Throws REPLAY_MODEL_ABSENT, and REPLAY_INVALID where the model has two replies for one place. */
function replaying({ index, release }: BorrowedIndex, path: string, model: string): OpenBackend {
  const lines = index.models.get(model);
  if (lines === undefined) {
    throw new DataError("REPLAY_MODEL_ABSENT", `holds no reply of "${model}"`, {
      place: { file: path },
      remedy: `Models in the file: ${[...index.models.keys()].sort().join(", ") || "none"}. Set recordedAs when the names differ.`,
    });
  }
  if (lines.repeated !== null) {
    throw lines.repeated;
  }
  const shapes = shapesOf(lines);
  const reader = openLineReader(path);
  let open = true;
  // A call is asked right after it was posed, as a rule.
  let lastCall: Call | null = null;
  let lastRow = -1;
  const rowOf = (call: Call): number => {
    if (call !== lastCall) {
      lastRow = index.rowOf(model, shapes, call);
      lastCall = call;
    }
    return lastRow;
  };
  return {
    pose: ({ call }) => {
      const row = rowOf(call);
      return row < 0 ? notPosed : { posed: true, identity: index.identity(row) };
    },
    complete: ({ call }) => {
      if (!open) {
        return Promise.resolve({ status: "cancelled" });
      }
      const row = rowOf(call);
      if (row < 0) {
        throw new BugError("INTERNAL", `call for item ${call.itemId} was posed without a recorded reply`);
      }
      const parsed = parseRecordedReply(JSON.parse(index.read(row, reader)));
      if (!parsed.success) {
        throw parsed.error;
      }
      return Promise.resolve({ status: "completed", completion: completionOf(parsed.data), attempts: [] });
    },
    shared: () => index.tables,
    close: () => {
      open = false;
      reader.close();
      release();
      return Promise.resolve();
    },
  };
}

const notPosed: Pose = { posed: false, reason: "not-posed" };

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
