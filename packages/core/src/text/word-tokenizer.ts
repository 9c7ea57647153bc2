import type { Jieba } from "@node-rs/jieba";

/** Cuts a text into words to search by: lower case, no accents, no punctuation. */
export type WordTokenizer = (text: string) => string[];

const hanCharacter = /\p{Script=Han}/u;
/** Runs of Han characters, or of other letters and digits. */
const run = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;

let jieba: Promise<Jieba> | undefined;

/** The Chinese dictionary takes a quarter of a second to load, so it is loaded when first needed, once. */
async function loadJieba(): Promise<Jieba> {
  const [{ Jieba: Segmenter }, { dict }] = await Promise.all([
    import("@node-rs/jieba"),
    import("@node-rs/jieba/dict.js"),
  ]);
  return Segmenter.withDict(dict);
}

/**
 * A tokenizer for search in any language: Chinese by jieba's search mode (long words and their parts), everything
 * else by runs of letters and digits, accents removed. Not for published text metrics: those name their tokenizer.
 */
export async function createWordTokenizer(): Promise<WordTokenizer> {
  jieba ??= loadJieba();
  const segmenter = await jieba;
  return (text) => {
    const words: string[] = [];
    for (const [part] of text.normalize("NFKC").toLowerCase().matchAll(run)) {
      if (hanCharacter.test(part)) {
        words.push(...segmenter.cutForSearch(part, true));
      } else {
        words.push(part.normalize("NFD").replace(/\p{M}+/gu, ""));
      }
    }
    return words;
  };
}
