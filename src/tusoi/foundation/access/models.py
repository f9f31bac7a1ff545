"""Accounts sign in; persons are reviewed. A grant gives a person a role on a unit or a collective, from a day to a day."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tusoi.foundation.access.roles import Role
from tusoi.foundation.directory.models import Collective, Person, Unit
from tusoi.foundation.kernel.disclosure import discloses

T = TypeVar("T")


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who signs in. May have no person (an administrator of the machine)."""

    username = models.CharField(_("tên đăng nhập"), max_length=80, unique=True)
    email = models.EmailField(blank=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="account")
    is_active = models.BooleanField(default=True)

    kept: dict[str, Any] | None = None  # answers to what one request asks again and again; see backend.py

    objects = AccountManager()
    USERNAME_FIELD = "username"
    disclosure = discloses(personal="username email person is_active", secret="password", system="last_login")

    def __str__(self) -> str:
        return self.person.name if self.person else self.username

    def once(self, name: str, ask: Callable[[], T]) -> T:
        """The answer of `ask`, asked once where a request loaded the account; any other object of it asks every time."""
        if self.kept is None:
            return ask()
        if name not in self.kept:
            self.kept[name] = ask()
        found: T = self.kept[name]
        return found


class Grant(models.Model):
    """(person or account without person, role, unit or collective, since, until); half-open."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    collective = models.ForeignKey(Collective, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    disclosure = discloses(unit="account role unit collective since until")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None, collective__isnull=False) | Q(unit__isnull=False, collective=None),
                name="access_grant_on_one_place",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="access_grant_period"),
        ]


class SignInLink(models.Model):
    """A link that signs in without a password. Only its hash is kept. Reusable ones exist in demo mode alone."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    reusable = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True)

    disclosure = discloses(secret="token_hash", system="account expires_at reusable used_at")
