import { z } from "zod";
import { definePerturbation } from "./define.ts";

export default definePerturbation({
  name: "stem-only",
  description:
    "A control: keeps the question and blanks the options; accuracy above guessing shows a habit of place, a leak or memory of the letter",
  source: "Viva, after the partial-input baselines of Poliak et al. 2018, doi:10.18653/v1/S18-2023",
  group: "probe",
  touches: ["option-texts"],
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({}),
  perturb: (item) => {
    if (item.options.length < 2) {
      return [];
    }
    return [
      {
        item: { ...item, options: item.options.map((option) => ({ ...option, text: "" })) },
        answerMap: Object.fromEntries(item.options.map(({ id }) => [id, id])),
        validity: { status: "unsound", reason: "a control: the options are left out on purpose", by: "rule" },
      },
    ];
  },
});
