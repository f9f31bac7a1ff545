"""Record an act, chain what was recorded, and find a silent edit."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from tusoi.foundation.journal.models import Entry

GENESIS = "0" * 64


def record(
    act: str,
    thing: models.Model,
    *,
    by: Any,
    at: datetime,
    scope: int = 0,
    shard_id: int = 0,
    **facts: int | str | bool,
) -> Entry:
    """Append one act inside the caller's transaction.

    act: a value of the room's `Act` choices, e.g. "report.submitted". by: the Account, or None for the program.
    at: the campaign's time. facts: ids, numbers, dates, hashes; never text a person wrote, never who wrote a slip.
    """
    return Entry.objects.create(
        act=act,
        thing_kind=thing._meta.label_lower,
        thing_id=thing.pk,
        account_id=getattr(by, "pk", None),
        at=at,
        recorded_at=timezone.now(),
        scope=scope,
        shard_id=shard_id,
        facts=facts,
    )


def digest_of(entry: Entry, previous: str) -> str:
    content = [
        previous, entry.id, entry.scope, entry.act, entry.thing_kind, entry.thing_id, entry.account_id,
        entry.at.timestamp(), entry.recorded_at.timestamp(), entry.facts,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def seal(limit: int = 500) -> int:
    """Chain up to `limit` entries that have no place yet, in order of id. Returns how many. Only the worker calls this."""
    last = Entry.objects.exclude(position=None).order_by("-position").first()
    position, previous = (last.position or 0, last.digest) if last else (0, GENESIS)
    entries = list(Entry.objects.filter(position=None).order_by("id")[:limit])
    for entry in entries:
        position += 1
        entry.position, entry.previous = position, previous
        entry.digest = previous = digest_of(entry, previous)
    Entry.objects.bulk_update(entries, ["position", "previous", "digest"], batch_size=200)
    return len(entries)


def first_broken() -> int | None:
    """Walk the chain; the position of the first entry that was changed, removed or put in between, or None."""
    expected, previous = 1, GENESIS
    for entry in Entry.objects.exclude(position=None).order_by("position").iterator(chunk_size=1000):
        if entry.position != expected or entry.previous != previous or entry.digest != digest_of(entry, previous):
            return expected
        expected, previous = expected + 1, entry.digest
    return None
