"""Writing to the association from the site: the form, its dispatch by e-mail, what the CMS shows of it."""
