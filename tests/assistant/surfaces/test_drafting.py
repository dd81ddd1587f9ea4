"""`briefings draft`, from the sample archive to a file and back through `verify`; all articles are invented."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.wording import length
from index.home import open_home
from index.library import Library
from index.sample import articles_path
from index.settings import Settings
from index.span import Span
from tests.assistant.surfaces.conftest import Briefings

TOPIC = "the Sefrin railway"
HELD = "Meral News"


@pytest.mark.parametrize("ending", [".md", ".html", ".docx", ".pdf", ".json"])
def test_every_quotation_of_a_draft_is_verified(full: Briefings, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"draft{ending}"
    assert full("draft", TOPIC, "-o", path).code == 0
    ran = full("verify", path, "--json")
    assert (ran.code, ran.json["sound"]) == (0, True)
    assert len(ran.json["quotations"]) >= 10


def test_a_draft_tells_each_event_once_and_shows_each_quotation_once(full: Briefings) -> None:
    made = full("draft", TOPIC, "--json").json
    shown = [number for event in made["events"] for number in event["citations"]]
    assert sorted(shown) == [one["number"] for one in made["citations"]] == list(range(1, len(shown) + 1))
    titles = [event["title"] for event in made["events"]]
    assert len(titles) == len(set(titles))
    assert [event["day"] for event in made["events"]] == sorted(event["day"] for event in made["events"])
    assert {(one["article"], one["revision"]) for one in made["manifest"]} == {
        (one["article"]["id"], one["article"]["revision"]) for one in made["citations"]
    }


def test_what_has_no_speaker_is_left_out_and_named(full: Briefings) -> None:
    made = full("draft", TOPIC, "--json").json
    assert all(one["speaker"] for one in made["citations"])
    assert "unattributed" in {one["why"] for one in made["left_out"]}


def test_words_that_an_outlet_tells_were_reversed_stand_side_by_side(full: Briefings) -> None:
    made = full("draft", TOPIC, "--kind", "position", "--json").json
    cited = {one["number"]: one["quote"] for one in made["citations"]}
    ((earlier, later),) = made["disputed"]
    assert "no railway through Sefrin" in cited[earlier]
    assert "I am for this railway" in cited[later]
    assert {one["number"]: one["compare"] for one in made["citations"] if one["compare"]} == {
        earlier: [later],
        later: [earlier],
    }


def test_a_delta_has_only_what_an_earlier_draft_has_not_shown(full: Briefings, tmp_path: Path) -> None:
    first = tmp_path / "first.json"
    full("draft", TOPIC, "--until", "2025-05-31", "-o", first)
    shown = {one["quote"] for one in json.loads(first.read_text(encoding="utf-8"))["citations"]}
    new = full("draft", TOPIC, "--kind", "delta", "--after", first, "--json").json
    assert shown
    assert shown.isdisjoint(one["quote"] for one in new["citations"])
    assert "seen" in {one["why"] for one in new["left_out"]}


def test_one_file_keeps_what_a_reader_has_been_sent(full: Briefings, tmp_path: Path) -> None:
    reader = tmp_path / "ana.json"
    sent: list[list[str]] = []
    for until in ("2025-05-31", "2025-12-31", "2025-12-31"):
        arguments = ("draft", TOPIC, "--kind", "delta", "--until", until, "--after", reader, "-o", reader)
        assert full(*arguments).code == 0
        sent.append([one["quote"] for one in json.loads(reader.read_text(encoding="utf-8"))["citations"]])
    first, second, third = sent
    assert first
    assert set(first).isdisjoint(second)
    assert set(first + second).isdisjoint(third)
    assert len(json.loads(reader.read_text(encoding="utf-8"))["seen"]) == len(first + second)


def test_who_is_followed_and_says_nothing_is_told_among_how_many_articles(full: Briefings, home: Path) -> None:
    (home / "briefs").mkdir()
    (home / "briefs" / "watch.toml").write_text(
        'sections = ["silent"]\nfollow = ["Dorvia", "Mirzan", "Atlantis"]\n', encoding="utf-8"
    )
    made = full("draft", TOPIC, "--kind", "watch", "--json").json
    spoken = {one["speaker"]["actor"] for one in made["citations"]}
    assert "Dorvia" in spoken
    assert made["silent"] == [actor for actor in ("Mirzan", "Atlantis") if actor not in spoken]
    assert (
        f"Atlantis: nobody is quoted; articles searched: {made['articles']}"
        in full("draft", TOPIC, "--kind", "watch").out
    )


def test_the_balance_of_sources_is_told_by_kind_outlet_and_language(full: Briefings) -> None:
    made = full("draft", TOPIC, "--json").json
    out = full("draft", TOPIC).out
    kinds, outlets = ([one[key] for one in made["citations"]] for key in ("kind", "article"))
    reported = kinds.count("indirect")
    assert f"Verbatim: {len(kinds) - reported}; in reported speech: {reported}" in out
    name, number = Counter(one["outlet"] for one in outlets).most_common(1)[0]
    assert f"Outlets: {name} {number}" in out
    assert f"Languages: English {Counter(one['language'] for one in made['citations'])['en']}" in out


def test_the_rules_of_an_outlet_are_kept_and_told(full: Briefings, home: Path, tmp_path: Path) -> None:
    held = [
        one["quote"] for one in full("draft", TOPIC, "--json").json["citations"] if one["article"]["outlet"] == HELD
    ]
    (home / "briefings.toml").write_text(
        '[outlets."Hestal Daily"]\nquote_words = 6\nline = "By courtesy of Hestal Daily"\n'
        '[outlets."Meral News"]\nembargo_days = 99999\n',
        encoding="utf-8",
    )
    made = full("draft", TOPIC, "--json").json
    cut = [one["quote"] for one in made["citations"] if one["number"] in made["shortened"]]
    assert cut
    assert all(length(quote) == 6 for quote in cut)
    path = tmp_path / "draft.md"
    full("draft", TOPIC, "-o", path)
    text = path.read_text(encoding="utf-8")
    assert all(f"{quote} …" in text for quote in cut)
    assert "By courtesy of Hestal Daily" in text
    assert "its outlet's embargo" in text
    assert held
    assert not any(quote[:40] in told for quote in held for told in (text, json.dumps(made, ensure_ascii=False)))
    assert full("verify", path).code == 0


def test_the_labels_are_in_the_readers_language(full: Briefings) -> None:
    assert "## Что было сказано" in full("draft", TOPIC, "--labels", "ru").out


def test_a_topic_that_nobody_speaks_of_is_refused(full: Briefings, tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    ran = full("draft", "What did Karen Malvash say about his arrest?", "-o", path)
    assert (ran.code, path.exists()) == (0, False)
    assert "never quoted" in ran.out


@pytest.mark.parametrize("ending", [".md", ".html", ".docx", ".pdf", ".json"])
def test_what_was_collected_is_written_and_verified(collecting: Briefings, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"draft{ending}"
    assert collecting("draft", "--collected", "railway WATCH", "-o", path).code == 0
    ran = collecting("verify", path, "--json")
    assert (ran.code, len(ran.json["quotations"])) == (0, 2)


def test_drafts_that_people_put_together_are_listed(collecting: Briefings) -> None:
    (listed,) = collecting("drafts", "--json").json["drafts"]
    assert (listed["title"], listed["by"], listed["items"]) == ("Railway watch", "ana", 3)
    assert f"{listed['id']}  Railway watch (ana, " in collecting("drafts").out
    assert collecting("draft", "--collected", listed["id"]).out.startswith("# Railway watch")


def test_the_day_stands_in_the_name_of_the_file(full: Briefings, tmp_path: Path) -> None:
    assert full("draft", TOPIC, "-o", tmp_path / "brief-{day}.json").code == 0
    (path,) = tmp_path.glob("*.json")
    assert path.name == f"brief-{json.loads(path.read_text(encoding='utf-8'))['made']}.json"


def test_only_the_last_days_are_asked_for(full: Briefings) -> None:
    ran = full("draft", TOPIC, "--days", "1", "--json")
    assert ran.json["read_as"]["since"] == (date.today() - timedelta(days=1)).isoformat()
    assert not ran.json["answered"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param([], 2, "TOPIC", id="nothing named"),
        pytest.param(["--collected", "Gates", TOPIC], 2, "TOPIC", id="both"),
        pytest.param(["--collected", "Gates", "--days", "1"], 2, "nothing selects", id="a part of what was collected"),
        pytest.param(["--collected", "Gates"], 1, "briefings drafts", id="a draft that there is not"),
        pytest.param(["--again", "nowhere.json"], 1, "cannot be read", id="a draft's JSON that is not there"),
        pytest.param(["--again", __file__], 1, "draft.json", id="what is no draft's JSON"),
        pytest.param([TOPIC, "--days", "1", "--since", "2025-01-01"], 2, "give one", id="two beginnings"),
    ],
)
def test_what_is_not_named_rightly_is_said(full: Briefings, arguments: list[str], code: int, said: str) -> None:
    ran = full("draft", *arguments)
    assert ran.code == code
    assert said in ran.err


@pytest.fixture
def earlier(full: Briefings, tmp_path: Path) -> Path:
    """The JSON of a draft."""
    path = tmp_path / "earlier.json"
    full("draft", TOPIC, "-o", path)
    return path


def test_a_draft_is_drawn_up_again_as_it_was(full: Briefings, earlier: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    assert full("draft", "--again", earlier, "-o", again).code == 0
    assert json.loads(again.read_text(encoding="utf-8")) == json.loads(earlier.read_text(encoding="utf-8"))


def test_a_draft_that_an_outlets_rule_has_shortened_is_drawn_up_again(
    full: Briefings, home: Path, tmp_path: Path
) -> None:
    (home / "briefings.toml").write_text('[outlets."Hestal Daily"]\nquote_words = 6\n', encoding="utf-8")
    path = tmp_path / "earlier.json"
    full("draft", TOPIC, "-o", path)
    before = json.loads(path.read_text(encoding="utf-8"))
    after = full("draft", "--again", path, "--json").json
    assert before["shortened"] == after["shortened"] != []
    assert before["citations"] == after["citations"]


def test_what_has_changed_or_left_since_is_named(full: Briefings, earlier: Path, tmp_path: Path) -> None:
    told = json.loads(earlier.read_text(encoding="utf-8"))
    gone, revised, *_ = dict.fromkeys(one["article"]["id"] for one in told["citations"])
    words = next(one["quote"] for one in told["citations"] if one["article"]["id"] == revised)
    full("remove", gone)
    record = next(
        row for row in map(json.loads, articles_path().read_text("utf-8").splitlines()) if row["id"] == revised
    )
    record["text"] = record["text"].replace(words, words.replace(" a ", " every "))
    (tmp_path / "new.jsonl").write_text(json.dumps(record), encoding="utf-8")
    full("add", tmp_path / "new.jsonl")
    again = full("draft", "--again", earlier, "--json").json
    become = {one["number"]: one["become"]["what"] for one in again["stamps"]}
    ids = {one["number"]: one["article"]["id"] for one in told["citations"]}
    assert become == {
        n: "gone" if name == gone else "other words" for n, name in ids.items() if name in (gone, revised)
    }
    assert gone not in {one["article"]["id"] for one in again["citations"]}
    page = full("draft", "--again", earlier).out
    assert page.index("## Changed since this draft") < page.index("## At a glance")


def test_an_archive_with_other_texts_draws_nothing_up(full: Briefings, earlier: Path) -> None:
    told = json.loads(earlier.read_text(encoding="utf-8"))
    told["manifest"][0]["hash"] = "0" * 64
    earlier.write_text(json.dumps(told), encoding="utf-8")
    ran = full("draft", "--again", earlier)
    assert (ran.code, ran.out) == (1, "")
    assert "another text" in ran.complaint


@pytest.fixture
def collecting(full: Briefings, home: Path) -> Briefings:
    """A draft with a heading and two quotations in it."""
    cited = full("ask", TOPIC, "--json").json["citations"][:2]
    library = Library(open_home(home), Settings())
    drafts = library.store.drafts
    name = drafts.start("Railway watch", by="ana")
    drafts.write(name, "heading", "The line", by="ana")
    for one in cited:
        article, span = one["article"], Span(one["start"], one["end"])
        drafts.add(name, kind=one["kind"], article=article["id"], revision=article["revision"], span=span, by="ana")
    library.close()
    return full


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["-o", "draft.odt"], 2, "draft.odt", id="a format that is not written"),
        pytest.param(["-o", "draft.md", "--json"], 2, "--json", id="a file and standard output"),
        pytest.param(["--kind", "yearly"], 1, "regional", id="an unknown kind"),
        pytest.param(["--labels", "fr"], 2, "az, en, hy, ka, ru, tr", id="a language without labels"),
        pytest.param(["--after", "nowhere.json"], 1, "nowhere.json", id="an earlier draft that is not there"),
        pytest.param(["--slack", "C1"], 1, "slack_bot_token", id="no bot in Slack"),
        pytest.param(["-o", "nowhere/draft.md"], 1, "cannot be written", id="a folder that is not there"),
    ],
)
def test_what_cannot_be_done_is_said(
    full: Briefings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = full("draft", TOPIC, *arguments)
    assert ran.code == code
    assert said in ran.err
