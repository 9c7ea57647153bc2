import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCsv } from "../base/csv.ts";
import { replyLanguage } from "./reply-language.ts";

describe("replyLanguage", () => {
  it.each([
    ["The answer is B.", "en"],
    ["Answer: B", "en"],
    ["It is B, not C, because the ferritin is low (铁蛋白).", "en"],
    ["La respuesta correcta es B.", "es"],
    ["Respuesta: B", "es"],
    ["No hay datos de hemorragia digestiva.", "es"],
    ["A resposta correta é B.", "pt"],
    ["Não há dados de hemorragia digestiva.", "pt"],
    ["答案：B", "zh"],
    ["首选ACEI（enalapril），不宜用CCB。", "zh"],
    ["選B，因為鐵蛋白降低。", "zh"],
    ["B", null],
    ["ABC", null],
    ["Amoxicillin", null],
    ["", null],
    ["{}[]<>—…", null],
    ["The answer is B, because 铁储备耗竭铁蛋白下降。", null],
    ["The answer is B, because the ferritin is low. La respuesta es la B, porque la ferritina es baja.", null],
  ])("of %j is %s", (text, language) => {
    expect(replyLanguage(text)).toBe(language);
  });

  it("does not count what is quoted", () => {
    const reply = "The findings of the patient are due to 铁蛋白降低和转铁蛋白饱和度下降。";
    expect(replyLanguage(reply)).toBeNull();
    expect(replyLanguage(reply, ["铁蛋白降低和转铁蛋白饱和度下降"])).toBe("en");
    expect(replyLanguage("a low ferritin in the blood", ["A low ferritin in the blood"])).toBeNull();
  });

  // An option called "a" or "is" must not take letters out of words.
  it("leaves the inside of words alone", () => {
    expect(replyLanguage("This is because the iron is low.", ["is", "a", ""])).toBe("en");
  });
});

const data = fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const casimedicos = `${data}/casimedicos`;
const cmexam = `${data}/cmexam/val-part.csv`;

function share(texts: readonly string[], language: string): { readonly right: number; readonly other: number } {
  const told = texts.map((text) => replyLanguage(text));
  const right = told.filter((found) => found === language).length;
  const other = told.filter((found) => found !== language && found !== null).length;
  return { right: right / texts.length, other: other / texts.length };
}

describe("the language of real explanations", () => {
  it.skipIf(!existsSync(casimedicos)).each(["en", "es"])(
    "CasiMedicos %s, whole and by sentence (skipped without the data)",
    (language) => {
      const texts = readFileSync(`${casimedicos}/dev.${language}.jsonl`, "utf8")
        .trimEnd()
        .split("\n")
        .map((line): string => JSON.parse(line).explanation);
      expect(texts.length).toBeGreaterThan(50);
      // One Spanish explanation quotes an English source at length.
      expect(share(texts, language).right).toBeGreaterThan(0.98);
      expect(share(texts, language).other).toBe(0);
      const sentences = texts.flatMap((text) => text.split(/(?<=[.?!])\s+/)).filter(({ length }) => length >= 20);
      expect(share(sentences, language).right).toBeGreaterThan(0.94);
      expect(share(sentences, language).other).toBeLessThan(0.03);
    },
  );

  it.skipIf(!existsSync(cmexam))("CMExam (skipped without the data)", async () => {
    const texts: string[] = [];
    for await (const { cells } of readCsv(cmexam)) {
      texts.push(cells[3] ?? "");
    }
    const long = texts.slice(1).filter(({ length }) => length >= 10);
    expect(long.length).toBeGreaterThan(1000);
    expect(share(long, "zh").right).toBeGreaterThan(0.999);
  });
});
