"""Writes the Parquet fixtures of packages/core/src/datasets with pyarrow, a writer that Viva does not share.

    pip install pyarrow==25.0.1
    python scripts/golden/parquet_fixtures.py

The rows of medmcqa, pubmedqa, head-qa and mmlu-medical are those of the JSON fixtures in the layout that Hugging Face
serves. Each file is written with another codec.
"""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

folder = Path(__file__).parents[2] / "packages/core/src/datasets/__fixtures__"


def read(name: str):
    return json.loads((folder / name).read_text("utf-8"))


def write(name: str, rows: list[dict], codec: str, schema: pa.Schema | None = None, rows_per_group: int = 2) -> None:
    table = pa.Table.from_pylist(rows, schema=schema)
    pq.write_table(table, folder / name, compression=codec, row_group_size=rows_per_group)


choices = pa.list_(pa.string())
meta = pa.struct([("year", pa.int64()), ("topics", choices)])
write(
    "parquet-file.parquet",
    [
        {
            "uid": "p1",
            "question": "Which electrolyte disturbance gives peaked T waves?",
            "choices": ["Hypokalaemia", "Hyperkalaemia", "Hypercalcaemia", "Hyponatraemia"],
            "answer": 1,
            "why": "Peaked T waves are an early sign of hyperkalaemia.",
            "meta": {"year": 2021, "topics": ["nephrology", "cardiology"]},
        },
        {
            "uid": "p2",
            "question": "Which vitamin is given to newborns to prevent bleeding?",
            "choices": ["Vitamin A", "Vitamin C", "Vitamin D", "Vitamin K"],
            "answer": 3,
            "why": None,
            "meta": {"year": 2022, "topics": []},
        },
        {
            "uid": "p3",
            "question": "Which organism causes most community-acquired urinary tract infections?",
            "choices": ["Escherichia coli", "Proteus mirabilis", "Klebsiella pneumoniae", "Enterococcus faecalis"],
            "answer": 0,
            "why": "Escherichia coli causes about four of five.",
            "meta": {"year": 2022, "topics": ["infectious diseases"]},
        },
    ],
    "zstd",
    pa.schema(
        [
            ("uid", pa.string()),
            ("question", pa.string()),
            ("choices", choices),
            ("answer", pa.int64()),
            ("why", pa.string()),
            ("meta", meta),
        ]
    ),
)

medmcqa = [json.loads(line) for line in (folder / "medmcqa.json").read_text("utf-8").splitlines()]
write("medmcqa.parquet", [{**row, "cop": row["cop"] - 1} for row in medmcqa], "snappy")

write(
    "pubmedqa.parquet",
    [
        {
            "pubid": int(pmid),
            "question": row["QUESTION"],
            "context": {
                "contexts": row["CONTEXTS"],
                "labels": row["LABELS"],
                "meshes": row["MESHES"],
                "reasoning_required_pred": list(row["reasoning_required_pred"]),
                "reasoning_free_pred": list(row["reasoning_free_pred"]),
            },
            "long_answer": row["LONG_ANSWER"],
            "final_decision": row["final_decision"],
        }
        for pmid, row in read("pubmedqa.json").items()
    ],
    "gzip",
)

write(
    "head-qa.parquet",
    [
        {
            "name": exam["name"].strip(),
            "year": exam["year"].strip(),
            "category": exam["category"],
            "qid": int(row["qid"]),
            "qtext": row["qtext"],
            "ra": int(row["ra"]),
            "image": {"bytes": b"\x89PNG", "path": None} if row["image"] else None,
            "answers": row["answers"],
        }
        for exam in read("head-qa.json")["exams"].values()
        for row in exam["data"]
    ],
    "brotli",
)

write(
    "mmlu-medical.parquet",
    [
        {
            "question": "Which part of the nephron reabsorbs most of the filtered sodium?",
            "subject": "college_medicine",
            "choices": ["Collecting duct", "Distal tubule", "Loop of Henle", "Proximal tubule"],
            "answer": 3,
        },
        {
            "question": "Which planet has the shortest year?",
            "subject": "astronomy",
            "choices": ["Mercury", "Venus", "Earth", "Mars"],
            "answer": 0,
        },
        {
            "question": "Deficiency of which vitamin causes pellagra?",
            "subject": "nutrition",
            "choices": ["Niacin", "Thiamine", "Riboflavin", "Folate"],
            "answer": 0,
        },
    ],
    "lz4",
)
