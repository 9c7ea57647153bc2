import { describe, expect, it } from "vitest";
import { itemField } from "./__fixtures__/item-field.ts";
import {
  chosenByCandidates,
  fieldCandidates,
  fieldChoicesOf,
  responseMatrixOf,
  scoreMatrixOf,
} from "./field-matrices.ts";

describe("fieldCandidates", () => {
  it("leaves out the models without a scored item, and keeps rows without a gap", () => {
    const field = itemField("AB", { a: "AB", silent: "??", b: "?B" });
    const candidates = fieldCandidates(field);
    expect(candidates.names).toEqual(["a", "b"]);
    expect(candidates.leftOut).toEqual(["silent"]);
    expect([...candidates.models]).toEqual([0, 2]);
    expect([...scoreMatrixOf(field, candidates).points]).toEqual([1, 1, Number.NaN, 1]);
    expect([...(fieldChoicesOf(field, candidates).choices.candidateOf ?? [])]).toEqual([0, 1]);
  });
});

describe("responseMatrixOf", () => {
  it("takes more than half as right, a half as wrong, keeps what is missing, and counts what it rounded", () => {
    const field = itemField("AAAA", { a: ["AAB?", "ABB?", "AAA?"], b: ["AB-?", "BAA?"] });
    const responses = responseMatrixOf(scoreMatrixOf(field, fieldCandidates(field)));
    expect([...responses.responses]).toEqual([1, 1, 0, 255, 0, 0, 0, 255]);
    expect(responses.rounded).toBe(5);
  });
});

describe("fieldChoicesOf", () => {
  it("takes out choices and keys where a single choice does not tell the answer, saying why", () => {
    const field = itemField(
      "ABCDE",
      { a: "ABCDA", b: "BBCDE" },
      {
        kinds: ["multiple", "single", "free-text", "single", "single"],
        optionCounts: Int32Array.of(5, 1, 0, 5, 5),
        keys: Int32Array.of(0, 0, -1, -1, 4),
      },
    );
    const { choices, without } = fieldChoicesOf(
      { ...field, sittings: field.sittings.map((one) => ({ ...one, choices: one.choices.with(1, 0).with(2, -1) })) },
      fieldCandidates(field),
    );
    expect(without).toEqual(["several-answers", "no-option", "free-text", "several-keys", null]);
    expect([...choices.key]).toEqual([-1, -1, -1, -1, 4]);
    expect([...(choices.choices[0] ?? [])]).toEqual([-1, -1, -1, 3, 0]);
  });

  it("sees by full points for another option that an item accepts several keys", () => {
    const field = itemField("AA", { a: "BB", b: "AA" });
    const points = [Float64Array.of(1, 0), Float64Array.of(1, 1)];
    expect(fieldChoicesOf({ ...field, points }, fieldCandidates(field)).without).toEqual(["several-keys", null]);
  });

  it("gives a model that has scores and no answers a row that chose nothing", () => {
    const field = itemField("AA", { a: "AB", b: "AA" });
    const { choices } = fieldChoicesOf({ ...field, sittings: field.sittings.slice(1) }, fieldCandidates(field));
    expect([...(choices.candidateOf ?? [])]).toEqual([1, 0]);
    expect([...(choices.choices[1] ?? [])]).toEqual([-1, -1]);
  });
});

describe("chosenByCandidates", () => {
  it("is the option of most repeats, none for a tie", () => {
    const field = itemField("AAA", { a: ["ABC", "AB-", "BC-"], b: ["AB-", "BB-"] });
    const { choices } = fieldChoicesOf(field, fieldCandidates(field));
    expect(chosenByCandidates(choices, 2).map((row) => [...row])).toEqual([
      [0, 1, 2],
      [-1, 1, -1],
    ]);
  });
});
