import { z } from "zod";

/** How a study compares its models. */
export const comparisonSchema = z
  .strictObject({
    reference: z.string().min(1).optional().describe("Id of the model that the others are held against."),
    margin: z
      .number()
      .gt(0)
      .lt(1)
      .optional()
      .describe("Largest difference in accuracy, 0-1, that does not matter: for non-inferiority and equivalence."),
    alpha: z.number().gt(0).lt(0.5).default(0.05).describe("Level of tests, over all pairs together."),
    smallStratum: z
      .int()
      .min(0)
      .default(30)
      .describe(
        "Strata with fewer items than this are shown greyed, with a partially pooled value beside the raw one.",
      ),
    levels: z
      .strictObject({
        tag: z.string().min(1).default("level").describe("Tag that says a question's level."),
        lower: z.string().min(1).describe("Value of the lower level, such as attending."),
        higher: z.string().min(1).describe("Value of the higher level, such as senior."),
        within: z.string().min(1).default("kind").describe("Tag the gap is adjusted for: the levels differ in it."),
      })
      .optional()
      .describe("Two levels of one exam whose gap is measured. Default: attending and senior, where items have them."),
  })
  .describe("How models are compared.");

/** What a study takes for a pass. */
export const standardSchema = z
  .strictObject({
    blueprint: z
      .strictObject({
        tag: z.string().min(1).describe("Tag whose values are the parts of the exam."),
        weights: z.record(z.string(), z.number().positive()).describe("Weight of each value; shares of their sum."),
      })
      .optional()
      .describe("What each part of the exam weighs; default: every item its own weight."),
    sections: z
      .strictObject({
        tag: z.string().min(1).describe("Tag whose values are the sections."),
        minima: z.record(z.string(), z.number().min(0).max(1)).describe("Least share of points in each section."),
      })
      .optional()
      .describe("Minima that must all be reached besides the pass mark."),
    norms: z
      .array(
        z.strictObject({
          name: z.string().min(1).describe("Who was measured, such as graduates of 2024."),
          mean: z.number().min(0).max(1).describe("Their mean share of points."),
          sd: z.number().gt(0).max(1).describe("Its standard deviation between people."),
          source: z.string().min(1).describe("Where the norm is published."),
        }),
      )
      .default([])
      .describe("How people did; a model is placed among them by their normal distribution."),
  })
  .describe("What it takes to pass.");
