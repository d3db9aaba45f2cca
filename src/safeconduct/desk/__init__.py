"""The office's screen: server-rendered pages over `casework`, for the browser of this machine.

May import: `casework`, `publish`, `store`'s open office, the value types. Every page that reads works without
JavaScript; nothing is asked of any other machine. Addresses hold keyed references and never a word of a case.
"""
