import { DataError } from "../base/errors.ts";
import { identityHash } from "../base/hash.ts";
import { textHash } from "../base/text-hash.ts";
import type { Message } from "../records/prompt.ts";
import type { VectorOf } from "../retrievers/define.ts";
import type { Journal } from "./journal.ts";
import { parseCompletionLine } from "./journal-entry.ts";

/** The messages of a call that asks for the vector of a text. */
export function embeddingMessages(text: string): readonly Message[] {
  return [{ role: "user", content: text }];
}

/**
 * The place of such a call: a text and who is asked, whoever wants it and for whatever question. So a text is asked for once
 * a run, and a text that changed is another place.
 */
export function embeddingPlace(model: string, messagesHash: string): string {
  return textHash(`embedder\u0000${model}\u0000\u0000${messagesHash}`);
}

/** The vectors a journal holds of one model. Throws JOURNAL_CORRUPT where a line holds none. */
export function journaledVectors(model: string, journal: Journal, journalPath: string): VectorOf {
  return (text) => {
    const place = embeddingPlace(model, identityHash(JSON.stringify(embeddingMessages(text))));
    const entry = journal.index.find(place);
    if (entry === null) {
      return null;
    }
    const line = parseCompletionLine(journal.read(entry), journalPath);
    const vector = vectorIn(line.text);
    if (vector === null) {
      throw new DataError("JOURNAL_CORRUPT", `the reply of call ${line.callId} is no vector`, {
        place: { file: journalPath, itemId: line.itemId },
      });
    }
    return vector;
  };
}

/** The numbers of a JSON array; null for anything else. */
function vectorIn(text: string): readonly number[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "number") ? value : null;
  } catch {
    // The caller says which line it is.
    return null;
  }
}
