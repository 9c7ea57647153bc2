import { z } from "zod";
import { definePerturbation } from "./define.ts";
import { turnLanguages, twoTurnDraft } from "./two-turn-draft.ts";

/** The two-turn reading of "two-step": only the second reply is read. See `twoTurnDraft` for where it does not apply. */
export default definePerturbation({
  name: "eliminate-first",
  description: "Two turns: the first judges which options can be ruled out and why, the second answers",
  source:
    "Viva, our reconstruction of a two-turn reading of the two-step transformations in arXiv 2604.06854; process of elimination after Ma and Du, arXiv 2310.15575",
  group: "format-changing",
  touches: ["prompt"],
  directives: ["turns"],
  keepsKey: true,
  languages: turnLanguages,
  settings: z.strictObject({}),
  perturb: (item) => twoTurnDraft(item, ({ eliminate }) => eliminate),
});
