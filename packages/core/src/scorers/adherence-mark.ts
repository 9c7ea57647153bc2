import type { Mark } from "../records/score.ts";
import type { MarkedReply } from "./define.ts";

/** Why there is no mark for how a reply kept to an instruction; null where there can be one. */
export function whyNoAdherence(reply: MarkedReply | undefined): string | null {
  if (reply === undefined) {
    return "no-reply";
  }
  return reply.adherence === null ? "no-instruction" : null;
}

/** A point where something holds, none where it does not. */
export function pointWhere(holds: boolean): Mark {
  return { points: holds ? 1 : 0, min: 0, max: 1 };
}
