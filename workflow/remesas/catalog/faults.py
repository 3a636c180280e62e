"""Say in words of the project what pydantic finds wrong with the content of a YAML file."""

from __future__ import annotations

import reprlib
import types
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

EXPECTED = {
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "literal_error": "{expected}",
    "too_short": "at least {min_length} long",
}
"""What a value must be, by pydantic's type of the error, with its context."""

UNKNOWN = ("extra_forbidden", "invalid_key")
"""Pydantic's types of the error about a key that it does not know, or that is no text."""
Loc = Sequence[int | str]
_SHORT = reprlib.Repr()
_SHORT.maxlevel, _SHORT.maxstring, _SHORT.maxother = 3, 80, 80


def describe_fault(error: ValidationError, content: Any, kind: Any) -> str:
    """The first fault of a file's content, an unknown key before others: it may be a missing one misspelt."""
    found = min(error.errors(), key=lambda item: item["type"] not in UNKNOWN)
    path, value = walk(found["loc"], content)
    if found["type"] in (*UNKNOWN, "missing"):
        *above, key = path if found["type"] in UNKNOWN else [*path, found["loc"][-1]]
        return describe_key(str(key), above, found["type"], _keys_at(kind, above))
    expected = EXPECTED.get(found["type"], "").format(**found.get("ctx", {}))
    must = f"it must be {expected}" if expected else found["msg"]
    if value is None:
        return f"at {name_place(path)}: there is nothing; {must}."
    return f"at {name_place(path)}: {show_value(value)} is not allowed; {must}."


def describe_key(key: str, above: Loc, fault: str, keys: Iterable[str]) -> str:
    """What is wrong with a key that is not known, or missing; ``keys`` are those that may stand there."""
    if fault == "missing":
        return f"at {name_place(above)}: the key {key!r} is missing."
    known = sorted(keys)
    close = get_close_matches(key, known, 1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    listed = f"; the keys are {', '.join(known)}" if known else ""
    return f"at {name_place(above)}: the key {key!r} is not known{listed}.{hint}"


def name_place(path: Loc) -> str:
    """A place in a file, as messages call it."""
    return ".".join(map(str, path)) or "the top"


def show_value(value: Any) -> str:
    """The beginning of a value: one that is nested, or names itself again and again, has no end worth waiting for."""
    return f"{_SHORT.repr(value):.80}"


def walk(loc: Loc, content: Any) -> tuple[list[int | str], Any]:
    """The parts of an error's place that the content has, and the value there; pydantic names types in between."""
    path: list[int | str] = []
    for part in loc:
        inside = isinstance(content, Mapping) and part in content
        inside = inside or (isinstance(content, list | tuple) and isinstance(part, int) and part < len(content))
        if inside:
            content = content[part]
            # An entry of a list is known by its id, not by its number.
            path.append(
                content["id"] if isinstance(part, int) and isinstance(content, Mapping) and "id" in content else part
            )
    return path, content


def _keys_at(kind: Any, path: Loc) -> Iterable[str]:
    """The keys that a type allows at a place; none where it does not tell."""
    for part in path:
        kind = _strip(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(str(part))
            kind = field.annotation if field else None
        else:
            kind = next(reversed(get_args(kind)), None) if get_origin(kind) in (dict, Mapping) else _item(kind)
    kind = _strip(kind)
    return kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else ()


def _item(kind: Any) -> Any:
    return next(iter(get_args(kind)), None)


def _strip(kind: Any) -> Any:
    """A type without what is only said about it, and without None as its alternative."""
    if get_origin(kind) is Annotated:
        return _strip(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        others = [item for item in get_args(kind) if item is not type(None)]
        return _strip(others[0]) if len(others) == 1 else None
    return kind
