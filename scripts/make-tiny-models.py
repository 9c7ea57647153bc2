"""The tiny models of the tests: random weights in the shapes of Llama, Qwen2 and Qwen3, with real tokenizers.

    pip install numpy==2.4.6 safetensors==0.8.0 tokenizers==0.23.2
    python scripts/make-tiny-models.py

Writes packages/core/src/weights/__fixtures__/tiny-<shape>/ as Hugging Face keeps a model. The weights are drawn with a
fixed seed; the byte-level BPE tokenizers are trained on scripts/tiny-models.txt, questions of the sample exam in English,
Spanish and Chinese. The models know nothing: they stand for real ones wherever reading, converting and scoring must be
right and what they say does not matter. Their widths make probabilities uneven, so that a mistake in any part of the
forward pass shows in them. Run scripts/golden/tiny-model-logprobs.py afterwards.
"""

import json
from pathlib import Path

import numpy
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

ROOT = Path(__file__).resolve().parents[1]
TEXT = ROOT / "scripts/tiny-models.txt"
FOLDER = ROOT / "packages/core/src/weights/__fixtures__"

LLAMA_PATTERN = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
QWEN_PATTERN = LLAMA_PATTERN.replace(r"\p{N}{1,3}", r"\p{N}")

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
LLAMA_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + "
    "message['content'] | trim + '<|eot_id|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}"
)


def train_tokenizer(pattern, vocabulary_size, special, bos):
    tokenizer = Tokenizer(models.BPE(ignore_merges=bos is not None))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(pattern), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary_size - len(special),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(TEXT.read_text("utf-8").splitlines(), trainer)
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    if bos is not None:
        tokenizer.post_processor = processors.Sequence(
            [
                processors.ByteLevel(trim_offsets=False),
                processors.TemplateProcessing(
                    single=f"{bos} $A",
                    pair=f"{bos} $A {bos} $B",
                    special_tokens=[(bos, tokenizer.token_to_id(bos))],
                ),
            ]
        )
    return tokenizer


def draw_weights(config, rng):
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    heads, key_heads = config["num_attention_heads"], config["num_key_value_heads"]
    head = config.get("head_dim", hidden // heads)
    tied = config["tie_word_embeddings"]
    weights = {}

    def normal(name, shape, scale):
        weights[name] = (rng.standard_normal(shape) * scale).astype(numpy.float32)

    def matrix(name, rows, columns, gain=1.0):
        normal(name, (rows, columns), gain / columns**0.5)

    def norm(name, size):
        weights[name] = (1 + 0.2 * rng.standard_normal(size)).astype(numpy.float32)

    matrix("model.embed_tokens.weight", config["vocab_size"], hidden, gain=2.0)
    for layer in range(config["num_hidden_layers"]):
        at = f"model.layers.{layer}."
        norm(at + "input_layernorm.weight", hidden)
        # Queries and keys of a larger width make attention look somewhere, so that a wrong rotation shows.
        matrix(at + "self_attn.q_proj.weight", heads * head, hidden, gain=2.0)
        matrix(at + "self_attn.k_proj.weight", key_heads * head, hidden, gain=2.0)
        matrix(at + "self_attn.v_proj.weight", key_heads * head, hidden)
        matrix(at + "self_attn.o_proj.weight", hidden, heads * head)
        if config["model_type"] == "qwen2":
            for part, size in (("q", heads * head), ("k", key_heads * head), ("v", key_heads * head)):
                normal(at + f"self_attn.{part}_proj.bias", size, 0.3)
        if config["model_type"] == "qwen3":
            norm(at + "self_attn.q_norm.weight", head)
            norm(at + "self_attn.k_norm.weight", head)
        norm(at + "post_attention_layernorm.weight", hidden)
        matrix(at + "mlp.gate_proj.weight", inner, hidden)
        matrix(at + "mlp.up_proj.weight", inner, hidden)
        matrix(at + "mlp.down_proj.weight", hidden, inner)
    norm("model.norm.weight", hidden)
    if not tied:
        matrix("lm_head.weight", config["vocab_size"], hidden, gain=2.0)
    return weights


def bfloat16(values):
    """Rounded to nearest, ties to even, as codes."""
    bits = values.view(numpy.uint32).astype(numpy.uint64)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(numpy.uint16)


def save_bfloat16(weights, path):
    """safetensors.numpy has no BF16: the format is a length, JSON and bytes."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, values in sorted(weights.items()):
        raw = bfloat16(values).tobytes()
        header[name] = {"dtype": "BF16", "shape": list(values.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    head = json.dumps(header, separators=(",", ":")).encode()
    path.write_bytes(len(head).to_bytes(8, "little") + head + data)


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


def make(name, config, pattern, special, bos, eos, template, seed):
    folder = FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = train_tokenizer(pattern, config["vocab_size"], special, bos)
    assert tokenizer.get_vocab_size() == config["vocab_size"]
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    ids = {"eos_token_id": tokenizer.token_to_id(eos)}
    if bos is not None:
        ids["bos_token_id"] = tokenizer.token_to_id(bos)
    write_json(folder / "config.json", {**config, **ids})
    named = {"bos_token": bos, "eos_token": eos, "chat_template": template, "tokenizer_class": "PreTrainedTokenizerFast"}
    write_json(folder / "tokenizer_config.json", named)
    weights = draw_weights(config, numpy.random.default_rng(seed))
    if config["torch_dtype"] == "float32":
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    else:
        save_bfloat16(weights, folder / "model.safetensors")


SHARED = {"hidden_act": "silu", "rms_norm_eps": 1e-5, "max_position_embeddings": 2048, "num_hidden_layers": 2}

if __name__ == "__main__":
    make(
        "tiny-llama",
        {
            "architectures": ["LlamaForCausalLM"],
            "model_type": "llama",
            **SHARED,
            "vocab_size": 768,
            "hidden_size": 64,
            "intermediate_size": 160,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "rope_theta": 500000.0,
            # The scaling of Llama 3.1, with lengths at which it matters in a short text.
            "rope_scaling": {
                "rope_type": "llama3",
                "factor": 8.0,
                "low_freq_factor": 1.0,
                "high_freq_factor": 4.0,
                "original_max_position_embeddings": 256,
            },
            "attention_bias": False,
            "tie_word_embeddings": False,
            "torch_dtype": "float32",
        },
        LLAMA_PATTERN,
        ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"],
        bos="<|begin_of_text|>",
        eos="<|eot_id|>",
        template=LLAMA_TEMPLATE,
        seed=20,
    )
    make(
        "tiny-qwen2",
        {
            "architectures": ["Qwen2ForCausalLM"],
            "model_type": "qwen2",
            **SHARED,
            "vocab_size": 640,
            "hidden_size": 64,
            "intermediate_size": 96,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "rope_theta": 10000.0,
            "tie_word_embeddings": True,
            "torch_dtype": "bfloat16",
        },
        QWEN_PATTERN,
        ["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        bos=None,
        eos="<|im_end|>",
        template=CHATML,
        seed=21,
    )
    make(
        "tiny-qwen3",
        {
            "architectures": ["Qwen3ForCausalLM"],
            "model_type": "qwen3",
            **SHARED,
            "vocab_size": 640,
            "hidden_size": 64,
            "intermediate_size": 96,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "head_dim": 32,
            "rope_theta": 1000000.0,
            "attention_bias": False,
            "tie_word_embeddings": True,
            "torch_dtype": "bfloat16",
        },
        QWEN_PATTERN,
        ["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        bos=None,
        eos="<|im_end|>",
        template=CHATML,
        seed=22,
    )
