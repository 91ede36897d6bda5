from functools import cached_property

from ressources.cards import dress


class DossierReading:
    """What a dossier shows: its resources that visitors may read, in the editor's order."""

    def __init__(self, page, resources):
        self.page, self.found = page, resources

    @cached_property
    def resources(self):
        places = {item.resource_id: place for place, item in enumerate(self.page.items.all())}
        found = sorted(self.found.for_cards(), key=lambda resource: places.get(resource.pk, 0))
        dress(found)
        return found
