"""Whose session a request carries."""

from django.contrib.auth.backends import ModelBackend

from tusoi.foundation.access.models import Account


class OfficeBackend(ModelBackend):
    """Django's own, which loads the account with its person (every page names them) and lets it keep what it was asked."""

    def get_user(self, user_id: int) -> Account | None:
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        if account is None or not self.user_can_authenticate(account):
            return None
        account.kept = {}
        return account
