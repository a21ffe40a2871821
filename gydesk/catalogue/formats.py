"""Texts of a known build: telephone numbers, addresses of networks, codes with a check digit."""

from __future__ import annotations

import ipaddress
import re
import unicodedata

_PHONE = re.compile(
    r"(\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4}|(\(0\d{2,3}\)|0\d{2,3})[- ]?\d{7,8}"
    r"|400[- ]?\d{3}[- ]?\d{4})([-转#x ]{1,2}\d{1,6})?"
)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_OLDER_CODES = (13, 15, 20)


def plain(text: str) -> str:
    """Full-width letters and figures made plain, spaces around taken off."""
    return unicodedata.normalize("NFKC", text).strip()


def is_phone(text: str) -> bool:
    """A mobile number, or area code and number with an optional extension; several may stand
    together, parted by 、 , ; or /."""
    return all(_PHONE.fullmatch(one.strip()) for one in re.split(r"[、,;/]", plain(text)))


def is_ip(text: str) -> bool:
    """An IPv4 or IPv6 address."""
    try:
        ipaddress.ip_address(plain(text))
    except ValueError:
        return False
    return True


def is_cidr(text: str) -> bool:
    """A network with its mask, as in 192.168.10.0/24."""
    try:
        ipaddress.ip_network(plain(text), strict=False)
    except ValueError:
        return False
    return "/" in plain(text)


def is_digits(text: str) -> bool:
    """Figures only; spaces between groups are allowed."""
    return re.fullmatch(r"[0-9]+", plain(text).replace(" ", "")) is not None


def is_credit_code(text: str) -> bool:
    """A 统一社会信用代码 whose check digit agrees (GB 32100-2015), or an older licence or tax
    number, which have 13, 15 or 20 characters and nothing to check."""
    code = plain(text).replace(" ", "").upper()
    if len(code) in _OLDER_CODES and code.isascii() and code.isalnum():
        return True
    if len(code) != 18 or any(char not in _CREDIT for char in code):
        return False
    total = sum(_CREDIT.index(char) * pow(3, place, 31) for place, char in enumerate(code[:17]))
    return _CREDIT[-total % 31] == code[17]
