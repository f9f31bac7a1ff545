"""Boxes and what is in them. Secret rows have a random key that is the rowid, no time and no sequence."""

from typing import Any

from django.db import connection, models, transaction
from django.db.models import Count, Q

from tusoi.foundation.access.models import Account
from tusoi.foundation.kernel.disclosure import discloses
from tusoi.foundation.kernel.ids import RandomKeyField
from tusoi.foundation.secrecy.states import BoxState

NO_RECEIPT = "0" * 64  # as long as a receipt's hash, so that spending rewrites a row of SQLite in its place


class BoxQuerySet(models.QuerySet["Box"]):
    def state_held(self, pk: int) -> str:
        """The box's state, which nobody can change before this transaction ends.

        A shared lock on PostgreSQL: slips do not wait for each other, closing waits for the slips that are under way.
        SQLite has one writer anyway.
        """
        lock = " FOR SHARE" if connection.features.has_select_for_update else ""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT state FROM secrecy_box WHERE id = %s{lock}", [pk])
            row = cursor.fetchone()
        return str(row[0])


class Box(models.Model):
    """Takes sealed slips while it is open; opened by `need` of its keyholders together."""

    scope = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=BoxState, default=BoxState.PREPARING)
    need = models.PositiveSmallIntegerField(help_text="how many keyholders open it together")
    threshold = models.PositiveSmallIntegerField(help_text="no group below this is shown; never changed afterwards")
    public_key = models.BinaryField(default=b"")
    faults = models.JSONField(default=dict, help_text="what did not add up at opening: counts only")
    is_swept = models.BooleanField(default=False, help_text="what the opening deleted is off the disk")

    objects = BoxQuerySet.as_manager()
    disclosure = discloses(unit="state need threshold faults", system="scope public_key is_swept")

    class Meta:
        indexes = [models.Index(fields=["scope"])]
        constraints = [
            models.CheckConstraint(condition=Q(need__gte=2), name="secrecy_two_people_open"),
            models.CheckConstraint(condition=Q(threshold__gte=2), name="secrecy_threshold"),
        ]


