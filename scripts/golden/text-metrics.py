"""Golden values for the text metrics in packages/core/src/text.

    pip install sacrebleu==2.6.0
    python scripts/golden/text-metrics.py

Writes packages/core/src/text/__golden__/{text-pairs,tokenizers,bleu,chrf,rouge,cmexam,paired-bootstrap}.json, laid out by
Biome. BLEU, chrF and the paired bootstrap are sacrebleu's. The algorithms of rouge_score and of CMExam's scripts are restated from their definitions in the plainest way: full tables, no bit
vectors. Chinese words come from the tokenizer under test (text-words.ts); the metrics over them do not.
"""

import json
import logging
import math
import platform
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

# This folder has a statistics.py, which sacrebleu would take for Python's own.
sys.path.pop(0)

import numpy
import sacrebleu
from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.significance import _compute_p_value

sys.path.append(str(Path(__file__).parent))
from text_pairs import pairs

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "packages/core/src/text/__golden__"
VERSIONS = {"python": platform.python_version(), "numpy": numpy.__version__, "sacrebleu": sacrebleu.__version__}
SMOOTHINGS = [("none", None), ("exp", None), ("floor", None), ("floor", 0.01), ("add-k", None), ("add-k", 0.5)]
TOKENIZERS = ["13a", "intl", "zh", "char", "none"]


