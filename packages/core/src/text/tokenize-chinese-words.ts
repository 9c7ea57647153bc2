import { createRequire } from "node:module";
import type { Jieba } from "@node-rs/jieba";
import { medicalWords, medicalWordsVersion } from "../lexicons/medical-words.ts";
import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { isWhiteSpace } from "./split-white-space.ts";

/** Version of @node-rs/jieba and of its dictionary; a test holds it to the package. */
const segmenterVersion = "2.0.2";
/** A word of the medical dictionary is taken before its parts; half of jieba's own words are rarer. */
const medicalFrequency = 1000;

/** How Chinese is cut into words. */
export interface WordSettings {
  /** Whether words of `lexicons/medical-words.ts` are known as well. Default true. */
  readonly medical?: boolean;
  /** Whether white space is kept as tokens, as scripts that call jieba directly do. Default false. */
  readonly keepWhiteSpace?: boolean;
}

const loaded = new Map<boolean, Promise<Jieba>>();

async function load(medical: boolean): Promise<Jieba> {
  const [{ Jieba: Segmenter }, { dict }] = await Promise.all([
    import("@node-rs/jieba"),
    import("@node-rs/jieba/dict.js"),
  ]);
  return segmenterWith(Segmenter.withDict(dict), medical);
}

function segmenterWith(jieba: Jieba, medical: boolean): Jieba {
  if (medical) {
    jieba.loadDict(Buffer.from(medicalWords.map((word) => `${word} ${medicalFrequency} n\n`).join("")));
  }
  return jieba;
}

const required = new Map<boolean, Jieba>();

/** The same as `load`, for callers that cannot wait: the package is CommonJS. */
function loadNow(medical: boolean): Jieba {
  const known = required.get(medical);
  if (known !== undefined) {
    return known;
  }
  const require = createRequire(import.meta.url);
  const { Jieba: Segmenter } = require("@node-rs/jieba") as typeof import("@node-rs/jieba");
  const { dict } = require("@node-rs/jieba/dict.js") as typeof import("@node-rs/jieba/dict.js");
  const jieba = segmenterWith(Segmenter.withDict(dict), medical);
  required.set(medical, jieba);
  return jieba;
}

/**
 * Chinese words by jieba (accurate mode, unknown words by its hidden Markov model), everything else as jieba leaves it:
 * runs of Latin letters and digits, single marks. The dictionary takes a quarter of a second to load, once for either
 * setting. A surrogate that stands alone becomes U+FFFD.
 *
 * @returns A tokenizer named `jieba-2.0.2`, with `+medical-<version>` and `+space` where they apply.
 * @example (await createMetricWordTokenizer()).tokens("急性心肌梗死的患者") // ["急性心肌梗死", "的", "患者"]
 */
export async function createMetricWordTokenizer(settings: WordSettings = {}): Promise<MetricTokenizer> {
  const { medical = true } = settings;
  const loading = loaded.get(medical) ?? load(medical);
  loaded.set(medical, loading);
  const jieba = await loading;
  return wordTokenizer(settings, () => jieba);
}

/**
 * The same tokenizer without waiting: the dictionary is loaded, at once, when the first text is cut.
 *
 * @example lazyMetricWordTokenizer({ medical: false }).name // "jieba-2.0.2"
 */
export function lazyMetricWordTokenizer(settings: WordSettings = {}): MetricTokenizer {
  const { medical = true } = settings;
  return wordTokenizer(settings, () => loadNow(medical));
}

function wordTokenizer({ medical = true, keepWhiteSpace = false }: WordSettings, jieba: () => Jieba): MetricTokenizer {
  const dictionary = medical ? `+medical-${medicalWordsVersion}` : "";
  return {
    name: `jieba-${segmenterVersion}${dictionary}${keepWhiteSpace ? "+space" : ""}`,
    tokens: (text) => {
      const tokens = jieba().cut(text, true);
      return keepWhiteSpace ? tokens : tokens.filter((token) => !isWhiteSpace(token.charCodeAt(0)));
    },
  };
}
