"""keys.json: the office's data keys, wrapped once for each user and once for each pair of recovery holders.

Each user has a key pair whose private half is sealed under their stretched passphrase; the data keys are sealed to
the public half (HPKE, RFC 9180, with ML-KEM-768 + X25519, so that a file seized today is not opened by a quantum
computer later). So data keys can be renewed without anyone else's passphrase. Recovery takes two of n people: each
holds a code on paper, from which a key pair follows; for every two of them the data keys are sealed to one and that
again to the other. No scheme of our own: only wrapping, twice.

The file names nobody. A user's salt follows from their name, so that one stretching serves to try every slot, and
without the passphrase not even the name can be tested.

Layout (JSON, bytes as base64; `docs/security.md` shows one):
  safeconduct_keys 1 · office · salt · cost {time, memory_kib, lanes}
  slots    [{id, public {mlkem, x25519}, private, keys}]     private: AES-256-GCM(stretched passphrase); keys: HPKE
  holders  [{id, public {mlkem, x25519}, label}]             label: the holder's name, sealed by the data keys
  pairs    [{of [id, id], keys}]                             keys: HPKE to the first of (HPKE to the second)
"""

from __future__ import annotations

import hashlib
import os
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from safeconduct.store.errors import KeyFileDamaged, UnknownAccount, WrongCode, WrongPassphrase
from safeconduct.store.keys import KEY_BYTES, Cost, Keys, derive, stretch

FILE_NAME = "keys.json"
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_SEED_BYTES = 64 + 32  # ML-KEM's seed (FIPS 203) and X25519's private key
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_CODE_LENGTH = 32  # 160 bits


@dataclass(frozen=True, slots=True)
class Public:
    """The public half of a key pair."""

    mlkem: bytes
    x25519: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One user's way in."""

    id: str
    public: Public
    private: bytes
    keys: bytes


@dataclass(frozen=True, slots=True)
class Holder:
    """One holder of a recovery code."""

    id: str
    public: Public
    label: bytes


@dataclass(frozen=True, slots=True)
class Pair:
    """The data keys as two holders together can open them."""

    of: tuple[str, str]
    keys: bytes


