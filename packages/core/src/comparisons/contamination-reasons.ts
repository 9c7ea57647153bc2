/** Why a part of a contamination panel has nothing to show. Reports have words for each. */
export const contaminationReasons = {
  noProbe: "the run does not pose this probe",
  noOrders: "the run poses no other order of the options",
  noOrderReplies: "no model was scored in both orders",
  noMaskedOption: "the run does not mask an option",
  noOthers: "no other model to hold it against",
  noCommonItem: "no item was scored for both",
  noItem: "no item was scored for it",
  noCorpus: "no corpus was named",
  allClean: "no item overlaps",
  noneClean: "every item overlaps",
} as const;
