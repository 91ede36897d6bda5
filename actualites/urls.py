from django.urls import re_path

from actualites.feeds import feed

FILE = r"(?P<file_name>rss\.xml|atom\.xml|feed\.json)$"

urlpatterns = [
    re_path(rf"^{FILE}", feed, name="news_feed"),
    re_path(rf"^(?P<facet>thematique|groupe-pays)/(?P<slug>[-\w]+)/{FILE}", feed, name="news_feed"),
]
