"""The whole site in one dated file, and back: every row of every table, every file that was sent.

rows.py       rows as lines of JSON, the same whatever the database: a copy of SQLite is restored into PostgreSQL too
archive.py    the file: lines, files, and a manifest that has the checksum of each
rotation.py   which copies are kept

What is made again from the rest is left out: the search index, sessions. Pictures of other sizes are files like others.
The secrets of the machine (secrets.env) are never in it: without them, everybody merely signs in again.
"""
