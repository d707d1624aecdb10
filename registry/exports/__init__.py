"""Open data: every list as a file, contracts as OCDS releases, and all of it as one bundle.

A list is declared once (`contracts.py`, ...): its name, its columns, and what each is read from. Rows are read as
plain columns in partitions and written as they come, so that memory does not grow with their number.
"""
