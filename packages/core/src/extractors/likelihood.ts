import { z } from "zod";
import { likelihoodNormalisations, normalisedLikelihood, optionProbabilities } from "../records/likelihood.ts";
import { defineExtractor } from "./define.ts";
import { unreadable } from "./script-reading.ts";

/**
 * The option a model finds likeliest. Reads likelihoods, not text: a reply without them is unreadable (`no-likelihood`). Two
 * options that share the first place are ambiguous (`equally-likely`). One option is chosen also where several are right, so
 * that questions with several answers are not for this way of asking.
 *
 * The reading's confidence is the chosen option's share of the probability among the options.
 */
export default defineExtractor({
  name: "likelihood",
  description: "Takes the option with the highest likelihood, by the model's own probabilities",
  source:
    "Hendrycks et al. 2021, arXiv 2009.03300 (labels); Brown et al. 2020, arXiv 2005.14165, section 2.4 (normalisation)",
  version: 1,
  languages: "any",
  reads: "likelihoods",
  settings: z.strictObject({
    normalise: z
      .enum(likelihoodNormalisations)
      .default("none")
      .describe("How options of different length are made comparable."),
  }),
  extract: ({ likelihoods }, { labels }, { normalise }) => {
    const scored = (likelihoods?.options ?? []).flatMap((option, place) => {
      const score = normalisedLikelihood(option, normalise);
      const shown = labels.some(({ optionId }) => optionId === option.optionId);
      return score === null || Number.isNaN(score) || !shown ? [] : [{ option, place, score }];
    });
    if (likelihoods === undefined || scored.length === 0) {
      return unreadable("no-likelihood");
    }
    const most = Math.max(...scored.map(({ score }) => score));
    const [best, ...equal] = scored.filter(({ score }) => score === most);
    if (best === undefined || equal.length > 0) {
      return { status: "ambiguous", optionIds: [], labels: [], rule: "equally-likely", span: null };
    }
    const { optionId } = best.option;
    const label = labels.find((shown) => shown.optionId === optionId)?.label ?? "";
    const confidence = optionProbabilities(likelihoods, normalise)[best.place];
    return {
      status: "chosen",
      optionIds: [optionId],
      labels: label === "" ? [] : [label],
      rule: `${likelihoods.kind}-likelihood`,
      span: null,
      ...(confidence === undefined ? undefined : { confidence }),
    };
  },
});
