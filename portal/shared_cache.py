"""The cache that machines share, when it is Redis or Valkey: one that does not answer is left alone for a while."""

import logging
import time

from redis import Redis, exceptions

logger = logging.getLogger(__name__)

# Seconds. A page asks the cache dozens of things: each would wait in turn.
WAIT = 0.5
LEFT_ALONE = 5


class SparingRedis(Redis):
    """A client that, once nobody answered, fails at once until LEFT_ALONE seconds have passed; one for each worker."""

    away_until = 0.0

    def execute_command(self, *args, **options):
        if time.monotonic() < SparingRedis.away_until:
            raise exceptions.ConnectionError("The cache did not answer a moment ago.")
        try:
            return super().execute_command(*args, **options)
        except (exceptions.ConnectionError, exceptions.TimeoutError):
            SparingRedis.away_until = time.monotonic() + LEFT_ALONE
            logger.warning("Le cache (CACHE_URL) ne répond pas : le site s’en passe pendant %s s.", LEFT_ALONE)
            raise


# Without it pages are made each time and nobody is limited, but the site answers.
OPTIONS = {
    "IGNORE_EXCEPTIONS": True,
    "REDIS_CLIENT_CLASS": "portal.shared_cache.SparingRedis",
    "SOCKET_CONNECT_TIMEOUT": WAIT,
    "SOCKET_TIMEOUT": WAIT,
}
