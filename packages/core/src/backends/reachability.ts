/** A server that nobody has reached is given up this long after the first try: its address is wrong or it is down. */
const neverReachedPatienceMs = 3000;
/** A server that answered before is waited for this long: it may be starting again. */
const lostPatienceMs = 60_000;

/** Tells a server that is away for a moment from one that is not there. */
export interface Reachability {
  /** The server answered, whatever it said. */
  reached(): void;
  /**
   * A try that began at `startedAtMs` made no connection. Returns the milliseconds for which the server is still
   * waited for; 0 when it is to be given up.
   */
  missed(startedAtMs: number, nowMs: number): number;
}

/** Start watching a server nothing is known of. */
export function createReachability(): Reachability {
  let everReached = false;
  let missingSinceMs: number | null = null;
  return {
    reached: () => {
      everReached = true;
      missingSinceMs = null;
    },
    missed: (startedAtMs, nowMs) => {
      missingSinceMs ??= startedAtMs;
      return Math.max(0, missingSinceMs + (everReached ? lostPatienceMs : neverReachedPatienceMs) - nowMs);
    },
  };
}
