import { z } from "zod";
import { definePerturbation } from "./define.ts";
import { turnLanguages, twoTurnDraft } from "./two-turn-draft.ts";

/** The two-turn reading of "two-step": only the second reply is read. See `twoTurnDraft` for where it does not apply. */
export default definePerturbation({
  name: "explain-first",
  description: "Two turns: the first explains what decides the question, the second answers",
  source: "Viva, our reconstruction of a two-turn reading of the two-step transformations in arXiv 2604.06854",
  group: "format-changing",
  touches: ["prompt"],
  directives: ["turns"],
  keepsKey: true,
  languages: turnLanguages,
  settings: z.strictObject({}),
  perturb: (item) => twoTurnDraft(item, ({ explain }) => explain),
});
