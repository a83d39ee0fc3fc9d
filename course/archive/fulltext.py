"""Full texts, for those who have them: kept in the user's data folder, never shipped.

They serve reading and feedback on quotations (:mod:`course.exercises.full_texts`).
No score may depend on them,
since another machine may not have them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from course.archive.contracts import split_ids
from course.archive.files import read_rows
from course.archive.tei import Document, read_documents
from course.errors import UsageError, listing
from course.paths import write_atomic

__all__ = [
    "FOLDER_VARIABLE",
    "Import",
    "cited_documents",
    "full_text",
    "import_volumes",
    "text_folder",
]

FOLDER_VARIABLE = "COURSE_TEXTS"
"""The environment variable that names another folder for the texts."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import brought.

    Parameters
    ----------
    folder : pathlib.Path
        Where the texts lie.
    kept : dict of str to tuple of str
        Documents kept, by volume.
    missing : dict of str to tuple of str
        Documents that the calendar cites and the volume does not hold.
    left_out : dict of str to UsageError
        Files of the folder that are no volume, by name, with the reason.
    uncited : tuple of str
        Volumes of which the calendar cites no document.
    """

    folder: Path
    kept: dict[str, tuple[str, ...]]
    missing: dict[str, tuple[str, ...]]
    left_out: dict[str, UsageError]
    uncited: tuple[str, ...]


def text_folder() -> Path:
    """Return the folder of the imported texts; it need not exist."""
    given = os.environ.get(FOLDER_VARIABLE)
    return Path(given) if given else user_data_path("whose-crisis", appauthor=False) / "texts"


def cited_documents() -> dict[str, tuple[str, ...]]:
    """Return the documents that each source cites, as ``"frus1961-63v06#d68"``."""
    return {row["id"]: tuple(split_ids(row["frus_documents"])) for row in read_rows("calendar.csv")}


def import_volumes(path: Path) -> Import:
    """Keep the documents that the calendar cites.

    Parameters
    ----------
    path : pathlib.Path
        A volume as TEI XML, or a folder of such volumes. A file of a folder
        that is no volume is left out, and the others are kept.

    Raises
    ------
    UsageError
        If there is no such file, no file is such a volume, or none of the
        documents cited by the calendar is in it; then nothing is kept.
    """
    files = sorted(path.glob("*.xml")) if path.is_dir() else [path]
    if not files:
        raise UsageError(
            f"{path} holds no volume.",
            "No file ending in .xml was found in it.",
            "Give the folder of the volumes.",
        )
    cited = {document for group in cited_documents().values() for document in group}
    volumes: dict[str, tuple[Document, ...]] = {}
    left_out: dict[str, UsageError] = {}
    for file in files:
        try:
            volume, found = read_documents(file, cited)
        except UsageError as error:
            if len(files) == 1:
                raise
            left_out[file.name] = error
        else:
            volumes[volume] = found
    if not volumes:
        raise UsageError(
            f"{path} holds no volume that can be read.",
            _reasons(left_out),
            "Give the folder of the volumes.",
        )
    documents = [document for found in volumes.values() for document in found]
    if not documents:
        raise UsageError(
            f"{path} holds no document that the calendar cites.",
            f"It is {listing(volumes)}; the calendar cites documents of "
            f"{listing(sorted({one.split('#')[0] for one in cited}))}. {_reasons(left_out)}".rstrip(),
            "Give one of these volumes.",
        )
    for document in documents:
        write_atomic(
            text_folder() / document.volume / f"{document.id}.json",
            json.dumps(document.to_dict(), ensure_ascii=False, indent=1) + "\n",
        )
    kept = {
        volume: tuple(document.id for document in found)
        for volume, found in volumes.items()
        if found
    }
    missing = {volume: _missing(volume, kept[volume], cited) for volume in kept}
    return Import(
        text_folder(),
        kept,
        {volume: ids for volume, ids in missing.items() if ids},
        left_out,
        tuple(volume for volume, found in volumes.items() if not found),
    )


def full_text(source_id: str) -> str:
    """Return the imported text of a source, or an empty text where there is none.

    Parameters
    ----------
    source_id : str
        An id such as ``"S07"``.

    Raises
    ------
    UsageError
        If an imported file is damaged.
    """
    return "\n\n".join(filter(None, map(_read, cited_documents().get(source_id, ()))))


def _read(document: str) -> str:
    volume, _, number = document.partition("#")
    path = text_folder() / volume / f"{number}.json"
    if not path.is_file():
        return ""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return "\n\n".join([str(data["head"]), *map(str, data["paragraphs"])])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"The imported text {path} is damaged.",
            f"It cannot be read: {error}.",
            "Import the volume again with `course archive import`.",
        ) from error


def _missing(volume: str, kept: Iterable[str], cited: Iterable[str]) -> tuple[str, ...]:
    asked = {one.split("#")[1] for one in cited if one.startswith(f"{volume}#")}
    return tuple(sorted(asked - set(kept)))


def _reasons(left_out: dict[str, UsageError], most: int = 10) -> str:
    told = [f"{error.what} {error.found}" for error in left_out.values()]
    more = [f"{len(told) - most} more files are no volumes."] if len(told) > most else []
    return " ".join([*told[:most], *more])
