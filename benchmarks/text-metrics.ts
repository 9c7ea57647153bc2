import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { cpuUsage, version } from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { corpusBleu } from "../packages/core/src/text/bleu.ts";
import { corpusChrf } from "../packages/core/src/text/chrf.ts";
import { rougeNgrams, rougeSubsequence } from "../packages/core/src/text/rouge.ts";
import { rougeSummary } from "../packages/core/src/text/rouge-summary.ts";
import { createSubsequenceLength } from "../packages/core/src/text/subsequence-length.ts";
import { createTokenVocabulary } from "../packages/core/src/text/token-vocabulary.ts";
import { tokenizeChinese } from "../packages/core/src/text/tokenize-chinese.ts";
import { createMetricWordTokenizer } from "../packages/core/src/text/tokenize-chinese-words.ts";
import { spreadOf, spreadText } from "./spread.ts";

const help = `node benchmarks/text-metrics.ts [--python file] [--pairs n] [--lcs-pairs n] [--rounds n] [--quick]
                                    [--date YYYY-MM-DD] [--out file]

Text metrics over made-up Chinese pairs, beside sacrebleu and a plain longest common subsequence in Python, in the same
run; writes benchmarks/text-metrics.md. Needs a Python with sacrebleu 2.6.0 (--python, default python3). --quick is a short
version that shows that the benchmark works; it prints its page and writes no file without --out.`;

const { values: flags } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    pairs: { type: "string" },
    "lcs-pairs": { type: "string" },
    rounds: { type: "string" },
    quick: { type: "boolean", default: false },
    date: { type: "string" },
    out: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

interface PythonSide {
  readonly tokenizeS: number;
  readonly bleuS: number;
  readonly chrfS: number;
  readonly lcsS: number;
  readonly lcsPairs: number;
  readonly bleu: number;
  readonly chrf: number;
  readonly lcsLengths: number;
}

interface MadePair {
  readonly hypothesis: string;
  readonly reference: string;
}

const script = fileURLToPath(new URL("./text-metrics.py", import.meta.url));

function python(...args: readonly string[]): string {
  return execFileSync(flags.python, [script, ...args], { encoding: "utf8", maxBuffer: 2 ** 26 });
}

/** CPU seconds of each step, all threads of this process, one measurement a round. */
class Timings {
  readonly seconds = new Map<string, number[]>();

  measure<T>(step: string, work: () => T): T {
    const before = cpuUsage();
    const result = work();
    const { user, system } = cpuUsage(before);
    this.seconds.set(step, [...(this.seconds.get(step) ?? []), (user + system) / 1e6]);
    return result;
  }

  of(step: string): readonly number[] {
    return this.seconds.get(step) ?? [];
  }
}

function requireEqual(what: string, ours: number, theirs: number): void {
  if (!(Math.abs(ours - theirs) < 1e-9)) {
    throw new Error(`${what}: ${ours}, in Python ${theirs}`);
  }
}

function measureRound(rows: readonly MadePair[], lcsPairs: number, timings: Timings): [number, number, number] {
  const pairs = rows.map(({ hypothesis, reference }) => ({ hypothesis, references: [reference] }));
  // Tokenization twice: the cut alone, and the cut with numbering, so that numbering can be laid at the metric's door.
  timings.measure("cut", () => {
    for (const { hypothesis, reference } of rows) {
      tokenizeChinese.tokens(hypothesis);
      tokenizeChinese.tokens(reference);
    }
  });
  const vocabulary = createTokenVocabulary();
  const cut = rows.map(({ hypothesis, reference }) => [
    tokenizeChinese.tokens(hypothesis),
    tokenizeChinese.tokens(reference),
  ]);
  const [hypotheses, references] = timings.measure("number", () => [
    cut.map(([reply = []]) => vocabulary.encode(reply)),
    cut.map(([, reference = []]) => [vocabulary.encode(reference)]),
  ]);
  const tokens = {
    tokenizer: tokenizeChinese.name,
    lowercase: false,
    hypotheses,
    references,
    vocabulary: vocabulary.size(),
  };
  const bleu = timings.measure("BLEU", () => corpusBleu(tokens)?.score ?? Number.NaN);
  timings.measure("ROUGE-1 and ROUGE-2", () => rougeNgrams(tokens, 2));
  timings.measure("ROUGE-L", () => rougeSubsequence(tokens));
  timings.measure("ROUGE-Lsum, cut and numbered", () => rougeSummary(pairs, tokenizeChinese));
  const chrf = timings.measure("chrF", () => corpusChrf(pairs) ?? Number.NaN);
  const lengthOf = createSubsequenceLength(tokens.vocabulary);
  let lengths = 0;
  for (let row = 0; row < Math.min(lcsPairs, rows.length); row++) {
    lengths += lengthOf(hypotheses[row] ?? new Int32Array(), references[row]?.[0] ?? new Int32Array());
  }
  return [bleu, chrf, lengths];
}

