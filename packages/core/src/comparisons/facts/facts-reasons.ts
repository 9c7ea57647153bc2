import type { ComparedValue } from "../../records/comparison.ts";

/** Why something about models and their facts cannot be told: sentences the reports have in every language. */
export const factsReasons = {
  unknown: "no facts of that name",
  unscored: "no item was scored for it",
  noTotal: "its total parameters are not published",
  noActive: "its active parameters are not published",
  noArchitecture: "its architecture is not published",
  noParent: "the general model it was made from is not stated",
  parentAbsent: "the general model it was made from did not sit this exam",
  noCutoff: "the end of its training data is not published",
  noDates: "no item has a date",
  noneBefore: "no item is older than its training data",
  noneAfter: "no item is newer than its training data",
  fewFamilies: "fewer than four model families",
  sameValues: "sizes or accuracies do not vary",
  perfect: "the correlation is perfect here or without one of the families",
  emptyGroup: "one of the two groups has no model",
  oneModel: "one of the two groups has only one model",
  zeroMean: "the mean of the dense models is 0",
  unpriced: "no price or no token counts",
  untimed: "no time was measured",
  uncounted: "no token counts",
  otherCurrency: "priced in another currency",
  noOperations: "the run says nothing of its calls",
} as const;

/** A number that cannot be told. */
export function notTold(why: string): ComparedValue {
  return { value: null, low: null, high: null, why };
}
