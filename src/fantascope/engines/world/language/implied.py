"""What a prompt leaves unsaid but means: the ball that is shot, the basket it is shot at, whoever plays the guitar.

Knows nothing of words. Always holds: nothing that was said is changed.
"""

from __future__ import annotations

from .draft import ActionDraft, RoleDraft, ShotDraft
from .lexicon import word_class

_NEEDS_SOMEONE = word_class("needs_someone")


def complete(shot: ShotDraft) -> None:
    """Fill in implied subjects, balls and targets."""
    _weather_verbs(shot)
    for action in shot.actions:
        if action.verb == "fall" and action.who is not None and action.who.concept == "domino":
            action.verb = "topple"
        if action.verb in ("sail", "row", "float") and "rough" in shot.details and "rough" not in action.manner:
            action.manner.append("rough")
    for action in shot.actions:
        if action.verb == "shoot":
            _shot_at_basket(shot, action)
    shot.actions = [
        a for a in shot.actions if not (a.say and any(line.who is a.who and line.beat == a.beat for line in shot.lines))
    ]
    for action in shot.actions:
        if (
            action.verb in ("roll", "fall", "bounce", "melt", "explode", "topple", "spin", "slide", "burn", "grow")
            and action.who is None
            and isinstance(action.what, RoleDraft)
        ):
            action.who, action.what = action.what, None
    orphans = [a for a in shot.actions if a.who is None and a.verb in _NEEDS_SOMEONE]
    if orphans:
        living = [r for r in shot.cast if r.animate and r not in [a.what for a in orphans]]
        who = living[0] if living else RoleDraft("person", orphans[0].words, "person")
        if not living:
            shot.cast.append(who)
        for action in orphans:
            action.who = who


def _weather_verbs(shot: ShotDraft) -> None:
    if shot.weather in ("rain", "snow") and not shot.cast:
        shot.actions = [a for a in shot.actions if a.verb not in ("fall", "pour")]


def _shot_at_basket(shot: ShotDraft, action: ActionDraft) -> None:
    """Shooting without more is shooting a ball: at the basket, or at the goal for a footballer."""
    football = (isinstance(action.who, RoleDraft) and action.who.role == "football_player") or any(
        r.kind == "football" or r.concept == "goal" for r in shot.cast
    )
    ball = next((r for r in shot.cast if r.family == "ball"), None)
    if action.what is None and ball is None:
        ball = RoleDraft("ball", "ball", "ball", kind="football" if football else "basketball")
        shot.cast.append(ball)
    if ball is not None:
        if ball.kind is None:
            ball.kind = "football" if football else "basketball"
        action.what = action.what if isinstance(action.what, RoleDraft) and action.what.family == "ball" else ball
    if action.goal is None and not football:
        action.goal = "set:hoop"
        shot.detail("hoop")
