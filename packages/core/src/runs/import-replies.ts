import { DataError } from "../base/errors.ts";
import { identityHash } from "../base/hash.ts";
import { createHashIndex } from "../base/hash-index.ts";
import type { ImportedReply } from "../importers/define.ts";
import type { importFileNames } from "./import-files.ts";
import { studyArmName } from "./import-study.ts";

/** Ways of asking one import can have: more are a column that was mapped by mistake. */
const mostArms = 100;

/** Adds a line, given as JSON, to a file of the import. */
export type WriteLine = (name: keyof typeof importFileNames, json: string) => void;

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
export function createImportReplies(write: WriteLine): ImportReplies {
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
  let lastModel = { name: "", json: '""' };
  const modelJson = (name: string): string => {
    if (lastModel.name !== name) {
      lastModel = { name, json: JSON.stringify(name) };
    }
    return lastModel.json;
  };
  return {
    add: (reply) => {
      const { itemId, perturbation, text, reasoning, finishReason, promptText } = reply;
      const form = perturbation === undefined ? "" : `,"perturbation":${JSON.stringify(perturbation)}`;
      // Both lines begin with the same fields.
      const head = `{"itemId":${JSON.stringify(itemId)},"model":${modelJson(reply.model)},"arm":"${armOf(reply.arm)}"${form},"turn":${reply.turn},"repeat":${reply.repeat}`;
      const thought = reasoning === undefined ? "" : `,"reasoning":${JSON.stringify(reasoning)}`;
      write("replies", `${head},"text":${JSON.stringify(text)}${thought},"finishReason":"${finishReason}"}`);
      const promptHash = promptText === undefined ? null : identityHash(promptText);
      if (promptHash !== null && prompts.add(promptHash).isNew) {
        write("sourcePrompts", JSON.stringify({ hash: promptHash, itemId, text: promptText }));
      }
      const { sourceReading, sourceScore } = reply;
      write("sourceScores", `${head},${JSON.stringify({ sourceReading, sourceScore, promptHash }).slice(1)}`);
    },
    arms: () => [...arms.keys()],
    nPrompts: () => prompts.size,
  };
}
