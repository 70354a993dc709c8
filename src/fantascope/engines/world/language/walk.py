"""Where a reading stands: the subject, the verb under way, the preposition waiting for its noun.

Knows nothing of words. Changed only while one shot is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .casting import Casting
from .draft import ActionDraft, LineDraft, RoleDraft, ShotDraft, Target
from .reading import Item
from .report import Report


@dataclass(slots=True)
class Walk:
    """State of one walk over the phrases of a shot."""

    shot: ShotDraft
    casting: Casting
    report: Report
    subjects: list[RoleDraft] = field(default_factory=list)
    pending_subject: bool = True
    """The subject has no verb yet."""
    last_np: list[RoleDraft] = field(default_factory=list)
    slot: list[ActionDraft] = field(default_factory=list)
    """Deeds of the verb under way, one for each subject; they take the objects and places that follow."""
    prep: Item | None = None
    link: str | None = None
    """ "and", "," … met since the last noun phrase."""
    negated: bool = False
    passive: bool = False
    worn: RoleDraft | None = None
    dressed: RoleDraft | None = None
    """Whose clothes are being listed."""
    light: Item | None = None
    """A verb such as "takes" whose meaning is in its noun."""
    beat: int = 0
    same_beat: bool = False
    static: tuple[list[RoleDraft], str] | None = None
    side: Target | None = None
    """The last relation made, and its partner: more partners may follow."""
    manner: list[str] = field(default_factory=list)
    direction: str | None = None
    place_host: bool = False
    had_object: bool = False
    sign: RoleDraft | None = None
    """A sign whose words may follow."""
    open_line: LineDraft | None = None
    """A quotation whose speaker may follow."""
    inverted: LineDraft | None = None
    """A quotation whose verb of saying was met, its speaker not yet."""
    heard_by: list[RoleDraft] = field(default_factory=list)
    spoken: set[int] = field(default_factory=set)

    def understand(self, item: Item) -> None:
        """Report the item's words as understood, or as standing in for something near."""
        sense = item.senses[0] if item.senses else None
        near = sense is not None and (sense.near or item.lexeme.corrected)
        if sense is not None and near and item.kind in ("verb", "participle", "noun", "attribute"):
            self.report.approximated(item.lexeme.start, item.lexeme.end, sense.value)
        else:
            self.report.understood(item.lexeme.start, item.lexeme.end)
