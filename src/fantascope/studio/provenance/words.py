"""What a verdict says to people, in English and French: the same sentences in the app, the command line and the API.

Knows nothing of how it was reached.
"""

from __future__ import annotations

from ...provenance.verify.judge import Layer, Verdict

Language = str
"""fr is French, all else English."""
_Pair = tuple[str, str]

_ANSWERS: dict[str, _Pair] = {
    "made_here": (
        "This clip was made here.",
        "Ce clip a été fait ici.",
    ),
    "probably_made_here": (
        "This clip was probably made here, but not every trace of it can be confirmed.",
        "Ce clip a probablement été fait ici, mais toutes les traces n'ont pas pu être confirmées.",
    ),
    "partly_made_here": (
        "Part of this clip was made here; nothing is known of the rest.",
        "Une partie de ce clip a été faite ici ; on ne sait rien du reste.",
    ),
    "contradictory": (
        "The traces in this file contradict each other: its manifest belongs to another clip than its marks do.",
        "Les traces de ce fichier se contredisent : son manifeste et ses marques viennent de clips différents.",
    ),
    "signed_elsewhere": (
        "This file is signed, but not by us: what its manifest says is the word of its signer.",
        "Ce fichier est signé, mais pas par nous : ce que dit son manifeste n'engage que son signataire.",
    ),
    "no_evidence": (
        "Nothing in this file shows that it was made here. That does not prove that it was not.",
        "Rien dans ce fichier ne montre qu'il a été fait ici. Cela ne prouve pas le contraire.",
    ),
}
_ALTERED: dict[str, _Pair] = {
    "no": (
        "It is as it was signed: nothing has been changed since.",
        "Il est tel qu'il a été signé : rien n'a changé depuis.",
    ),
    "yes": (
        "It is not the original file: it has been changed, cut or saved again since.",
        "Ce n'est pas le fichier d'origine : il a été modifié, coupé ou enregistré de nouveau depuis.",
    ),
    "unknown": ("Whether it has been changed cannot be told.", "On ne peut pas dire s'il a été modifié."),
}
_ORIGINS: dict[str, _Pair] = {
    "algorithmic": ("computed by rules (algorithmic media)", "calculé par des règles (média algorithmique)"),
    "trained": ("made by a trained model (AI)", "fait par un modèle entraîné (IA)"),
    "composite": ("computed, together with pictures that were given", "calculé, avec des images fournies"),
    "composite_trained": (
        "made by a trained model (AI), together with other media",
        "fait par un modèle entraîné (IA), avec d'autres médias",
    ),
}
_LAYERS: dict[str, _Pair] = {
    "manifest": ("signed manifest", "manifeste signé"),
    "picture_mark": ("mark in the picture", "marque dans l'image"),
    "sound_mark": ("mark in the sound", "marque dans le son"),
}
_FINDINGS: dict[str, _Pair] = {
    "intact": ("whole, and it fits the file", "intact, et il correspond au fichier"),
    "altered": ("it does not fit the file", "il ne correspond pas au fichier"),
    "unreadable": ("there is one, but it cannot be read", "il y en a un, mais il est illisible"),
    "absent": ("none found", "aucune trace"),
    "found": ("found", "trouvée"),
    "partly": ("found in a part of the clip", "trouvée dans une partie du clip"),
    "unknown_clip": (
        "found, but of a clip that is not in our register",
        "trouvée, mais d'un clip absent de notre registre",
    ),
    "nothing_to_read": ("too little to look at", "trop peu de matière pour chercher"),
}
_OTHER: dict[str, _Pair] = {
    "engine": ("engine: {engine}", "moteur : {engine}"),
    "origin": ("kind: {origin}", "nature : {origin}"),
    "ancestors": ("made from: {count} other clip(s)", "fait à partir de : {count} autre(s) clip(s)"),
    "signer.own": (
        "signed by this house, whose authority other readers do not know",
        "signé par cette maison, dont l'autorité est inconnue ailleurs",
    ),
    "signer.other": ("signed by: {issuer}", "signé par : {issuer}"),
    "stamped": ("time stamp: {time}", "horodatage : {time}"),
    "surety": ("{percent} %", "{percent} %"),
    "mirrored": ("mirrored", "en miroir"),
    "share": ("{percent} % of the time", "{percent} % de la durée"),
}


def summary(verdict: Verdict, language: Language) -> str:
    """One or two sentences: the answer, and whether the file has been altered."""
    sentences = [_in(_ANSWERS[verdict.answer], language)]
    if verdict.answer != "no_evidence":
        sentences.append(_in(_ALTERED[verdict.altered], language))
    return " ".join(sentences)


def details(verdict: Verdict, language: Language) -> list[str]:
    """Lines: engine, kind, sources, signer, time."""
    lines = []
    if verdict.engine:
        name = " ".join(filter(None, (verdict.engine, verdict.model, verdict.version)))
        lines.append(_said("engine", language, engine=name))
    if verdict.origin:
        lines.append(_said("origin", language, origin=_in(_ORIGINS[verdict.origin], language)))
    if verdict.ancestors:
        lines.append(_said("ancestors", language, count=len(verdict.ancestors)))
    if verdict.issuer:
        lines.append(_said("signer.own" if verdict.own_issuer else "signer.other", language, issuer=verdict.issuer))
    if verdict.signed_at:
        lines.append(_said("stamped", language, time=verdict.signed_at))
    return lines


def layer_line(layer: Layer, language: Language) -> str:
    """One layer's answer with its confidence."""
    said = _in(_FINDINGS[layer.finding], language)
    more = [_said("surety", language, percent=_percent(layer.confidence, language))] if layer.confidence else []
    if layer.share is not None and layer.share < 1.0:
        more.append(_said("share", language, percent=_percent(layer.share, language)))
    if layer.flipped:
        more.append(_said("mirrored", language))
    colon = " : " if language == "fr" else ": "
    return f"{_in(_LAYERS[layer.name], language)}{colon}{said}" + (f" ({', '.join(more)})" if more else "")


def _percent(share: float, language: Language) -> str:
    number = f"{100 * share:.1f}".removesuffix(".0")
    return number.replace(".", ",") if language == "fr" else number


def _in(pair: _Pair, language: Language) -> str:
    return pair[1 if language == "fr" else 0]


def _said(code: str, language: Language, **about: object) -> str:
    return _in(_OTHER[code], language).format(**about)
