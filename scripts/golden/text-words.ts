/**
 * Cuts texts into words for the golden values of the text metrics: a JSON array of texts on standard input gives, on
 * standard output, for each text its words by jieba with the medical dictionary, and as CMExam's scripts cut it.
 */
import { text } from "node:stream/consumers";
import { createMetricWordTokenizer } from "../../packages/core/src/text/tokenize-chinese-words.ts";

const texts = JSON.parse(await text(process.stdin)) as readonly string[];
const medical = await createMetricWordTokenizer();
const plain = await createMetricWordTokenizer({ medical: false, keepWhiteSpace: true });
process.stdout.write(
  JSON.stringify(texts.map((each) => ({ medical: medical.tokens(each), plain: plain.tokens(each) }))),
);
