import { z } from "zod";
import { defineScorer } from "./define.ts";
import { markOverSets } from "./mark-over-sets.ts";

/** |chosen ∩ key| / |chosen ∪ key|: 1 for exactly the key, 0 without a common option, symmetric in the two sets. */
export default defineScorer({
  name: "jaccard",
  description: "Options both chosen and correct as a share of those that are either",
  source: "Jaccard 1912, doi:10.1111/j.1469-8137.1912.tb05611.x",
  settings: z.strictObject({}),
  score: (reading, item) => markOverSets(reading, item, ({ hits, wrong, keySize }) => hits / (keySize + wrong)),
});
