"""On whose word: turns of an interview, messages of a thread, entries of a chronology, quotes, and who speaks in them."""
