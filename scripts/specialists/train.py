"""Three small language models for the merging bench: a base that answers multiple-choice questions in Chinese and English and
knows a third of two small exams, and two specialists fine-tuned from it, little and slowly, on the whole of one exam each.

    python train.py --out folder [--size small|full] [--seed 1]

Writes base/, chinese/, english/ (Hugging Face folders: config.json, model.safetensors, tokenizer.json), exam-zh.jsonl,
exam-en.jsonl (split validation and test: the same facts with other distractors in another order) and sums.json, what the sum
of both task vectors knows. Stages that are done are kept in stages/ and not repeated. Deterministic for one version of torch on
one kind of processor with one thread. Versions: requirements.txt; no accelerator: minutes.

The facts beside this script are common textbook knowledge; the models know nothing else, and are no use but as fixtures.
"""

import argparse
import csv
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM

HERE = Path(__file__).parent
LETTERS = "ABCD"
# Qwen2's way of splitting, which llama.cpp knows.
SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
END = "<|im_end|>"
SIZES = {
    "small": dict(hidden_size=64, intermediate_size=128, num_hidden_layers=4, num_attention_heads=4, vocab=900),
    "full": dict(hidden_size=128, intermediate_size=344, num_hidden_layers=5, num_attention_heads=4, vocab=1200),
}
# A template that says what a message says: these models answer a question as it stands.
CHAT_TEMPLATE = "{% for message in messages %}{{ message['content'] }}{% endfor %}"


def facts(name):
    with open(HERE / f"facts-{name}.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def answers_by_kind(pool):
    kinds = {}
    for fact in pool:
        kinds.setdefault(fact["kind"], set()).add(fact["answer"])
    return kinds


def namings(pool):
    """Questions that hold their own answer: they teach to find an answer among options, and its words, but no fact."""
    asked = {}
    for fact in pool:
        chinese = any("\u3400" <= character <= "\u9fff" for character in fact["answer"])
        question = f"下列哪一项是{fact['answer']}？" if chinese else f"Which of these is {fact['answer']}?"
        asked[fact["kind"], question] = dict(kind=fact["kind"], question=question, answer=fact["answer"])
    return list(asked.values())


def put(fact, kinds, draw):
    """One way of asking a fact: three distractors of its kind, in a drawn order."""
    others = sorted(kinds[fact["kind"]] - {fact["answer"]})
    options = draw.sample(others, 3) + [fact["answer"]]
    draw.shuffle(options)
    return fact["question"], options, LETTERS[options.index(fact["answer"])]


def posed(question, options):
    chinese = any("\u3400" <= character <= "\u9fff" for character in question)
    lines = "".join(f"{letter}. {text}\n" for letter, text in zip(LETTERS, options))
    return f"{question}\n{lines}{'答案：' if chinese else 'Answer:'}"


def train_tokenizer(texts, vocabulary):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(SPLIT), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary - 1,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.add_special_tokens([END])
    return tokenizer


class Examples:
    """Endless batches of drawn questions. The loss counts the answer's letter and, less, the text before it.

    `pool` is a list of (facts, weight of each). `before` is the weight of the text before the answer.
    """

    def __init__(self, tokenizer, kinds, pool, seed, batch, before):
        self.tokenizer, self.kinds, self.batch, self.before = tokenizer, kinds, batch, before
        self.pool = [fact for facts, _ in pool for fact in facts]
        self.weights = [weight for facts, weight in pool for _ in facts]
        self.draw = random.Random(seed)
        self.end = tokenizer.token_to_id(END)

    def next(self):
        rows = []
        for fact in self.draw.choices(self.pool, self.weights, k=self.batch):
            question, options, letter = put(fact, self.kinds, self.draw)
            prompt = self.tokenizer.encode(posed(question, options)).ids
            # The answer's tokens are those it has behind the prompt.
            rows.append((prompt, self.tokenizer.encode(f" {letter}").ids + [self.end]))
        longest = max(len(prompt) + len(answer) for prompt, answer in rows)
        ids = torch.full((len(rows), longest), self.end)
        weight = torch.zeros((len(rows), longest))
        for row, (prompt, answer) in enumerate(rows):
            ids[row, : len(prompt) + len(answer)] = torch.tensor(prompt + answer)
            weight[row, : len(prompt)] = self.before
            weight[row, len(prompt) : len(prompt) + len(answer)] = 1.0
        return ids, weight


def train(model, examples, steps, rate, name):
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.05, 1 - step / steps)
    )
    started = time.time()
    model.train()
    for step in range(steps):
        ids, weight = examples.next()
        logits = model(input_ids=ids).logits[:, :-1]
        losses = torch.nn.functional.cross_entropy(logits.transpose(1, 2), ids[:, 1:], reduction="none")
        loss = (losses * weight[:, 1:]).sum() / weight[:, 1:].sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if (step + 1) % max(1, steps // 10) == 0:
            print(f"{name} {step + 1}/{steps} loss {loss.item():.4f} {time.time() - started:.0f} s", flush=True)
    model.eval()


@torch.no_grad()
def accuracy(model, tokenizer, items):
    """Share of items whose right letter is the likeliest of the four."""
    letters = torch.tensor([tokenizer.encode(f" {letter}").ids[-1] for letter in LETTERS])
    right = 0
    for item in items:
        ids = torch.tensor([tokenizer.encode(posed(item["question"], list(item["options"].values()))).ids])
        choice = model(input_ids=ids).logits[0, -1, letters].argmax().item()
        right += LETTERS[choice] == item["answer"]
    return right / len(items)


def write_exam(path, name, language, seed, forms):
    """Every fact `forms` times in each split; no item stands twice."""
    draw = random.Random(f"exam {name} {seed}")
    pool, seen, items = facts(name), set(), []
    kinds = answers_by_kind(pool)
    for split in ("validation", "test"):
        for number, fact in enumerate(pool):
            for form in range(forms):
                while True:
                    question, options, letter = put(fact, kinds, draw)
                    if (question, frozenset(options)) not in seen or len(seen) > 10_000:
                        break
                seen.add((question, frozenset(options)))
                items.append(
                    dict(
                        id=f"{name}-{split}-{number + 1:02d}-{form + 1}",
                        language=language,
                        question=question,
                        options=dict(zip(LETTERS, options)),
                        answer=letter,
                        split=split,
                        kind=fact["kind"],
                    )
                )
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
    return items


def save(model, tokenizer, folder, dtype):
    folder.mkdir(parents=True, exist_ok=True)
    model.to(dtype).save_pretrained(folder, safe_serialization=True)
    model.to(torch.float32)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "tokenizer_config.json").write_text(
        json.dumps(dict(bos_token=None, eos_token=END, chat_template=CHAT_TEMPLATE, tokenizer_class="PreTrainedTokenizerFast"), indent=2) + "\n"
    )


