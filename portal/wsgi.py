import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
doorstep = import_module("portal.page_cache.doorstep")
if doorstep.is_open():
    application = doorstep.Doorstep(application)
import_module("portal.ahead").start()
