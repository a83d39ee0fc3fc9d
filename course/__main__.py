"""The console command ``course``, and ``python -m course``."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; exit with a code of :class:`course.errors.ExitCode`."""
    try:
        # Loading the commands takes a moment in which Ctrl-C may come.
        from course.cli.main import run  # noqa: PLC0415

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        print("Interrupted. Nothing was begun.", file=sys.stderr)
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
