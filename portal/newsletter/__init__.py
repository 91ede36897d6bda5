"""« Lettre d’information »: what an editor chooses of what was published and is to come, made an e-mail.

Each app says in its module `newsletter` what of its own a letter may tell: a SECTION (portal/newsletter/sections.py).
Nothing is kept and nothing is sent: the association sends it with its own tool, which has the addresses.
"""
