import { statSync } from "node:fs";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { textFilesOf } from "../base/text-files.ts";
import type { CorpusOverlap, CorpusRead, ItemOverlap, OverlapSettings } from "../records/contamination.ts";
import type { Item } from "../records/item.ts";
import { runFile } from "../runs/run-files.ts";
import { createNgramOverlap } from "../text/ngram-overlap.ts";
import type { SoughtText } from "../text/ngram-overlap-types.ts";

/**
 * Lengths of what counts as found. Words: those of GPT-3's analysis. Characters, for Chinese and Japanese: 30, the
 * published rule (the length of the 5th percentile of items) for Chinese licensing questions, whose stock phrases
 * (双肺呼吸音清，未闻及干湿性啰音，心律齐，腹软，无压痛) run to 27; 13 for whole short items.
 * Source: Brown et al. 2020, arXiv 2005.14165, appendix C.
 */
export const usualOverlapSettings: OverlapSettings = {
  words: 13,
  leastWords: 8,
  characters: 30,
  leastCharacters: 13,
  mostItems: 3,
  leastShare: 0,
};

/** Languages whose texts are measured in characters. */
const characterLanguages: ReadonlySet<string> = new Set(["zh", "ja", "yue", "wuu"]);

/** Files of a corpus, below a folder. */
const corpusEndings = [".md", ".txt", ".jsonl"];

/** What corpora have of a run's exams. */
export interface CorporaRead {
  readonly corpora: readonly CorpusRead[];
  readonly overlaps: ReadonlyMap<string, CorpusOverlap>;
}

/**
 * Look for the items of a run in files of text: stem, shared case and options, not the key and no explanation. Every
 * corpus is a file or a folder of .txt, .md and .jsonl files. A text file is one document, whatever its lines; each line
 * of a .jsonl file is one, of its field `text`, or of all texts in it where it has none. The corpora stream past once;
 * memory depends on the exams alone.
 *
 * Throws DATASET_NOT_FOUND for a path that is not there or holds no such file, FILE_ENCODING for text that is not UTF-8
 * and FILE_JSON_INVALID, each with its place.
 */
export async function readCorpora(
  folder: string,
  paths: readonly string[],
  settings: OverlapSettings,
): Promise<CorporaRead> {
  const sought = await soughtItems(folder);
  const search = createNgramOverlap(
    sought.map(({ text }) => text),
    {
      word: { length: settings.words, least: Math.min(settings.words, settings.leastWords) },
      character: { length: settings.characters, least: Math.min(settings.characters, settings.leastCharacters) },
      mostGroups: settings.mostItems,
    },
  );
  const corpora: CorpusRead[] = [];
  const files: string[] = [];
  for (const path of paths) {
    const own = textFilesOf(path, corpusEndings);
    let sizeBytes = 0;
    for (const file of own) {
      sizeBytes += statSync(file).size;
      await readFile(file, files.length, search);
      files.push(file);
    }
    corpora.push({ path, files: own.length, sizeBytes });
  }
  const overlaps = search.overlaps();
  const exams = Map.groupBy(
    sought.map((item, at) => ({ ...item, overlap: overlaps[at] })),
    ({ exam }) => exam,
  );
  return {
    corpora,
    overlaps: new Map(
      [...exams].map(([exam, items]) => {
        const least = { word: settings.leastWords, character: settings.leastCharacters };
        let tooShort = 0;
        let phrasesOnly = 0;
        const found: ItemOverlap[] = [];
        for (const { itemId, text, overlap } of items) {
          if (overlap === undefined || overlap.units < least[text.unit]) {
            tooShort += 1;
          } else if (overlap.ngrams === 0) {
            phrasesOnly += 1;
          } else if (overlap.found > 0) {
            const { units, ngrams, found: seen, longestRun, place } = overlap;
            found.push({
              itemId,
              unit: text.unit,
              length: units,
              ngrams,
              found: seen,
              longestRun,
              place: { file: files[Math.floor(place / linesPerFile)] ?? "", line: place % linesPerFile },
              overlapping: seen / ngrams > settings.leastShare,
            });
          }
        }
        const overlapping = found.filter((one) => one.overlapping).length;
        found.sort((a, b) => b.found / b.ngrams - a.found / a.ngrams || b.longestRun - a.longestRun);
        const clean = items.length - overlapping - tooShort - phrasesOnly;
        return [exam, { nItems: items.length, clean, overlapping, tooShort, phrasesOnly, found }];
      }),
    ),
  };
}

/** A place in the corpora as one number: file and line. Files have fewer lines, and there are fewer files than 2²¹. */
const linesPerFile = 2 ** 32;

async function readFile(file: string, number: number, search: ReturnType<typeof createNgramOverlap>): Promise<void> {
  const isJson = file.toLowerCase().endsWith(".jsonl");
  search.nextDocument();
  for await (const lines of readLines(file)) {
    for (const line of lines) {
      const place = number * linesPerFile + line.number;
      if (isJson) {
        search.nextDocument();
        for (const text of textsOf(parseJsonLine(line, file))) {
          search.read(text, place);
        }
      } else {
        search.read(line.text, place);
      }
    }
  }
}

/** The texts of a record: its field `text`, else all of them in order. */
function textsOf(record: unknown): readonly string[] {
  if (typeof record === "object" && record !== null && "text" in record && typeof record.text === "string") {
    return [record.text];
  }
  const texts: string[] = [];
  const waiting: unknown[] = [record];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === "string") {
      texts.push(value);
    } else if (typeof value === "object" && value !== null) {
      waiting.push(...Object.values(value).reverse());
    }
  }
  return texts;
}

interface SoughtItem {
  readonly exam: string;
  readonly itemId: string;
  readonly text: SoughtText;
}

async function soughtItems(folder: string): Promise<readonly SoughtItem[]> {
  const path = runFile(folder, "items");
  const sought: SoughtItem[] = [];
  const groups = new Map<string, number>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const item = parseJsonLine(line, path) as Item & { readonly exam: string };
      if (item.annulled !== undefined || item.accepted.length === 0) {
        continue;
      }
      const name = JSON.stringify([item.exam, item.group?.id ?? null, item.group === undefined ? item.id : null]);
      const group = groups.get(name) ?? groups.size;
      groups.set(name, group);
      const text = [item.group?.text ?? "", item.stem, ...item.options.map((option) => option.text)].join("\n");
      const unit = characterLanguages.has(item.language.split("-")[0] ?? "") ? "character" : "word";
      sought.push({ exam: item.exam, itemId: item.id, text: { text, unit, group } });
    }
  }
  return sought;
}
