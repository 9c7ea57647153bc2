import type { Adherence } from "../../records/adherence.ts";
import type { MarkedReply } from "../define.ts";

/** A reply to a prompt of four options that kept to its instruction like this; null: it was given none. */
export function replyThat(adherence: Adherence | null): MarkedReply {
  return {
    completion: { text: "B", finishReason: "stop" },
    prompt: {
      messages: [{ role: "user", content: "?" }],
      labels: ["A", "B", "C", "D"].map((label) => ({ label, optionId: label, text: `text of ${label}` })),
      answerForm: "label",
      choose: "any",
      language: "en",
      hash: "0".repeat(32),
    },
    adherence,
  };
}

/** A reply in exactly the form that was asked for. */
export const keptReply = replyThat({ strict: true, loose: true });
/** One that comes to that form once its decoration is gone. */
export const decoratedReply = replyThat({ strict: false, loose: true });
/** One in another form. */
export const strayReply = replyThat({ strict: false, loose: false });
