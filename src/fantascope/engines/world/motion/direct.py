"""From a shot of the screenplay to a plan: members at their places, beats in time, verbs played into it.

Knows nothing of performance or physics runs. What no verb can play is kept in `plan.unplayed`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..screenplay.schema import Line, ShotPlan
from ..staging.place import Player, place
from ..staging.types import StageSet
from .plan import Beat, Grip, Look, Member, Plan
from .types import Act
from .verbs import VERBS

CONSEQUENCES = {"miss", "rebound"}


def direct(
    shot: ShotPlan, stage: StageSet, players: Sequence[Player], spoken_s: Mapping[int, float], seed: int
) -> tuple[Plan, dict[int, float]]:
    """Plan one take.

    Args:
        spoken_s: duration in clip seconds of each of the shot's lines, by its index.

    Returns:
        the plan, and when each line starts, in world seconds.
    """
    duration = shot.duration_s * shot.speed
    plan = Plan(stage, duration, seed, {})
    spots = place(players, stage, plan.mark)
    for p in players:
        spot = spots[p.id]
        plan.members[p.id] = Member(p.id, p.role, p.body, p.kind, spot.position, spot.heading_rad)
    return plan, fill(plan, shot, spoken_s)


def fill(plan: Plan, shot: ShotPlan, spoken_s: Mapping[int, float], lead_s: float = 0.0) -> dict[int, float]:
    """Play the shot's beats into a plan whose members have their places, from `lead_s` on to its end.

    Returns:
        when each line starts, in world seconds.
    """
    times, lines = _beats(shot, plan.duration_s - lead_s, spoken_s)
    times = {b: (start + lead_s, end + lead_s) for b, (start, end) in times.items()}
    lines = {k: start + lead_s for k, start in lines.items()}
    plan.schedule = [Beat(a, *times[a.beat]) for a in shot.actions]
    for action in shot.actions:
        if action.verb == "roll" and action.who and (action.goal or action.what):
            plan.goals[action.who] = action.goal or action.what or ""
    for beat in plan.schedule:
        verb = VERBS.get(beat.action.verb)
        who = plan.of(beat.action.who)
        if verb is None:
            plan.unplayed.append(beat.action.words or beat.action.verb)
            continue
        if not who and verb.weight > 0 and beat.action.verb not in {"explode", "erupt"}:
            plan.unplayed.append(beat.action.words or beat.action.verb)
            continue
        verb.play(plan, beat.action, who, beat.start_s, beat.end_s)
    _poses(plan)
    _attachments(plan)
    _speak(plan, shot.lines, lines, spoken_s, shot.speed)
    return lines


def _beats(
    shot: ShotPlan, duration: float, spoken_s: Mapping[int, float]
) -> tuple[dict[int, tuple[float, float]], dict[int, float]]:
    """Start and end of every beat, and the start of every line, in world seconds."""
    weights: dict[int, float] = {}
    for action in shot.actions:
        verb = VERBS.get(action.verb)
        weights[action.beat] = max(weights.get(action.beat, 0.0), 1.0 if verb is None else verb.weight)
    for line in shot.lines:
        weights.setdefault(line.beat, 1.0)
    if not weights:
        return {}, {}
    order = sorted(weights)
    free_run = [b for b in order if weights[b] == 0.0]
    total = sum(weights.values()) or 1.0
    times: dict[int, tuple[float, float]] = {}
    now = 0.0
    for b in order:
        span = duration * weights[b] / total
        times[b] = (now, now + span)
        now += span
    for b in free_run:
        times[b] = (times[b][0], duration)
    simulated = {a.beat for a in shot.actions if a.verb in {"bounce", "topple", "collide", "shoot", "slide"}}
    for b in simulated:  # what physics does once begun is not cut short by the next beat
        if all(a.beat <= b or a.verb in CONSEQUENCES | {"roll", "fall", "bounce"} for a in shot.actions):
            times[b] = (times[b][0], duration)
    starts: dict[int, float] = {}
    busy = 0.0
    for k, line in enumerate(shot.lines):
        begin, end = times[line.beat]
        wanted = begin + min(1.0, 0.2 * (end - begin)) * min(shot.speed, 1.0)
        spoken = spoken_s.get(k, 1.0) * shot.speed
        wanted = max(min(wanted, duration - spoken - 0.3 * shot.speed), busy, 0.0)
        starts[k] = wanted
        busy = wanted + spoken + 0.35 * shot.speed
    return times, starts


def _poses(plan: Plan) -> None:
    """A pose asked of a role (sleeping cat) lasts the whole take unless it moves."""
    names = {"sitting": "sit", "lying": "lie", "sleeping": "sleep", "kneeling": "kneel"}
    for m in plan.members.values():
        name = names.get(m.role.pose or "")
        if name and m.is_actor and not m.travels and not any(a.name == name for a in m.acts):
            m.acts.append(Act(name, 0.0, plan.duration_s))
        if (m.role.pose == "floating" or _on_water(plan, m)) and not m.simulated and not m.travels:
            m.afloat = plan.stage.water is not None


def _on_water(plan: Plan, m: Member) -> bool:
    """A boat whose place is not on dry land."""
    x, y = float(m.position[0]), float(m.position[1])
    water = plan.stage.water
    return m.kind == "boat" and water is not None and plan.ground(x, y) < water.waves.level_m


def _attachments(plan: Plan) -> None:
    """Things held and mounts ridden, from relations no verb has dealt with."""
    for m in plan.members.values():
        for relation in m.role.relations:
            partner = plan.of(relation.to)
            if not partner:
                continue
            if relation.kind == "holding":
                for thing in partner:
                    if not any(g.thing == thing.id for g in plan.grips):
                        plan.grips.append(
                            Grip(
                                thing.id,
                                m.id,
                                "hand_right" if m.body.rig == "person" else "mouth",
                                0.0,
                                plan.duration_s,
                            )
                        )
            elif relation.kind == "riding":
                m.attached = (partner[0].id, "seat")
                if not any(a.name == "ride" for a in m.acts):
                    m.acts.append(Act("ride", 0.0, plan.duration_s))


def _speak(
    plan: Plan, lines: Sequence[Line], starts: Mapping[int, float], spoken_s: Mapping[int, float], speed: float
) -> None:
    """Speakers gesture; the others look at them, and speakers at the others or the camera."""
    for k, line in enumerate(lines):
        speakers = plan.of(line.who)
        if not speakers:
            continue
        start, end = starts[k], starts[k] + spoken_s.get(k, 1.0) * speed
        speaker = speakers[0]
        speaker.acts.append(Act("talk", start, end))
        others = [m for m in plan.members.values() if m.is_actor and m is not speaker]
        awake = [m for m in others if m.role.pose != "sleeping"]
        if awake:
            speaker.looks.append(Look(max(start - 0.2, 0.0), end, awake[0].id))
        else:
            speaker.looks.append(Look(max(start - 0.2, 0.0), end, "camera"))
        for m in awake:
            m.looks.append(Look(start + 0.25, end + 0.6, speaker.id))
