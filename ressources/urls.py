from django.urls import path

from ressources.feeds import feed

urlpatterns = [path("rss.xml", feed, name="resource_feed")]
