"""The pages of an encrypted database in the clear, free ones and those of its log too: what somebody with the key could still find."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

_PAGE, _RESERVED, _IV, _SALT = 4096, 80, 16, 16
_LOG_HEAD, _FRAME_HEAD = 32, 24


def in_the_clear(file: Path, key: bytes) -> bytes:
    """Every page of a database, of a copy, or of a write-ahead log (by its name)."""
    data = file.read_bytes()
    if file.name.endswith("-wal"):
        step = _FRAME_HEAD + _PAGE
        frames = range(_LOG_HEAD, len(data) - step + 1, step)
        numbered = [(int.from_bytes(data[at : at + 4]), data[at + _FRAME_HEAD : at + step]) for at in frames]
    else:
        numbered = [(at // _PAGE + 1, data[at : at + _PAGE]) for at in range(0, len(data), _PAGE)]
    return b"".join(_page(page, key, _SALT if number == 1 else 0) for number, page in numbered)


def _page(page: bytes, key: bytes, begins: int) -> bytes:
    body, tail = page[begins : _PAGE - _RESERVED], page[_PAGE - _RESERVED :]
    decryptor = Cipher(AES(key), CBC(tail[:_IV])).decryptor()
    return decryptor.update(body) + decryptor.finalize()
