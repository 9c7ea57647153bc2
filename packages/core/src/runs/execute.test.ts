import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../../test/run-folder.ts";
import { posedCall, scurvyItem } from "../backends/__fixtures__/backend-context.ts";
import type { CompletionResult } from "../backends/define.ts";
import type { ErrorCode } from "../base/error-codes.ts";
import { BackendError } from "../base/errors.ts";
import { identityHash } from "../base/hash.ts";
import { plainCompletion } from "../records/completion.ts";
import { type Executed, executeModel, type FailureLine, type ModelProgress } from "./execute.ts";
import { type Journal, openJournal } from "./journal.ts";
import { journalLine } from "./scan-journal.ts";
import { addressJson, type NotMadeReason, type PlannedCall } from "./walk.ts";

function planned(number: number, notMade: NotMadeReason | null = null): PlannedCall {
  const place = identityHash(`place ${number}`);
  const posed = posedCall({ ...scurvyItem, id: `q${number}` }, { id: identityHash(`call ${number}`), place });
  const rest = { addressJson: addressJson(posed.call), parametersHash: "3".repeat(32), notMade };
  return { posed, item: scurvyItem, itemNumber: number, ...rest, arm, turnsLeft: 1, next: null };
}

const arm: PlannedCall["arm"] = { instruction: null, likelihood: null };

async function* walk(calls: readonly PlannedCall[]): AsyncGenerator<Iterable<PlannedCall>> {
  for (let start = 0; start < calls.length; start += 7) {
    yield calls.slice(start, start + 7);
  }
}

const completed: CompletionResult = { status: "completed", completion: plainCompletion("C"), attempts: [] };

function failed(code: ErrorCode, message: string = code, hopeless = false): CompletionResult {
  return { status: "failed", error: new BackendError(code, message), attempts: [], hopeless };
}

/** What an execution did. */
interface Outcome {
  readonly executed: Executed;
  readonly asked: readonly string[];
  readonly mostInFlight: number;
  readonly failures: readonly FailureLine[];
  readonly progress: ModelProgress | undefined;
  readonly journal: Journal;
}

