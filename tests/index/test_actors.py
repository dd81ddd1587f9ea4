"""Whom a role or a body speaks for. Karsovia, Selm and Mirdan are invented; the packages do not know them."""

from __future__ import annotations

import pytest

from index.actors import Places, actor_of_body, actor_of_role

PLACES = Places(
    "Karsovia and Mirdan quarrel. A Karsovian soldier; Mirdani farmers; Selm’s foreign ministry is silent. "
    "Ara Sarkisian said."
)


@pytest.mark.parametrize(
    ("role", "actor"),
    [
        pytest.param("Russian foreign ministry spokesperson", "Russia", id="demonym"),
        pytest.param("Azerbaijan’s presidential advisor", "Azerbaijan", id="possessive"),
        pytest.param("prime minister of Armenia", "Armenia", id="of"),
        pytest.param("U.S. Secretary of State", "United States", id="abbreviation"),
        pytest.param("Baku’s foreign minister", "Azerbaijan", id="capital"),
        pytest.param("Russian ambassador to Armenia", "Russia", id="the sender, not the host"),
        pytest.param("Armenia's ambassador to NATO", "Armenia", id="sent to an alliance"),
        pytest.param("foreign policy adviser to the Armenian president", "Armenia", id="whom an adviser serves"),
        pytest.param("NATO Secretary General", "NATO", id="alliance"),
        pytest.param("EU special envoy for the South Caucasus", "European Union", id="union"),
        pytest.param("Kremlin spokesman", "Russia", id="seat of government"),
        pytest.param("secretary general of the Coastal Security Pact", "Coastal Security Pact", id="organisation"),
        pytest.param("Karsovian foreign minister", "Karsovia", id="a country no package knows"),
        pytest.param("Mirdani president", "Mirdan", id="another one"),
        pytest.param("Tolmerian president", "Tolmeria", id="a country the article never names"),
        pytest.param("Sarkisian government spokesman", None, id="a surname that ends like an adjective"),
        pytest.param("U.S. News Chief Data Strategist", None, id="a magazine named after a country"),
        pytest.param("president of basketball operations", None, id="no country at all"),
        pytest.param("Selm’s defence minister", "Selm", id="a place that owns a ministry"),
        pytest.param("former Armenian president", None, id="former"),
        pytest.param("ex-president of Georgia", None, id="ex"),
        pytest.param("Armenian analyst", None, id="analyst"),
        pytest.param("Armenian opposition leader", None, id="opposition"),
        pytest.param("Defence Minister", None, id="of which country is not said"),
        pytest.param("Russian and Armenian foreign ministers", None, id="two countries"),
        pytest.param("Georgia Secretary of State", None, id="a state of the USA"),
    ],
)
def test_a_role_speaks_for(role: str, actor: str | None) -> None:
    assert actor_of_role(role, PLACES) == actor


@pytest.mark.parametrize(
    ("body", "actor"),
    [
        ("The Russian Foreign Ministry", "Russia"),
        ("Ministry of Defense of Armenia", "Armenia"),
        ("The Armenian embassy in Moscow", "Armenia"),
        ("Moscow", "Russia"),
        ("NATO", "NATO"),
        ("the Karsovian government", "Karsovia"),
        ("the ministry", None),
        ("the Armenian opposition", None),
    ],
)
def test_a_body_speaks_for(body: str, actor: str | None) -> None:
    assert actor_of_body(body, PLACES) == actor
