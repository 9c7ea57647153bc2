"""Golden values for Viva's compatibility extractors: what the published scripts make of replies written for this project.

    python scripts/golden/compatibility.py

Needs the standard library alone. Writes packages/core/src/extractors/__golden__/compatibility.jsonl, one reply a line.
Each script's reading is restated here from its behaviour; patterns and literals are the published ones, because they are
what is to be reproduced. An answer is then compared, as the script compares it, with every key the item could have: `labels` is
the key that would be marked right, null when none would. `answer` is the script's own string, null where it stops with an error.
"""

import itertools
import json
import re
import string
import unicodedata
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "packages/core/src/extractors/__golden__/compatibility.jsonl"

# Cells that pandas.read_csv takes for missing by default (pandas 3.0).
MISSING = set("|#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null".split("|"))


class Stops(Exception):
    """The published script would end with an error."""


def cmexam_lora(reply, options, choose):
    """williamliujl/CMExam, evaluate_lora_result.py."""
    if reply in MISSING:
        return "无答案"
    searched = reply.split("\n")[0].strip() if "解释" in reply else reply
    words = {}
    for line in "\n".join(f"{label} {text}" for label, text in options).split("\n"):
        parts = line.split()
        if len(parts) < 2:
            raise Stops
        words[parts[0]] = parts[1]
    return "".join(label for label, word in words.items() if label in searched or word in searched) or "无答案"


def cmexam_gpt(reply, options, choose):
    """williamliujl/CMExam, evaluate_gpt_result.py and evaluate_chatglm_result.py."""
    answers = re.findall(r"答案：(.*)，", reply)
    explanations = re.findall(r"解释：(.*)", reply)
    return answers[0] if answers and explanations else ""


def cmb(reply, options, choose):
    """FreedomIntelligence/CMB, src/utils.py, for one sample."""
    found = re.search(r"(答案|正确选项)(?:是|：|为|应该是|应该为)(.*?)(。|\.|$)", reply, re.S)
    letters = [x for x in (found.group(2) if found else reply) if x in "ABCDEFG"]
    return "".join(letters[:1] if choose == "one" else letters)


PHRASES = {
    "mmlu-flan-cot": "((?<=The answer is )(.*)(?=.)|(?<=The answer is: )(.*)(?=.)|(?<=answer is )(.*)(?=.)"
    "|(?<=The answer: )(.*)(?=.)|(?<=The final answer: )(.*)(?=.))",
    "gpqa-cot": "(?<=The answer is )(.*)(?=.)",
}


def lm_eval_strict(task):
    """EleutherAI/lm-evaluation-harness, filter "regex" with group_select 0."""

    def read(reply, options, choose):
        found = re.findall(PHRASES[task], reply)
        if not found:
            return "[invalid]"
        groups = [found[0]] if isinstance(found[0], str) else [group for group in found[0] if group]
        return groups[0].strip() if groups else "[invalid]"

    return read


def lm_eval_flexible(reply, options, choose):
    """EleutherAI/lm-evaluation-harness, filter "multi_choice_regex" with group_select -1."""

    def plain(text):
        return "".join(c for c in text.lower() if not unicodedata.category(c).startswith("P"))

    # The filter's letters A, B, C… stand for the options in order; where other labels were shown, those stand for them here.
    letters = [label for label, _ in options]
    longest_first = sorted(letters, key=len, reverse=True)
    texts = [plain(text.strip()) for _, text in options]
    to_letter = {text: f"({letter})" for text, letter in zip(texts, letters)}
    steps = [
        (r"(\([A-Z]\))", reply, {}),
        ("|".join(re.escape(text) for text in texts), plain(reply), to_letter),
        (rf":[\s]*({'|'.join(map(re.escape, longest_first))})", reply, {letter: f"({letter})" for letter in letters}),
    ]
    for pattern, text, names in steps:
        found = re.findall(pattern, text)
        last = found[-1].strip() if found else ""
        if last:
            return names.get(last, last)
    return "[invalid]"


def first_label(flags):
    """The first label that stands alone; the baseline has no single source."""

    def read(reply, options, choose):
        labels = "|".join(re.escape(label) for label, _ in options)
        found = re.search(rf"\b(?:{labels})\b", reply, flags)
        return found.group(0) if found else ""

    return read


def keys_as_strings(options):
    """Every key of any number of labels, written as CMExam and CMB write keys."""
    labels = [label for label, _ in options]
    sizes = range(1, len(labels) + 1)
    return {"".join(key): list(key) for size in sizes for key in itertools.combinations(labels, size)}


def compared(answer):
    """exact_match with ignore_case and ignore_punctuation."""
    return answer.lower().translate(str.maketrans("", "", string.punctuation))


def by_string(answer, options):
    return keys_as_strings(options).get(answer)


