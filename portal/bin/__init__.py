"""« Corbeille »: a page deleted in the CMS is taken out of the site whole, and kept for thirty days as rows of JSON.

Nothing that reads pages can find it there: it is restored by writing its rows again, with the same keys, so that
whatever named it names it once more.
"""
