"""Settings: all of them, one of them, or what has changed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page
    from tinynet.shell.documents import (
        ChangedSettingDocument,
        EditedSettingsDocument,
        Setting,
        SettingDocument,
        SettingsDocument,
        SettingsFileDocument,
    )

    Document = (
        SettingsDocument
        | SettingDocument
        | ChangedSettingDocument
        | SettingsFileDocument
        | EditedSettingsDocument
    )


def show(answer: Answer[Document], page: Page) -> None:
    """A table of all settings, or a line about one."""
    document = answer.envelope()
    if "settings" in document:
        page.table([row(setting) for setting in document["settings"]], align="   w")
        page.say()
        page.say((f"tinynet config set KEY VALUE · {document['path']}", "dim"))
    elif "was" in document:
        key, now, was = document["key"], shown(document["value"]), shown(document["was"])
        if now == was:
            page.say((key, "bold"), f" is {now}, as before")
        elif document["value"] is None:
            page.say((key, "bold"), " is gone from the file  ", (f"was {was}", "dim"))
        else:
            page.say((key, "bold"), f" is now {now}  ", (f"was {was}", "dim"))
    elif "key" in document:
        page.say(shown(document["value"]))
    elif "changed" in document:
        page.say(f"Saved {document['path']}" if document["changed"] else "Nothing was changed.")
    else:
        page.say(document["path"])


def row(setting: Setting) -> list[Cell]:
    """One setting: what differs from its default stands out."""
    chosen = setting["from"] == "file"
    return [
        (setting["key"], "bold" if chosen else ""),
        (shown(setting["value"]), "cyan" if chosen else ""),
        (f"default {shown(setting['default'])}" if chosen else "default", "dim"),
        (setting["about"], "dim"),
    ]


def shown(value: str | int | bool | None) -> str:
    """A value as one types it; a dash for nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "-" if value in {None, ""} else str(value)
