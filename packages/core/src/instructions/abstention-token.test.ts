import { describe, expect, it } from "vitest";
import { kept, type Reply } from "./__fixtures__/kept.ts";
import { promptIn } from "./__fixtures__/prompt-in.ts";
import abstainTokenAllowed from "./abstain-token-allowed.ts";
import negativeMarkingAnnounced from "./negative-marking-announced.ts";

const replies: readonly Reply[] = [
  ["en", "B", "strict"],
  ["en", "BD", "strict"],
  ["en", "UNKNOWN", "strict"],
  ["en", " UNKNOWN \n", "strict"],
  ["en", "**UNKNOWN**", "loose"],
  ["en", "Sure!\nB", "loose"],
  ["en", "UNKNOWN\nThe question lacks the blood count.", "loose"],
  ["en", "Unknown", "no"],
  ["en", "UNKNOWN.", "no"],
  ["en", "I don't know", "no"],
  ["en", "B or UNKNOWN", "no"],
  ["en", "B.", "no"],
  ["en", "", "no"],
  ["zh", "B", "strict"],
  ["zh", "不知道", "strict"],
  ["zh", "**不知道**", "loose"],
  ["zh", "好的：\nACD", "loose"],
  ["zh", "我不知道", "no"],
  ["zh", "不知道。", "no"],
  ["zh", "UNKNOWN", "no"],
  ["zh", "Ｂ", "no"],
  ["zh", "\u3000", "no"],
  ["es", "AC", "strict"],
  ["es", "NO SÉ", "strict"],
  ["es", "*NO SÉ*", "loose"],
  ["es", "Lo siento.\nNO SÉ", "loose"],
  ["es", "NO SE", "no"],
  ["es", "No sé", "no"],
  ["es", "", "no"],
];

describe.each([
  ["abstain-token-allowed", abstainTokenAllowed],
  ["negative-marking-announced", negativeMarkingAnnounced],
])("%s", (name, plugin) => {
  it.each(replies)("%s %j: %s", (language, reply, expected) => {
    expect(kept(plugin, language, reply)).toBe(expected);
  });

  it("takes another token, in every language", () => {
    const settings = { token: "I don't know" };
    expect(plugin.configure(settings).say("zh", promptIn("zh").labels)).toContain("“I don't know”");
    expect(kept(plugin, "zh", "I don't know", settings)).toBe("strict");
    expect(kept(plugin, "zh", "不知道", settings)).toBe("no");
    expect(plugin.configure(settings).armName).toBe(`${name}/I don't know`);
  });
});

it("negative marking is announced in every language, and what a blank costs", () => {
  const { say } = negativeMarkingAnnounced.configure({});
  expect(say("en", promptIn("en").labels)).toMatch(
    /^A wrong answer loses points; leaving the question blank costs nothing\./,
  );
  expect(say("zh", promptIn("zh").labels)).toMatch(/^答错倒扣分，不作答不扣分。/);
  expect(say("es", promptIn("es").labels)).toMatch(
    /^Una respuesta incorrecta resta puntos; .* en blanco no cuesta nada\./,
  );
});
