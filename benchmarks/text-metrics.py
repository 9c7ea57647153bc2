"""The other side of text-metrics.ts: makes the pairs, and measures sacrebleu and a plain longest common subsequence on them.

    pip install sacrebleu==2.6.0
    python benchmarks/text-metrics.py make pairs.jsonl --pairs 60000
    python benchmarks/text-metrics.py measure pairs.jsonl --lcs-pairs 1000
"""

import argparse
import json
import sys
import time
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.tokenizers.tokenizer_zh import TokenizerZh

# After sacrebleu: the folder has a statistics.py, which it would take for Python's own.
sys.path.append(str(Path(__file__).resolve().parents[1] / "scripts/golden"))
from text_pairs import pairs  # noqa: E402

# sacrebleu holds the n-grams of all references at once, which takes gigabytes; sums over parts are the same.
PART = 2000


def make(path, count):
    # Seven to eleven sentences make about 190 characters.
    made = pairs(seed=1, counts={"zh": count}, sentences=(7, 11))[-count:]
    with open(path, "w", encoding="utf-8") as file:
        for pair in made:
            row = {"hypothesis": pair["hypothesis"], "reference": pair["references"][0]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def timed(work):
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def corpus(metric, hypotheses, references):
    sums = None
    for start in range(0, len(hypotheses), PART):
        part = slice(start, start + PART)
        rows = metric._extract_corpus_statistics(hypotheses[part], [references[part]])
        rows = [sum(column) for column in zip(*rows)]
        sums = rows if sums is None else [one + other for one, other in zip(sums, rows)]
    return metric._compute_score_from_stats(sums).score


def lcs_length(first, second):
    """Two rows of the table, the plain way."""
    previous = [0] * (len(second) + 1)
    for token in first:
        row = [0]
        for at, other in enumerate(second):
            row.append(previous[at] + 1 if token == other else max(previous[at + 1], row[at]))
        previous = row
    return previous[-1]


def measure(path, lcs_pairs):
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    hypotheses, references = [row["hypothesis"] for row in rows], [row["reference"] for row in rows]
    tokenizer = TokenizerZh()
    cut, tokenize = timed(lambda: [[tokenizer(text.rstrip()) for text in texts] for texts in (hypotheses, references)])
    score, bleu = timed(lambda: corpus(BLEU(tokenize="none"), *cut))
    chrf_score, chrf = timed(lambda: corpus(CHRF(), hypotheses, references))
    few = [(one.split(), other.split()) for one, other in zip(*cut)][:lcs_pairs]
    lengths, lcs = timed(lambda: sum(lcs_length(one, other) for one, other in few))
    print(json.dumps({"tokenizeS": tokenize, "bleuS": bleu, "chrfS": chrf, "lcsS": lcs, "lcsPairs": len(few),
                      "bleu": score, "chrf": chrf_score, "lcsLengths": lengths}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["make", "measure"])
    parser.add_argument("path")
    parser.add_argument("--pairs", type=int, default=60_000)
    parser.add_argument("--lcs-pairs", type=int, default=1000)
    arguments = parser.parse_args()
    make(arguments.path, arguments.pairs) if arguments.task == "make" else measure(arguments.path, arguments.lcs_pairs)


if __name__ == "__main__":
    main()
