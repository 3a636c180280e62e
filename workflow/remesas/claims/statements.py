"""Declare what the article states, and by which evaluations it is tested. No verdict is declared."""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, model_validator

from remesas.catalog.catalog import Bloc
from remesas.catalog.entries import Entry
from remesas.claims.vocabulary import Evidence, Qualifier, Role, Unit


class Printed(Entry):
    """What the article prints: one value, the two ends of a range, or several years.

    ``precision`` is the step of the last digit that was printed: that of the digits as they are written (0.01 for
    1.38, 1000 for 158e3), unless it is declared (100 for "US$17.5 billion" in US$ million). ``timeless`` is false for
    the amount of one named time: it has no newer period in which it could hold. ``sign`` names a balance whose positive
    values are a deficit or a surplus.
    """

    values: tuple[float, ...]
    unit: Unit
    precision: float = Field(1, gt=0)
    qualifier: Qualifier = "exact"
    timeless: bool = True
    sign: Literal["", "deficit", "surplus"] = ""

    @model_validator(mode="before")
    @classmethod
    def _read_precision(cls, content: Any) -> Any:
        """Add the precision of the digits, for which decimals must come as text, or lose their last zeros."""
        if not isinstance(content, dict) or "precision" in content or not content.get("values"):
            return content
        return content | {"precision": min(map(step_of, content["values"]))}

    @model_validator(mode="after")
    def _fits(self) -> Printed:
        expected = 2 if self.qualifier == "range" else None if self.unit in ("years", "direction") else 1
        if expected is not None and len(self.values) != expected:
            raise ValueError(f"{self.qualifier} needs {expected} value(s), found {len(self.values)}")
        return self


def step_of(number: object) -> float:
    """The step of the last digit of a number as it is written: 0.01 for ``1.38``, 0.1 for ``2.0``, 1000 for ``1e3``.

    Raises:
        ValueError: If it is no number.
    """
    try:
        exponent = Decimal(str(number)).as_tuple().exponent
        return float(Decimal(1).scaleb(int(exponent)))
    except (ArithmeticError, ValueError):
        raise ValueError(f"{number!r} is no number: write the digits that are printed") from None


class Undecided(Entry):
    """Why a claim, or a part of it, cannot be decided from the snapshots, and what would decide it."""

    reason: str
    source: str
    series: str = ""


class Evaluation(Entry):
    """One reading of a claim, computed by one evaluator on one or more kinds of evidence.

    ``part`` names a part of a claim that says several things. The first reading of each part and evidence is its main
    one. ``role`` sets apart what is no reading of the wording: an ``aside``, which carries no verdict.
    ``other_concept`` says, for an evidence that measures something else than the claim is about, what. ``now`` says
    whether the newest period is evaluated too (with ``now_parameters`` in place of the others of the same name, from
    the same first year if ``anchored``), ``every`` asks for all periods in which the statement holds. ``{period}`` in
    the reading stands for the years that are evaluated; ``now_reading`` replaces it for the newest.
    """

    evaluator: str
    evidence: tuple[Evidence, ...]
    reading: str
    span: tuple[int, int]
    parameters: dict[str, Any] = Field(default_factory=dict)
    part: str = ""
    role: Role = "reading"
    other_concept: dict[Evidence, str] = Field(default_factory=dict)
    now: bool = True
    now_parameters: dict[str, Any] = Field(default_factory=dict)
    now_reading: str = ""
    anchored: bool = False
    every: bool = False

    @property
    def newest(self) -> Evaluation:
        """The evaluation as it is asked of the newest period."""
        changed = {"parameters": self.parameters | self.now_parameters, "reading": self.now_reading or self.reading}
        return self.model_copy(update=changed)


class Claim(Entry):
    """One quantitative statement of the article.

    ``parts`` holds further values that it prints or implies, by name. ``follow`` puts it among the most telling ones,
    and on page 1 if it fails; ``everywhere`` asks it of every other economy too; ``remark`` is what a reader has to
    know of the statement. ``parameters`` are those that all evaluations share: each adds its own, or replaces them.
    """

    id: str
    section: str
    claim: str
    printed: Printed
    period: str
    cites: str = ""
    parts: dict[str, Printed] = Field(default_factory=dict)
    follow: bool = False
    everywhere: bool = False
    parameters: dict[str, Any] = Field(default_factory=dict)
    evaluations: tuple[Evaluation, ...] = ()
    remark: str = ""
    undecided: Undecided | None = None

    @model_validator(mode="before")
    @classmethod
    def _share_parameters(cls, content: Any) -> Any:
        """Give every evaluation the parameters that the claim declares once."""
        if not isinstance(content, dict) or not isinstance(shared := content.get("parameters"), dict):
            return content
        evaluations = [
            item | {"parameters": shared | item.get("parameters", {})} if isinstance(item, dict) else item
            for item in content.get("evaluations", ())
        ]
        return content | {"evaluations": evaluations}

    @model_validator(mode="after")
    def _decided_or_explained(self) -> Claim:
        if not self.evaluations and self.undecided is None:
            raise ValueError(f"{self.id} has neither an evaluation nor a reason why it cannot be decided")
        unknown = {evaluation.part for evaluation in self.evaluations} - {"", *self.parts}
        if unknown:
            raise ValueError(f"{self.id} declares no part {', '.join(sorted(unknown))}")
        for evaluation in self.evaluations:
            if set(evaluation.other_concept) - set(evaluation.evidence):
                raise ValueError(f"{self.id} says of an evidence that it does not use that its concept is another")
        return self

    def _asked_on(self, shared: Set[Evidence]) -> Claim:
        """The claim with its readings on some evidence alone, and without remarks on the article's economy."""
        evaluations = tuple(
            evaluation.model_copy(
                update={"evidence": tuple(name for name in evaluation.evidence if name in shared), "other_concept": {}}
            )
            for evaluation in self.evaluations
            if evaluation.role == "reading" and not shared.isdisjoint(evaluation.evidence)
        )
        return self.model_copy(update={"evaluations": evaluations, "remark": "", "undecided": None})

    def printed_part(self, part: str) -> Printed:
        """The printed value of a part; of the claim itself where the part is empty."""
        return self.parts[part] if part else self.printed


class Claims(Entry):
    """The content of claims.yaml, with the article's economy.

    ``blocs`` are groups of economies, those of the catalog and of the article.
    """

    ref_area: str = ""
    blocs: dict[str, Bloc] = Field(default_factory=dict)
    claims: tuple[Claim, ...]

    def asked_of(self, ref_area: str, shared: Set[Evidence]) -> Claims:
        """What is asked of an economy: all claims if they are about it; otherwise those that are asked everywhere.

        Args:
            ref_area: The economy.
            shared: The evidence that all economies have. On it alone others are asked, and of nothing but what it has:
                no other concept of the article is at hand to which it could be compared.
        """
        if ref_area == self.ref_area:
            return self
        asked = (claim._asked_on(shared) for claim in self.claims if claim.everywhere)
        return self.model_copy(update={"ref_area": ref_area, "claims": tuple(asked)})
