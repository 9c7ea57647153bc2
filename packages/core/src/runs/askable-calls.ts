import type { OpenBackend } from "../backends/define.ts";
import type { PlannedCall } from "./walk.ts";

/** The calls of a walk that a backend has anything to ask for: recorded replies may hold some only. The others stay without a reply. */
export async function* askableCalls(
  walk: AsyncIterable<Iterable<PlannedCall>>,
  backend: Pick<OpenBackend, "pose">,
): AsyncGenerator<Iterable<PlannedCall>> {
  for await (const calls of walk) {
    yield posedOf(calls, backend);
  }
}

function* posedOf(calls: Iterable<PlannedCall>, { pose }: Pick<OpenBackend, "pose">): Generator<PlannedCall> {
  for (const call of calls) {
    if (pose?.(call.posed).posed !== false) {
      yield call;
    }
  }
}
