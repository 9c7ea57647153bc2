import { z } from "zod";
import { randomStream } from "../base/random.ts";
import { plainCompletion } from "../records/completion.ts";
import { answeringBackend, defineBackend } from "./define.ts";
import { replyChoosing, shownOptions } from "./shown-options.ts";

export default defineBackend({
  name: "random-option",
  description: "Chooses one option uniformly at random: the guessing line for single-answer items",
  source: "Viva",
  needsNetwork: false,
  readsItem: true,
  settings: z.strictObject({}),
  open: (_settings, { seed, model }) =>
    Promise.resolve(
      answeringBackend((posed) => {
        const options = shownOptions(posed);
        if (options.length === 0) {
          return plainCompletion("");
        }
        const random = randomStream(seed, "random-option", model, posed.call.variantId, posed.call.repeat);
        const drawn = random.integer(options.length);
        return plainCompletion(replyChoosing(options.slice(drawn, drawn + 1)));
      }),
    ),
});
