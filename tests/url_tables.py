"""Who sees what: the answer of every address to every kind of person. Read by `url_matrix.py`, held by `test_urls.py`.

What one may not see is 404, what one may not do is 403 with the reason, and visitors are sent to sign in.
"""

from dataclasses import dataclass, field

PEOPLE = (
    "stranger", "member", "committee_member", "secretary", "secretary_two", "board_member", "overseer", "supervisor",
    "counter_one", "officer", "leader", "viewer", "administrator",
)  # fmt: skip

GROUPS = {
    "all": "anonymous " + " ".join(PEOPLE),
    # Whoever has a part in the campaign: not a stranger, not the machine's keeper.
    "PART": "member WARD_ONE secretary_two board_member overseer supervisor counter_one ABOVE viewer",
    # The district's officer and leader, whose roles reach down the tree.
    "ABOVE": "officer leader",
    # The committee of ward One: its secretary and a member.
    "WARD_ONE": "committee_member secretary",
    # Who sees the figures of ward One.
    "FIGURES_ONE": "member WARD_ONE ABOVE viewer",
}

# name word=value … > answers to GET > answers to POST (empty). `$x` is a key of the world, `campaign` is nq-tw4 unless said.
TABLE = """
# The machine's own pages. The manual, the gallery and sign-in are open; the demo's pages do not exist in an office.
set_language > 302 all > same
ui:gallery > 200 all > same
help:guide > 200 all > same
help:sights > 200 all > same
access:sign-in > 200 anonymous, 302 > same
access:sign-in-by-link token=$sign-in-link > 200 all > 302 all
access:sign-in-by-link token=khong-co > 403 all > same
access:sign-out > 405 > 302
notices:open notice=$notice > 405 > 302 secretary, 404
home:today > 200 > 405
home:count > 200 > 405
demo:cast > 404 all > same
demo:become > 404 all > same
demo:next-day > 404 > same

# The organisation: for those with a role that shows figures, and everybody about themselves.
roll:index > 200 ABOVE secretary secretary_two viewer, 403 > same
roll:unit code=quan > 200 ABOVE viewer, 404 > same
roll:unit code=phuong-mot > 200 ABOVE secretary viewer, 404 > same
roll:person code=dv-16 > 200 ABOVE member secretary viewer, 404 > same
roll:person code=dv-02 > 200 ABOVE board_member viewer, 404 > same

reorganise:merge code=phuong-mot > 200 officer, 403 leader secretary viewer, 404 > same
reorganise:move code=phuong-mot > 200 officer, 403 leader secretary viewer, 404 > same
reorganise:found code=quan > 200 officer, 403 leader viewer, 404 > same
reorganise:changes > 200 PART, 404 > same
# The roll is kept by the officer whose role reaches there; an uploaded file is seen by nobody else.
roll:verb code=dv-16 verb=chuyen-sinh-hoat > 200 officer, 403 leader member secretary viewer, 404 > same
roll:verb code=dv-16 verb=khong-co > 404 > same
roll:enter code=khu-vuc-1 > 200 officer, 403 leader secretary viewer, 404 > same
roll:import code=quan > 200 officer, 403 leader viewer, 404 > same
roll:import-template > 200 officer, 403 > same
roll:dry-run draft=$roll-import > 200 officer, 404 > 403 officer, 404
roll:import-faults draft=$roll-import > 200 officer, 404 > same
roll:import-drop draft=$roll-import > 405 > 302 officer, 404
roll:duplicates > 200 officer, 403 > same
roll:merge kept=dv-16 other=dv-17 > 200 officer, 403 leader secretary viewer, 404 > 403 officer leader secretary viewer, 404
roll:undo-merge merge=$merge > 405 > 302 officer, 403 leader secretary_two viewer, 404

# The plan is open to everybody with a part in the campaign; a draft to the officer who makes it.
campaigns:create > 200 officer, 403 > same
campaigns:clone earlier=nq-tw4 > 200 officer, 403 PART, 404 > same
campaigns:clone earlier=du-thao > 200 officer, 404 > same
campaigns:index > 200 PART, 404 > same
campaigns:index campaign=du-thao > 200 officer, 404 > same
campaigns:procedure > 200 PART, 404 > same
campaigns:amend > 200 officer, 403 PART, 404 > same
campaigns:procedures > 200 officer, 403 > same
campaigns:procedure-file code=annual-2025 > 200 officer, 403 > same
campaigns:procedure-file code=khong-co > 404 officer, 403 > same
campaigns:windows campaign=du-thao > 200 officer, 404 > same
campaigns:open campaign=du-thao > 405 > 403 officer, 404
campaigns:choose-collective > 200 officer, 403 PART, 404 > same
campaigns:subjects collective=dang-uy-hai > 200 officer, 403 PART, 404 > same
# Guidance: the campaign's own level is open to everybody in it, a unit's to who sees its figures; each registers its own.
campaigns:register > 200 officer secretary secretary_two, 403 PART, 404 > same
campaigns:document document=$guidance > 200 PART, 404 > same
campaigns:document document=$ward-guidance > 200 FIGURES_ONE, 404 > same
campaigns:add-file document=$guidance > 200 officer, 403 PART, 404 > same
campaigns:add-file document=$ward-guidance > 200 officer secretary, 403 FIGURES_ONE, 404 > same
campaigns:file document=$guidance number=1 > 200 PART, 404 > 405
campaigns:file document=$ward-guidance number=1 > 200 FIGURES_ONE, 404 > 405
campaigns:file document=$guidance number=2 > 404 > 405
campaigns:acknowledge document=$guidance > 405 > 404
campaigns:plans > 200 PART, 404 > same
campaigns:send-plans unit=quan > 200 ABOVE, 403 PART, 404 > same
campaigns:plan unit=phuong-mot > 200 FIGURES_ONE, 404 > same
campaigns:write-plan unit=phuong-mot > 403 FIGURES_ONE, 404 > same
campaigns:plan-verb unit=phuong-mot verb=tiep-nhan > 405 > 302 secretary officer, 403 FIGURES_ONE, 404
campaigns:preparation > 200 ABOVE secretary secretary_two, 403 PART, 404 > same
campaigns:overrides > 200 PART, 404 > same
campaigns:override token=$override > 200 ABOVE, 403 PART, 404 > same

# Figures: of the own unit and of those above it; a role that shows figures reaches down.
progress:overview > 200 PART, 404 > same
progress:unit unit=quan > 200 PART, 404 > same
progress:unit unit=phuong-mot > 200 FIGURES_ONE, 404 > same
progress:unit unit=phuong-hai > 200 ABOVE secretary_two viewer, 404 > same

# The calendar shows what each page shows, and no content; an account's own address needs no session.
calendar:index > 200 PART, 404 > 405
calendar:index campaign=du-thao > 200 officer, 404 > 405
calendar:one kind=meeting pk=999 > 404 > 405
calendar:clashes > 200 PART, 404 > 405
calendar:address > 200 > 405
calendar:renew > 405 > 200
calendar:end > 405 > 302
calendar:feed token=$calendar-key > 200 all > 405 all
calendar:feed token=khong-co > 404 all > 405 all

# Names of who was not reached: for those who run classes there or above.
dissemination:index > 200 PART, 404 > same
dissemination:freeze-roll > 403 PART, 404 > same
dissemination:declare > 200 ABOVE secretary secretary_two, 403 PART, 404 > same
dissemination:changes > 200 ABOVE secretary secretary_two, 403 PART, 404 > same
dissemination:list-member person=dv-16 > 200 ABOVE secretary, 403 FIGURES_ONE, 404 > 200 officer, 403 FIGURES_ONE, 404
dissemination:mismatch > 200 PART, 404 > same
dissemination:withdraw-figure figure=$declared > 200 officer secretary, 403 FIGURES_ONE, 404 > same
dissemination:makeup unit=phuong-mot > 200 officer secretary, 403 FIGURES_ONE, 404 > same
dissemination:not-reached unit=quan > 200 ABOVE, 403 PART, 404 > same
dissemination:not-reached unit=phuong-mot > 200 ABOVE secretary, 403 FIGURES_ONE, 404 > same
dissemination:plan > 200 ABOVE secretary secretary_two, 403 PART, 404 > same
dissemination:class code=lop-phuong-mot-0504 > 200 FIGURES_ONE, 404 > same
dissemination:check-in code=lop-phuong-mot-0504 > 200 secretary officer, 403 FIGURES_ONE, 404 > 302 secretary officer, 403 FIGURES_ONE, 404
dissemination:marks code=lop-phuong-mot-0504 > 405 > 403 FIGURES_ONE, 404
dissemination:change code=lop-phuong-mot-0504 > 403 FIGURES_ONE, 404 > same
dissemination:withdraw code=lop-phuong-mot-0504 > 200 secretary officer, 403 FIGURES_ONE, 404 > same
dissemination:reopen code=lop-phuong-mot-0504 > 403 FIGURES_ONE, 404 > same
dissemination:report code=lop-phuong-mot-0504 > 403 FIGURES_ONE, 404 > same
dissemination:invite code=lop-phuong-mot-0504 > 200 secretary officer, 403 FIGURES_ONE, 404 > 403 member committee_member leader viewer, 404
dissemination:take-off code=lop-phuong-mot-0504 > 405 > 404
dissemination:send code=lop-phuong-mot-0504 > 405 > 403 FIGURES_ONE, 404
dissemination:printed code=lop-phuong-mot-0504 > 200 secretary officer, 403 FIGURES_ONE, 404 > same
dissemination:cards code=lop-phuong-mot-0504 > 200 secretary officer, 403 FIGURES_ONE, 404 > same
dissemination:paper code=lop-phuong-mot-0504 > 200 secretary officer, 403 FIGURES_ONE, 404 > same
dissemination:aftermath code=lop-phuong-mot-0504 > 200 secretary officer, 403 FIGURES_ONE, 404 > same
dissemination:late code=lop-phuong-mot-0504 > 405 > 403 FIGURES_ONE, 404
dissemination:add-material code=lop-phuong-mot-0504 > 200 secretary officer, 403 FIGURES_ONE, 404 > same
dissemination:material code=lop-phuong-mot-0504 material=$material > 200 FIGURES_ONE, 404 > 405
dissemination:withdraw-material code=lop-phuong-mot-0504 material=$material > 200 secretary officer, 403 FIGURES_ONE, 404 > same
dissemination:absence code=lop-phuong-mot-0504 > 405 > 403 member committee_member leader viewer, 404
dissemination:correct code=lop-phuong-mot-0504 person=dv-13 > 200 secretary officer, 403 FIGURES_ONE, 404 > same
dissemination:hall code=lop-phuong-mot-0504 > 200 secretary officer, 403 FIGURES_ONE, 404 > same
dissemination:my-code > 200 PART stranger, 403 > same
dissemination:member token=khong-co > 403 > same
dissemination:oneself token=khong-co > 403 > same
dissemination:close code=lop-phuong-mot-0504 > 405 > 302 secretary officer, 403 FIGURES_ONE, 404

# Slips need no account. What they say is the counting team's alone, who is invited the officer's.
feedback:slip > 200 all > 400 all
feedback:check > 200 all > same
feedback:receipts round=dot-1 > 200 all > same
feedback:receipts round=dot-3 > 404 all > same
reviews:back round=dot-1 > 200 all > 405 all
reviews:back round=dot-3 > 404 all > 405 all
reviews:poster round=dot-1 > 404 all > 405 all
reviews:poster round=dot-3 > 404 all > 405 all
feedback:index > 200 PART, 404 > same
feedback:create > 200 officer, 403 PART, 404 > same
feedback:round round=dot-1 > 200 PART, 404 > same
feedback:round round=dot-3 > 200 counter_one officer, 404 > same
feedback:invite round=dot-3 group=retired > 200 officer, 403 counter_one, 404 > same
feedback:team round=dot-3 > 200 officer, 403 counter_one, 404 > same
feedback:open round=dot-3 > 405 > 403 counter_one officer, 404
feedback:sheets round=dot-3 > 200 counter_one officer, 404 > same
feedback:sheets round=dot-2 > 200 counter_one officer, 403 PART, 404 > same
feedback:print round=dot-3 group=retired > 405 > 403 counter_one officer, 404
feedback:letters round=dot-3 group=retired > 200 officer, 403 counter_one, 404 > same
feedback:hand-out round=dot-3 group=retired > 405 > 403 counter_one officer, 404
feedback:void round=dot-3 group=retired > 403 counter_one officer, 404 > same
feedback:replace round=dot-3 group=retired > 405 > 403 counter_one officer, 404
feedback:confirm-void round=dot-3 asked=1 > 405 > 404
feedback:confirm-replacement round=dot-3 asked=1 > 405 > 404
feedback:drop round=dot-3 asked=1 > 405 > 404
feedback:mail round=dot-3 group=retired > 200 officer, 403 counter_one, 404 > 403 counter_one officer, 404
feedback:paper round=dot-3 > 200 counter_one, 403 officer, 404 > same
feedback:paper round=dot-2 > 200 counter_one, 403 PART, 404 > same
feedback:envelopes round=dot-3 > 405 > 403 counter_one officer, 404
feedback:drop-half-typed round=dot-3 > 405 > 403 counter_one officer, 404
feedback:conferences round=dot-3 > 200 counter_one officer, 404 > same
feedback:conferences round=dot-2 > 200 counter_one officer, 403 PART, 404 > same
feedback:conference round=dot-3 conference=1 > 405 > 404
feedback:close round=dot-3 > 405 > 403 counter_one officer, 404
feedback:passphrase round=dot-3 > 200 counter_one, 403 officer, 404 > same
feedback:open-slips round=dot-3 > 200 counter_one, 403 officer, 404 > same
feedback:open-slips round=dot-2 > 302 counter_one, 403 PART, 404 > same
feedback:comments round=dot-1 > 200 counter_one, 403 PART, 404 > same
feedback:comments round=dot-2 > 200 counter_one, 403 PART, 404 > same

# Triage is the team's (404 for all others); suggestions in the making are those who draft them, never their subject's.
issues:index > 200 PART, 404 > same
issues:register > 200 PART, 404 > same
issues:export-register > 200 PART, 404 > 405
issues:register-across > 200 > same
issues:export-register-across > 200 > 405
issues:mine > 200 PART, 404 > same
overseeing:mine > 200 PART, 404 > same
issues:triage round=dot-2 > 200 counter_one, 404 > same
issues:triage round=dot-1 > 302 counter_one, 404 > same
issues:place round=dot-2 > 405 > 404
issues:cover round=dot-2 > 405 > 404
issues:word round=dot-2 issue=$in-triage > 405 > 403 counter_one, 404
issues:finish round=dot-2 > 405 > 403 counter_one, 404
issues:synthesis round=dot-1 > 200 ABOVE counter_one, 404 > same
issues:synthesis round=dot-2 > 404 > same
issues:suggestions > 200 PART, 404 > same
issues:suggest-to-many > 200 officer leader, 404 > same
issues:set subject=phuong-mot > 200 WARD_ONE ABOVE overseer, 404 > same
issues:set subject=phuong-hai > 200 ABOVE, 404 > same
issues:set subject=btv-1 > 200 officer, 404 > same
issues:draft subject=phuong-hai-1 > 405 > 302 ABOVE, 404
issues:add-point subject=phuong-hai > 405 > 200 ABOVE, 404
issues:change-point subject=phuong-hai point=$draft-point > 200 ABOVE, 404 > same
issues:approve subject=phuong-hai > 405 > 302 leader, 403 officer, 404
issues:reopen subject=phuong-hai > 405 > 403 ABOVE, 404
issues:assign subject=phuong-hai > 405 > 403 ABOVE, 404
issues:issue-set subject=phuong-hai > 405 > 403 ABOVE, 404
issues:acknowledge subject=phuong-mot > 405 > 302 secretary, 403 WARD_ONE ABOVE overseer, 404
issues:answer issue=chua-tra-loi > 200 secretary_two, 403 ABOVE, 404 > same
issues:answer issue=cua-uy-vien > 200 board_member, 403 leader officer, 404 > same
issues:judge issue=$upheld > 405 > 404

# The thread of an issue: its subject, roles that show issues there, its overseer, who supervises its mending.
thread:issue issue=$upheld > 200 WARD_ONE ABOVE overseer supervisor, 404 > same
thread:issue issue=ca-nhan > 200 ABOVE secretary, 404 > same
thread:issue issue=chua-tra-loi > 200 ABOVE secretary_two, 404 > same
thread:issue issue=cua-uy-vien > 200 ABOVE board_member, 404 > same
thread:issue issue=$from-slips > 200 ABOVE board_member overseer, 404 > same
thread:issue issue=$in-triage > 200 counter_one, 404 > same
thread:issue issue=$draft-point > 200 ABOVE, 404 > same

# A draft is its author's (and the secretary's, who may enter it by hand); then those who see issues, and the overseer.
reports:index > 200 PART, 404 > same
reports:expect > 405 > 403 PART, 404
reports:report subject=phuong-mot > 200 WARD_ONE ABOVE overseer, 404 > same
reports:report subject=phuong-mot-1 > 200 ABOVE secretary, 404 > same
reports:report subject=phuong-mot-2 > 200 committee_member, 404 > same
reports:report subject=btv-2 > 200 officer board_member, 404 > same
reports:start subject=btv-2 > 405 > 302 officer board_member, 404
reports:save subject=phuong-hai > 405 > 302 secretary_two, 404
reports:earlier subject=phuong-hai shortcoming=$shortcoming > 405 > 302 secretary_two, 404
reports:preview subject=phuong-mot-1 > 200 ABOVE secretary, 404 > same
reports:preview subject=phuong-mot-2 > 200 committee_member, 404 > same
reports:version subject=phuong-mot-1 number=1 > 200 ABOVE secretary, 404 > same
reports:changes subject=phuong-mot number=1 > 404 > 405
reports:attach subject=phuong-mot number=1 > 405 > 403 WARD_ONE ABOVE overseer, 404
reports:signed subject=phuong-mot number=1 > 404 > 405
reports:last-time subject=phuong-mot > 403 committee_member ABOVE overseer, 404 > 405
reports:dismiss subject=phuong-hai > 405 > 403 secretary_two, 404
reports:circulate subject=phuong-hai > 405 > 302 secretary_two, 404
reports:remark subject=phuong-hai > 405 > 403 secretary_two, 404
reports:proxy subject=phuong-mot-2 > 405 > 302 committee_member, 404
reports:return subject=phuong-mot > 405 > 403 WARD_ONE ABOVE overseer, 404
reports:accept subject=phuong-mot > 405 > 302 ABOVE, 403 WARD_ONE overseer, 404

# A meeting: who is convened, and roles that show issues there. Its room: who runs it.
reviews:index > 200 PART, 404 > same
reviews:extend tier=base > 200 officer, 403 PART, 404 > same
reviews:choose > 200 PART, 404 > same
reviews:plan collective=dang-uy-hai > 200 secretary_two officer, 403 leader viewer, 404 > same
reviews:meeting meeting=hn-dang-uy-mot > 200 WARD_ONE ABOVE, 404 > same
reviews:meeting meeting=hn-dang-uy-hai > 200 ABOVE secretary_two, 404 > same
reviews:meeting meeting=hn-ban-thuong-vu > 200 ABOVE board_member overseer, 404 > same
reviews:reschedule meeting=hn-ban-thuong-vu > 405 > 200 ABOVE, 403 board_member overseer, 404
reviews:roll meeting=hn-dang-uy-hai > 405 > 302 secretary_two, 403 ABOVE, 404
reviews:open meeting=hn-ban-thuong-vu > 405 > 403 ABOVE board_member overseer, 404
reviews:announce meeting=hn-dang-uy-mot > 405 > 200 secretary officer, 403 WARD_ONE ABOVE, 404
reviews:minutes meeting=hn-dang-uy-hai > 200 ABOVE secretary_two, 404 > same
reviews:edit-minutes meeting=hn-dang-uy-hai > 200 secretary_two, 403 ABOVE, 404 > same
reviews:save-minutes meeting=hn-dang-uy-hai > 405 > 200 secretary_two, 403 ABOVE, 404
reviews:correct meeting=hn-dang-uy-hai said=$said > 405 > 200 secretary_two, 403 ABOVE, 404
reviews:add-scan meeting=hn-dang-uy-hai > 405 > 200 secretary_two, 403 ABOVE, 404
reviews:scan meeting=hn-dang-uy-hai number=9 > 404 > 405
reviews:sign-minutes meeting=hn-dang-uy-hai > 405 > 403 ABOVE secretary_two, 404
reviews:return-minutes meeting=hn-dang-uy-hai > 405 > 403 ABOVE secretary_two, 404
reviews:fix-minutes meeting=hn-dang-uy-hai > 405 > 403 ABOVE secretary_two, 404
reviews:material meeting=hn-dang-uy-hai item=$item > 403 ABOVE secretary_two, 404 > same
reviews:invite meeting=hn-ban-thuong-vu > 405 > 302 officer leader, 403 board_member overseer, 404
reviews:adjourn meeting=hn-dang-uy-hai > 200 secretary_two, 403 ABOVE, 404 > same
reviews:resume meeting=hn-dang-uy-hai > 405 > 403 ABOVE secretary_two, 404
reviews:again meeting=hn-dang-uy-hai item=$item > 403 ABOVE secretary_two, 404 > same
reviews:petitions meeting=hn-dang-uy-hai item=$item > 200 leader secretary_two, 403 ABOVE, 404 > 403 ABOVE secretary_two, 404
reviews:answer-petition meeting=hn-dang-uy-hai item=$item petition=1 > 405 > 404 leader secretary_two, 403 ABOVE, 404
reviews:projector meeting=hn-dang-uy-hai > 200 ABOVE secretary_two, 404 > same
reviews:room meeting=hn-dang-uy-hai > 200 secretary_two, 403 ABOVE, 404 > same
reviews:conclude-meeting meeting=hn-dang-uy-hai > 405 > 403 ABOVE secretary_two, 404
reviews:open-item meeting=hn-dang-uy-hai item=$item > 405 > 403 ABOVE secretary_two, 404
reviews:hand-over meeting=hn-dang-uy-hai item=$item > 405 > 403 ABOVE secretary_two, 404
reviews:contribute meeting=hn-dang-uy-hai item=$item > 405 > 200 secretary_two, 403 ABOVE, 404
reviews:raise meeting=hn-dang-uy-hai item=$item > 405 > 200 secretary_two, 403 ABOVE, 404
reviews:answer meeting=hn-dang-uy-hai item=$item issue=chua-tra-loi > 405 > 200 secretary_two, 403 ABOVE, 404
reviews:record-action meeting=hn-dang-uy-hai item=$item > 405 > 200 secretary_two, 403 ABOVE, 404
reviews:strike-action meeting=hn-dang-uy-hai item=$item action=$action > 405 > 403 ABOVE secretary_two, 404
reviews:conclude-issue meeting=hn-dang-uy-hai item=$item issue=chua-tra-loi > 405 > 200 secretary_two, 403 ABOVE, 404
reviews:conclude-item meeting=hn-dang-uy-hai item=$item > 405 > 200 secretary_two, 403 ABOVE, 404

# Ratings exist only where the procedure rates. A level is read by role and by who is rated; the rest see that it is done.
reviews:ratings > 404 > same
reviews:rating-spread > 404 > same
reviews:rating subject=phuong-mot-1 > 404 > same
reviews:ballots meeting=hn-dang-uy-mot > 404 > same
reviews:ratings campaign=hang-nam > 200 PART, 404 > same
reviews:rating campaign=hang-nam subject=phuong-mot-1 > 200 secretary ABOVE, 404 > same
reviews:rating campaign=hang-nam subject=phuong-mot-2 > 200 WARD_ONE ABOVE, 404 > same
reviews:rating campaign=hang-nam subject=phuong-mot > 200 WARD_ONE ABOVE, 404 > same
reviews:rate campaign=hang-nam subject=phuong-mot-1 kind=member stage=proposal > 405 > 200 officer, 403 secretary leader, 404
reviews:rate campaign=hang-nam subject=phuong-mot-1 kind=member stage=self > 405 > 200 secretary, 403 ABOVE, 404
reviews:rate campaign=hang-nam subject=phuong-mot-1 kind=member stage=decision > 405 > 200 ABOVE, 403 secretary, 404
reviews:rate campaign=hang-nam subject=phuong-mot-1 kind=khong-co stage=decision > 405 > 404
reviews:rating-spread campaign=hang-nam > 200 ABOVE secretary, 403 PART, 404 > same
reviews:rating-grounds campaign=hang-nam > 405 > 200 ABOVE secretary, 403 PART, 404
reviews:ballots campaign=hang-nam meeting=hn-hang-nam > 200 WARD_ONE ABOVE, 404 > 200 secretary, 403 WARD_ONE ABOVE, 404
reviews:count campaign=hang-nam meeting=hn-hang-nam number=1 > 200 WARD_ONE ABOVE member, 404 > 403 WARD_ONE ABOVE member, 404
reviews:count campaign=hang-nam meeting=hn-hang-nam number=2 > 200 secretary member, 404 > same
reviews:ballot-sheet campaign=hang-nam meeting=hn-hang-nam number=1 > 403 WARD_ONE ABOVE member, 404 > 405
reviews:ballot-sheet campaign=hang-nam meeting=hn-hang-nam number=2 > 200 secretary member, 404 > 405
reviews:sign-count campaign=hang-nam meeting=hn-hang-nam number=2 > 405 > 403 secretary member, 404
reviews:withdraw-count campaign=hang-nam meeting=hn-hang-nam number=2 > 405 > 200 secretary, 403 member, 404

# A commitment: with its issue, and for owner and supervisor. Only the supervisor verifies.
supervision:index > 200 PART, 404 > same
supervision:export > 200 PART, 404 > 405
supervision:several > 405 > 403 PART, 404
supervision:commit issue=$upheld > 200 ABOVE secretary, 403 WARD_ONE overseer supervisor, 404 > same
supervision:take-up action=$action > 403 ABOVE secretary_two, 404 > same
supervision:propose issue=$upheld > 200 secretary, 403 WARD_ONE ABOVE overseer supervisor, 404 > same
supervision:proposal proposal=$proposal > 200 WARD_ONE ABOVE overseer supervisor, 404 > same
supervision:approve proposal=$proposal > 405 > 200 ABOVE, 403 WARD_ONE overseer supervisor, 404
supervision:send-back proposal=$proposal > 405 > 200 ABOVE, 403 WARD_ONE overseer supervisor, 404
supervision:withdraw-proposal proposal=$proposal > 405 > 302 secretary, 403 WARD_ONE ABOVE overseer supervisor, 404
supervision:commitment commitment=ck-1 > 200 WARD_ONE ABOVE overseer supervisor, 404 > same
supervision:evidence commitment=ck-1 > 405 > 200 secretary supervisor, 403 WARD_ONE ABOVE overseer, 404
supervision:add-file commitment=ck-1 > 200 secretary supervisor, 403 WARD_ONE ABOVE overseer, 404 > same
supervision:send-photo commitment=ck-1 > 405 > 200 WARD_ONE ABOVE overseer supervisor, 404
supervision:evidence-file commitment=ck-1 evidence=$evidence > 200 WARD_ONE ABOVE overseer supervisor, 404 > 405
supervision:withdraw-evidence commitment=ck-1 evidence=$evidence > 200 secretary supervisor, 403 WARD_ONE ABOVE overseer, 404 > same
supervision:claim commitment=ck-1 > 405 > 403 WARD_ONE ABOVE overseer supervisor, 404
supervision:verify commitment=ck-1 > 405 > 200 supervisor, 403 WARD_ONE ABOVE overseer, 404
supervision:return commitment=ck-1 > 405 > 200 supervisor, 403 WARD_ONE ABOVE overseer, 404
supervision:postpone commitment=ck-1 > 405 > 403 WARD_ONE ABOVE overseer supervisor, 404
supervision:remind commitment=ck-1 > 405 > 302 ABOVE supervisor, 403 WARD_ONE overseer, 404
supervision:help commitment=ck-1 > 405 > 200 ABOVE supervisor, 403 WARD_ONE overseer, 404
supervision:add-step commitment=ck-1 > 405 > 302 ABOVE secretary supervisor, 403 WARD_ONE overseer, 404
supervision:finish-step commitment=ck-1 step=$step > 405 > 302 secretary, 403 WARD_ONE ABOVE overseer supervisor, 404
# Supervision: who assigns, who was assigned; visits for who sees issues there, and the visitor.
supervision:closing > 200 officer, 403 PART, 404 > same
supervision:reopen > 405 > 403 PART, 404
supervision:watch > 200 PART, 404 > same
supervision:reminders > 200 PART, 404 > same
supervision:assign > 405 > 200 ABOVE, 403 PART, 404
supervision:end-assignment assignment=$assignment > 405 > 403 ABOVE secretary supervisor, 404
supervision:referral issue=$upheld > 404 > same
supervision:register-several > 405 > 403 PART, 404
supervision:register-across-several > 405 > 403
supervision:relapse issue=$upheld > 403 WARD_ONE ABOVE overseer supervisor, 404 > same
supervision:plan-visit > 200 ABOVE supervisor, 403 PART, 404 > same
supervision:visit visit=$visit > 200 ABOVE secretary supervisor, 404 > 200 ABOVE supervisor, 403 secretary, 404
supervision:drop-visit visit=$visit > 405 > 403 ABOVE secretary supervisor, 404
supervision:scan visit=$held-visit > 200 ABOVE supervisor, 403 secretary, 404 > same
supervision:scanned visit=$held-visit > 200 ABOVE secretary supervisor, 404 > 405

# Documents: published ones for the subtree and all below; the others in their circle.
archive:index > 200 PART, 404 > 405
archive:document document=$published > 200 PART, 404 > 405
archive:document document=$circle > 200 WARD_ONE ABOVE overseer, 404 > 405
archive:document document=$private > 200 ABOVE secretary, 404 > 405
archive:download document=$published > 200 PART, 404 > 405
archive:download document=$circle > 200 WARD_ONE ABOVE overseer, 404 > 405
archive:download document=$private > 200 ABOVE secretary, 404 > 405
archive:withdraw document=$published > 405 > 422 ABOVE, 403 PART, 404
archive:withdraw document=$private > 405 > 422 secretary officer, 403 leader, 404
archive:things kind=reports.collective > 200 PART, 404 > 405
archive:things kind=khong-co > 404 > 405
archive:draft kind=progress.report thing=$unit > 200 ABOVE viewer, 404 > 405
archive:draft kind=reports.collective thing=$report > 200 WARD_ONE ABOVE overseer, 404 > 405
archive:draft kind=reports.individual thing=$own-report > 200 ABOVE secretary, 404 > 405
archive:issue kind=reports.individual thing=$own-report > 405 > 403 ABOVE secretary, 404
"""


