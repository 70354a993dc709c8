"""Verbs done on the spot: the performer's acts, poses, speech gestures, voices.

Knows nothing of travel. Maps a verb to an act of the body's performer and to what is heard.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ...screenplay.schema import Action
from ..plan import Look, Member, Plan
from ..types import Act, SoundCue

LASTING = {"sit", "lie", "sleep", "kneel", "stand"}
ACT_OF = {
    "celebrate": "cheer",
    "look": "look_around",
    "put": "drop",
    "fish": "fish",
    "appear": "stand",
    "grow": "stretch",
}
"""Verbs that are played by an act of another name."""
VOICES = {"laugh": "laugh", "cry": "cry", "cheer": "cheer", "shout": "cheer", "hug": ""}


def act(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Play the act of the verb's name over the beat; poses last to the end of the take."""
    name = ACT_OF.get(action.verb, action.verb)
    partners = plan.of(action.what or action.goal)
    for k, m in enumerate(who):
        if name in LASTING:
            start = 0.0 if t0 < 0.7 else t0
            m.acts.append(Act(name, start, plan.duration_s if not _moves_later(plan, m, t1) else t1))
        else:
            m.acts.append(Act(name, t0 + 0.12 * k, t1))
        if partners and partners[0] not in who:
            m.looks.append(Look(t0, t1, partners[0].id))
            if name in {"hug", "point", "talk", "whisper", "bow", "wave"}:
                to = partners[0].position - m.position
                m.heading_rad = math.atan2(to[1], to[0])
            if name == "hug":
                gap = 0.18 * (m.body.size[2] + partners[0].body.size[2]) / 2
                middle = (m.position + partners[0].position) / 2
                way = to / max(float(np.linalg.norm(to)), 1e-6)
                m.position, partners[0].position = middle - way * gap, middle + way * gap
                partners[0].heading_rad = m.heading_rad + math.pi
                partners[0].acts.append(Act("hug", t0, t1))
        if VOICES.get(name):
            plan.cues.append(
                SoundCue(t0 + 0.2, "voice_effort", (0, 0, 1.2), 0.8, min(2.0, t1 - t0), name=VOICES[name], thing=m.id)
            )
        if name == "clap":
            plan.cues.append(SoundCue(t0 + 0.2, "applause", (0, 0, 1.2), 0.5, t1 - t0 - 0.2, thing=m.id))
        if name == "sleep" and m.is_actor:
            plan.cues.append(
                SoundCue(
                    1.0,
                    "snore",
                    (0, 0, 0.3),
                    0.25,
                    max(plan.duration_s - 1.5, 0.5),
                    name=str(m.body.traits.get("voice", "")),
                    thing=m.id,
                )
            )


def call(plan: Plan, action: Action, who: Sequence[Member], t0: float, t1: float) -> None:
    """Bark, meow, roar: mouth and voice of the species."""
    for m in who:
        m.acts.append(Act("bark", t0, t1))
        species = str(m.body.traits.get("voice", m.role.concept))
        for at in np.arange(t0 + 0.3, t1 - 0.2, 1.1):
            plan.cues.append(
                SoundCue(float(at), "animal", (0, 0, 0.4), 0.9, 0.35, name=species, word=action.verb, thing=m.id)
            )


def _moves_later(plan: Plan, m: Member, t1: float) -> bool:
    return any(b.action.who == m.role.id and b.start_s >= t1 - 0.05 for b in plan.schedule)
