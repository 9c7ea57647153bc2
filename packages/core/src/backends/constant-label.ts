import { z } from "zod";
import { plainCompletion } from "../records/completion.ts";
import { answeringBackend, defineBackend } from "./define.ts";

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
      answeringBackend(({ prompt }) =>
        plainCompletion(prompt.labels[Math.min(position, prompt.labels.length) - 1]?.label ?? ""),
      ),
    ),
});
