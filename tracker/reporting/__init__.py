"""Reports to be sent to others: what a report says (`writing`), as plain parts, and how it is set (`page`, `pdf`).

`gathering` asks the ledger, `chapters` turn what was found into sentences and tables in the language of the moment.
Nothing here holds a value: a report is made of the rows that `tracker export` gives.
"""
