"""tinynet merge: merge two entries for one person."""

from __future__ import annotations

from tinynet.cli import checks
from tinynet.duplicates import merge_pair
from tinynet.duplicates.merge_pair import SIDES
from tinynet.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import Dismiss, Into, Limit, MaybeWho, Prefer, Suggest
    from tinynet.duplicates.documents import (
        DismissDocument,
        MergeDocument,
        ReviewDocument,
        SuggestionsDocument,
    )
    from tinynet.output.answer import Answer

EXAMPLES = (
    "tinynet merge                              who may be there twice, and why",
    "tinynet merge anne-b anne                  everything of anne-b goes to anne",
    "tinynet merge anne-b anne --prefer into    where they differ, anne is right",
    "tinynet merge anne-b anne --dry-run        what would go",
    "tinynet merge --dismiss anne-b anne        they are two people",
)


def run(
    env: Env,
    who: MaybeWho = None,
    into: Into = None,
    *,
    suggest: Suggest = False,
    limit: Limit = None,
    dismiss: Dismiss = False,
    prefer: Prefer = None,
) -> Answer[SuggestionsDocument | MergeDocument | DismissDocument | ReviewDocument]:
    """Make two entries of one person one; without names, list who may be there twice."""
    if suggest or (who is None and not dismiss and prefer is None):
        if who is not None or dismiss or prefer is not None:
            raise UsageError("--suggest goes with --limit only", "Leave the rest out")
        from tinynet.duplicates import merge_suggest

        return merge_suggest.run(env, limit)
    if who is None or into is None:
        raise UsageError("Two people are needed", "For example: tinynet merge anne-b anne")
    if limit is not None:
        raise UsageError("--limit is for the list of suggestions", "Leave it out")
    if dismiss:
        if prefer is not None:
            raise UsageError(
                "--dismiss and --prefer cannot be used together", "Give one of the two"
            )
        return merge_pair.dismiss_pair(env, who, into)
    whose = prefer and checks.choice(prefer, "--prefer", SIDES)
    return merge_pair.merge_people(env, who, into, whose)
