"""One hand at the door, as a process: `python -m tests.soak.checker <seed> <class> …` checks everybody in, in its own order.

Prints how many people it reached for the first time.
"""

import random
import sys
from importlib import import_module

import django

LARGEST = 700  # people in one act: more than a batch of `check_in`


def main(seed: int, codes: list[str]) -> int:
    django.setup()
    check_in = import_module("tusoi.process.dissemination.actions_attendance").check_in
    classes = import_module("tusoi.process.dissemination.models").StudyClass.objects
    at_noon = import_module("tusoi.foundation.kernel.clock").at_noon
    people = list(
        import_module("tusoi.foundation.directory.models").Person.objects.filter(code__startswith="hoi-truong-")
    )
    chance = random.Random(seed)
    reached = 0
    for code in chance.sample(codes, len(codes)):
        study_class = classes.select_related("organiser__unit", "organiser__campaign", "campaign__unit").get(code=code)
        chance.shuffle(people)
        start = 0
        while start < len(people):
            size = chance.choice([1, 2, 3, 20, 200, LARGEST])
            reached += check_in(study_class, people[start : start + size], by=None, at=at_noon(study_class.held_on))
            start += size
    return reached


if __name__ == "__main__":
    sys.stdout.write(f"{main(int(sys.argv[1]), sys.argv[2:])}\n")
