"""The same rules over registers of many people: one definition, written as SQL for DuckDB and Spark.

May import: `when`, `law`, `findings`' rule values. Rows never hold names unless the person running it chose that.
"""

from __future__ import annotations