def by_exact_match(answer, options):
    return next(([label] for label, _ in options if compared(f"({label})") == compared(answer)), None)


READERS = {
    "cmexam-lora": (cmexam_lora, by_string),
    "cmexam-gpt": (cmexam_gpt, by_string),
    "cmb": (cmb, by_string),
    "lm-eval-strict": (lm_eval_strict("mmlu-flan-cot"), by_exact_match),
    "lm-eval-strict gpqa-cot": (lm_eval_strict("gpqa-cot"), by_exact_match),
    "lm-eval-flexible": (lm_eval_flexible, by_exact_match),
    "first-label": (first_label(0), by_string),
    "first-label ascii": (first_label(re.ASCII), by_string),
}


def read_all(reply, options, choose):
    expect = {}
    for name, (read, judge) in READERS.items():
        try:
            answer = read(reply, options, choose)
            expect[name] = {"answer": answer, "labels": judge(answer, options)}
        except Stops:
            expect[name] = {"answer": None, "labels": None}
    return expect


def lettered(*texts):
    return list(zip("ABCDEFG", texts))


DRUGS_ZH = lettered("阿司匹林", "布洛芬", "二甲双胍", "二甲双胍 联合胰岛素", "华法林")
DRUGS_EN = lettered("Aspirin", "Ibuprofen", "Metformin", "Metformin and insulin")
SIGNS_ZH = lettered("发热", "咳嗽", "胸痛", "咯血", "盗汗")
TESTS_EN = lettered("DNA test", "CT", "Biopsy (core)", "Vitamin B12 level")
TESTS_PT = lettered("Uretrocistografia retrógrada.", "Cistostomia suprapúbica aberta.", "Tomografia pélvica.", "Ultrassonografia.")
NUMBERED = [("1", "Aspirin"), ("2", "Ibuprofen"), ("3", "Metformin"), ("10", "Warfarin")]