@dataclass(frozen=True)
class Secret:
    """A text that somebody wrote: who may read it, and a page that shows it to them (or to `shown_to` of them)."""

    text: str
    who: str
    at: str
    shown: str = field(default="")

    @property
    def readers(self) -> set[str]:
        return set(_spelt(self.who))

    @property
    def shown_to(self) -> list[str]:
        return _spelt(self.shown or self.who)


def _spelt(words: str) -> list[str]:
    return [who for word in words.split() for who in (_spelt(GROUPS[word]) if word in GROUPS else [word])]


# Nobody else reads these on any page of the table.
SECRETS = [
    # a phone: its owner's and the keeper's of the roll
    Secret("0987 000 111", "officer member", "roll:person code=dv-16"),
    # what slips say, word by word
    Secret("Ít đi cơ sở", "counter_one", "issues:triage round=dot-2"),
    Secret("Họp chưa đúng giờ", "counter_one", "feedback:comments round=dot-1"),
    Secret("Đưa việc đi cơ sở ra bàn", "counter_one", "issues:triage round=dot-2"),
    # who was invited to give an opinion
    Secret("Cán bộ nghỉ hưu 2", "officer", "feedback:invite round=dot-3 group=retired"),
    # suggestions in the making
    Secret("Chưa kiểm tra cấp dưới", "ABOVE", "issues:set subject=phuong-hai"),
    Secret("Kết luận số 9", "ABOVE", "issues:set subject=phuong-hai"),
    # issues about a collective and about a person
    Secret("Chậm họp giao ban", "ABOVE secretary_two", "issues:index"),
    Secret("Ít dự sinh hoạt chi bộ", "ABOVE secretary", "issues:index"),
    Secret("Chưa đi cơ sở đều", "ABOVE board_member", "issues:index"),
    Secret(
        "Bắt đầu họp muộn", "ABOVE board_member overseer counter_one", "issues:index", "ABOVE board_member overseer"
    ),
    # reports: a draft, and one that was handed in
    Secret("Bài còn viết dở", "committee_member", "reports:preview subject=phuong-mot-2"),
    Secret("Phần 1. Đã làm rõ trong phần này", "WARD_ONE ABOVE overseer", "reports:report subject=phuong-mot"),
    # the minutes of ward Two
    Secret("Lập lịch giao ban tuần tới", "ABOVE secretary_two", "reviews:minutes meeting=hn-dang-uy-hai"),
    Secret("Cần họp giao ban đều hơn", "ABOVE secretary_two", "reviews:minutes meeting=hn-dang-uy-hai"),
    # what was proposed and decided about a person
    Secret(
        "Nhận xét về đồng chí Phó Bí thư", "WARD_ONE ABOVE", "reviews:rating campaign=hang-nam subject=phuong-mot-2"
    ),
    Secret("Đề nghị còn chờ quyết định", "officer leader", "reviews:rating campaign=hang-nam subject=phuong-mot-1"),
    # who let somebody pass a gate, and why
    Secret("Đồng chí được cử đi học", "ABOVE secretary_two viewer", "campaigns:overrides"),
    # what a unit goes by; its overseer reads it in the unit's papers
    Secret(
        "Kế hoạch riêng của phường Một",
        "FIGURES_ONE overseer",
        "campaigns:document document=$ward-guidance",
        "FIGURES_ONE",
    ),
    # what a unit records of itself
    Secret("Cấp ủy bàn cách làm", "ABOVE secretary", "campaigns:preparation", "officer secretary"),
    Secret("Báo cáo tháng 4", "FIGURES_ONE", "progress:overview"),
    # mending
    Secret("Xem sổ công văn tại chỗ", "ABOVE secretary supervisor", "supervision:watch"),
    Secret("Họp giao ban hằng tuần", "WARD_ONE ABOVE overseer supervisor", "supervision:proposal proposal=$proposal"),
    Secret("Sổ công văn đi, trang 3", "WARD_ONE ABOVE overseer supervisor", "supervision:commitment commitment=ck-1"),
]
