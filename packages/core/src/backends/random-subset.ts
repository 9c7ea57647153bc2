import { z } from "zod";
import { randomStream } from "../base/random.ts";
import { plainCompletion } from "../records/completion.ts";
import { answeringBackend, defineBackend } from "./define.ts";
import { replyChoosing, shownOptions } from "./shown-options.ts";

export default defineBackend({
  name: "random-subset",
  description: "Chooses a non-empty set of options uniformly at random: the guessing line when several may be right",
  source: "CMExam, arXiv 2306.03030: its random line of 3.1 % fits one of the 31 non-empty subsets of five options",
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
        const random = randomStream(seed, "random-subset", model, posed.call.variantId, posed.call.repeat);
        const subset = 1 + random.integer(2 ** options.length - 1);
        const chosen = options.filter((_option, index) => Math.floor(subset / 2 ** index) % 2 === 1);
        return plainCompletion(replyChoosing(chosen));
      }),
    ),
});
