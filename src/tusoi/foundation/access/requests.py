"""A request as views behind the sign-in see it."""

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.middleware import OfficeRequest


class SignedInRequest(OfficeRequest):
    """Somebody is signed in: the middleware lets nobody else through to a view without `login_not_required`."""

    user: Account
