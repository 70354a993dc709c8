"""Write the next migration: what must be done to the tables of the last one to make them those of the models.

Run: python tools/migration.py NAME. Read what it wrote before trusting it: renames look like a loss and a gain, data
is not its concern, and it cannot see indexes with a descending column. Then set `HEAD` in db/migrate.py.
"""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

import fantascope
from fantascope.db import migrate
from fantascope.db.base import Base
from fantascope.db.database import Database

VERSIONS = Path(migrate.__file__).parent / "migrations" / "versions"
_FILE = '''"""{what}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
{body}
'''


def main() -> int:
    if len(sys.argv) != 2 or not sys.argv[1].isidentifier():
        print("usage: python tools/migration.py NAME", file=sys.stderr)
        return 2
    for module in pkgutil.walk_packages(fantascope.__path__, "fantascope."):
        if module.name.endswith((".models", ".people")):
            importlib.import_module(module.name)
    body = _difference()
    if not body.strip().removeprefix("pass"):
        print("the tables are those of the models already")
        return 0
    before = migrate.HEAD
    revision = f"{int(before) + 1:04}"
    path = VERSIONS / f"{revision}_{sys.argv[1]}.py"
    what = sys.argv[1].replace("_", " ").capitalize()
    path.write_text(_FILE.format(what=what, revision=revision, before=before, body=body))
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", path], check=True)
    print(f"{path}: read it, then set HEAD to {revision!r} in db/migrate.py")
    return 0


def _difference() -> str:
    """The body of `upgrade`, indented."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="autogenerate skipping metadata-specified expression-based index")
        db = Database(f"sqlite:///{folder}/x.db")
        migrate.upgrade(db)
        comparable = {"include_object": lambda _thing, name, *_: name != "ix_jobs_claim", "compare_type": True}
        with db.read() as session:
            operations = produce_migrations(
                MigrationContext.configure(session.connection(), opts=comparable), Base.metadata
            ).upgrade_ops
        db.close()
    assert operations is not None
    lines = render_python_code(operations, render_as_batch=True).splitlines()
    return "\n".join(f"    {line.strip()}" if n == 0 else line for n, line in enumerate(lines) if "###" not in line)


if __name__ == "__main__":
    sys.exit(main())
