import { describe, expect, it } from "vitest";
import { cpuSeconds } from "./__fixtures__/cpu-seconds.ts";
import { pairsIn } from "./__fixtures__/golden-pairs.ts";
import { languageObedience, languageShares } from "./language-obedience.ts";

describe("languageObedience", () => {
  it.each([
    ["正确答案是B，因为患者有ARDS。", "zh", 1],
    ["正確答案是B，患者有發熱。", "zh", 1],
    ["The answer is B, because the patient has a fever.", "en", 1],
    ["El paciente a tratar no tiene fiebre.", "es", 1],
    ["A resposta é B, porque o paciente não tem febre.", "pt", 1],
    ["A resposta é B, porque o paciente não tem febre.", "es", 0],
    // "Paciente indica" is as good Spanish; the first sentence decides.
    ["O paciente não tem febre. Paciente indica.", "pt", 1],
    ["La respuesta es B. The drug of choice is metformin.", "es", 3 / 9],
    ["The answer is B. 因为患者有心力衰竭。", "en", 3 / (3 + 9 / 1.6)],
    ["これは肺炎です", "zh", 0],
    ["Ответ Б", "en", 0],
  ] as const)("of %s in %s is %d", (reply, asked, share) => {
    expect(languageObedience(reply, asked)).toBeCloseTo(share, 12);
  });

  it.each(["", "B", "B。", "12.5%", "Metformin 500 mg", "<b></b>", "\0", "\ud800", "😀"])(
    "is unknown of %j, which tells no language",
    (reply) => {
      expect(languageObedience(reply, "zh")).toBeNull();
    },
  );

  it("tells the languages of made-up explanations apart", () => {
    for (const asked of ["zh", "en", "es"] as const) {
      const shares = pairsIn(asked)
        .slice(60)
        .map(({ references }) => languageShares(references[0] ?? ""));
      const words = shares.reduce((sum, each) => sum + each.words, 0);
      const inAsked = shares.reduce((sum, each) => sum + each.byLanguage[asked], 0);
      expect(inAsked / words, asked).toBeGreaterThan(0.95);
    }
  });

  it.each(["a", "的", "a ", ". ", "é", "👩‍⚕️", "x.\n"])("takes a megabyte of %j in its stride", (piece) => {
    const text = piece.repeat(1_000_000 / Buffer.byteLength(piece));
    expect(cpuSeconds(() => languageObedience(text, "en"))).toBeLessThan(5);
  });
});
