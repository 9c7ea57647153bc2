import { describe, expect, it } from "vitest";
import { arguedOptions } from "./__fixtures__/argued-options.ts";
import type { NamedOption } from "./option-namings.ts";
import { optionPolarities } from "./option-polarity.ts";

const named = (...labels: string[]): readonly NamedOption[] => labels.map((label) => ({ id: label, label, text: "" }));

describe("what labelled explanations say of options", () => {
  const explanations = arguedOptions();

  it("is over 100 explanations in three languages", () => {
    expect(explanations.length).toBeGreaterThanOrEqual(100);
    expect(new Set(explanations.map(({ language }) => language))).toEqual(new Set(["zh", "en", "es"]));
  });

  it.each(["zh", "en", "es"] as const)(
    "is read right for 95 of 100 options, and 95 of 100 verdicts are right: %s",
    (language) => {
      const count = { options: 0, right: 0, verdicts: 0, rightVerdicts: 0 };
      for (const { options, text, said } of explanations.filter((one) => one.language === language)) {
        for (const { id, verdict } of optionPolarities(text, options, language)) {
          const right = (said[id] ?? null) === verdict;
          count.options += 1;
          count.right += right ? 1 : 0;
          count.verdicts += verdict === null ? 0 : 1;
          count.rightVerdicts += verdict !== null && right ? 1 : 0;
        }
      }
      expect(count.right / count.options).toBeGreaterThanOrEqual(0.95);
      expect(count.rightVerdicts / count.verdicts).toBeGreaterThanOrEqual(0.95);
    },
  );
});

describe("option polarities", () => {
  it("gives the last verdict with its place, and tells that there were two", () => {
    const text = "A is correct, one might think, but in the end A is wrong because the pulse is equal on both sides.";
    const [a] = optionPolarities(text, named("A", "B"), "en");
    expect(a).toMatchObject({ verdict: "against", contradictory: true, reasoned: true });
    expect(text.slice(...(a?.span ?? [0, 0]))).toBe("A is wrong");
  });

  it("tells a bare verdict from one with a reason", () => {
    expect(optionPolarities("A错。B错。", named("A", "B"), "zh").map(({ reasoned }) => reasoned)).toEqual([
      false,
      false,
    ]);
    expect(optionPolarities("A错，因为该药不影响血压和心率。", named("A"), "zh")[0]?.reasoned).toBe(true);
  });

  it("finds nothing where options have neither label nor text, or the text is empty", () => {
    expect(optionPolarities("A is wrong", [{ id: "x", label: "", text: "" }], "en")[0]?.verdict).toBeNull();
    expect(optionPolarities("", named("A"), "en")[0]?.verdict).toBeNull();
    expect(optionPolarities("A is wrong", [], "en")).toEqual([]);
  });

  it("reads labels of other kinds", () => {
    const circled = optionPolarities("①正确，因为该药可降低血压；②错误，因为它会升高血压。", named("①", "②"), "zh");
    expect(circled.map(({ verdict }) => verdict)).toEqual(["for", "against"]);
  });
});
