"""Who signs in, and how: allauth in French and in the look of the site, with a second factor, closed to newcomers."""
