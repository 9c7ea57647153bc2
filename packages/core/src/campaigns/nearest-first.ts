/** Requests that are served one at a time, the cheapest of those that wait first. */
export type Serve<Request, Result> = (request: Request) => Promise<Result>;

interface Waiting<Request, Result> {
  readonly request: Request;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Serve requests one at a time: of those that wait, the one that costs least as things stand, of equal ones the one that
 * was made first. When one fails, all that wait and all that come later fail with it: who asked for them may be gone.
 */
export function createNearestFirst<Request, Result>(
  costOf: (request: Request) => number,
  serve: Serve<Request, Result>,
): Serve<Request, Result> {
  const waiting: Waiting<Request, Result>[] = [];
  let serving = false;
  let failure: { readonly error: unknown } | null = null;
  const work = async (): Promise<void> => {
    serving = true;
    // Whoever asks for several at once has asked for all of them by then.
    await new Promise((resume) => setImmediate(resume));
    while (waiting.length > 0) {
      const [next] = waiting.splice(cheapest(waiting, costOf), 1);
      try {
        if (next !== undefined) {
          next.resolve(await serve(next.request));
        }
      } catch (error) {
        failure = { error };
        next?.reject(error);
        for (const other of waiting.splice(0)) {
          other.reject(error);
        }
      }
      // Who waited for the last one may ask for the next.
      await new Promise((resume) => setImmediate(resume));
    }
    serving = false;
  };
  return (request) =>
    new Promise<Result>((resolve, reject) => {
      if (failure !== null) {
        reject(failure.error);
        return;
      }
      waiting.push({ request, resolve, reject });
      if (!serving) {
        void work();
      }
    });
}

function cheapest<Request>(
  waiting: readonly { readonly request: Request }[],
  costOf: (request: Request) => number,
): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, { request }] of waiting.entries()) {
    const cost = costOf(request);
    if (cost < least) {
      best = at;
      least = cost;
    }
  }
  return best;
}
