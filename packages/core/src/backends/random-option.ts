import { z } from "zod";
import { randomStream } from "../base/random.ts";
import { plainCompletion } from "../records/completion.ts";
import { answeringBackend, defineBackend } from "./define.ts";

export default defineBackend({
  name: "random-option",
  description: "Chooses one option uniformly at random: the guessing line for single-answer items",
  source: "Viva",
  needsNetwork: false,
  readsItem: true,
  settings: z.strictObject({}),
  open: (_settings, { seed, model }) =>
    Promise.resolve(
      answeringBackend(({ call, prompt }) => {
        const random = randomStream(seed, "random-option", model, call.variantId, call.repeat);
        return plainCompletion(
          prompt.labels.length === 0 ? "" : (prompt.labels[random.integer(prompt.labels.length)]?.label ?? ""),
        );
      }),
    ),
});
