import { z } from "zod";
import { plainCompletion } from "../records/completion.ts";
import { answeringBackend, defineBackend } from "./define.ts";
import { replyChoosing, shownOptions } from "./shown-options.ts";

export default defineBackend({
  name: "constant-label",
  description: "Always gives the option in the same place: shows what a skewed key rewards",
  source: "Viva",
  needsNetwork: false,
  readsItem: true,
  settings: z.strictObject({
    position: z
      .int()
      .min(1)
      .max(26)
      .default(1)
      .describe("Place of the option it always gives, from 1; the last one where there are fewer."),
  }),
  open: ({ position }) =>
    Promise.resolve(
      answeringBackend((posed) => {
        const options = shownOptions(posed);
        const last = Math.min(position, options.length);
        return plainCompletion(replyChoosing(options.slice(Math.max(0, last - 1), last)));
      }),
    ),
});
