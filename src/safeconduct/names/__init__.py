"""Names: parse, romanise, compare, cluster, screen. One person under many spellings.

May import the standard library, numpy and rapidfuzz; no other room. `docs/names.md` walks through it.
"""

from safeconduct.names.cluster import cluster
from safeconduct.names.compare import Comparer, Comparison, Verdict, compare
from safeconduct.names.lexicon import is_short_for
from safeconduct.names.merges import Known, Proposal, check_merge, propose_merges
from safeconduct.names.parse import Name, parse
from safeconduct.names.script import romanise

__all__ = [
    "Comparer",
    "Comparison",
    "Known",
    "Name",
    "Proposal",
    "Verdict",
    "check_merge",
    "cluster",
    "compare",
    "is_short_for",
    "parse",
    "propose_merges",
    "romanise",
]
