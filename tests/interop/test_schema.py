from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.interop.household_document import read_document, write_document
from caregiver_app.interop.schema import build_schema, schema_text
from caregiver_app.paths import resources
from caregiver_app.wording.records import PARTS, RECORDS, about, fields_of_class
from tests.scale import examples
from tests.strategies import households

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household

# Shrinking a whole household takes minutes; the failing document says enough.
NO_SHRINK = [Phase.explicit, Phase.generate]
SOME = examples(30, phases=NO_SHRINK, suppress_health_check=list(HealthCheck))
VALIDATOR = jsonschema.Draft202012Validator(build_schema())
BY_STRUCTURE = {
    *(Rule.NOT_TEXT, Rule.NOT_A_LIST, Rule.NOT_AN_OBJECT, Rule.UNKNOWN_FIELD, Rule.UNKNOWN_CHOICE),
    *(Rule.MISSING, Rule.NO_UNIT, Rule.NOT_A_DATE, Rule.NOT_A_TIME, Rule.NOT_A_NUMBER),
}
JUNK = st.sampled_from([None, True, 7, 1.5, "", "junk", [], {}, ["junk"], {"junk": "junk"}])


def test_the_published_schema_is_the_one_the_program_reads_by() -> None:
    published = (resources() / "household.schema.json").read_text("utf-8")
    assert published == schema_text(), (
        "python -m caregiver_app.interop.schema > resources/household.schema.json"
    )


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(build_schema())


def test_each_description_belongs_to_a_part_of_the_schema() -> None:
    text = schema_text()
    classes = (*RECORDS, *PARTS)
    said = {about(cls, name) for cls in classes for name in ("", *fields_of_class(cls))} - {""}
    assert [words for words in said if json.dumps(words, ensure_ascii=False) not in text] == []


@SOME
@given(households())
def test_every_export_follows_the_schema(household: Household) -> None:
    VALIDATOR.validate(json.loads(write_document(household)))


@pytest.mark.parametrize("path", sorted((resources() / "sample").glob("*.json")), ids=lambda path: path.name)
def test_each_sample_household_follows_the_schema_and_is_read(path: Any) -> None:
    VALIDATOR.validate(json.loads(path.read_text("utf-8")))
    read_document(path.read_bytes())


@examples(100, phases=NO_SHRINK, suppress_health_check=list(HealthCheck))
@given(households(max_people=1), st.data())
def test_what_the_reader_refuses_by_structure_the_schema_refuses(
    household: Household, data: st.DataObject
) -> None:
    document = json.loads(write_document(household))
    _spoil(document, data)
    error = _refusal(json.dumps(document).encode())
    if error is None:
        assert VALIDATOR.is_valid(document)
    elif error.rule in BY_STRUCTURE and not _is_said_by_a_value(error):
        assert not VALIDATOR.is_valid(document), error


def _refusal(data: bytes) -> InvalidField | None:
    try:
        read_document(data)
    except InvalidField as error:
        return error
    return None


def _is_said_by_a_value(error: InvalidField) -> bool:
    """A blank name, a day like 30 February, a country: the shape is right, the domain says no."""
    is_blank = error.rule is Rule.MISSING and isinstance(error.value, str) and error.path[-1] != "kind"
    return is_blank or error.path[-1] == "country"


def _spoil(document: Any, data: st.DataObject) -> None:
    """One change somewhere: a key too many, one too few, or another value."""
    places = list(_containers(document))
    container = data.draw(st.sampled_from(places))
    keys = list(container) if isinstance(container, dict) else list(range(len(container)))
    keys = [key for key in keys if key not in {"format", "version"}]
    way = data.draw(st.sampled_from(["add", "drop", "swap"]))
    if way == "add" or not keys:
        if isinstance(container, dict):
            container["junk"] = data.draw(JUNK)
        else:
            container.append(data.draw(JUNK))
        return
    key = data.draw(st.sampled_from(keys))
    if way == "drop":
        del container[key]
    else:
        container[key] = data.draw(JUNK)


def _containers(value: Any) -> Any:
    if isinstance(value, dict | list):
        yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from _containers(item)