CASES = [
    ("one", DRUGS_ZH, [
        ("C", "a label alone"),
        ("答案：C，解释：二甲双胍为一线药物", "the wording the scripts hope for"),
        ("答案：C，解释：二甲双胍为一线药物，其余选项不合适", "a second full-width comma on the line"),
        ("答案：C\n解释：二甲双胍为一线药物，疗效好", "two lines, as the ChatGLM prompt asks"),
        ("答案：C,解释：二甲双胍为一线药物", "ASCII comma, as the GPT prompt asks"),
        ("答案: C\n解释: 二甲双胍为一线药物", "ASCII colons"),
        ("答案：C，因为二甲双胍为一线药物", "no explanation phrase"),
        ("答案： C，\n解释：一线药物", "a blank before the label"),
        ("答案：C.二甲双胍，\n解释：一线药物", "label and text between phrase and comma"),
        ("答案：，\n解释：一线药物", "nothing between phrase and comma"),
        ("答案：无法确定\n答案：C，\n解释：一线药物", "the phrase twice, only the second with a comma"),
        ("，答案：C\n解释：一线药物", "the comma before the phrase"),
        ("答案是C。A、B不合适。", "declared, then others"),
        ("正确选项为C.其余不对", "the other phrase, ASCII full stop"),
        ("答案应该是：D。", "the longest phrase"),
        ("答案是二甲双胍。故选C", "a cue without a letter"),
        ("患者行CT检查及MRI后，应选B。", "letters inside abbreviations"),
        ("IgG升高，选A", "a letter that was not shown"),
        ("二甲双胍联合胰岛素", "an option text that holds another's, written without its blank"),
        ("二甲双胍", "a text that is the first word of two options"),
        ("我选择二甲双胍 联合胰岛素", "the whole option text"),
        ("(C)不对，(B)才对", "two bracketed letters"),
        ("我无法回答这个问题。", "no answer"),
        ("", "empty"),
        ("NA", "a cell that pandas reads as missing"),
        ("None of these", "begins like a missing cell"),
        ("A、B、C、D、E都有可能", "every label"),
        ("选Ｃ", "a full-width letter"),
        ("The answer is C.", "English to a Chinese item"),
        ("解释：本题选C\n答案：C，解释：一线", "the explanation word on the first line"),
        ("\n解释：一线药物，选C", "an empty first line"),
    ]),
    ("any", SIGNS_ZH, [
        ("ACD", "labels run together"),
        ("答案：ACD，解释：均为典型表现", "several labels"),
        ("答案：A、C、D，\n解释：均为典型表现", "labels with marks between"),
        ("答案是A、C、D。", "labels with marks between, cue"),
        ("答案为DCA。", "another order than the key's"),
        ("答案：CA，\n解释：略", "another order, GPT wording"),
        ("A对，C对，选AC", "labels repeated"),
        ("发热、胸痛、咯血", "texts only"),
        ("答案：发热，\n解释：略", "a text where labels are expected"),
        ("没有咳嗽。答案是ACD", "an option ruled out by its text"),
        ("选项：（A）（C）", "full-width brackets"),
    ]),
    ("one", DRUGS_EN, [
        ("B", "a label alone"),
        ("The answer is B.", "label and full stop"),
        ("The answer is B", "no full stop: the last character is lost"),
        ("The answer is (B)", "bracket lost instead"),
        ("The answer is (B).", "the wording the task hopes for"),
        ("The answer is **B**.", "emphasis"),
        ("The answer is b.", "lower case"),
        ("The answer is (B ).", "a blank left by removed punctuation"),
        ("The answer is (B) Ibuprofen.", "label and text"),
        ("The answer is: (C).", "a phrase only one task knows"),
        ("So the correct answer is (C).", "another phrase only one task knows"),
        ("The final answer: C.", "a third"),
        ("the answer is \nThe answer is C.\nThe answer is D.", "phrase at a line's end, then twice"),
        ("The answer is \u2028C.", "a line separator, which ends no line for Python"),
        ("The answer is C😀", "the last character is outside the basic plane"),
        ("The answer is   .", "blanks alone are captured"),
        ("The answer is A. Wait, no. The answer is (C).", "a correction on the same line"),
        ("The answer is (A).\nNo. The answer is (C).", "a correction on another line"),
        ("It is (C), not (D).", "the last bracketed letter is ruled out"),
        ("Findings (T) and (N) suggest B.", "bracketed letters that were not shown"),
        ("Metformin is first line.", "option text"),
        ("METFORMIN, AND: INSULIN!", "an option text that begins with another's"),
        ("Aspirin is wrong; ibuprofen is right; aspirin again", "the last text"),
        ("Pseudoaspirin", "an option text inside a word"),
        ("Answer: C", "a letter behind a colon"),
        ("Choices:\n\n C or:D", "two letters behind colons"),
        ("Correct: Both", "a word behind a colon"),
        ("A patient with diabetes should get C.", "an article"),
        ("Vitamin B-12 is low, so D", "a hyphen beside a letter"),
        ("C_max is high; choose C", "an underscore beside a letter"),
        ("é B", "a letter with an accent apart"),
        ("éB A", "a letter with an accent beside"),
        ("<think>(A)</think>The answer is (B).", "reasoning left in the text"),
        ("I cannot help with that.", "a refusal"),
    ]),
    ("one", TESTS_EN, [
        ("Take a DNA sample.", "an abbreviation of shown letters, and a first word"),
        ("Biopsy, core", "an option text with brackets"),
        ("ct", "lower case text"),
        ("Vitamin B12 level", "letters and digits"),
    ]),
    ("one", TESTS_PT, [
        ("A) Uretrocistografia retrógrada.", "label, bracket and text"),
        ("**Resposta: B**", "label behind a colon, Portuguese"),
        ("A resposta correta é a letra C.", "the Portuguese article"),
        ("O paciente precisa de tomografia pélvica", "text without its full stop"),
        ("✅ D) Ultrassonografia.", "emoji first"),
        ("A uretrocistografia é contraindicada; (C)", "article, then a bracketed letter"),
    ]),
    ("one", NUMBERED, [
        ("The answer is 10.", "a label of two digits"),
        ("3", "a digit"),
        ("(B)", "a letter where digits were shown"),
        ("答案：10，解释：华法林", "a label of two digits, GPT wording"),
        ("warfarin", "text where digits were shown"),
        ("Answer: 10", "two digits behind a colon"),
    ]),
    ("one", lettered("Aspirin", "", "Warfarin"), [
        ("The answer is (C).", "an option without text"),
        ("Warfarin. Answer: A", "an option without text, and a text"),
    ]),
    ("one", lettered("+", "--", "Warfarin"), [
        ("Warfarin. Answer: C", "an option of punctuation alone"),
    ]),
    ("one", lettered("Aspirin", "aspirin!", "Warfarin"), [
        ("Aspirin", "two options with the same text but for case and punctuation"),
    ]),
    ("one", lettered("first line\nB second", "other", "third one"), [
        ("other", "a line break inside an option's text"),
        ("second", "the line after it, taken for an option"),
    ]),
]


def main():
    lines = []
    for choose, options, replies in CASES:
        labels = [{"label": label, "optionId": f"o{place}", "text": text} for place, (label, text) in enumerate(options, 1)]
        for reply, note in replies:
            expect = read_all(reply, options, choose)
            row = {"id": f"compat-{len(lines) + 1:03}", "choose": choose, "labels": labels, "text": reply, "note": note, "expect": expect}
            lines.append(json.dumps(row, ensure_ascii=False))
    # U+2028 inside a string is legal JSON; it is escaped so that no tool takes it for a line break.
    FILE.write_text("\n".join(lines).replace("\u2028", "\\u2028") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
