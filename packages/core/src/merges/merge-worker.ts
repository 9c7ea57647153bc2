import { parentPort, workerData } from "node:worker_threads";
import { messageOf, VivaError } from "../base/errors.ts";
import { catalog } from "../merging/catalog.ts";
import { createMergeHand, type MergeWork, type ThreadSettings } from "./merge-context.ts";
import type { ThreadReply } from "./merge-threads.ts";

// A worker thread of a merge: does the work it is sent, one piece after the other, until it is sent null.
const { method: name, ...settings } = workerData as ThreadSettings & { readonly method: string };
const method = (await catalog[name]?.())?.default;
const port = parentPort;
if (method === undefined || port === null) {
  throw new Error(`no merge method is called "${name}"`);
}
const hand = createMergeHand(settings, method);
port.on("message", (work: MergeWork | null) => {
  if (work === null) {
    hand[Symbol.dispose]();
    port.close();
    return;
  }
  let reply: ThreadReply;
  try {
    reply = { work, sha256: hand.run(work) };
  } catch (error) {
    const known = error instanceof VivaError ? { code: error.code, remedy: error.remedy } : {};
    reply = { work, error: { message: messageOf(error), ...known } };
  }
  port.postMessage(reply);
});
