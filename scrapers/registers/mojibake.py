"""Text that went through the wrong encoding, once or twice, put right."""

from __future__ import annotations

import re

from ftfy import TextFixerConfig, fix_encoding

SUSPICIOUS = re.compile(r"[\x80-\x9f\xc2\xc3\xe2\u0192\u0153ÅÐŸ\ufeff]|ï»¿")
# The first of a dash's or quote's three UTF-8 bytes was lost on the way: U+0080 U+0093 is what is left of "–".
HALF_PUNCTUATION = re.compile(r"\xe2?\x80([\x80-\xbf])")
LOST_POUND = re.compile(r"[\x9c\u0153](?=\s?\d)")
"""Byte 0x9C is the pound sign of cp850, and cp1252's ligature oe."""

CONFIG = TextFixerConfig(explain=False, restore_byte_a0=True, decode_inconsistent_utf8=True)


def repaired(text: str) -> str:
    """Return the text with its mojibake put right; the same text when there is none."""
    if text.isascii() or not SUSPICIOUS.search(text):
        return text
    text = LOST_POUND.sub("£", text.replace("\ufeff", "").replace("ï»¿", ""))
    text = HALF_PUNCTUATION.sub(lambda found: bytes((0xE2, 0x80, ord(found[1]))).decode(), text)
    return fix_encoding(text, CONFIG)
