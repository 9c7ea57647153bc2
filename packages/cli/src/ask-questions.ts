import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";

/** Asks a person one thing after the other. */
export interface Questions {
  /**
   * Ask for one line; an empty one gives the preset. Where the input has ended (a pipe that holds fewer lines than there
   * are questions) the preset is taken; null when a person at a terminal has broken off.
   */
  ask(question: string, preset: string): Promise<string | null>;
  close(): void;
}

/** Questions on two streams. Lines that come before their question are kept: a pipe may hold all of them at once. */
export function createQuestions(input: Readable & { readonly isTTY?: boolean }, output: Writable): Questions {
  const lines = createInterface({ input, output, terminal: input.isTTY === true });
  const read = lines[Symbol.asyncIterator]();
  let brokenOff = false;
  lines.on("SIGINT", () => {
    brokenOff = true;
    lines.close();
  });
  return {
    ask: async (question, preset) => {
      output.write(`${question}${preset === "" ? "" : ` [${preset}]`}: `);
      const { value, done } = await read.next();
      if (done === true) {
        output.write("\n");
        // Ctrl-D at a terminal is a person who leaves; the end of a pipe is not.
        return brokenOff || input.isTTY === true ? null : preset;
      }
      const answer = String(value).trim();
      if (input.isTTY !== true) {
        output.write("\n");
      }
      return answer === "" ? preset : answer;
    },
    close: () => lines.close(),
  };
}
