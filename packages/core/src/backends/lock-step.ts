/** Something whose parties take their steps together. */
export interface LockStep {
  /** A new party: from now on no step begins without it. */
  join(): LockStepParty;
}

/** One of those that step together. */
export interface LockStepParty {
  /**
   * Do something as soon as every party has something to do; all begin in the same turn of the event loop, in the order in
   * which they joined. Gives what the action gives; where it throws, that is its own party's matter alone.
   */
  step<T>(action: () => Promise<T>): Promise<T>;
  /** The others go on without it. */
  leave(): void;
}

/**
 * Nobody has joined. A party that does something else between two steps holds up the others for as long.
 *
 * @example Two parties call step(a) and step(b) at different times: a and b begin together, at the later one.
 */
export function createLockStep(): LockStep {
  const parties = new Map<LockStepParty, (() => void) | undefined>();
  const everyoneWaits = (): boolean => [...parties.values()].every((begin) => begin !== undefined);
  let isPlanned = false;
  const plan = (): void => {
    if (isPlanned || parties.size === 0 || !everyoneWaits()) {
      return;
    }
    isPlanned = true;
    // Not at once: what the last step set going in this turn of the event loop comes to its end first.
    setImmediate(() => {
      isPlanned = false;
      if (!everyoneWaits()) {
        return;
      }
      const beginning = [...parties];
      for (const [party] of beginning) {
        parties.set(party, undefined);
      }
      for (const [, begin] of beginning) {
        begin?.();
      }
    });
  };
  return {
    join: () => {
      const party: LockStepParty = {
        step: async (action) => {
          await new Promise<void>((resolve) => {
            parties.set(party, resolve);
            plan();
          });
          return action();
        },
        leave: () => {
          parties.delete(party);
          plan();
        },
      };
      parties.set(party, undefined);
      return party;
    },
  };
}
