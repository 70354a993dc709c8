"""What the command line says about where clips come from, in English and French; see `messages`."""

from __future__ import annotations

PROVENANCE_MESSAGES: dict[str, tuple[str, str]] = {
    "verify": (
        "Tell where a file comes from: its manifest, its marks, and whether it has been altered.",
        "Dit d'où vient un fichier : son manifeste, ses marques, et s'il a été modifié.",
    ),
    "opt.verified": ("The clip: MP4, MOV, WebM or Matroska.", "Le clip : MP4, MOV, WebM ou Matroska."),
    "admin.keys": ("The keys that clips are signed and marked with.", "Les clés qui signent et marquent les clips."),
    "keys.show": ("Show what signs and marks now.", "Montre ce qui signe et marque à présent."),
    "keys.rotate": (
        "Sign, or mark, with a new key from now on; what the old ones made is still known.",
        "Signe, ou marque, désormais avec une nouvelle clé ; ce que les anciennes ont fait reste reconnu.",
    ),
    "opt.keys_what": ("Which keys: signing or marks.", "Lesquelles : signing (signature) ou marks (marques)."),
    "keys.issuer_own": (
        "own authority: other readers show an unknown issuer",
        "autorité de la maison : les autres lecteurs affichent un émetteur inconnu",
    ),
    "keys.issuer_operator": ("the operator's certificate", "le certificat de l'exploitant"),
    "keys.signing": ("signing: {issuer}, until {until}", "signature : {issuer}, jusqu'au {until}"),
    "keys.marks": ("marks: key {epoch} of {count}", "marques : clé {epoch} sur {count}"),
}

PROVENANCE_ERRORS_FR: dict[str, str] = {
    "secret_unwritable": "une clé ne peut pas être gardée dans le dossier de données (FANTASCOPE_HOME)",
    "bad_signing_key": "la clé de signature ou son certificat est inutilisable",
    "signing_failed": "le clip n'a pas pu être signé",
    "clip_too_large": "le clip a trop d'octets, d'images ou de pixels",
    "clip_too_long": "le clip dure plus de 180 secondes",
    "parent_altered": "un clip source n'est pas tel qu'il a été signé",
}
