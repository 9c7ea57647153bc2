import { z } from "zod";
import { BackendError } from "../base/errors.ts";
import { plainCompletion } from "../records/completion.ts";
import { defineBackend } from "./define.ts";

export default defineBackend({
  name: "scripted",
  description: "Gives the replies written in the study, by item id: for tests and for showing how a reply is read",
  source: "Viva",
  needsNetwork: false,
  readsItem: true,
  settings: z.strictObject({
    replies: z.record(z.string(), z.string()).default({}).describe("Item id → reply text."),
    otherwise: z.string().optional().describe("Reply for every other item; without it such a call fails."),
    delayMs: z.number().min(0).max(600_000).default(0).describe("Milliseconds before each reply."),
  }),
  parameters: ({ replies, otherwise }) => ({ replies, otherwise }),
  open: ({ replies, otherwise, delayMs }) => {
    const closed = new AbortController();
    return Promise.resolve({
      complete: async ({ call }) => {
        if (delayMs > 0 && !closed.signal.aborted) {
          await new Promise<void>((resolve) => {
            const end = (): void => {
              clearTimeout(timer);
              closed.signal.removeEventListener("abort", end);
              resolve();
            };
            const timer = setTimeout(end, delayMs);
            closed.signal.addEventListener("abort", end);
          });
        }
        if (closed.signal.aborted) {
          return { status: "cancelled" } as const;
        }
        const text = Object.hasOwn(replies, call.itemId) ? replies[call.itemId] : otherwise;
        if (text === undefined) {
          const error = new BackendError("SCRIPT_EXHAUSTED", "the script has no reply", {
            place: { itemId: call.itemId },
          });
          return { status: "failed", error, attempts: [], hopeless: false } as const;
        }
        return { status: "completed", completion: plainCompletion(text), attempts: [] } as const;
      },
      close: () => {
        closed.abort();
        return Promise.resolve();
      },
    });
  },
});