def write(name, source, sections):
    content = {"source": source, "versions": VERSIONS, **sections}
    text = json.dumps(content, allow_nan=False, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text("".join(map(visible, text)))


def visible(character):
    """Characters that nobody could see in the file are written as escapes."""
    hidden = character != " " and unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn")
    return f"\\u{ord(character):04x}" if hidden else character


def words_of(texts):
    command = [str(ROOT / "node_modules/.bin/node"), str(ROOT / "scripts/golden/text-words.ts")]
    return json.loads(subprocess.run(command, input=json.dumps(texts), capture_output=True, check=True, text=True).stdout)


def columns(chosen):
    """References as sacrebleu wants them: first of each pair, second of each pair (None where there is none)."""
    most = max(len(pair["references"]) for pair in chosen)
    return [[pair["references"][at] if at < len(pair["references"]) else None for pair in chosen] for at in range(most)]


def bleu_settings():
    for order in (1, 2, 3, 4):
        for method, value in SMOOTHINGS:
            for effective in (False, True):
                yield {"order": order, "method": method, "value": value, "effective": effective}


def bleu(tokenizer, settings, lowercase):
    return BLEU(
        lowercase=lowercase, tokenize=tokenizer, smooth_method=settings["method"], smooth_value=settings["value"],
        max_ngram_order=settings["order"], effective_order=settings["effective"],
    )


def bleu_cases(made):
    corpora, sentences = [], []
    every = list(bleu_settings())
    for language in ("zh", "en", "es"):
        chosen = [pair for pair in made if pair["language"] == language]
        hypotheses = [pair["hypothesis"] for pair in chosen]
        for tokenizer in TOKENIZERS:
            for lowercase in (False, True):
                # Statistics of orders up to 4 hold those of every shorter one, so texts are cut once.
                metric = bleu(tokenizer, every[-1], lowercase)
                statistics = metric._extract_corpus_statistics(hypotheses, columns(chosen))
                signatures, scores = [], []
                for settings in every:
                    n = settings["order"]
                    cut = [[*row[:2], *row[2 : 2 + n], *row[6 : 6 + n]] for row in statistics]
                    one = bleu(tokenizer, settings, lowercase)
                    one.num_refs = metric.num_refs
                    scores.append(one._aggregate_and_compute(cut).score)
                    signatures.append(str(one.get_signature()))
                corpora.append({"language": language, "tokenizer": tokenizer, "lowercase": lowercase,
                                "scores": scores, "signatures": signatures if tokenizer == "zh" else signatures[:1]})
        # The whole road through sacrebleu's public function, once for each language, to see that the short cut is none.
        check = BLEU(tokenize="zh", max_ngram_order=3, smooth_method="floor", smooth_value=0.01)
        public = check.corpus_score(hypotheses, columns(chosen)).score
        index = every.index({"order": 3, "method": "floor", "value": 0.01, "effective": False})
        assert public == next(c for c in corpora if (c["language"], c["tokenizer"], c["lowercase"]) == (language, "zh", False))["scores"][index]
    for at, pair in enumerate(made):
        row = []
        for step, tokenizer in enumerate(TOKENIZERS):
            number = (at * 5 + step * 11) % len(every)
            metric = bleu(tokenizer, every[number], at % 7 == 0)
            row.append({"settings": number, "score": metric.sentence_score(pair["hypothesis"], pair["references"]).score})
            default = BLEU(tokenize=tokenizer, effective_order=True)
            row[-1]["default"] = default.sentence_score(pair["hypothesis"], pair["references"]).score
        sentences.append({"settings": [r["settings"] for r in row], "scores": [r["score"] for r in row], "defaults": [r["default"] for r in row]})
    return {"settings": every, "tokenizers": TOKENIZERS, "lowercaseEvery": 7, "corpora": corpora, "sentences": sentences}


CHRF_SETTINGS = [
    {}, {"word_order": 2}, {"word_order": 1, "beta": 1}, {"char_order": 3, "lowercase": True}, {"whitespace": True, "word_order": 2},
    {"eps_smoothing": True, "word_order": 2}, {"beta": 3, "char_order": 1},
]


def chrf_cases(made):
    corpora = []
    for language in ("zh", "en", "es"):
        chosen = [pair for pair in made if pair["language"] == language]
        metrics = [CHRF(**settings) for settings in CHRF_SETTINGS]
        scores = [m.corpus_score([pair["hypothesis"] for pair in chosen], columns(chosen)).score for m in metrics]
        corpora.append({"language": language, "scores": scores, "signatures": [str(m.get_signature()) for m in metrics]})
    sentences = [[CHRF(**settings).sentence_score(pair["hypothesis"], pair["references"]).score for settings in CHRF_SETTINGS] for pair in made]
    return {"settings": CHRF_SETTINGS, "corpora": corpora, "sentences": sentences}


def lcs_table(reference, candidate):
    table = numpy.zeros((len(reference) + 1, len(candidate) + 1), dtype=int).tolist()
    for i, token in enumerate(reference, 1):
        for j, other in enumerate(candidate, 1):
            table[i][j] = table[i - 1][j - 1] + 1 if token == other else max(table[i - 1][j], table[i][j - 1])
    return table


def lcs_places(reference, candidate):
    table, places, i, j = lcs_table(reference, candidate), set(), len(reference), len(candidate)
    while i and j:
        if reference[i - 1] == candidate[j - 1]:
            i, j = i - 1, j - 1
            places.add(i)
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return places


def prf(shared, replies, references):
    precision, recall = shared / max(replies, 1), shared / max(references, 1)
    return [precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0]


def ngrams(tokens, n):
    return Counter(tuple(tokens[at : at + n]) for at in range(len(tokens) - n + 1))


def rouge_n(hypothesis, reference, n):
    mine, theirs = ngrams(hypothesis, n), ngrams(reference, n)
    return prf(sum((mine & theirs).values()), sum(mine.values()), sum(theirs.values()))


def rouge_l(hypothesis, reference):
    return prf(lcs_table(reference, hypothesis)[-1][-1], len(hypothesis), len(reference))


def rouge_lsum(hypothesis, reference):
    """Lists of lines of tokens."""
    mine, theirs = Counter(t for line in hypothesis for t in line), Counter(t for line in reference for t in line)
    hits, replies, references = 0, sum(mine.values()), sum(theirs.values())
    for line in reference:
        union = set().union(*(lcs_places(line, candidate) for candidate in hypothesis))
        for at in sorted(union):
            if mine[line[at]] > 0 and theirs[line[at]] > 0:
                hits += 1
                mine[line[at]] -= 1
                theirs[line[at]] -= 1
    return prf(hits, replies, references)


def best(scores):
    return max(scores, key=lambda score: score[2])


def rouge_cases(made):
    words = {}
    texts = sorted({line for pair in made for text in [pair["hypothesis"], *pair["references"]] for line in [text, *text.split("\n")]})
    for text, cut in zip(texts, words_of(texts)):
        words[text] = cut["medical"]
    tokenizers = {"char": lambda text: list("".join(text.split())), "words": lambda text: words[text],
                  "rouge_score": lambda text: re.findall("[a-z0-9]+", text.lower())}
    rows = []
    for pair in made:
        row = {}
        for name in ("char", "words") if pair["language"] == "zh" else ("rouge_score", "words"):
            cut = tokenizers[name]
            lines = lambda text: [cut(line) for line in text.split("\n") if line]
            hypothesis, references = cut(pair["hypothesis"]), [cut(text) for text in pair["references"]]
            row[name] = [
                *(best([rouge_n(hypothesis, reference, n) for reference in references]) for n in (1, 2, 3)),
                best([rouge_l(hypothesis, reference) for reference in references]),
                best([rouge_lsum(lines(pair["hypothesis"]), lines(text)) for text in pair["references"]]),
            ]
        rows.append(row)
    return {"metrics": ["rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum"], "pairs": rows}


def cmexam_bleu(references, hypotheses, order):
    matches, possible, length, reference_length = [0] * order, [0] * order, 0, 0
    for reference, hypothesis in zip(references, hypotheses):
        reference_length += len(reference)
        length += len(hypothesis)
        for n in range(1, order + 1):
            matches[n - 1] += sum((ngrams(hypothesis, n) & ngrams(reference, n)).values())
            possible[n - 1] += max(0, len(hypothesis) - n + 1)
    if length == 0 or reference_length == 0:
        return None
    precisions = [m / p if p else 0 for m, p in zip(matches, possible)]
    mean = math.exp(sum(math.log(p) for p in precisions) / order) if min(precisions) > 0 else 0.0
    ratio = length / reference_length
    return 100 * mean * (1 if ratio > 1 else math.exp(1 - 1 / ratio))


def cmexam_rouge(references, hypotheses):
    rows = []
    for reference, hypothesis in zip(references, hypotheses):
        one, other = " ".join(hypothesis).split(" "), " ".join(reference).split(" ")
        scores = []
        for n in (1, 2):
            mine, theirs = set(ngrams(one, n)), set(ngrams(other, n))
            precision = len(mine & theirs) / len(mine) if mine else 0
            recall = len(mine & theirs) / len(theirs) if theirs else 0
            scores.append(2 * precision * recall / (precision + recall + 1e-8))
        shared = lcs_table(other, one)[-1][-1]
        recall, precision = shared / len(other), shared / len(one)
        beta = precision / (recall + 1e-12)
        scores.append((1 + beta**2) * recall * precision / (recall + beta**2 * precision + 1e-12))
        rows.append(scores)
    return [100 * value for value in numpy.mean(rows, axis=0).tolist()]


def cmexam_cases(made):
    """Several corpora of Chinese pairs; a missing explanation is null."""
    chinese = [[pair["hypothesis"], pair["references"][0]] for pair in made if pair["language"] == "zh"]
    corpora = [chinese, chinese[:1], chinese[3:4], chinese[20:25] + [[None, chinese[30][1]], [chinese[31][0], None]], [["", chinese[30][1]]]]
    corpora += [[pair] for pair in chinese[40:60]]
    cases = []
    for rows in corpora:
        filled = [[text or "" for text in row] for row in rows]
        flat = words_of([text for row in filled for text in row])
        cut = [[flat[2 * at]["plain"], flat[2 * at + 1]["plain"]] for at in range(len(filled))]
        hypotheses, references = [c[0] for c in cut], [c[1] for c in cut]
        gpt = [cmexam_bleu(references, hypotheses, n) for n in (1, 2, 4)] + cmexam_rouge([r[1] for r in filled], [r[0] for r in filled])
        kept = [row for row in rows if None not in row]
        spaced = [["".join(text.split()) for text in row] for row in kept]
        lora = [cmexam_bleu([r[1] for r in spaced], [r[0] for r in spaced], n) for n in (1, 2, 4)]
        lora += cmexam_rouge([r[1] for r in kept], [r[0] for r in kept])
        cases.append({"rows": rows if rows is not chinese else "chinese", "gpt": gpt, "lora": lora})
    return {"metrics": ["bleu1", "bleu2", "bleu4", "rouge1", "rouge2", "rougeL"], "cases": cases}


class Draws:
    """The multiplicative congruential generator of Park and Miller, so that the test can draw the same resamples."""

    def __init__(self, state):
        self.state = state

    def below(self, n):
        self.state = self.state * 48271 % 2147483647
        return self.state % n


def bootstrap_cases(made):
    cases = []
    metrics = {"bleu": lambda: BLEU(tokenize="zh"), "chrf": lambda: CHRF(word_order=2)}
    chinese = [pair for pair in made if pair["language"] == "zh" and len(pair["references"]) == 1][20:80]
    references = [[pair["references"][0] for pair in chinese]]
    first = [pair["hypothesis"] for pair in chinese]
    systems = {
        "same": first,
        "next": first[1:] + first[:1],
        "reference": [r if at % 4 else h for at, (h, r) in enumerate(zip(first, references[0]))],
        "shorter": [h[: max(1, 9 * len(h) // 10)] for h in first],
    }
    resamples = 500
    for name, second in systems.items():
        for metric, create in metrics.items():
            draws = Draws(12345)
            indices = numpy.array([[draws.below(len(first)) for _ in first] for _ in range(resamples)])
            one, other = create(), create()
            mine = numpy.array(one._extract_corpus_statistics(first, references), dtype="float32")
            theirs = numpy.array(other._extract_corpus_statistics(second, references), dtype="float32")
            score = lambda table: one._compute_score_from_stats(table.sum(0)).score
            samples = numpy.abs(numpy.array([score(theirs[i]) for i in indices]) - numpy.array([score(mine[i]) for i in indices]))
            real = abs(score(mine) - score(theirs))
            p = _compute_p_value(samples - samples.mean(), real)
            cases.append({"system": name, "metric": metric, "first": float(score(mine)), "other": float(score(theirs)), "p": float(p)})
    return {"seed": 12345, "resamples": resamples, "hypotheses": first, "references": references[0], "systems": systems, "cases": cases}


def tokenizer_cases(made):
    texts = sorted({text for pair in made for text in [pair["hypothesis"], *pair["references"]]})[::8] + [
        text for pair in made[:45] for text in [pair["hypothesis"], *pair["references"]]
    ]
    cut = lambda name: [" ".join(BLEU(tokenize=name)._preprocess_segment(text).split()) for text in texts]
    return {"texts": texts, **{name: cut(name) for name in ("13a", "intl", "zh", "char")}}


def main():
    # sacrebleu advises `effective_order` for every single sentence.
    logging.disable(logging.WARNING)
    FOLDER.mkdir(exist_ok=True)
    made = pairs()
    assert len(made) >= 500
    write("text-pairs", "scripts/golden/text_pairs.py", {"pairs": made})
    write("tokenizers", "sacrebleu tokenizers", tokenizer_cases(made))
    write("bleu", "sacrebleu BLEU", bleu_cases(made))
    write("chrf", "sacrebleu CHRF", chrf_cases(made))
    write("rouge", "rouge_score 0.1.2, restated, over given tokens", rouge_cases(made))
    write("cmexam", "evaluation scripts of CMExam, restated", cmexam_cases(made))
    write("paired-bootstrap", "sacrebleu significance, on the resamples of a generator that the test repeats", bootstrap_cases(made))
    names = [str(path) for path in sorted(FOLDER.glob("*.json"))]
    subprocess.run([str(ROOT / "node_modules/.bin/biome"), "format", "--write", *names], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
