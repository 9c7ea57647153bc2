import { z } from "zod";
import { plainCompletion } from "../records/completion.ts";
import { answeringBackend, defineBackend } from "./define.ts";

export default defineBackend({
  name: "longest-option",
  description: "Chooses the option with the longest text, the first of equals: shows whether length tells the key",
  source: "Viva",
  needsNetwork: false,
  readsItem: true,
  settings: z.strictObject({}),
  open: () =>
    Promise.resolve(
      answeringBackend(({ prompt }) => {
        let longest = prompt.labels[0];
        for (const label of prompt.labels) {
          if (longest === undefined || label.text.length > longest.text.length) {
            longest = label;
          }
        }
        return plainCompletion(longest?.label ?? "");
      }),
    ),
});
