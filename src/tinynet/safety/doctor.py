"""tinynet doctor: check everything, and say what to do about problems."""

from __future__ import annotations

from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.options import Rebuild, Salvage
    from tinynet.safety.documents import (
        DoctorDocument,
        RebuiltCounts,
        RebuiltDocument,
        SalvagedDocument,
    )
    from tinynet.safety.rules.findings import Finding

EXAMPLES = (
    "tinynet doctor",
    "tinynet doctor --rebuild           recompute what follows from the log",
    "tinynet doctor --salvage NEW.db    save what can still be read",
)
COLUMNS = ("check", "level", "message", "remedy")
DAMAGED = 5


def run(
    env: Env, *, rebuild: Rebuild = False, salvage: Salvage = None
) -> Answer[DoctorDocument | RebuiltDocument | SalvagedDocument]:
    """Look at the database, its files and its backups; exits with 5 when something is bad."""
    if rebuild and salvage is not None:
        raise UsageError("--rebuild and --salvage cannot be used together", "Give one of the two")
    if rebuild:
        return rebuild_derived(env)
    return run_checks(env) if salvage is None else save_readable(env, salvage)


def run_checks(env: Env) -> Answer[DoctorDocument]:
    """Run all checks; nothing is written."""
    import os

    from tinynet import config
    from tinynet.db import files
    from tinynet.safety import doctor_surroundings, health_rows
    from tinynet.safety.rules import findings

    folder, settings = config.data_folder(env.environ), config.config_path(env.environ)
    places = doctor_surroundings.Places(env.path, folder, settings)
    if os.path.exists(env.path) and os.path.getsize(env.path) > health_rows.LARGE:
        env.say("Reading all of the database; this takes a moment.")
    region = str(env.settings["phone.region"])
    found = health_rows.examine(places, env.cadences(), env.today, region)
    if files.has_sync_state(env.path):
        found = health_rows.in_order([*found, *check_sync(env, found)])
    ok = not any(finding.level == findings.BAD for finding in found)
    return Answer(
        "safety.doctor", {"ok": ok}, key="findings", columns=COLUMNS, rows=found,
        exit_code=0 if ok else DAMAGED,
    )  # fmt: skip


def check_sync(env: Env, found: Sequence[Finding]) -> list[Finding]:
    """Check what sync keeps, where the database itself can be read and is of this schema."""
    from contextlib import closing

    from tinynet.safety.rules import findings
    from tinynet.sync import health_rows

    file = [finding for finding in found if finding.check in {"file", "integrity", "schema"}]
    if any(finding.level != findings.OK for finding in file):
        return []
    with closing(env.reading()) as store:
        return health_rows.examine(store.connection, env.path, env.unit_time())


def rebuild_derived(env: Env) -> Answer[RebuiltDocument]:
    """Recompute derived values; only wrong ones are written.

    Where only ties were wrong, which undo knows nothing of, there is nothing to undo either.
    """
    from tinynet.safety import derived_rows, health_rows

    health_rows.refuse_damaged(env.path)
    unit = env.unit(replays=not health_rows.is_miswritten(env.path, env.cadences()))
    with unit as store:
        wrong = derived_rows.recompute(store)
    counts: RebuiltCounts = {
        "contacts": len(wrong.contacts),
        "names": len(wrong.searches),
        "ties": len(wrong.ties),
    }
    wrote = any(counts.values()) and not env.dry_run
    document: RebuiltDocument = {"rebuilt": counts, "dry_run": env.dry_run}
    return Answer("safety.rebuilt", document, plain=[*counts.items()], wrote=wrote)


def save_readable(env: Env, target: str) -> Answer[SalvagedDocument]:
    """Save what can be read into a new file."""
    from tinynet.safety.salvage_rows import salvage

    file = env.file(target)
    tables = salvage(env.path, file, env.cadences(), today=env.today, dry_run=env.dry_run)
    document = {"file": file, "dry_run": env.dry_run}
    return Answer(
        "safety.salvaged", document, key="tables", columns=("table", "saved", "lost"), rows=tables,
        wrote=not env.dry_run,
    )  # fmt: skip
