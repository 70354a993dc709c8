"""Everything the command line says, in English and French.

Knows nothing of what it is said for. The language is that of FANTASCOPE_LANG, else of the locale (LC_ALL, LC_MESSAGES,
LANG), else English. Errors come from below with an English line of their own, which may hold details; in French the
catalogue's line stands for it.
"""

from __future__ import annotations

import os

from ..kernel.errors import FantascopeError
from .messages_provenance import PROVENANCE_ERRORS_FR, PROVENANCE_MESSAGES
from .messages_remix import REMIX_MESSAGES
from .messages_server import SERVER_ERRORS_FR, SERVER_MESSAGES


def language() -> str:
    """ "fr" or "en"."""
    for name in ("FANTASCOPE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def text(key: str, **values: object) -> str:
    """The message `key` in the user's language, with `values` filled in."""
    english, french = MESSAGES[key]
    return (french if language() == "fr" else english).format(**values)


def stage_label(stage: str) -> str:
    """The name of a stage for people; a stage without a label is shown by its own name."""
    key = f"stage.{stage}"
    return text(key) if key in MESSAGES else stage


def error_line(error: FantascopeError) -> str:
    """One line for an error: what is wrong and its code."""
    message = " ".join(error.message.split())
    if language() == "fr":
        message = ERRORS_FR.get(error.code, message)
    return f"{text('error')}: {message} [{error.code}]"


MESSAGES: dict[str, tuple[str, str]] = {
    "error": ("error", "erreur"),
    "cancelled": ("stopped; nothing was left behind", "arrêté ; rien n'a été laissé"),
    "internal": (
        "something went wrong inside Fantascope: {what} (set FANTASCOPE_DEBUG=1 for the details)",
        "une erreur interne est survenue : {what} (FANTASCOPE_DEBUG=1 pour les détails)",
    ),
    "app": (
        "Type a scene: it is staged, simulated, filmed and heard.",
        "Écrivez une scène : elle est mise en scène, simulée, filmée et sonorisée.",
    ),
    "generate": ("Make a clip with sound from a prompt.", "Fabrique un clip sonore à partir d'un texte."),
    "extend": (
        "Make a clip go on: the scene of a screenplay, and what happens next.",
        "Prolonge un clip : la scène d'un scénario, et ce qui se passe ensuite.",
    ),
    "screenplay": (
        "Say what was understood of a prompt, without making a clip.",
        "Dit ce qui a été compris d'un texte, sans fabriquer de clip.",
    ),
    "sheet": ("Make a contact sheet of a clip.", "Fabrique une planche-contact d'un clip."),
    "serve": (
        "Serve the Videos API, with workers that make the clips.",
        "Sert l'API Videos, avec des ouvriers qui fabriquent les clips.",
    ),
    "serve.ready": (
        "Fantascope listens on {address} (its data: {home}). Ctrl-C stops it.",
        "Fantascope écoute sur {address} (ses données : {home}). Ctrl-C l'arrête.",
    ),
    "serve.set_up": (
        "Nobody is here yet: open that address and set it up with the token {token}",
        "Personne n'est encore là : ouvrez cette adresse et installez-vous avec le jeton {token}",
    ),
    "serve.key": (
        "A key for a client: fantascope admin key create --name NAME",
        "Une clé pour un client : fantascope admin key create --name NOM",
    ),
    "opt.host": ("Address to listen on.", "Adresse d'écoute."),
    "opt.port": ("Port to listen on; 0 takes a free one.", "Port d'écoute ; 0 en prend un de libre."),
    "opt.home": ("Folder of the database, videos and keys.", "Dossier de la base, des vidéos et des clés."),
    "opt.workers": ("Worker processes to keep running.", "Nombre de processus ouvriers à maintenir."),
    "doctor": ("Say what works on this machine.", "Dit ce qui fonctionne sur cette machine."),
    "opt.prompt": ("The scene, in English or French.", "La scène, en français ou en anglais."),
    "opt.out": (
        "The MP4 to write; by default a name made from the prompt.",
        "Le MP4 à écrire ; par défaut, un nom tiré du texte.",
    ),
    "opt.seconds": ("Length, 1 to 60 seconds; by default 8.", "Durée, de 1 à 60 secondes ; 8 par défaut."),
    "opt.size": ("Picture size, such as {sizes}.", "Taille de l'image, par exemple {sizes}."),
    "opt.fps": ("Frames a second: 24 or 30.", "Images par seconde : 24 ou 30."),
    "opt.seed": ("Another seed gives another take; by default 0.", "Autre graine, autre prise ; 0 par défaut."),
    "opt.look": (
        "One of {looks}; by default what the prompt says, else toy.",
        "Au choix : {looks} ; par défaut selon le texte, sinon toy.",
    ),
    "opt.extended": ("The screenplay file to go on from.", "Le fichier de scénario à prolonger."),
    "opt.continuation": (
        "What happens next, in English or French.",
        "Ce qui se passe ensuite, en français ou en anglais.",
    ),
    "opt.from": (
        "The clip of that screenplay: its pictures are kept, only new ones are drawn.",
        "Le clip de ce scénario : ses images sont gardées, seules les nouvelles sont tournées.",
    ),
    "opt.screenplay": (
        "Play this screenplay file in place of a prompt.",
        "Joue ce fichier de scénario à la place d'un texte.",
    ),
    "opt.keep": (
        "Keep the screenplay, contacts, captions and poster in this folder.",
        "Garde le scénario, les contacts, les sous-titres et l'affiche dans ce dossier.",
    ),
    "opt.depth": ("Also keep a depth picture of every frame.", "Garde aussi la profondeur de chaque image."),
    "opt.segmentation": (
        "Also keep a segmentation picture of every frame.",
        "Garde aussi la segmentation de chaque image.",
    ),
    "opt.quiet": ("Say nothing but errors.", "Ne dit rien, sauf les erreurs."),
    "opt.json": ("Print the result as JSON.", "Écrit le résultat en JSON."),
    "opt.version": ("Print the version.", "Écrit la version."),
    "opt.clip": ("An MP4.", "Un MP4."),
    "opt.sheet_out": ("The picture to write (.jpg, .png, .webp).", "L'image à écrire (.jpg, .png, .webp)."),
    "opt.frames": ("How many frames.", "Nombre d'images."),
    "opt.caption": ("Words under the pictures.", "Texte sous les images."),
    "stage.read": ("reading", "lecture"),
    "stage.stage": ("staging", "mise en scène"),
    "stage.move": ("moving", "mouvement"),
    "stage.speak": ("speaking", "voix"),
    "stage.draw": ("filming", "tournage"),
    "stage.mix": ("sound", "son"),
    "stage.join": ("finishing", "finitions"),
    "made": ("{file}  {duration:.1f} s, {width}x{height}, {size_mb:.1f} MB, made in {wall:.1f} s",
             "{file}  {duration:.1f} s, {width}x{height}, {size_mb:.1f} Mo, fait en {wall:.1f} s"),
    "understood": ("understood", "compris"),
    "approximated": ("approximated", "approché"),
    "left_out": ("left out", "laissé de côté"),
    "stands_for": ("{words} → {concept}", "{words} → {concept}"),
    "eta": ("{minutes}:{seconds:02d} left", "encore {minutes}:{seconds:02d}"),
    "fine": ("ok", "ok"),
    "broken": ("broken", "en panne"),
    "doctor.well": ("everything works", "tout fonctionne"),
    "doctor.ill": ("{count} of {total} checks failed", "{count} contrôles sur {total} ont échoué"),
}  # fmt: skip
MESSAGES |= PROVENANCE_MESSAGES | REMIX_MESSAGES | SERVER_MESSAGES

ERRORS_FR: dict[str, str] = {
    "empty_prompt": "le texte est vide : décrivez une scène en une phrase",
    "prompt_too_long": "le texte est trop long : 32 000 caractères au plus",
    "prompt_and_screenplay": "donnez un texte ou un scénario, pas les deux",
    "screenplay_unreadable": "impossible de lire le fichier de scénario",
    "screenplay_not_json": "le scénario n'est pas du JSON",
    "screenplay_version": "la version du scénario est inconnue",
    "screenplay_invalid": "le scénario n'est pas valable",
    "seconds_with_screenplay": "le scénario dit déjà la durée de ses plans",
    "bad_seconds": "un clip dure de 1 à 60 secondes",
    "bad_size": "la taille s'écrit LARGEURxHAUTEUR en nombres pairs de 64 à 3840, par exemple 1280x720",
    "bad_fps": "24 ou 30 images par seconde",
    "bad_seed": "la graine est un nombre entier de 0 à 2^63 - 1",
    "bad_look": "ce rendu n'existe pas : toy, clay, paper, noir, anime, watercolour, pixel ou sepia",
    "output_not_mp4": "le nom du fichier doit finir par .mp4",
    "output_is_folder": "la sortie est un dossier, il faut un nom de fichier",
    "output_unwritable": "impossible d'écrire à cet endroit",
    "disk_full": "le disque est plein",
    "keep_is_file": "--keep doit être un dossier",
    "keep_missing": "la profondeur et la segmentation demandent un dossier : --keep",
    "prefix_unfit": "ce clip n'est pas celui du scénario : autre taille, autre cadence ou autre durée",
    "too_many_shots": "un scénario a 24 plans au plus",
    "clip_unreadable": "impossible de lire ce clip",
    "bad_frames": "une planche a de 1 à 60 images",
    "bad_picture_name": "le nom de l'image doit finir par .jpg, .png ou .webp",
    "usage": "la commande est mal écrite ; voyez --help",
    "worker_failed": "un processus de dessin s'est arrêté",
}
ERRORS_FR |= PROVENANCE_ERRORS_FR | SERVER_ERRORS_FR
