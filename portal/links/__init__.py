"""The links of the site, checked each night: found in the records, tried, and kept with what became of them."""
