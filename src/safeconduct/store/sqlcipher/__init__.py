"""A Django database backend for SQLite encrypted by SQLCipher: `ENGINE = "safeconduct.store.sqlcipher"`."""
