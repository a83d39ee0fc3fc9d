"""Reading documents out of a volume in the Office of the Historian's TEI XML.

A volume of *Foreign Relations of the United States* reaches 10 MB and more, so
it is read in one pass and only the wanted documents are kept. The parser is
expat itself: it lets us refuse a file at the first entity it declares, before
any entity is expanded, and it fetches nothing.

The attribute ``frus:doc-dateTime-min`` is kept as printed. It carries UTC-5 all
through, also for days on which Washington was at UTC-4; the clock that people
read stands in the ``when`` of the dateline.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from course.errors import UsageError

__all__ = ["Document", "read_documents"]

_TEI = "http://www.tei-c.org/ns/1.0 "
_FRUS = "http://history.state.gov/frus/ns/1.0 "
_XML_ID = "http://www.w3.org/XML/1998/namespace id"
_REMEDY = "Download the volume from the Office of the Historian itself."
_CHUNK = 1 << 16
_BLOCKS = frozenset(
    {"head", "dateline", "salute", "p", "signed", "item", "cell", "ab", "l", "note"}
)


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a volume.

    Parameters
    ----------
    volume, id : str
        Such as ``"frus1961-63v06"`` and ``"d68"``.
    head : str
        The heading, without its notes.
    date_min, date_max : str
        The attributes of the document, as printed.
    when : str
        The date of the dateline, with the local offset where it has a clock.
    paragraphs : tuple of str
        Dateline, salutation, paragraphs and signature, without notes.
    notes : tuple of str
        The notes of the editors, the source note first.
    persons : tuple of str
        Names marked as persons, each once, in the order of the text.
    """

    volume: str
    id: str
    head: str
    date_min: str
    date_max: str
    when: str
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]
    persons: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the document as plain data."""
        return asdict(self)


def read_documents(path: Path, wanted: Collection[str]) -> tuple[str, tuple[Document, ...]]:
    """Read the wanted documents of one volume.

    Parameters
    ----------
    path : pathlib.Path
        The XML file.
    wanted : collection of str
        Documents as ``"frus1961-63v06#d68"``.

    Returns
    -------
    volume : str
        The id of the volume.
    documents : tuple of Document
        Those that were found, in the order of the volume.

    Raises
    ------
    UsageError
        If the file cannot be read, is not well-formed XML, declares entities
        or an encoding that cannot be read, or is not a TEI volume.
    """
    reader = _Reader(path, frozenset(wanted))
    try:
        with path.open("rb") as file:
            reader.read(file)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read.",
            f"The system says: {error.strerror}.",
            "Give the XML file of a volume.",
        ) from error
    except expat.ExpatError as error:
        raise UsageError(
            f"{path.name} is not well-formed XML, and nothing of it was imported.",
            f"Line {error.lineno}, column {error.offset}: {expat.errors.messages[error.code]}.",
            "Download the volume again; the file may have been cut short.",
        ) from error
    # What expat does not know itself it asks of Python, which raises either of these.
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"{path.name} was not imported.",
            f'It declares the encoding "{reader.encoding}", which cannot be read here; volumes of the '
            "Office of the Historian are in UTF-8.",
            _REMEDY,
        ) from error
    return reader.volume, tuple(reader.found)


@dataclass(slots=True)
class _Open:
    """A document that is being read."""

    id: str
    date_min: str
    date_max: str
    depth: int
    head: str = ""
    when: str = ""
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    persons: dict[str, None] = field(default_factory=dict)


class _Reader:
    """The state of one pass through a volume."""

    def __init__(self, path: Path, wanted: frozenset[str]) -> None:
        self.path = path
        self.wanted = wanted
        self.volume = ""
        self.encoding = ""
        self.found: list[Document] = []
        self._document: _Open | None = None
        self._depth = 0
        # Name, depth and text of each open block; text goes to the innermost one.
        self._blocks: list[tuple[str, int, list[str]]] = []
        self._person: list[str] | None = None

    def read(self, file: Any) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declare
        parser.EntityDeclHandler = self._refuse_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.encoding = encoding or ""

    def _refuse_entity(self, name: str, *_: object) -> None:
        raise UsageError(
            f"{self.path.name} was not imported.",
            f'It declares the entity "{name}"; volumes of the Office of the Historian declare none.',
            _REMEDY,
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.volume:
            self._open_volume(tag, attributes)
        self._depth += 1
        name = tag.removeprefix(_TEI)
        if name == "div" and attributes.get("type") == "document" and self._document is None:
            self._open_document(attributes)
        elif self._document is not None:
            if name == "date" and not self._document.when and self._inside("dateline"):
                self._document.when = attributes.get("when", "")
            # A paragraph inside a note belongs to the note.
            if name in _BLOCKS and not self._inside("note"):
                self._blocks.append((name, self._depth, []))
            elif name == "persName":
                self._person = []
            elif name in {"p", "lb", "pb"}:
                self._text(" ")

    def _end(self, tag: str) -> None:
        name = tag.removeprefix(_TEI)
        if self._document is not None:
            if name == "persName" and self._person is not None:
                self._document.persons.setdefault(_clean(self._person))
                self._person = None
            if self._blocks and self._blocks[-1][1] == self._depth:
                self._close_block()
            if self._depth == self._document.depth:
                self._close_document()
        self._depth -= 1

    def _text(self, text: str) -> None:
        if self._blocks:
            self._blocks[-1][2].append(text)
        if self._person is not None:
            self._person.append(text)

    def _inside(self, block: str) -> bool:
        return any(name == block for name, _, _ in self._blocks)

    def _open_volume(self, tag: str, attributes: dict[str, str]) -> None:
        if tag not in {f"{_TEI}TEI", f"{_TEI}teiCorpus"}:
            raise UsageError(
                f"{self.path.name} is not a volume in TEI XML.",
                f'Its first element is "{tag.rsplit(" ", 1)[-1]}", and "TEI" was expected.',
                "Give the XML file of a volume of Foreign Relations of the United States.",
            )
        self.volume = attributes.get(_XML_ID, self.path.stem)

    def _open_document(self, attributes: dict[str, str]) -> None:
        document = attributes.get(_XML_ID, "")
        if f"{self.volume}#{document}" in self.wanted:
            self._document = _Open(
                document,
                attributes.get(f"{_FRUS}doc-dateTime-min", ""),
                attributes.get(f"{_FRUS}doc-dateTime-max", ""),
                self._depth,
            )

    def _close_block(self) -> None:
        name, _, parts = self._blocks.pop()
        text = _clean(parts)
        document = self._document
        if not text or document is None:
            return
        if name == "note":
            document.notes.append(text)
        elif name == "head" and not document.head:
            document.head = text
        else:
            document.paragraphs.append(text)

    def _close_document(self) -> None:
        one = self._document
        if one is not None:
            self.found.append(
                Document(
                    self.volume,
                    one.id,
                    one.head,
                    one.date_min,
                    one.date_max,
                    one.when,
                    tuple(one.paragraphs),
                    tuple(one.notes),
                    tuple(name for name in one.persons if name),
                )
            )
        self._document = None
        self._blocks.clear()


def _clean(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
