from agenda.models.agenda import AgendaPage
from agenda.models.audience import Audience
from agenda.models.event import EventPage
from agenda.models.session import EventSession

__all__ = ["AgendaPage", "Audience", "EventPage", "EventSession"]
