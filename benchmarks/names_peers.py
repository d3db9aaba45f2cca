"""The peers of `names`, each behind the same small face. One that is not installed is said to be absent."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from itertools import count

Scorer = Callable[[Sequence[str], Sequence[str]], list[float]]


def installed(*modules: str) -> bool:
    """Whether all the modules can be imported here."""
    return all(importlib.util.find_spec(m) for m in modules)


def ours(left: Sequence[str], right: Sequence[str]) -> list[float]:
    """Scores by safeconduct.names."""
    from safeconduct.names import Comparer

    return [float(s) for s in Comparer().scores(left, right)]


def rapidfuzz_icu() -> Scorer:
    """rapidfuzz WRatio behind PyICU's Any-Latin; Latin-ASCII."""
    import icu
    from rapidfuzz import fuzz, utils

    latin = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")

    def score(left: Sequence[str], right: Sequence[str]) -> list[float]:
        def plain(name: str) -> str:
            return str(utils.default_process(latin.transliterate(name)))

        return [fuzz.WRatio(plain(a), plain(b)) for a, b in zip(left, right, strict=True)]

    return score


def nomenklatura_logic() -> Scorer:
    """nomenklatura's logic-v2 on two FtM people of one name each."""
    from followthemoney import EntityProxy
    from nomenklatura.matching import get_algorithm
    from nomenklatura.matching.types import ScoringConfig

    algorithm, config = get_algorithm("logic-v2"), ScoringConfig.defaults()

    def person(number: str, name: str) -> EntityProxy:
        return EntityProxy.from_dict(
            {"id": number, "schema": "Person", "properties": {"name": [name]}}
        )

    numbers = count()  # it remembers people by id, so every one needs an id of its own

    def score(left: Sequence[str], right: Sequence[str]) -> list[float]:
        return [
            float(algorithm.compare(person(f"a{n}", a), person(f"b{n}", b), config).score)
            for n, a, b in zip(numbers, left, right, strict=False)
        ]

    return score


def scorers() -> dict[str, Scorer | None]:
    """All pair scorers by name; None for one that is absent."""
    return {
        "safeconduct": ours,
        "rapidfuzz WRatio + PyICU": rapidfuzz_icu() if installed("rapidfuzz", "icu") else None,
        "nomenklatura logic-v2": nomenklatura_logic() if installed("nomenklatura") else None,
    }


class TfIdf:
    """Character trigrams by TF-IDF, the top n by sparse_dot_topn."""

    def __init__(self, names: Sequence[str]) -> None:
        import numpy as np
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._words = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), dtype=np.float32)
        self._rows = self._words.fit_transform([plain(n) for n in names]).T.tocsr()

    def search(self, queries: Sequence[str], k: int = 10) -> list[list[tuple[int, float]]]:
        """(row, score) of the best k for each query."""
        from sparse_dot_topn import sp_matmul_topn

        asked = self._words.transform([plain(q) for q in queries])
        found = sp_matmul_topn(asked, self._rows, top_n=k, sort=True)
        return [list(zip(r.indices.tolist(), r.data.tolist(), strict=True)) for r in found]


class Cdist:
    """rapidfuzz over the whole list for every query."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [plain(n) for n in names]

    def search(self, queries: Sequence[str], k: int = 10) -> list[list[tuple[int, float]]]:
        """(row, score) of the best k for each query."""
        import numpy as np
        from rapidfuzz import fuzz
        from rapidfuzz.process import cdist

        scores = cdist(
            [plain(q) for q in queries], self._names, scorer=fuzz.token_ratio, dtype=np.uint8
        )
        out = []
        for row in scores:
            best = np.argpartition(-row.astype(np.int16), k)[:k]
            best = best[np.argsort(-row[best].astype(np.int16), kind="stable")]
            out.append([(int(i), float(row[i])) for i in best])
        return out


class Ours:
    """safeconduct's index."""

    def __init__(self, names: Sequence[str]) -> None:
        from safeconduct.names.index import Index

        self._index = Index.build(names)

    def search(self, queries: Sequence[str], k: int = 10) -> list[list[tuple[int, float]]]:
        """(row, score) of the best k for each query."""
        return [
            [(h.number, h.comparison.score) for h in hits]
            for hits in self._index.search(queries, k)
        ]


def plain(name: str) -> str:
    """What the peers of search are given: small Latin letters by our own romanisation."""
    from safeconduct.names import romanise

    return romanise(name).lower().replace(",", "")


SEARCHERS = {
    "safeconduct": (Ours, ()),
    "TF-IDF + sparse_dot_topn": (TfIdf, ("sklearn", "sparse_dot_topn")),
    "rapidfuzz cdist": (Cdist, ("rapidfuzz",)),
}
