import { resolve } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { BackendContext } from "../backends/define.ts";
import { BugError } from "../base/errors.ts";
import { toThreadError } from "../base/thread-error.ts";
import type { ModelProgress } from "./execute.ts";
import type { FromModelThread, ModelThreadStart, ToModelThread } from "./model-thread.ts";
import { parseStudy } from "./read-study.ts";
import { type Sat, sitModel } from "./sit-model.ts";
import type { Study } from "./study.ts";
import { createThreadJournal } from "./thread-journal.ts";

// A thread of a run: asks the models it is told to, one after the other, reads and marks their replies and sends what
// belongs into the journal. Ends when it is told to.
const { source, folder, staging, exemplars, expectedCalls } = workerData as ModelThreadStart;
const port = parentPort;
if (port === null) {
  throw new BugError("INTERNAL", "this module is started as a thread");
}
const stopping = new AbortController();
let study: Promise<Study> | undefined;
let progress: ModelProgress = { model: "", finished: 0, failed: 0, inFlight: 0 };

const say = (message: FromModelThread, moved: readonly ArrayBuffer[] = []): void => port.postMessage(message, moved);
const journal = createThreadJournal((lines) =>
  say({ kind: "lines", lines, progress }, [lines.bytes.buffer, lines.sizes.buffer]),
);

/** A backend that shares what it holds gives its replies from that alone. */
function absent(what: string): never {
  throw new BugError("INTERNAL", `a backend asked for ${what} in a thread of its own`);
}

async function sit(id: string, shared: unknown): Promise<Sat> {
  study ??= parseStudy(source.text, source.file, source.choices);
  const known = await study;
  const model = known.models.find((one) => one.id === id);
  if (model === undefined) {
    throw new BugError("INTERNAL", `a thread was told to ask ${id}, which its study has not`);
  }
  const context: BackendContext = {
    resolvePath: (path) => resolve(known.folder, path),
    environment: {},
    now: () => absent("the time"),
    jitter: () => absent("chance"),
    seed: known.seed,
    model: id,
    concurrency: model.concurrency,
    endpoint: () => absent("a connection"),
    shared,
  };
  const backend = await model.configured.open(context);
  try {
    const sat = await sitModel({
      study: known,
      model,
      backend,
      folder,
      staging,
      exemplars,
      sources: new Map(),
      journal,
      expectedCalls,
      replyOf: () => null,
      signal: stopping.signal,
      onFailure: (failure) => say({ kind: "failure", failure }),
      onProgress: (counts) => {
        progress = counts;
      },
    });
    journal.sendRest();
    return sat;
  } finally {
    await backend.close();
  }
}

port.on("message", (message: ToModelThread) => {
  switch (message.kind) {
    case "sit":
      sit(message.model, message.shared).then(
        (sat) => say({ kind: "sat", sat, progress }),
        (error) => say({ kind: "failed", error: toThreadError(error) }),
      );
      break;
    case "written":
      journal.written();
      break;
    case "stop":
      stopping.abort();
      break;
    case "end":
      port.close();
      break;
  }
});