@dataclass(frozen=True, slots=True)
class Keyring:
    """The key file as a value; every change gives a new one, to be written with `save`."""

    office: str
    salt: bytes
    cost: Cost
    slots: tuple[Slot, ...] = ()
    holders: tuple[Holder, ...] = ()
    pairs: tuple[Pair, ...] = ()
    safeconduct_keys: int = 1

    @classmethod
    def fresh(cls, cost: Cost) -> Keyring:
        """A key file nobody can open yet."""
        return cls(secrets.token_hex(16), secrets.token_bytes(32), cost)

    # -- users ---------------------------------------------------------------------------------------------------

    def with_user(
        self, keys: Keys, name: str, passphrase: str, slot_id: str | None = None
    ) -> tuple[Keyring, str]:
        """A slot for this user (a new one, or the one of `slot_id` made anew); gives the slot's id."""
        seed = secrets.token_bytes(_SEED_BYTES)
        slot_id = slot_id or secrets.token_hex(8)
        slot = Slot(
            slot_id,
            _public(seed),
            _wrap(self._stretched(name, passphrase), seed, self._place("slot", slot_id)),
            _seal(keys, _public(seed), self._place("keys", slot_id)),
        )
        others = tuple(s for s in self.slots if s.id != slot_id)
        return replace(self, slots=(*others, slot)), slot_id

    def without_user(self, slot_id: str) -> Keyring:
        """The file without this slot. Renew the data keys as well: they may have kept a copy."""
        if all(s.id != slot_id for s in self.slots):
            raise UnknownAccount("no such slot in the key file", where=FILE_NAME)
        return replace(self, slots=tuple(s for s in self.slots if s.id != slot_id))

    def open(self, name: str, passphrase: str) -> tuple[Keys, str]:
        """The data keys and the slot's id. Raises WrongPassphrase."""
        stretched = self._stretched(name, passphrase)
        for slot in self.slots:
            try:
                seed = _unwrap(stretched, slot.private, self._place("slot", slot.id))
            except InvalidTag:
                continue
            return _open(slot.keys, seed, self._place("keys", slot.id)), slot.id
        raise WrongPassphrase

    # -- recovery ------------------------------------------------------------------------------------------------

    def with_holder(self, keys: Keys, label: bytes) -> tuple[Keyring, str, str]:
        """One more holder: gives the new file, the holder's id and the code to be written on paper."""
        code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
        holder = Holder(secrets.token_hex(8), _public(self._code_seed(code)), label)
        ring = replace(self, holders=(*self.holders, holder)).with_pairs(keys)
        return ring, holder.id, "-".join(code[i : i + 4] for i in range(0, _CODE_LENGTH, 4))

    def without_holder(self, holder_id: str) -> Keyring:
        """The file without this holder and every pair they belong to."""
        return replace(
            self,
            holders=tuple(h for h in self.holders if h.id != holder_id),
            pairs=tuple(p for p in self.pairs if holder_id not in p.of),
        )

    def recover(self, codes: Sequence[str]) -> Keys:
        """The data keys from two holders' codes. Raises WrongCode saying which is not known."""
        found: dict[str, bytes] = {}
        for number, code in enumerate(codes, 1):
            seed = self._code_seed(code)
            holder = next((h for h in self.holders if h.public == _public(seed)), None)
            if holder is None:
                raise WrongCode(
                    f"recovery code number {number} is not one of this office's",
                    remedy="Compare it with the paper, letter by letter",
                )
            found[holder.id] = seed
        for pair in self.pairs:
            if set(pair.of) <= set(found):
                first, second = pair.of
                place = self._place("pair", first, second)
                inner = _SUITE.decrypt(pair.keys, _private(found[first]), info=place)
                return _open(inner, found[second], place)
        raise WrongCode(
            "recovery takes the codes of two different people",
            remedy="Ask a second holder for theirs",
        )

    def rewrapped(self, keys: Keys) -> Keyring:
        """The same people, with these data keys sealed to each of them."""
        slots = tuple(
            replace(s, keys=_seal(keys, s.public, self._place("keys", s.id))) for s in self.slots
        )
        return replace(self, slots=slots).with_pairs(keys)

    def with_pairs(self, keys: Keys) -> Keyring:
        """The file with the data keys wrapped for every two holders."""
        pairs = []
        for a, b in combinations(self.holders, 2):
            place = self._place("pair", a.id, b.id)
            inner = _seal(keys, b.public, place)
            pairs.append(Pair((a.id, b.id), _SUITE.encrypt(inner, _key(a.public), info=place)))
        return replace(self, pairs=tuple(pairs))

    # -- parts ---------------------------------------------------------------------------------------------------

    def _stretched(self, name: str, passphrase: str) -> bytes:
        salt = hashlib.blake2b(login_name(name).encode(), key=self.salt, digest_size=16).digest()
        return stretch(passphrase, salt, self.cost)

    def _code_seed(self, code: str) -> bytes:
        """A code has 160 random bits, so it needs no stretching. O is read as 0, I and L as 1."""
        text = "".join(c for c in code.upper() if c.isalnum())
        text = text.translate(str.maketrans("OIL", "011"))
        if len(text) != _CODE_LENGTH:
            raise WrongCode(
                f"a recovery code has {_CODE_LENGTH} letters and digits, this one {len(text)}",
                remedy="Compare it with the paper",
            )
        parts = (derive(text.encode(), f"recovery/{i}", self.salt) for i in range(3))
        return b"".join(parts)[:_SEED_BYTES]

    def _place(self, *parts: str) -> bytes:
        """What a wrapped key is bound to, so that it cannot be moved to another place in the file."""
        return "\0".join(("safeconduct", self.office, *parts)).encode()

    # -- disk ----------------------------------------------------------------------------------------------------

    def to_bytes(self) -> bytes:
        """The file's content."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes, where: str) -> Keyring:
        """Raises KeyFileDamaged."""
        try:
            ring = msgspec.json.decode(data, type=cls)
        except msgspec.MsgspecError as error:
            raise KeyFileDamaged(
                "the key file cannot be read",
                where=where,
                remedy="Restore the office from a backup: the keys are in it",
            ) from error
        if ring.safeconduct_keys != 1:
            raise KeyFileDamaged(
                "the key file is of a newer version",
                where=where,
                key="safeconduct_keys",
                value=ring.safeconduct_keys,
                remedy="Update safeconduct",
            )
        return ring

    def save(self, folder: Path) -> None:
        """Write the file so that at every moment either the old or the new one is whole."""
        replace_file(folder / FILE_NAME, self.to_bytes())

    @classmethod
    def load(cls, folder: Path) -> Keyring:
        """Raises KeyFileDamaged."""
        path = folder / FILE_NAME
        try:
            data = path.read_bytes()
        except OSError as error:
            raise KeyFileDamaged(
                f"the key file cannot be opened ({error.__class__.__name__})",
                where=str(path),
                remedy="Without it nobody can open the office; restore it from a backup",
            ) from error
        return cls.from_bytes(data, str(path))


def login_name(name: str) -> str:
    """How a name is compared: spaces at the ends and capital letters do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def replace_file(path: Path, data: bytes) -> None:
    """Write to a neighbour, flush to the disk, then rename over the old one. Only the owner may read it."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _private(seed: bytes) -> MLKEM768X25519PrivateKey:
    return MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(seed[:64]),
        X25519PrivateKey.from_private_bytes(seed[64:]),
    )


def _public(seed: bytes) -> Public:
    mlkem = MLKEM768PrivateKey.from_seed_bytes(seed[:64]).public_key()
    x25519 = X25519PrivateKey.from_private_bytes(seed[64:]).public_key()
    return Public(mlkem.public_bytes_raw(), x25519.public_bytes_raw())


def _key(public: Public) -> MLKEM768X25519PublicKey:
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public.mlkem),
        X25519PublicKey.from_public_bytes(public.x25519),
    )


def _seal(keys: Keys, public: Public, place: bytes) -> bytes:
    return _SUITE.encrypt(b"".join(keys.generations()), _key(public), info=place)


def _open(sealed: bytes, seed: bytes, place: bytes) -> Keys:
    plain = _SUITE.decrypt(sealed, _private(seed), info=place)
    return Keys([plain[i : i + KEY_BYTES] for i in range(0, len(plain), KEY_BYTES)])


def _wrap(key: bytes, plain: bytes, place: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, place)


def _unwrap(key: bytes, sealed: bytes, place: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], place)
