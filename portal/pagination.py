from django.core.paginator import Paginator

PER_PAGE = 12


class Counted:
    """Items whose number is already known."""

    def __init__(self, items, number):
        self.items, self.number = items, number

    def __len__(self):
        return self.number

    def __getitem__(self, places):
        return list(self.items[places])


def paginate(request, items, per_page=PER_PAGE):
    """Return the page of `items` that `?page=` asks for; a wrong or missing number never fails.

    Letters give the first page and a number past the end gives the last, so that an old
    bookmark or a mistyped address still shows something to read.
    """
    return Paginator(items, per_page).get_page(request.GET.get("page"))
