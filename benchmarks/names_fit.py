"""Fit the weights of `names/evidence.py` on one half of labelled pairs; print the figures of the other.

    .venv/bin/python benchmarks/names_fit.py ../shared/corpora/names

Coordinate descent on the log-loss of the score, drawn gently to the weights as they stand. It changes
nothing: the weights it prints are copied into `evidence.py` by hand, rounded, and those that a person
has reason to set otherwise (OTHER_GIVEN and OTHER_STEM: a slip that happens to make another listed name
is rarer than the labelled sets can show) are left.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from names_bench import SETS, curve, half, read_pairs

from safeconduct.names import Comparer, evidence

WEIGHT = {"ca": 1.0, "ofac": 1.0, "wd": 0.25, "nk": 0.25}
"""The noisy sets speak more softly."""
SINGLE = (
    "BASE", "SAME_GIVEN", "OTHER_GIVEN", "OTHER_STEM", "STEM_ONLY", "OTHER_ROLE", "FATHER_AT_LEAST",
    "SEX_SURE", "SEX_BY_SURNAME", "LEFT_OUT", "ONE_WORD_ONLY", "INITIAL", "OTHER_INITIAL", "AT_LEAST",
)  # fmt: skip
TRIPLE = ("PER_EDIT", "PER_SHARE")


def weights() -> np.ndarray:
    """All weights in one vector."""
    singles = [getattr(evidence, name) for name in SINGLE]
    return np.array(singles + [w for name in TRIPLE for w in getattr(evidence, name)])


def put(vector: np.ndarray) -> None:
    """Set the weights from a vector; edits never speak for sameness, doubts never against doubt."""
    for name, value in zip(SINGLE, vector, strict=False):
        setattr(evidence, name, float(value))
    edits = np.minimum(vector[len(SINGLE) :], 0)
    evidence.PER_EDIT, evidence.PER_SHARE = tuple(edits[:3]), tuple(edits[3:])


def main(folder: Path) -> None:
    """Fit and print."""
    data = {}
    for name in SETS:
        pairs = read_pairs(folder / f"{name}_pairs.tsv")
        comparer = Comparer()
        rows = comparer.rows([p[2] for p in pairs], [p[3] for p in pairs])
        truth = np.array([p[0] == "1" for p in pairs])
        data[name] = (comparer, rows, truth, np.array([half(p) for p in pairs]))
    start = weights()

    def loss(vector: np.ndarray, *, fitted: bool = True) -> float:
        put(vector)
        total = 0.0
        for name, (comparer, rows, truth, chosen) in data.items():
            p = np.clip(comparer.score_rows(*rows), 0.01, 0.99)
            each = -np.where(truth, np.log(p), np.log(1 - p))
            total += WEIGHT[name] * float(each[chosen if fitted else ~chosen].mean())
        drawn = ((vector - start) / np.maximum(np.abs(start), 0.3)) ** 2
        return total + (0.002 * float(drawn.sum()) if fitted else 0.0)

    best_weights, best = start.copy(), loss(start)
    steps = np.maximum(np.abs(start) * 0.25, 0.1)
    print(f"log-loss fitted {best:.4f}, held out {loss(start, fitted=False):.4f}")
    for _ in range(8):
        for i in range(len(best_weights)):
            for sign in (1, -1):
                tried = best_weights.copy()
                tried[i] += sign * steps[i]
                if i < len(SINGLE) and SINGLE[i] in ("LEFT_OUT", "ONE_WORD_ONLY") and tried[i] < 0:
                    continue
                if (value := loss(tried)) < best - 1e-6:
                    best_weights, best = tried, value
                    steps[i] *= 1.3
                    break
            else:
                steps[i] /= 2
        print(
            f"log-loss fitted {best:.4f}, held out {loss(best_weights, fitted=False):.4f}",
            flush=True,
        )
    put(best_weights)
    for name in (*SINGLE, *TRIPLE):
        print(f"{name} = {np.round(getattr(evidence, name), 2)}")
    for name, (comparer, rows, truth, chosen) in data.items():
        scores = comparer.score_rows(*rows)
        for label, at in (("fitted", chosen), ("held out", ~chosen)):
            f1, threshold, recall = curve(scores[at].tolist(), truth[at].tolist())
            print(
                f"{name:5} {label:9} best F1 {f1:.4f} at {threshold:.3f}, recall at P 0.95 {recall:.4f}"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpora/names"))