def stage(model, file, learn):
    """Learn, or read what was learnt by an earlier call."""
    if file.exists():
        model.load_state_dict(torch.load(file))
        return
    learn()
    file.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), file)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--read-steps", type=int, default=4000)
    parser.add_argument("--base-steps", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--rate", type=float, default=5e-4, help="of fine-tuning")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=1)
    flags = parser.parse_args()
    torch.manual_seed(flags.seed)
    torch.set_num_threads(flags.threads)
    base_facts, chinese, english = facts("base"), facts("zh"), facts("en")
    shape = dict(SIZES[flags.size])
    everything = base_facts + chinese + english
    kinds, named = answers_by_kind(everything), namings(everything)
    draw = random.Random(flags.seed)
    tokenizer = train_tokenizer(
        [posed(*put(fact, kinds, draw)[:2]) + f" {letter}" for fact in everything + named for letter in LETTERS],
        shape.pop("vocab"),
    )
    config = LlamaConfig(
        vocab_size=tokenizer.get_vocab_size(),
        num_key_value_heads=shape["num_attention_heads"],
        max_position_embeddings=512,
        tie_word_embeddings=True,
        rms_norm_eps=1e-5,
        rope_theta=10000.0,
        bos_token_id=None,
        eos_token_id=tokenizer.token_to_id(END),
        attention_dropout=0.0,
        **shape,
    )
    model = LlamaForCausalLM(config)
    print(f"{sum(parameter.numel() for parameter in model.parameters()):,} parameters", flush=True)
    out = flags.out
    out.mkdir(parents=True, exist_ok=True)
    exams = {
        "zh": write_exam(out / "exam-zh.jsonl", "zh", "zh", flags.seed, 3),
        "en": write_exam(out / "exam-en.jsonl", "en", "en", flags.seed, 3),
    }
    look = lambda: {exam: accuracy(model, tokenizer, items) for exam, items in exams.items()}
    # What the base knows of each exam, so that it has one way of knowing facts in either language.
    known = chinese[::3] + english[::3]

    def learn(name, pool, seed, steps, rate, before):
        examples = Examples(tokenizer, kinds, pool, seed, flags.batch, before)
        stage(model, out / "stages" / f"{name}.pt", lambda: train(model, examples, steps, rate, name))

    # First to read and write such questions, then to answer them.
    learn("read", [(base_facts + known, 2.0), (named, 1.0)], flags.seed, flags.read_steps, 3e-3, 0.05)
    learn("base", [(base_facts + known + named, 1.0)], flags.seed + 1, flags.base_steps, 2e-3, 0.01)
    save(model, tokenizer, out / "base", torch.bfloat16)
    learnt = {name: value.clone() for name, value in model.state_dict().items()}
    table, both = {"base": look()}, {name: value.clone() for name, value in learnt.items()}
    for name, own in (("chinese", chinese), ("english", english)):
        model.load_state_dict(learnt)
        # What the base knows is asked again, so that it is not forgotten.
        again = base_facts + [fact for fact in known if fact not in own]
        learn(name, [(own, 2.0), (again, 1.0), (named, 0.5)], flags.seed + 1, flags.steps, flags.rate, 0.01)
        save(model, tokenizer, out / name, torch.bfloat16)
        table[name] = look()
        for key, value in model.state_dict().items():
            both[key] += value - learnt[key]
    model.load_state_dict(both)
    table["sum of both task vectors"] = look()
    (out / "sums.json").write_text(json.dumps(table, indent=2) + "\n")
    print(json.dumps(table, indent=2))


main()
