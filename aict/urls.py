from django.urls import re_path

from aict.views import brochure_file, figures_file

urlpatterns = [
    re_path(r"^(?P<path>(?:[\w-]+/)+)plaidoyer-aict\.(?P<suffix>pdf|webp)$", brochure_file, name="brochure_file"),
    re_path(r"^(?P<path>(?:[\w-]+/)*[\w-]+)\.(?P<suffix>csv|json)$", figures_file, name="figures_file"),
]