/** Execute some calls over a backend that answers the n-th question it gets (from 0) as told. */
async function execute(
  calls: readonly PlannedCall[],
  answer: (nth: number, itemId: string) => CompletionResult | Promise<CompletionResult>,
  { concurrency = 4, signal = new AbortController().signal, finished = [] as readonly PlannedCall[] } = {},
): Promise<Outcome> {
  await using folder = await temporaryFolder();
  const journal = openJournal(join(folder.path, "completions.jsonl"));
  for (const { posed } of finished) {
    await journal.append(posed.call.place, posed.call.id, journalLine(posed.call.id, posed.call.place, '"text":""'));
  }
  const asked: string[] = [];
  const failures: FailureLine[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  let progress: ModelProgress | undefined;
  const executed = await executeModel({
    model: "m",
    walk: walk(calls),
    backend: {
      complete: async ({ call }) => {
        const nth = asked.push(call.itemId) - 1;
        inFlight += 1;
        mostInFlight = Math.max(mostInFlight, inFlight);
        await new Promise((resolve) => setImmediate(resolve));
        inFlight -= 1;
        return await answer(nth, call.itemId);
      },
      close: () => Promise.resolve(),
    },
    journal,
    replyOf: () => null,
    concurrency,
    signal,
    onFailure: (failure) => failures.push(failure),
    onProgress: (now) => {
      progress = now;
    },
  });
  await journal.close();
  return { executed, asked, mostInFlight, failures, progress, journal };
}

const many = Array.from({ length: 100 }, (_, number) => planned(number));

describe("a plan", () => {
  it("is asked in order, so many calls at once as allowed, and journaled", async () => {
    const { executed, asked, mostInFlight, progress, journal } = await execute(many, () => completed, {
      concurrency: 6,
    });
    expect(executed).toEqual({ stoppedBecause: null, walked: 100, walkedAll: true });
    expect(asked).toEqual(many.map(({ posed }) => posed.call.itemId));
    expect(mostInFlight).toBe(6);
    expect(progress).toEqual({ model: "m", finished: 100, failed: 0, inFlight: 0 });
    expect(journal.calls).toBe(100);
  });

  it("is not asked what is finished or never made", async () => {
    const calls = [planned(0), planned(1, "unkeyed"), planned(2), planned(3, "annulled"), planned(4, "not-posed")];
    const { asked, progress } = await execute(calls, () => completed, { finished: [planned(2)] });
    expect(asked).toEqual(["q0"]);
    expect(progress).toMatchObject({ finished: 2, failed: 0 });
  });
});

describe("failures", () => {
  it("leave the other calls alone", async () => {
    const { executed, asked, failures, progress } = await execute(many, (nth) =>
      nth % 3 === 0 ? failed("BACKEND_SERVER_ERROR") : completed,
    );
    expect(executed.stoppedBecause).toBeNull();
    expect(asked).toHaveLength(100);
    expect(failures).toHaveLength(34);
    expect(failures[0]).toMatchObject({ itemId: "q0", model: "m", code: "BACKEND_SERVER_ERROR", attempts: [] });
    expect(progress).toEqual({ model: "m", finished: 66, failed: 34, inFlight: 0 });
  });

  it("stop the asking at once when every further call would fail the same way", async () => {
    const { executed, asked } = await execute(many, (nth) =>
      nth === 20 ? failed("BACKEND_UNAUTHORISED", "wrong key", true) : completed,
    );
    expect(executed.stoppedBecause).toMatchObject({ code: "BACKEND_UNAUTHORISED", message: "wrong key" });
    expect(asked.length).toBeLessThanOrEqual(21 + 4);
  });

  it.each([
    ["BACKEND_UNREACHABLE", 4, 8],
    ["BACKEND_SERVER_ERROR", 4, 8],
    ["BACKEND_TIMEOUT", 1, 8],
    ["BACKEND_CONNECTION_LOST", 12, 12],
    ["BACKEND_RATE_LIMITED", 12, 12],
  ] as const)("stop the asking when nothing of the server works: %s, %i at once", async (code, concurrency, least) => {
    const { executed, asked } = await execute(many, () => failed(code), { concurrency });
    expect(executed.stoppedBecause).toMatchObject({ code });
    expect(asked.length).toBeGreaterThanOrEqual(least);
    expect(asked.length).toBeLessThan(least + concurrency);
  });

  it("do not stop it while something still works", async () => {
    const { executed, asked } = await execute(many, (nth) => (nth % 8 === 7 ? completed : failed("BACKEND_TIMEOUT")));
    expect(executed.stoppedBecause).toBeNull();
    expect(asked).toHaveLength(100);
  });

  it("stop it when a server refuses whatever it is asked with the same words", async () => {
    const refused = failed("BACKEND_REQUEST_REFUSED", "HTTP 400: Model Not Exist");
    const { executed, asked } = await execute(many, () => refused);
    expect(executed.stoppedBecause).toMatchObject({ code: "BACKEND_REQUEST_REFUSED" });
    expect(asked.length).toBeLessThan(8 + 4);
  });

  it("do not stop it when questions are refused one by one, or some are answered", async () => {
    const tooLong = await execute(many, (nth) =>
      failed("BACKEND_REQUEST_REFUSED", `${4000 + nth} tokens are too many`),
    );
    expect(tooLong.asked).toHaveLength(100);
    const some = await execute(many, (nth) => (nth === 0 ? completed : failed("BACKEND_REQUEST_REFUSED", "no")));
    expect(some.asked).toHaveLength(100);
    const before = await execute(many, () => failed("BACKEND_REQUEST_REFUSED", "no"), { finished: [planned(0)] });
    expect(before.asked).toHaveLength(99);
  });
});

it("stops when it is told to, and takes what is cancelled for neither finished nor failed", async () => {
  const stopping = new AbortController();
  const { executed, asked, failures, progress } = await execute(
    many,
    (nth) => {
      if (nth === 9) {
        stopping.abort();
      }
      return nth < 9 ? completed : { status: "cancelled" };
    },
    { signal: stopping.signal },
  );
  expect(executed.stoppedBecause).toBeNull();
  expect(asked.length).toBeLessThanOrEqual(10 + 4);
  expect(failures).toEqual([]);
  expect(progress).toEqual({ model: "m", finished: 9, failed: 0, inFlight: 0 });
});

it.skipIf(process.platform !== "linux")(
  "rejects when the journal cannot be written, once nothing is under way",
  async () => {
    const journal = openJournal("/dev/full");
    let inFlight = 0;
    const execution = executeModel({
      model: "m",
      walk: walk(many),
      backend: {
        complete: async () => {
          inFlight += 1;
          await new Promise((resolve) => setImmediate(resolve));
          inFlight -= 1;
          return completed;
        },
        close: () => Promise.resolve(),
      },
      journal,
      replyOf: () => null,
      concurrency: 4,
      signal: new AbortController().signal,
      onFailure: () => {},
      onProgress: () => {},
    });
    await expect(execution).rejects.toMatchObject({ code: "DISK_FULL" });
    expect(inFlight).toBe(0);
    await expect(journal.close()).rejects.toMatchObject({ code: "DISK_FULL" });
  },
);
