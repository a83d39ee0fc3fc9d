"""`course archive`: look at the sources, check them, bring in full texts."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import Annotated

import typer

from course.cli.common import JsonFile, say, write_json
from course.errors import ExitCode, UsageError, listing

__all__ = ["app"]

app = typer.Typer(
    help="The sources: list, show, find, check, import.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_Side = Annotated[
    str, typer.Option("--side", help="Only sources of this side, such as Cuba.", show_default=False)
]
_Kind = Annotated[
    str,
    typer.Option("--type", help="Only this type, such as letter or memoir.", show_default=False),
]


_SHOWN = 15
"""How many hits of a search are printed unless asked otherwise; more than a screen helps nobody."""


@app.command("list", epilog="Example: course archive list --side Cuba")
def list_sources(side: _Side = "", kind: _Kind = "", json: JsonFile = None) -> int:
    """List the sources of the calendar: id, date, side, type, title."""
    from course.archive.records import record_ids
    from course.archive.sources import source

    records = [source(one) for one in record_ids()]
    chosen = [
        record
        for record in records
        if side.casefold() in record.author_side.casefold()
        and kind.casefold() in record.type.casefold()
    ]
    if not chosen:
        raise UsageError(
            "No source fits.",
            f"The sides are {listing(sorted({record.author_side for record in records}), 15)}; the types are "
            f"{listing(sorted({record.type for record in records}), 15)}.",
            "Ask for less.",
        )
    lines = [(one.id, one.date_created, one.author_side, one.type, one.title) for one in chosen]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        say("  ".join(part.ljust(width) for part, width in zip(line, widths, strict=True)).rstrip())
    say(f"{len(chosen)} of {len(records)} sources")
    write_json(json, [record.to_dict() for record in chosen])
    return ExitCode.DONE


@app.command(epilog="Example: course archive show S24")
def show(
    ids: Annotated[
        list[str],
        typer.Argument(help="Sources such as S24, or anything else with an id: S07.3, E070, U05."),
    ],
    text: Annotated[
        bool, typer.Option("--text", help="Print the imported full text instead.")
    ] = False,
    json: JsonFile = None,
) -> int:
    """Show the card of a source, or the reference of anything that has an id, and its words."""
    from course.archive.ids import tidy
    from course.archive.records import record_ids
    from course.archive.sources import passage, source

    shown: list[object] = []
    for number, one in enumerate(ids):
        if number:
            say()
        if text or tidy(one) in record_ids():
            record = source(one)
            say(record.text() if text else str(record))
            shown.append(record.to_dict())
        else:
            found = passage(one)
            say(found["reference"])
            if "text" in found:
                mark = f" ({found['confidence']})" if "confidence" in found else ""
                say(fill(found["text"] + mark, 76, initial_indent="  ", subsequent_indent="  "))
            shown.append(found)
    write_json(json, shown)
    return ExitCode.DONE


@app.command(epilog="Example: course archive find inspection Castro")
def find(
    words: Annotated[
        list[str], typer.Argument(help="Words to look for; near spellings are found.")
    ],
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=1, help="How many hits at most, also in the JSON file."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Print every hit; without it, 15.")
    ] = False,
    json: JsonFile = None,
) -> int:
    """Search sources, points, events, messages, evidence and the essay."""
    from dataclasses import asdict

    from course.archive.finding import find as find_hits
    from course.archive.finding import taken_instead

    text = " ".join(words)
    if limit and everything:
        raise UsageError(
            "--limit and --all exclude each other.",
            f"Both were given: --limit {limit}, and --all for every hit.",
            "Give one of them.",
        )
    hits = find_hits(text, None)
    instead = taken_instead(text)
    if instead:
        say(f"For a word that no text has, these were looked up: {listing(instead)}.")
    shown = hits if everything else hits[: limit or _SHOWN]
    for hit in shown:
        say(f"{hit.id:<8} {hit.kind:<9} {hit.text}")
    if not hits:
        say(f'Nothing in the archive fits "{text}".')
    elif len(shown) < len(hits):
        say(f"{len(shown)} of {len(hits)} hits; --all shows every one.")
    else:
        say(f"{len(hits)} hit{'s' if len(hits) > 1 else ''}")
    write_json(json, [asdict(hit) for hit in hits[:limit]])
    return ExitCode.DONE


@app.command(epilog="Example: course archive check")
def check(json: JsonFile = None) -> int:
    """Check every table against its contract, and the facts against each other."""
    from dataclasses import asdict

    from course.archive.checking import audit

    result = audit()
    for name, count in result.counts.items():
        say(f"{count:>5}  {name.replace('_', ' ')}")
    for fault in result.faults:
        say(str(fault))
    say(f"{len(result.faults)} faults")
    write_json(
        json, {"counts": result.counts, "faults": [asdict(fault) for fault in result.faults]}
    )
    return ExitCode.COURSE_FAULT if result.faults else ExitCode.DONE


@app.command("import", epilog="Example: course archive import frus1961-63v06.xml")
def import_texts(
    path: Annotated[Path, typer.Argument(help="A volume in TEI XML, or a folder of volumes.")],
    json: JsonFile = None,
) -> int:
    """Keep the documents that the calendar cites, from volumes that you have."""
    from course.archive.fulltext import import_volumes

    result = import_volumes(path)
    for volume, ids in result.kept.items():
        say(f"{volume}: {len(ids)} documents kept ({', '.join(ids)})")
    for volume, ids in result.missing.items():
        say(f"{volume}: the calendar also cites {', '.join(ids)}, which this file does not hold")
    for volume in result.uncited:
        say(f"{volume}: the calendar cites no document of it")
    for error in result.left_out.values():
        say(f"Left out: {error}")
    say(f"They lie in {result.folder}. Scores never depend on them.")
    write_json(
        json,
        {
            "folder": str(result.folder),
            "kept": {volume: list(ids) for volume, ids in result.kept.items()},
            "missing": {volume: list(ids) for volume, ids in result.missing.items()},
            "left_out": {name: str(error) for name, error in result.left_out.items()},
            "uncited": list(result.uncited),
        },
    )
    return ExitCode.DONE_WITH_LOSSES if result.left_out else ExitCode.DONE
