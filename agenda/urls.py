from django.urls import path

from agenda import views

app_name = "agenda"
urlpatterns = [
    path("agenda.ics", views.calendar, name="calendar"),
    path("rss.xml", views.rss, name="rss"),
    path("<str:slug>/evenement.ics", views.event_calendar, name="event_calendar"),
]
