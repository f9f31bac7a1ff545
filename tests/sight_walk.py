"""The one who walks a review and asks after each step who sees which field. The steps are in `test_who_sees_what.py`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse

from tests.factories import World
from tests.url_matrix import words_of
from tusoi.process.campaigns.sight import Sight, Standing


@dataclass
class Walk:
    """The world on its way: who is what to which file, and at which stages each field stands.

    held: standings by file and person. shown: cells of the table by the text of a field. opens: fields that are a whole
    page, by its address.
    """

    home: World
    held: dict[str, dict[str, set[Standing]]]
    browsers: dict[str, Client]
    shown: dict[str, list[tuple[Sight, str, str]]] = field(default_factory=dict)
    opens: dict[str, str] = field(default_factory=dict)
    walked: set[tuple[str, str]] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def hold(self, standing: Standing, people: str, *files: str) -> None:
        for file in files or self.held:
            for who in people.split():
                self.held[file].setdefault(who, set()).add(standing)

    def stands(self, text: str, file: str, *cells: tuple[Sight, str], also: str = "") -> None:
        """From now on this field is at these stages: who may see one of them sees it. also: the file of all but the first."""
        files = [file, *[also or file] * len(cells)]
        self.shown[text] = [(sight, stage, of) for (sight, stage), of in zip(cells, files, strict=False)]
        self.walked |= {(sight.code, stage) for sight, stage in cells}
        self.touched.add(text)

    def readers(self, text: str) -> set[str]:
        return {
            who
            for sight, stage, file in self.shown[text]
            for who, standings in self.held[file].items()
            if standings & sight.to[stage]
        }

    def check(self, step: str, pages: list[str], people: Iterable[str] = ()) -> None:
        """Everybody asks for every page: nobody sees what the table does not show them, and what the step touched is seen
        by everybody to whom the table shows it. The pages of a step are those on which its fields can stand."""
        seen: dict[str, dict[str, str]] = {text: {} for text in self.shown}
        for who in people or self.browsers:
            for page in pages:
                response = self.browsers[who].get(page)
                if response.status_code != 200:
                    continue
                body = words_of(response)
                for text, found in seen.items():
                    if text in body or self.opens.get(text) == page:
                        found.setdefault(who, page)
        wrong = []
        for text, found in seen.items():
            readers = self.readers(text)
            wrong += [f"{who} sees “{text}” at {found[who]}" for who in sorted(set(found) - readers)]
            if text in self.touched:
                wrong += [f"{who} does not see “{text}”" for who in sorted(readers - set(found))]
        assert not wrong, "\n".join([step, *wrong])
        self.touched = set()


# -- the pages concerned, phase by phase


def named(walk: Walk, *names: str) -> list[str]:
    return [reverse(name, args=[walk.home.campaign.code]) for name in names]


def paper(walk: Walk, kind: str, thing: int) -> str:
    return reverse("archive:draft", args=[walk.home.campaign.code, kind, thing])


def of_files(walk: Walk, name: str) -> list[str]:
    files = [file for file in walk.held if file in walk.home.subjects]
    return [reverse(name, args=[walk.home.campaign.code, file]) for file in files]


def issue_pages(walk: Walk) -> list[str]:
    """Each issue, the suggestions, triage, and what the subject and the overseer have before them."""
    campaign = walk.home.campaign
    threads = campaign.issues.values_list("code", flat=True)
    rounds = campaign.rounds.values_list("code", flat=True)
    return [
        *named(walk, "issues:mine", "overseeing:mine"),
        *of_files(walk, "issues:set")[:1],
        *[reverse("thread:issue", args=[campaign.code, code]) for code in threads],
        *[reverse("issues:triage", args=[campaign.code, code]) for code in rounds],
    ]


def list_pages(walk: Walk) -> list[str]:
    sets = walk.home.campaign.suggestion_sets.values_list("pk", flat=True)
    lists = ("issues:index", "issues:suggestions", "issues:register", "reports:index", "reviews:index")
    return ["/", *named(walk, *lists), *[paper(walk, "issues.suggestion", pk) for pk in sets]]


def report_pages(walk: Walk) -> list[str]:
    """The reports as pages, and as those convened read them."""
    return [*of_files(walk, "reports:report"), *item_pages(walk, "material")]


def version_pages(walk: Walk) -> list[str]:
    """The reports as papers: the preview, each version beside the one before it, the Word files."""
    found = of_files(walk, "reports:preview")
    for report in walk.home.campaign.reports.select_related("subject"):
        kinds = ("collective", "response") if report.subject.is_collective else ("individual",)
        found += [paper(walk, f"reports.{kind}", report.pk) for kind in kinds]
        for number in report.versions.values_list("number", flat=True):
            args = [walk.home.campaign.code, report.subject.code, number]
            found += [reverse("reports:version", args=args), reverse("reports:changes", args=args)]
    return found


def item_pages(walk: Walk, name: str) -> list[str]:
    campaign = walk.home.campaign
    rows = campaign.meetings.exclude(items=None).values_list("code", "items")
    return [reverse(f"reviews:{name}", args=[campaign.code, meeting, item]) for meeting, item in rows]


def meeting_pages(walk: Walk) -> list[str]:
    """The meeting, its room, its minutes, and the petitions about each item."""
    found = []
    for meeting in walk.home.campaign.meetings.all():
        args = [walk.home.campaign.code, meeting.code]
        names = ("meeting", "room", "minutes", "edit-minutes", "projector")
        found += [reverse(f"reviews:{name}", args=args) for name in names]
    return [*found, *item_pages(walk, "petitions")]


def meeting_papers(walk: Walk) -> list[str]:
    meetings = walk.home.campaign.meetings.values_list("pk", flat=True)
    return [paper(walk, f"reviews.{kind}", pk) for kind in ("minutes", "result", "invitation") for pk in meetings]


def ballot_pages(walk: Walk) -> list[str]:
    found = []
    for meeting in walk.home.campaign.meetings.all():
        args = [walk.home.campaign.code, meeting.code]
        numbers = meeting.ballot_counts.values_list("number", flat=True)
        found += [reverse("reviews:ballots", args=args)]
        found += [reverse("reviews:count", args=[*args, number]) for number in numbers]
    return found


def rating_pages(walk: Walk) -> list[str]:
    return [*named(walk, "reviews:ratings", "reviews:rating-spread"), *of_files(walk, "reviews:rating")]
