"""A local server that speaks OpenAI's chat protocol (llama.cpp, Ollama, vLLM): asked for JSON, trusted with nothing.

The address must lead to this machine or a private network (RFC 1918, RFC 4193, link-local) unless forced: documents
name people whom a leak would kill. A host name is resolved once and the very address that was checked is the one
connected to. No redirect is followed, no proxy is used; size and time of a reply are bounded.
May import: this room.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from safeconduct.reading.errors import BadServerAddress, BrokenReply, ServerUnreachable

_LARGEST = 2 * 1024 * 1024
_SLOW = "the model server's answer took too long"


@dataclass(frozen=True, slots=True)
class Server:
    """Where the model is. `address` like http://127.0.0.1:8080 (a path before /v1 is kept); `model` as the server
    calls it. `forced` lets a public address through. `seconds` bounds one whole answer.
    """

    address: str
    model: str = "local"
    forced: bool = False
    seconds: float = 900.0  # a large model on an old laptop needs minutes

    def complete(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
        """The text of one answer, constrained to a JSON schema where the server can.

        Raises BadServerAddress, ServerUnreachable, BrokenReply; none of them carries what was sent or answered.
        """
        strict, plain = forms(schema)
        try:
            raw = self._post("/v1/chat/completions", self._question(messages, strict))
        except BrokenReply as refusal:
            if refusal.value not in (400, 422, 500, 501):  # llama-cpp-python says 500
                raise
            raw = self._post("/v1/chat/completions", self._question(messages, plain))
        try:
            answer = json.loads(raw)
            choice = answer["choices"][0]
            content = choice["message"]["content"]
            cut = choice.get("finish_reason") == "length"
        except (
            ValueError,
            KeyError,
            IndexError,
            TypeError,
            AttributeError,
            RecursionError,
        ) as error:
            raise BrokenReply(
                "the model server's answer is not a chat completion",
                where=self.address,
                remedy="Check that the address leads to an OpenAI-compatible server",
            ) from error
        if cut:
            raise BrokenReply(
                "the model's answer was cut off before its end",
                where=self.address,
                remedy="Give the server more context (llama.cpp: -c 8192), or use another model",
            )
        if not isinstance(content, str):
            raise BrokenReply("the model server's answer holds no text", where=self.address)
        return content

    def _question(self, messages: Sequence[Mapping[str, str]], form: Mapping[str, Any]) -> bytes:
        return json.dumps(
            {
                "model": self.model,
                "messages": list(messages),
                "temperature": 0,
                "seed": 1,
                "max_tokens": 4096,
                "stream": False,
                "response_format": form,
            },
            ensure_ascii=False,
        ).encode()

    # -- the wire ------------------------------------------------------------------------------------------------------

    def _post(self, path: str, body: bytes) -> bytes:
        host, port, secure, prefix = self._parts()
        peer = _checked(host, port, self.forced, self.address)
        deadline = time.monotonic() + self.seconds
        connection = _Pinned(host, port, peer, secure=secure, timeout=min(self.seconds, 30.0))
        try:
            connection.request(
                "POST",
                prefix + path,
                body,
                {"Content-Type": "application/json", "Host": f"{host}:{port}"},
            )
            if connection.sock is not None:
                connection.sock.settimeout(self.seconds)
            try:
                response = connection.getresponse()
            except TimeoutError as error:
                raise BrokenReply(_SLOW, where=self.address) from error
            if response.status != 200:
                raise BrokenReply(
                    "the model server refused",
                    where=self.address,
                    key="status",
                    value=response.status,
                    remedy="See the server's own log",
                )
            return _bounded(response, deadline, connection, self.address)
        except (OSError, http.client.HTTPException) as error:
            raise ServerUnreachable(
                f"the model server does not answer ({error.__class__.__name__})",
                where=self.address,
                remedy="Start it, or read without it",
            ) from error
        finally:
            connection.close()

    def _parts(self) -> tuple[str, int, bool, str]:
        try:
            parts = urlsplit(self.address)
            port = parts.port
        except ValueError as error:
            raise BadServerAddress("is no address", where=self.address) from error
        if (
            parts.scheme not in ("http", "https")
            or not parts.hostname
            or parts.username
            or parts.query
        ):
            raise BadServerAddress(
                "is no address of a model server",
                where=self.address,
                remedy="Write it like http://127.0.0.1:8080",
            )
        secure = parts.scheme == "https"
        prefix = parts.path.rstrip("/").removesuffix("/v1")
        return parts.hostname, port or (443 if secure else 80), secure, prefix


def forms(schema: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """How to ask for JSON that obeys a schema: OpenAI's form (llama.cpp, Ollama, vLLM), then llama-cpp-python's."""
    return (
        {
            "type": "json_schema",
            "json_schema": {"name": "events", "strict": True, "schema": schema},
        },
        {"type": "json_object", "schema": schema},
    )


def _checked(host: str, port: int, forced: bool, address: str) -> str:
    """The one IP address to connect to. Every address a name leads to must be near, so that no answer can be swapped."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ServerUnreachable("the host is not known", where=address) from error
    peers = [str(entry[4][0]) for entry in found]
    far = [p for p in peers if not is_near(p)]
    if not peers or (far and not forced):
        raise BadServerAddress(
            "leads outside this machine and its private network",
            where=address,
            remedy="Documents are sent only to a model of your own; force it only if you are certain",
        )
    return peers[0]


def is_near(peer: str) -> bool:
    """Is an IP address this machine's own or of a private network?"""
    try:
        ip = ipaddress.ip_address(peer.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if ip.is_unspecified or ip.is_multicast or ip.is_reserved:
        return False
    if ip.is_loopback or ip.is_link_local:
        return True
    private = (
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16") if ip.version == 4 else ("fc00::/7",)
    )
    return any(ip in ipaddress.ip_network(network) for network in private)


class _Pinned(http.client.HTTPConnection):
    """A connection to one checked IP address, whatever the name says by then."""

    def __init__(self, host: str, port: int, peer: str, *, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._peer, self._secure = peer, secure

    def connect(self) -> None:
        """To the checked address; TLS is verified against the name."""
        sock = socket.create_connection((self._peer, self.port), self.timeout)
        if self._secure:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.host)
        self.sock = sock


def _bounded(
    response: http.client.HTTPResponse, deadline: float, connection: _Pinned, address: str
) -> bytes:
    """The whole body, if it ends in time and in size."""
    parts: list[bytes] = []
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise BrokenReply(_SLOW, where=address)
        if connection.sock is not None:
            connection.sock.settimeout(left)
        piece = response.read1(65536)
        if not piece:
            return b"".join(parts)
        size += len(piece)
        if size > _LARGEST:
            raise BrokenReply("the model server's answer is too long", where=address)
        parts.append(piece)
