"""A small SentencePiece tokenizer and the tokens that it makes of some texts.

    pip install sentencepiece==0.2.2 tokenizers==0.23.2 protobuf==7.36.2
    python scripts/golden/sentencepiece-tokens.py

Writes packages/core/src/weights/__fixtures__/sentencepiece/: tokenizer.model, trained on scripts/tiny-models.txt as Llama 2's
was (BPE, bytes to fall back on, nothing normalised, a space before the text); tokenizer.json with the same tokenizer as Hugging
Face keeps it, merges from every pair of tokens that together is one; tokens.json with the ids that the two libraries give.
The two differ only where text is put together from several occurrences of one piece that overlap; texts here have none.
"""

import json
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

ROOT = Path(__file__).resolve().parents[2]
TEXT = ROOT / "scripts/tiny-models.txt"
FOLDER = ROOT / "packages/core/src/weights/__fixtures__/sentencepiece"
SIZE = 768

TEXTS = [
    "",
    "A",
    " A",
    "The first choice is CT angiography of the aorta",
    "A 58-year-old man has had crushing chest pain for 2 hours.  Blood pressure is 84/56 mmHg.",
    "   three spaces before, two  between, one after ",
    "男，66岁，持续性胸骨后压榨样疼痛3小时。",
    "Varón de 58 años, hipertenso mal controlado: ¿Cuál es la prueba?\n\n\tECG – ST",
    "\nA line that begins with its end",
    "\u2581 a space as the tokenizer writes it, 🩺 emoji and <0x41> no byte",
    "<s> is a special token, </s> also, <|ward|> an added one",
    "aaaa bbbb 1234567890 ICD-10: I21.9",
]


def train():
    sentencepiece.SentencePieceTrainer.train(
        input=str(TEXT),
        model_prefix=str(FOLDER / "tokenizer"),
        model_type="bpe",
        vocab_size=SIZE - 1,
        character_coverage=0.98,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        add_dummy_prefix=True,
        allow_whitespace_only_pieces=True,
        max_sentence_length=100000,
        num_threads=1,
        minloglevel=2,
    )
    (FOLDER / "tokenizer.vocab").unlink()
    path = FOLDER / "tokenizer.model"
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(path.read_bytes())
    # Where it was made says nothing of it.
    model.trainer_spec.ClearField("input")
    model.trainer_spec.ClearField("model_prefix")
    path.write_bytes(model.SerializeToString())
    return model


def merges(pieces):
    """Pairs of tokens by the score of what they make, as transformers makes them from a SentencePiece model."""
    ids = {piece.piece: index for index, piece in enumerate(pieces)}
    found = []
    for piece in pieces:
        text = piece.piece
        local = [(text[:at], text[at:]) for at in range(1, len(text)) if text[:at] in ids and text[at:] in ids]
        local.sort(key=lambda pair: (ids[pair[0]], ids[pair[1]]))
        found += [(left, right, piece.score) for left, right in local]
    found.sort(key=lambda merge: -merge[2])
    return [(left, right) for left, right, _ in found]


def fast(model, spaces):
    """The tokenizer of tokenizers; spaces by a normaliser (as Llama 2's) or before the splitting (as newer files have it)."""
    vocabulary = {piece.piece: index for index, piece in enumerate(model.pieces)}
    tokenizer = Tokenizer(
        models.BPE(vocabulary, merges(model.pieces), unk_token="<unk>", fuse_unk=True, byte_fallback=True)
    )
    if spaces == "normalizer":
        tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme=spaces, split=False)
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    tokenizer.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in ("<unk>", "<s>", "</s>")])
    tokenizer.add_tokens([AddedToken("<|ward|>", special=False, normalized=False)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)]
    )
    return tokenizer


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    model = train()
    assert len(model.pieces) == SIZE - 1
    tokenizer = fast(model, "normalizer")
    assert tokenizer.get_vocab_size() == SIZE
    tokenizer.save(str(FOLDER / "tokenizer.json"), pretty=False)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(FOLDER / "tokenizer.model"))
    values = {
        "texts": TEXTS,
        # Special tokens written in a text are plain text to SentencePiece.
        "sentencepiece": [processor.encode(text) for text in TEXTS],
        "normalizer": [tokenizer.encode(text, add_special_tokens=False).ids for text in TEXTS],
    }
    for scheme in ("always", "never"):
        spaced = fast(model, scheme)
        values[scheme] = [spaced.encode(text, add_special_tokens=False).ids for text in TEXTS]
    # What stands behind a text, as part of the whole.
    start, continuation = "The first choice is", [" CT of the chest", " A", "\nB", "。", "ly"]
    length = len(processor.encode(start))
    values["start"] = start
    values["continuations"] = {text: processor.encode(start + text)[length:] for text in continuation}
    assert all(processor.encode(start + text)[:length] == processor.encode(start) for text in continuation)
    (FOLDER / "tokens.json").write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", "utf-8")
