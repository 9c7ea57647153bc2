import { z } from "zod";
import { plainCompletion } from "../records/completion.ts";
import { answeringBackend, defineBackend } from "./define.ts";
import { replyChoosing, shownOptions } from "./shown-options.ts";

export default defineBackend({
  name: "longest-option",
  description:
    "Chooses the option with the longest text, of equals the one with the smallest id: shows whether length tells the key",
  source: "Viva",
  needsNetwork: false,
  readsItem: true,
  settings: z.strictObject({}),
  open: () =>
    Promise.resolve(
      answeringBackend((posed) => {
        const options = shownOptions(posed);
        let longest = options[0];
        for (const label of options) {
          // Equals are told apart by id, not by place, so that a shuffle never moves the choice.
          const longer = label.text.length - (longest?.text.length ?? 0);
          if (longest === undefined || longer > 0 || (longer === 0 && label.optionId < longest.optionId)) {
            longest = label;
          }
        }
        return plainCompletion(longest === undefined ? "" : replyChoosing([longest]));
      }),
    ),
});
