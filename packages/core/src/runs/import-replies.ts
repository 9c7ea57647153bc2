import { DataError } from "../base/errors.ts";
import { identityHash } from "../base/hash.ts";
import { createHashIndex } from "../base/hash-index.ts";
import type { ImportedReply } from "../importers/define.ts";
import type { importFileNames } from "./import-files.ts";
import { studyArmName } from "./import-study.ts";

/** Ways of asking one import can have: more are a column that was mapped by mistake. */
const mostArms = 100;

/** Writes replies with what belongs to each into the files of an import. */
export interface ImportReplies {
  add(reply: ImportedReply): void;
  /** The source's names of its ways of asking, in the order met. */
  arms(): readonly string[];
  /** Number of different prompt texts. */
  nPrompts(): number;
}

/**
 * A writer of replies: one line of replies.jsonl and source-scores.jsonl each, and each prompt text once, by its hash.
 * Throws IMPORT_LAYOUT past 100 arms.
 */
export function createImportReplies(write: (name: keyof typeof importFileNames, line: unknown) => void): ImportReplies {
  const arms = new Map<string, string>();
  const prompts = createHashIndex();
  const armOf = (name: string): string => {
    const known = arms.get(name);
    if (known !== undefined) {
      return known;
    }
    if (arms.size === mostArms) {
      throw new DataError("IMPORT_LAYOUT", `more than ${mostArms} ways of asking, the last one "${name.slice(0, 80)}"`);
    }
    const made = studyArmName(arms.size);
    arms.set(name, made);
    return made;
  };
  return {
    add: (reply) => {
      const { itemId, model, perturbation, repeat, turn, text, reasoning, finishReason, promptText } = reply;
      const arm = armOf(reply.arm);
      const form = perturbation === undefined ? {} : { perturbation };
      write("replies", {
        itemId,
        model,
        arm,
        ...form,
        turn,
        repeat,
        text,
        ...(reasoning === undefined ? {} : { reasoning }),
        finishReason,
      });
      const promptHash = promptText === undefined ? null : identityHash(promptText);
      if (promptHash !== null && prompts.add(promptHash).isNew) {
        write("sourcePrompts", { hash: promptHash, itemId, text: promptText });
      }
      write("sourceScores", {
        itemId,
        model,
        arm,
        ...form,
        turn,
        repeat,
        sourceReading: reply.sourceReading,
        sourceScore: reply.sourceScore,
        promptHash,
      });
    },
    arms: () => [...arms.keys()],
    nPrompts: () => prompts.size,
  };
}
