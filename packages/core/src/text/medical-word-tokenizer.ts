import { medicalEntityFinder } from "./medical-entity-finder.ts";
import { createWordTokenizer, type WordTokenizer } from "./word-tokenizer.ts";

const hanCharacter = /\p{Script=Han}/u;

/**
 * The words of `createWordTokenizer`, and behind them one word for every medical entity of Viva's lists that the text names:
 * the same one for each of its names and abbreviations, in Chinese, English and Spanish alike. So BM25 finds 心梗 where a
 * passage says 心肌梗死, and a rare term of common words counts as the rare term it is. A text with Chinese characters is
 * looked through for Chinese names, any other for English and Spanish ones. Whether a finding is negated makes no difference.
 */
export async function createMedicalWordTokenizer(): Promise<WordTokenizer> {
  const words = await createWordTokenizer();
  return (text) => {
    const found = words(text);
    const named = new Set<string>();
    for (const language of hanCharacter.test(text) ? (["zh"] as const) : (["en", "es"] as const)) {
      for (const { id, start } of medicalEntityFinder(language).find(text, { nested: true })) {
        named.add(`${start} ${id}`);
      }
    }
    // No word holds a colon: an entity is never taken for one.
    return [...found, ...[...named].map((mention) => `entity:${mention.slice(mention.indexOf(" ") + 1)}`)];
  };
}
