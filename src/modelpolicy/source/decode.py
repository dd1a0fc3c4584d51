"""Bytes to text as Python does it, and to some text where Python would refuse."""

import re
from typing import Final

from modelpolicy.source.fault import Fault

BOM: Final = b"\xef\xbb\xbf"

_CODING_LINE: Final = re.compile(
    rb"(?:[ \t\f]*(?:\#[^\r\n]*)?(?:\r\n?|\n))?[ \t\f]*\#[^\r\n]*?coding[:=][ \t]*(?P<name>[-\w.]+)"
)
"""PEP 263: in the first line, or in the second after a comment or a blank line."""


def decode(data: bytes) -> tuple[str, list[Fault]]:
    r"""Give the text of a source file, with ``\n`` line ends, and what is wrong with its bytes.

    The encoding is that of the byte order mark or the coding line (PEP 263), otherwise UTF-8. Bytes that
    it cannot read are a fault, and the text is then read as Latin-1, which reads everything.
    """
    body = data.removeprefix(BOM)
    coding = _CODING_LINE.match(body)
    encoding = coding["name"].decode() if coding else "utf-8"
    faults: list[Fault] = []
    try:
        text = _decoded(body, encoding)
    except UnicodeDecodeError as error:
        reason = f"byte 0x{body[error.start]:02x} is not {error.encoding}: read as Latin-1"
        faults.append(Fault(_line(body, error.start), reason))
        text = body.decode("latin-1")
    except (LookupError, UnicodeError) as error:
        line = _line(body, coding.start("name")) if coding else 1
        faults.append(Fault(line, f"{error}: read as Latin-1"))
        text = body.decode("latin-1")
    if "\0" in text:
        faults.append(Fault(_plain(text).partition("\0")[0].count("\n") + 1, "NUL byte"))
    return _plain(text).replace("\0", " "), faults


def _decoded(body: bytes, encoding: str) -> str:
    text = body.decode(encoding)
    if encoding.encode() in body and encoding not in text:
        raise LookupError(f"encoding {encoding} does not hold ASCII")
    return text


def _line(data: bytes, position: int) -> int:
    return len(re.findall(rb"\r\n?|\n", data[:position])) + 1


def _plain(text: str) -> str:
    """Unify line ends, and replace the lone surrogates that codecs such as unicode_escape produce."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return unified.encode("utf-8", "replace").decode("utf-8")
