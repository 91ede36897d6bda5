"""What watches over the site for its editors: the needs that they see on the home of the CMS and in « Rapports ».

Each app says in its module `needs` what of its own may be lacking: a list `NEEDS` of Need classes
(portal/vigilance/needs.py), each of which is a count on the home and a report. `portal` imports none of them.
"""
