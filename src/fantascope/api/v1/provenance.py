"""Where a file comes from: was it made here, by which engine, from what, has it been altered."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from ...accounts.types import Identity
from ..auth import Here, Reader
from ..checks import FORM, GATE, ProvenanceCheck, checked
from ..errors import ERRORS
from ..wire import SentBody

router = APIRouter(tags=["provenance"], responses=ERRORS)


def _counted(asker: Reader) -> Identity:
    GATE.count(asker.owner_id)
    return asker


@router.post("/content_provenance_checks", summary="Check where a file comes from", openapi_extra=FORM)
def create(house: Here, asker: Annotated[Identity, Depends(_counted)], body: SentBody) -> ProvenanceCheck:
    return checked(house, body)
