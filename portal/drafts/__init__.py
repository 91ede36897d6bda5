"""« Lien de relecture »: the latest draft of a page, shown to whoever holds its link, until a day that is chosen.

`wagtail-sharing` gives every draft a host of its own and no end; `wagtail-headless-preview` is for another front end.
A record and Django's signature are all that it takes, and a record can be ended.
"""