class Keyholder(models.Model):
    """One of those who open the box. Emptied of every key when the box has been opened."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="keyholders")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    public_key = models.BinaryField(default=b"")
    salt = models.BinaryField(default=b"")
    sealed_private_key = models.BinaryField(default=b"")
    recovery_salt = models.BinaryField(default=b"")
    recovery_sealed_key = models.BinaryField(default=b"")
    sealed_share = models.BinaryField(default=b"")
    entered = models.BooleanField(default=False, help_text="has given their share to open the box")

    disclosure = discloses(
        unit="box account entered",
        secret="public_key salt sealed_private_key recovery_salt recovery_sealed_key sealed_share",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["box", "account"], name="secrecy_keyholder_once")]

    @property
    def ready(self) -> bool:
        """Whether this person has set a passphrase."""
        return bool(self.public_key)


class ShareHandover(models.Model):
    """The share of one keyholder who entered the passphrase, sealed to another who has not yet."""

    giver = models.ForeignKey(Keyholder, models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Keyholder, models.CASCADE, related_name="handed_over")
    sealed_share = models.BinaryField()

    disclosure = discloses(system="giver receiver", secret="sealed_share")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["giver", "receiver"], name="secrecy_handover_once")]


_SPEND = """UPDATE secrecy_ticket SET spent = true, receipt_hash = %s WHERE id = %s AND NOT spent
    AND box_id = (SELECT id FROM secrecy_box WHERE id = %s AND state = %s{held})"""
_KEEP = "INSERT INTO secrecy_sealedslip (id, box_id, ciphertext) SELECT %s, %s, %s"
_AT_ONCE = f"WITH spent AS ({_SPEND.format(held=' FOR SHARE')} RETURNING id) {_KEEP} FROM spent"
_FOUND = """SELECT t.id, t.box_id, t."group", t.label, t.spent, b.id, b.state, b.public_key
    FROM secrecy_ticket t JOIN secrecy_box b ON b.id = t.box_id WHERE t.code_hash = %s"""


class TicketQuerySet(models.QuerySet["Ticket"]):
    def of_code(self, code_hash: str) -> "Ticket | None":
        """The ticket of a code with its box; written out, since every page of every slip asks for it."""
        with connection.cursor() as cursor:
            cursor.execute(_FOUND, [code_hash])
            row = cursor.fetchone()
        if row is None:
            return None
        ticket = Ticket.from_db(connection.alias, ["id", "box_id", "group", "label", "spent"], row[:5])
        ticket.box = Box.from_db(connection.alias, ["id", "state", "public_key"], row[5:])
        return ticket

    def exchange(self, ticket: "Ticket", receipt_hash: str, ciphertext: bytes, *, state: BoxState) -> bool:
        """Spend a ticket and keep the slip that was sealed for it, both or neither.

        False, and nothing written, where it was spent or its box is not in `state`, which the box cannot leave meanwhile
        (as in `state_held`). On PostgreSQL one statement, since each journey there counts when a hall sends at once.
        """
        spend: list[Any] = [receipt_hash, ticket.pk, ticket.box_id, state]
        keep: list[Any] = [SealedSlip().pk, ticket.box_id, ciphertext]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(_AT_ONCE, spend + keep)
                return cursor.rowcount == 1
            with transaction.atomic():
                cursor.execute(_SPEND.format(held=""), spend)
                if spent := cursor.rowcount == 1:
                    cursor.execute(_KEEP, keep)
                return spent

    def counted(self) -> dict[tuple[str, str], tuple[int, int]]:
        """{(group, label): (used, issued)}."""
        rows = self.order_by().values_list("group", "label")
        return {
            (group, label): (used, issued)
            for group, label, used, issued in rows.annotate(used=Count("pk", filter=Q(spent=True)), issued=Count("pk"))
        }


class Ticket(models.Model):
    """A one-time code: its hash and its group, nothing else. Destroyed at opening (see RetiredCode, GroupCount)."""

    id = RandomKeyField()
    box = models.ForeignKey(Box, models.PROTECT, related_name="tickets")
    group = models.CharField(max_length=40)
    label = models.CharField(max_length=200, blank=True, help_text="the organisation, in attributed groups only")
    code_hash = models.CharField(max_length=64, unique=True)
    spent = models.BooleanField(default=False)
    receipt_hash = models.CharField(max_length=64, default=NO_RECEIPT)

    objects = TicketQuerySet.as_manager()
    disclosure = discloses(system="box group label", secret="code_hash spent receipt_hash")


class SealedSlip(models.Model):
    """What was handed in, sealed to the box; group, label and receipt are inside. Destroyed at opening."""

    id = RandomKeyField()
    box = models.ForeignKey(Box, models.PROTECT, related_name="slips")
    ciphertext = models.BinaryField()

    disclosure = discloses(system="box", secret="ciphertext")


class RetiredCode(models.Model):
    """After opening: a code there was, so that its holder hears that the box is opened; not whether it was used."""

    id = RandomKeyField()
    box = models.ForeignKey(Box, models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)

    disclosure = discloses(system="box", secret="code_hash")


class GroupCount(models.Model):
    """After opening: how many codes of a group were issued and used. Shown only through thresholds.py."""

    id = RandomKeyField()
    box = models.ForeignKey(Box, models.PROTECT, related_name="counts")
    group = models.CharField(max_length=40)
    label = models.CharField(max_length=200, blank=True)
    used = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()

    disclosure = discloses(system="box group label", secret="used issued")


class PublishedReceipt(models.Model):
    """After opening: SHA-256 of each receipt, for everybody to check; tied to nothing else."""

    id = RandomKeyField()
    box = models.ForeignKey(Box, models.PROTECT, related_name="receipts")
    digest = models.CharField(max_length=64)

    disclosure = discloses(open="digest", system="box")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "box"], name="secrecy_receipt_once")]


class Glimpse(models.Model):
    """Turnout of a pool of groups as shown on one day before closing: in steps of the threshold, fixed for that day."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="+")
    pool = models.CharField(max_length=200)
    day = models.DateField()
    used = models.PositiveIntegerField()

    disclosure = discloses(unit="box pool day used")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "pool", "day"], name="secrecy_glimpse_once_a_day")]


class OriginalKeeper(models.Model):
    """A keyholder who, after the opening, set another passphrase to keep texts from before something was blacked out."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="keepers")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    public_key = models.BinaryField()
    salt = models.BinaryField()
    sealed_private_key = models.BinaryField()

    disclosure = discloses(unit="box account", secret="public_key salt sealed_private_key")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["box", "account"], name="secrecy_keeper_once")]


class SealedText(models.Model):
    """A text as it was before something was blacked out; two keepers read it together. `about` is the caller's."""

    id = RandomKeyField()
    box = models.ForeignKey(Box, models.PROTECT, related_name="originals")
    about = models.BigIntegerField(unique=True)
    ciphertext = models.BinaryField()

    disclosure = discloses(system="box about", secret="ciphertext")


class SealedTextShare(models.Model):
    """A keeper's share of a sealed text; giver: the other keeper who handed theirs over, until it was read."""

    text = models.ForeignKey(SealedText, models.CASCADE, related_name="shares")
    keeper = models.ForeignKey(OriginalKeeper, models.CASCADE, related_name="+")
    giver = models.ForeignKey(OriginalKeeper, models.CASCADE, null=True, related_name="+")
    sealed_share = models.BinaryField()

    disclosure = discloses(system="text keeper giver", secret="sealed_share")


class Draft(models.Model):
    """An organisation's slip that several are preparing: read by whoever has its code, by nobody with the database alone."""

    id = RandomKeyField()
    box = models.ForeignKey(Box, models.PROTECT, related_name="drafts")
    code_hash = models.CharField(max_length=64, unique=True)
    version = models.CharField(max_length=32)
    ciphertext = models.BinaryField()

    disclosure = discloses(system="box version", secret="code_hash ciphertext")
