import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import { type Likelihoods, optionProbabilities } from "../records/likelihood.ts";
import type { Prompt } from "../records/prompt.ts";
import likelihood from "./likelihood.ts";

const labels = ["A", "B", "C"].map((label) => ({ label, optionId: label.toLowerCase(), text: `text of ${label}` }));
const prompt: Prompt = {
  messages: [],
  labels,
  answerForm: "label",
  choose: "one",
  language: "en",
  hash: "0".repeat(32),
};
const likelihoods: Likelihoods = {
  kind: "sequence",
  of: "option-text",
  options: [
    { optionId: "a", logprob: Math.log(0.2), tokens: 2, characters: 10, unconditional: Math.log(0.5) },
    { optionId: "b", logprob: Math.log(0.1), tokens: 4, characters: 40, unconditional: Math.log(0.2) },
    { optionId: "c", logprob: Math.log(0.05), tokens: 1, characters: 5, unconditional: Math.log(0.01) },
  ],
};
const read = (normalise: string, given: Likelihoods | undefined = likelihoods) =>
  likelihood
    .configure({ normalise })
    .extract({ ...plainCompletion(""), ...(given === undefined ? {} : { likelihoods: given }) }, prompt);

describe("reading likelihoods", () => {
  it.each([
    ["none", "a"],
    // ln 0.1 / 40 = −0.058, ln 0.2 / 10 = −0.161, ln 0.05 / 5 = −0.599
    ["characters", "b"],
    // ln 0.1 / 4 = −0.576, ln 0.2 / 2 = −0.805, ln 0.05 = −2.996
    ["tokens", "b"],
    // 0.2 / 0.5, 0.1 / 0.2, 0.05 / 0.01
    ["unconditional", "c"],
  ])("normalised by %s chooses %s", (normalise, optionId) => {
    expect(read(normalise)).toMatchObject({ status: "chosen", optionIds: [optionId], rule: "sequence-likelihood" });
  });

  it("is as sure as the option's share of the probability", () => {
    expect(read("none").confidence).toBeCloseTo(0.2 / 0.35, 12);
    expect(optionProbabilities(likelihoods, "none").reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    // 0.4, 0.5 and 5 of 5.9
    expect(read("unconditional").confidence).toBeCloseTo(5 / 5.9, 12);
  });

  it("does not choose between equals, nor without likelihoods", () => {
    const [first] = likelihoods.options;
    const equal = first === undefined ? [] : [first, { ...first, optionId: "b" }];
    expect(read("none", { ...likelihoods, options: equal })).toMatchObject({
      status: "ambiguous",
      rule: "equally-likely",
    });
    expect(likelihood.configure({}).extract(plainCompletion("A"), prompt)).toMatchObject({
      status: "unreadable",
      rule: "no-likelihood",
    });
    const unknown = likelihoods.options.map((option) => ({ ...option, logprob: null }));
    expect(read("none", { ...likelihoods, options: unknown })).toMatchObject({ rule: "no-likelihood" });
  });

  it("passes over options the server said nothing about, and stays finite for the unlikeliest", () => {
    const options = likelihoods.options.map((option, place) => ({
      ...option,
      logprob: place === 0 ? null : -1e5 - place,
    }));
    expect(read("none", { ...likelihoods, options })).toMatchObject({ optionIds: ["b"] });
    expect(read("none", { ...likelihoods, options }).confidence).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
  });
});