async function main(): Promise<void> {
  if (flags.help) {
    console.log(help);
    return;
  }
  const count = Number(flags.pairs ?? (flags.quick ? 1000 : 60_000));
  const lcsPairs = Number(flags["lcs-pairs"] ?? (flags.quick ? 50 : 1000));
  const rounds = Number(flags.rounds ?? (flags.quick ? 1 : 3));
  const folder = mkdtempSync(join(tmpdir(), "viva-text-metrics-"));
  try {
    const file = join(folder, "pairs.jsonl");
    python("make", file, "--pairs", String(count));
    const rows = readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as MadePair);
    const words = await createMetricWordTokenizer();
    // The compiler is given something to see before the clock runs.
    measureRound(rows.slice(0, 1000), 0, new Timings());
    const timings = new Timings();
    let ours: [number, number, number] = [Number.NaN, Number.NaN, Number.NaN];
    for (let round = 0; round < rounds; round++) {
      ours = measureRound(rows, lcsPairs, timings);
      timings.measure("cut into words", () =>
        rows.map(({ hypothesis, reference }) => words.tokens(hypothesis).length + words.tokens(reference).length),
      );
    }
    const theirs = JSON.parse(python("measure", file, "--lcs-pairs", String(lcsPairs))) as PythonSide;
    requireEqual("BLEU", ours[0], theirs.bleu);
    requireEqual("chrF", ours[1], theirs.chrf);
    requireEqual("lengths of common subsequences", ours[2], theirs.lcsLengths);
    const text = page(rows, timings, theirs);
    if (flags.quick && flags.out === undefined) {
      console.log(text);
    } else {
      writeFileSync(resolve(flags.out ?? fileURLToPath(new URL("./text-metrics.md", import.meta.url))), text);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function page(rows: readonly MadePair[], timings: Timings, theirs: PythonSide): string {
  const { sqrt } = Math;
  const lengths = rows.flatMap(({ hypothesis, reference }) => [[...hypothesis].length, [...reference].length]);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const deviation = sqrt(lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / lengths.length);
  const lcsAll = (theirs.lcsS / theirs.lcsPairs) * rows.length;
  const numbered = timings.of("number").map((seconds, round) => seconds + (timings.of("BLEU")[round] ?? 0));
  const line = (what: string, seconds: readonly number[], python: number | null, note = ""): string => {
    const spread = spreadOf(seconds);
    const times = python === null ? "" : `${(python / spread.median).toFixed(0)}×`;
    const own = `${spreadText(spread, 2)} | ${((1e6 * spread.median) / rows.length).toFixed(1)}`;
    return `| ${what} | ${own} | ${python === null ? "" : `${python.toFixed(2)}${note}`} | ${times} |`;
  };
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, Node ${version}`;
  return `# Text metrics

Written by \`node benchmarks/text-metrics.ts\`. ${rows.length.toLocaleString("en")} pairs of made-up Chinese explanations (\`scripts/golden/text_pairs.py\`) of ${mean.toFixed(0)} characters (standard deviation ${deviation.toFixed(0)}), cut by sacrebleu's \`zh\`. Beside Viva, in the same run on the same texts: sacrebleu 2.6.0, and a plain longest common subsequence in Python over ${theirs.lcsPairs.toLocaleString("en")} of the pairs, scaled to all. CPU seconds, user and system, of all threads; Viva's after a warm-up of 1,000 pairs, median and range of ${timings.of("BLEU").length} rounds. BLEU, chrF and the lengths of the subsequences are checked to be equal. Goals: BLEU at least 10× sacrebleu, ROUGE-L at least 50× the plain subsequence.

Machine: ${machine}; load average at the end ${(loadavg()[0] ?? 0).toFixed(1)}.${flags.date === undefined ? "" : ` Measured ${flags.date}.`}

| step | Viva, s | µs a pair | Python, s | ratio |
| --- | --- | --- | --- | --- |
${[
  line("cut (`zh`)", timings.of("cut"), theirs.tokenizeS),
  line("number the tokens", timings.of("number"), null),
  line("**BLEU** of numbered tokens", timings.of("BLEU"), theirs.bleuS),
  line("BLEU with numbering", numbered, theirs.bleuS),
  line("ROUGE-1 and ROUGE-2", timings.of("ROUGE-1 and ROUGE-2"), null),
  line("**ROUGE-L**", timings.of("ROUGE-L"), lcsAll, " (scaled)"),
  line("ROUGE-Lsum, cut and numbered", timings.of("ROUGE-Lsum, cut and numbered"), null),
  line("chrF, from the texts", timings.of("chrF"), theirs.chrfS),
  line("cut into words by jieba", timings.of("cut into words"), null),
].join("\n")}

"Number the tokens" gives every token the integer the metrics work on; sacrebleu splits its strings within BLEU, so both figures stand.
`;
}

await main();
