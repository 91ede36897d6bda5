"""What visitors look for: the words of French texts, the entries made of them, and the answers.

words       what a text is made of, as one writes it in a hurry
engines     where words are looked for: the database, or OpenSearch
questions   what a visitor typed, as conditions
sources     what each page gives to find; each app says so in its module `searchable`
files       the words of documents and recordings
indexing    entries that follow every publication
results     what is found, counted and shown
spelling    what was meant
"""
