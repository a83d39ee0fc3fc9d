"""Messages between the processes of the engine: JSON in frames over a socket.

A frame is a length of four bytes and that many bytes of JSON. JSON is the whole
language: nothing that arrives is ever run or unpickled, and a frame longer than
the receiver allows is refused before it is read. File descriptors may ride on a
frame; only the zygote takes them.
"""

from __future__ import annotations

import json
import os
import select
import socket
import struct
import time
from collections.abc import Sequence
from typing import Any, Final

__all__ = ["BadFrameError", "Channel", "ClosedError", "pair"]

_HEADER: Final = struct.Struct("!I")
_MOST_BYTES: Final = 64 * 1024 * 1024
_MOST_DESCRIPTORS: Final = 4
_CHUNK: Final = 1024 * 1024


class ClosedError(Exception):
    """The other side is gone."""


class BadFrameError(Exception):
    """The other side sent something that is no frame of ours, or too long a one."""


class Channel:
    """One end of a socket that carries frames.

    Parameters
    ----------
    end : socket.socket
        A connected Unix stream socket; the channel owns it from now on.
    most_bytes : int, default 64 MiB
        The longest frame that is taken.
    """

    def __init__(self, end: socket.socket, most_bytes: int = _MOST_BYTES) -> None:
        self._end = end
        self._end.setblocking(True)
        self._most_bytes = most_bytes
        self._descriptors: list[int] = []

    @classmethod
    def from_descriptor(cls, number: int) -> Channel:
        """Take over the file descriptor `number`, inherited from the process that started us."""
        os.set_inheritable(number, False)
        return cls(socket.socket(fileno=number))

    def fileno(self) -> int:
        """Return the file descriptor, for selectors."""
        return self._end.fileno()

    def send(self, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
        """Send one message; blocks until the other side has room.

        Raises
        ------
        ClosedError
            If the other side is gone.
        """
        data = json.dumps(message).encode("ascii")
        try:
            if descriptors:
                socket.send_fds(self._end, [_HEADER.pack(len(data))], descriptors)
                self._end.sendall(data)
            else:
                self._end.sendall(_HEADER.pack(len(data)) + data)
        except OSError as error:
            raise ClosedError from error

    def receive(self, seconds: float | None = None) -> dict[str, Any]:
        """Wait for one message.

        Parameters
        ----------
        seconds : float, optional
            How long to wait for the whole frame; forever without it.

        Raises
        ------
        ClosedError
            If the other side is gone.
        BadFrameError
            If what arrived is no JSON object, or too long.
        TimeoutError
            If the frame was not complete in time.
        """
        deadline = None if seconds is None else time.monotonic() + seconds
        (length,) = _HEADER.unpack(self._read(_HEADER.size, deadline))
        if length > self._most_bytes:
            raise BadFrameError(f"a frame of {length:,} bytes")
        try:
            message = json.loads(self._read(length, deadline))
        except (ValueError, RecursionError) as error:
            raise BadFrameError("a frame that is no JSON") from error
        if not isinstance(message, dict):
            raise BadFrameError("a frame that is no object")
        return message

    def take_descriptors(self) -> list[int]:
        """Return the file descriptors that came with the last frames; the caller owns them."""
        taken, self._descriptors = self._descriptors, []
        return taken

    def close(self) -> None:
        """Close this end; the other side sees that it is gone."""
        self._end.close()

    def _read(self, count: int, deadline: float | None) -> bytes:
        """Read exactly `count` bytes."""
        parts: list[bytes] = []
        while count:
            if deadline is not None:
                left = deadline - time.monotonic()
                if left <= 0 or not select.select([self._end], [], [], left)[0]:
                    raise TimeoutError
            try:
                part, descriptors, _, _ = socket.recv_fds(
                    self._end, min(count, _CHUNK), _MOST_DESCRIPTORS
                )
            except OSError as error:
                raise ClosedError from error
            self._descriptors += descriptors
            if not part:
                raise ClosedError
            parts.append(part)
            count -= len(part)
        return b"".join(parts)


def pair() -> tuple[socket.socket, socket.socket]:
    """Return two connected ends: one to keep, one to hand to another process."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
