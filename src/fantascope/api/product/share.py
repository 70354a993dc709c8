"""The page that a shared link opens for those who unfurl links: what a post is, for people without our app and for
programs that make previews of it (Open Graph, Twitter cards, oEmbed).

Knows nothing of who asks: it shows what anyone may see.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse

from ...accounts.site import load
from ...social import posts
from ...social.types import ANYONE, PostCard
from ..auth import Here
from .session import public_origin

outside = APIRouter(include_in_schema=False)
_POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'sha256-{digest}'; frame-ancestors {frames}"
_STYLE = (
    "body{margin:0;min-height:100vh;display:grid;place-content:center;justify-items:center;gap:16px;background:#15110f;"
    "color:#fbf3ea;font:17px/1.45 system-ui,sans-serif;text-align:center}video{max-width:94vw;max-height:76vh;"
    "border-radius:18px}a{color:#ff8a64}p{margin:0 16px;max-width:60ch}"
)


_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()


@outside.get("/c/{post_id}")
def shared(post_id: Annotated[str, Path(min_length=1, max_length=64)], request: Request, house: Here) -> HTMLResponse:
    """A post anyone may see; else 404, as every address that is none."""
    with house.db.read() as session:
        card = posts.get(session, ANYONE, post_id)
        name = load(session).name
    return _answer(_page(card, public_origin(request)[0], name), frames="'none'", unlisted=card.visibility != "public")


@outside.get("/c/{post_id}/embed")
def embedded(post_id: Annotated[str, Path(min_length=1, max_length=64)], request: Request, house: Here) -> HTMLResponse:
    """The bare player, for other sites' frames."""
    with house.db.read() as session:
        card = posts.get(session, ANYONE, post_id)
    body = f"<!doctype html><title>@{escape(card.person.handle)}</title><style>{_STYLE}</style>{_video(card)}"
    return _answer(body, frames="*", unlisted=True)


def player(card: PostCard, origin: str, most_width: int) -> tuple[int, int, str]:
    """(width, height, html) of a frame that plays a post."""
    width = min(card.width, most_width)
    height = round(card.height * width / card.width)
    source = f"{origin}/c/{quote(card.id)}/embed"
    return width, height, f'<iframe src="{escape(source)}" width="{width}" height="{height}" allowfullscreen></iframe>'


def _page(card: PostCard, origin: str, site: str) -> str:
    who = f"{card.person.name} (@{card.person.handle})"
    title = card.caption or f"A clip by {who}"
    address = f"{origin}/c/{card.id}"
    poster, video = f"{origin}/api/media/{card.id}/thumbnail", f"{origin}/api/media/{card.id}/video"
    tags = {
        "og:type": "video.other",
        "og:site_name": site,
        "og:title": title,
        "og:description": card.prompt or f"By {who}",
        "og:url": address,
        "og:image": poster,
        "og:image:type": "image/webp",
        "og:image:width": str(card.width),
        "og:image:height": str(card.height),
        "og:video": video,
        "og:video:type": "video/mp4",
        "og:video:width": str(card.width),
        "og:video:height": str(card.height),
    }
    cards = {
        "twitter:card": "player",
        "twitter:title": title,
        "twitter:description": card.prompt or f"By {who}",
        "twitter:image": poster,
        "twitter:player": f"{address}/embed",
        "twitter:player:width": str(card.width),
        "twitter:player:height": str(card.height),
    }
    metas = [f'<meta property="{name}" content="{escape(value[:400])}">' for name, value in tags.items()]
    metas += [f'<meta name="{name}" content="{escape(value[:400])}">' for name, value in cards.items()]
    if card.visibility != "public":
        metas.append('<meta name="robots" content="noindex">')
    oembed = f"{origin}/api/oembed?url={quote(address, safe='')}"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title[:120])} · {escape(site)}</title>"
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"{''.join(metas)}"
        f'<link rel="alternate" type="application/json+oembed" href="{escape(oembed)}">'
        f'<link rel="canonical" href="{escape(address)}"><style>{_STYLE}</style></head><body>'
        f"{_video(card)}<p>{escape(card.caption)}</p><p>{escape(who)}</p>"
        f'<p><a href="/p/{escape(card.id)}">{escape(site)}</a></p></body></html>'
    )


def _video(card: PostCard) -> str:
    media = f"/api/media/{escape(card.id)}"
    track = f'<track kind="captions" src="{media}/captions" default>' if card.has_captions else ""
    size = f'width="{card.width}" height="{card.height}"'
    return f'<video controls playsinline {size} poster="{media}/thumbnail" src="{media}/video">{track}</video>'


def _answer(body: str, *, frames: str, unlisted: bool) -> HTMLResponse:
    headers = {
        "content-security-policy": _POLICY.format(digest=_DIGEST, frames=frames),
        "referrer-policy": "strict-origin-when-cross-origin",
        "cache-control": "no-cache",
    }
    if unlisted:
        headers["x-robots-tag"] = "noindex"
    return HTMLResponse(body, headers=headers)
