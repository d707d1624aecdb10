"""The mail that tells what was found, and the one that asks an address whether it wants this: text, and simple HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from html import escape
from urllib.parse import urlsplit

from watches.mail_links import CONFIRM, UNSUBSCRIBE, MailLink, mail_token
from watches.settings import WatchSettings
from watches.telling import Told

MOST = 50
"""Things in one mail: the feed holds the rest."""
_LONGEST = 500


class _OnOneLine(UnstructuredHeader):
    """A header that is not folded: an address too long for a line would be encoded, and no mail program follows it."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _OnOneLine)  # type: ignore[arg-type]  # as the library means it
_POLICY = SMTP.clone(header_factory=_HEADERS)


@dataclass(frozen=True, slots=True)
class Part:
    """What one watch found."""

    watch_id: str
    name: str
    told: Sequence[Told]


def digest(batch: str, link: MailLink, parts: Sequence[Part], settings: WatchSettings) -> EmailMessage:
    """Return the mail that tells what some watches of a key found; sent again, it is the same mail."""
    number = sum(len(each.told) for each in parts)
    subject = parts[0].told[0].title if number == 1 else f"{number} things moved: {parts[0].name}"
    if len(parts) > 1:
        subject = f"{number} things moved, of {len(parts)} that you watch"
    ends = _address("unsubscribe", link, UNSUBSCRIBE, settings)
    made = _mail(batch, link, subject, settings)
    made["List-Unsubscribe"] = f"<{ends}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    text, html = list[str](), list[str]()
    left = MOST
    for part in parts:
        shown = part.told[:left]
        left -= len(shown)
        _tell(text, html, part, shown, MailLink(link.api_key_id, link.email, part.watch_id), settings)
    text.append(f"You get this because this address asked for it. No more mail like it: {ends}")
    html.append(
        f'<p>You get this because this address asked for it. <a href="{escape(ends)}">No more mail like it</a></p>'
    )
    made.set_content("\n\n".join(text) + "\n")
    made.add_alternative(f"<!doctype html><html lang=en-GB><body>{''.join(html)}</body></html>", subtype="html")
    return made


def question(batch: str, link: MailLink, names: Sequence[str], settings: WatchSettings) -> EmailMessage:
    """Return the mail that asks an address whether it wants to be told: the only one that it gets unasked."""
    yes = _address("confirm", link, CONFIRM, settings)
    made = _mail(batch, link, "Shall we tell you when this moves?", settings)
    asked = "\n".join(f"- {_short(each)}" for each in names[:MOST])
    made.set_content(
        "Someone asked Thirty3, the register of London's public technology contracts, to write to this address when "
        f"this moves:\n\n{asked}\n\nIf that was you, say yes here:\n\n{yes}\n\n"
        "If not, do nothing: nothing more will be sent.\n"
    )
    return made


def _tell(
    text: list[str], html: list[str], part: Part, shown: Sequence[Told], link: MailLink, settings: WatchSettings
) -> None:
    root = settings.public_url
    text.append(f"{_short(part.name)}\n{'=' * 20}")
    html.append(f"<h2>{escape(_short(part.name))}</h2><ul>")
    for each in shown:
        text.append(f"{_short(each.title)}\n{_short(each.text)}\n{root}{each.page}")
        named = f'<a href="{escape(root + each.page)}">{escape(_short(each.title))}</a>'
        html.append(f"<li>{named}<br>{escape(_short(each.text))}</li>")
    html.append("</ul>")
    if more := len(part.told) - len(shown):
        text.append(f"and {more} more, which its feed holds")
        html.append(f"<p>and {more} more, which its feed holds</p>")
    ends = _address("unsubscribe", link, UNSUBSCRIBE, settings)
    text.append(f"No more about this one: {ends}")
    html.append(f'<p><small><a href="{escape(ends)}">No more about this one</a></small></p>')


def _mail(batch: str, link: MailLink, subject: str, settings: WatchSettings) -> EmailMessage:
    if settings.mail is None:
        raise ValueError("this registry sends no mail")
    made = EmailMessage(_POLICY)
    made["From"] = Address("Thirty3", addr_spec=settings.mail.sender)
    made["To"] = Address(addr_spec=link.email)
    made["Subject"] = _short(subject)
    made["Message-ID"] = f"<{batch}@{urlsplit(settings.public_url).hostname}>"
    made["Auto-Submitted"] = "auto-generated"
    return made


def _address(page: str, link: MailLink, purpose: str, settings: WatchSettings) -> str:
    return f"{settings.public_url}/watch-mail/{page}?token={mail_token(link, purpose, settings.secret)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
