import { z } from "zod";

/** Weight of a model's task vector. */
export const weightSetting = z
  .number()
  .describe("Factor of what the model adds to the base. May be negative or above 1.");

/** Share of a task vector that is kept. */
export const densitySetting = z
  .number()
  .min(0)
  .max(1)
  .default(1)
  .describe("Share of the task vector's elements that is kept, 0 to 1, by tensor; 1 keeps all.");

/** Factor of everything that is added to the base. */
export const lambdaSetting = z.number().default(1).describe("Factor of the merged task vector, after normalising.");

/** Accepted because recipes carry it. */
export const int8MaskSetting = z
  .boolean()
  .default(false)
  .describe("Accepted for recipes that carry it; masks take no memory here, and the result does not depend on it.");

/** Whether the sum of task vectors is divided by the sum of weights. */
export function normalizeSetting(byDefault: boolean) {
  return z
    .boolean()
    .default(byDefault)
    .describe("Divide by the sum of the weights of the models that take part, where that is not zero.");
}

/** What is done about the size of a task vector of which a part was dropped. */
export function rescaleSetting(byDefault: boolean) {
  return z
    .union([z.boolean(), z.literal("expectation")])
    .default(byDefault)
    .describe(
      "true: what is kept is scaled so that the sum of magnitudes is what it was before; false: left as it is; " +
        "expectation: each element is divided by the probability with which it is kept, as in the papers.",
    );
}

/** Rescaling of methods that do not draw: there is no probability to divide by. */
export function magnitudeRescaleSetting(byDefault: boolean) {
  return z
    .boolean()
    .default(byDefault)
    .describe("Scale what is kept so that the sum of magnitudes is what it was before.");
}
