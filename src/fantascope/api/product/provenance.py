"""The public page that tells where a file comes from: anyone may ask, a few times a minute."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from ..auth import Here
from ..checks import FORM, GATE, ProvenanceCheck, checked
from ..errors import ERRORS
from ..wire import SentBody
from .session import MaybeMe

router = APIRouter(tags=["provenance"], responses=ERRORS)


def _counted(request: Request, me: MaybeMe) -> str:
    asker = me.person_id if me else f"address {request.client.host if request.client else ''}"
    GATE.count(asker)
    return asker


@router.post("/verify", summary="Where a file comes from", openapi_extra=FORM)
def verify(house: Here, asker: Annotated[str, Depends(_counted)], body: SentBody) -> ProvenanceCheck:
    return checked(house, body)
