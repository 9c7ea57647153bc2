"""Log-probabilities of the tiny models by a plain forward pass in float32: nothing of Viva or llama.cpp is used.

    pip install numpy==2.4.6 safetensors==0.8.0 tokenizers==0.23.2
    python scripts/golden/tiny-model-logprobs.py

Reads what scripts/make-tiny-models.py wrote and writes packages/core/src/weights/__fixtures__/tiny-model-logprobs.json:
for each model and each pair of a prompt and its continuation the tokens of both, as Hugging Face's tokenizers give them,
and the natural logarithm of the probability of every token of the continuation. The forward pass follows the published
definitions: RMSNorm, rotary positions that turn the first half of a head against the second, grouped queries, SwiGLU.
"""

import json
from pathlib import Path

import numpy
from tokenizers import Tokenizer

FOLDER = Path(__file__).resolve().parents[2] / "packages/core/src/weights/__fixtures__"

LONG = (
    "A 58-year-old man has had crushing chest pain for 2 hours. Blood pressure is 84/56 mmHg and heart rate 58/min. "
    "The ECG shows ST elevation in II, III and aVF. 男，66岁，持续性胸骨后压榨样疼痛3小时。"
)
PAIRS = [
    ("The first choice is", " A"),
    ("The first choice is", " CT angiography of the aorta"),
    (f"{LONG}\nAnswer:", " B"),
    (f"{LONG}\nAnswer:", " Invasive coronary angiography, 12.5 mg"),
    ("答案是", "主动脉CT血管造影"),
    ("Varón de 58 años, hipertenso mal controlado:", " ¿Cuál es la prueba?\n\n  ECG – ST"),
    (" ".join([LONG] * 3), " Treadmill exercise"),
]


def read_weights(path):
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    header.pop("__metadata__", None)
    weights = {}
    for name, entry in header.items():
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        if entry["dtype"] == "BF16":
            values = (numpy.frombuffer(raw[begin:end], numpy.uint16).astype(numpy.uint32) << 16).view(numpy.float32)
        else:
            values = numpy.frombuffer(raw[begin:end], numpy.float32)
        weights[name] = values.reshape(entry["shape"])
    return weights


def rms_norm(x, weight, epsilon):
    return x / numpy.sqrt((x**2).mean(-1, keepdims=True) + numpy.float32(epsilon)) * weight


def frequencies(config, head):
    frequency = 1.0 / config["rope_theta"] ** (numpy.arange(0, head, 2, dtype=numpy.float64) / head)
    scaling = config.get("rope_scaling")
    if scaling is None:
        return frequency
    factor, low, high = scaling["factor"], scaling["low_freq_factor"], scaling["high_freq_factor"]
    original = scaling["original_max_position_embeddings"]
    wavelength = 2 * numpy.pi / frequency
    smooth = (original / wavelength - low) / (high - low)
    between = (1 - smooth) * frequency / factor + smooth * frequency
    scaled = numpy.where(wavelength > original / low, frequency / factor, between)
    return numpy.where(wavelength < original / high, frequency, scaled)


def rotate(x, frequency):
    """x: heads × positions × head."""
    angle = numpy.outer(numpy.arange(x.shape[1]), frequency)
    cos, sin = (numpy.concatenate([f(angle)] * 2, -1).astype(numpy.float32) for f in (numpy.cos, numpy.sin))
    first, second = numpy.split(x, 2, -1)
    return x * cos + numpy.concatenate([-second, first], -1) * sin


def log_probabilities(weights, config, tokens):
    """positions × vocabulary."""
    hidden, heads, key_heads = (config[k] for k in ("hidden_size", "num_attention_heads", "num_key_value_heads"))
    head = config.get("head_dim", hidden // heads)
    epsilon = config["rms_norm_eps"]
    frequency = frequencies(config, head)
    x = weights["model.embed_tokens.weight"][tokens]
    length = len(tokens)
    mask = numpy.triu(numpy.full((length, length), -numpy.inf, numpy.float32), 1)
    for layer in range(config["num_hidden_layers"]):

        def linear(name, value):
            at = f"model.layers.{layer}.{name}"
            return value @ weights[f"{at}.weight"].T + weights.get(f"{at}.bias", numpy.float32(0))

        def normed(name, value):
            return rms_norm(value, weights[f"model.layers.{layer}.{name}.weight"], epsilon)

        y = normed("input_layernorm", x)
        q, k, v = (
            linear(f"self_attn.{part}_proj", y).reshape(length, count, head).transpose(1, 0, 2)
            for part, count in (("q", heads), ("k", key_heads), ("v", key_heads))
        )
        if config["model_type"] == "qwen3":
            q, k = normed("self_attn.q_norm", q), normed("self_attn.k_norm", k)
        q, k = rotate(q, frequency), rotate(k, frequency)
        k, v = (numpy.repeat(part, heads // key_heads, 0) for part in (k, v))
        scores = q @ k.transpose(0, 2, 1) / numpy.float32(head**0.5) + mask
        scores = numpy.exp(scores - scores.max(-1, keepdims=True))
        attended = (scores / scores.sum(-1, keepdims=True)) @ v
        x = x + linear("self_attn.o_proj", attended.transpose(1, 0, 2).reshape(length, heads * head))
        y = normed("post_attention_layernorm", x)
        gate = linear("mlp.gate_proj", y)
        x = x + linear("mlp.down_proj", gate / (1 + numpy.exp(-gate)) * linear("mlp.up_proj", y))
    assert x.dtype == numpy.float32
    x = rms_norm(x, weights["model.norm.weight"], epsilon)
    logits = (x @ weights.get("lm_head.weight", weights["model.embed_tokens.weight"]).T).astype(numpy.float64)
    logits -= logits.max(-1, keepdims=True)
    return logits - numpy.log(numpy.exp(logits).sum(-1, keepdims=True))


def golden(name):
    folder = FOLDER / name
    config = json.loads((folder / "config.json").read_text("utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    weights = read_weights(folder / "model.safetensors")
    rows = []
    for prompt, continuation in PAIRS:
        start = tokenizer.encode(prompt).ids
        rest = tokenizer.encode(continuation, add_special_tokens=False).ids
        logprobs = log_probabilities(weights, config, start + rest)
        values = [float(logprobs[len(start) + index - 1, token]) for index, token in enumerate(rest)]
        rows.append(
            {
                "prompt": prompt,
                "continuation": continuation,
                "promptTokens": start,
                "continuationTokens": rest,
                "logprobs": [round(value, 7) for value in values],
            }
        )
    return rows


if __name__ == "__main__":
    values = {name: golden(name) for name in ("tiny-llama", "tiny-qwen2", "tiny-qwen3")}
    text = json.dumps(values, ensure_ascii=False, indent=1)
    (FOLDER / "tiny-model-logprobs.json").write_text(text + "\n", "utf-8")
