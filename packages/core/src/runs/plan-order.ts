/** Puts what ends in any order back into plan order, without holding much. */
export interface PlanOrder<Entry> {
  /** The entry at a place of the plan, from 0; each place once. */
  put(ordinal: number, entry: Entry): void;
  /** Entries given on so far. */
  readonly emitted: number;
  /** One call took so long that too many others waited for it: nothing more is given on. */
  readonly gaveUp: boolean;
}

/** Entries held at most while an earlier one is missing: each holds a prompt and a reply. */
const mostHeld = 4096;

/** Start ordering; `emit` gets every entry as soon as all before it are there. */
export function createPlanOrder<Entry>(emit: (entry: Entry) => void, most: number = mostHeld): PlanOrder<Entry> {
  const held = new Map<number, Entry>();
  let next = 0;
  let gaveUp = false;
  return {
    put: (ordinal, entry) => {
      if (gaveUp) {
        return;
      }
      if (ordinal !== next) {
        held.set(ordinal, entry);
        if (held.size > most) {
          gaveUp = true;
          held.clear();
        }
        return;
      }
      emit(entry);
      next += 1;
      for (let waiting = held.get(next); waiting !== undefined; waiting = held.get(next)) {
        held.delete(next);
        emit(waiting);
        next += 1;
      }
    },
    get emitted() {
      return next;
    },
    get gaveUp() {
      return gaveUp;
    },
  };
}
