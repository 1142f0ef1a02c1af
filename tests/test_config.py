"""The config file and the places: the short cuts say what the libraries say."""

from __future__ import annotations

import os
import tomllib

import platformdirs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tinynet import config
from tinynet.config import ConfigError

KEY = st.sampled_from(
    ["a", "due", "limit", "date_order", "a-b", "9", "due.limit", '"due"', "é", ""]
)
VALUE = st.one_of(
    st.sampled_from(["true", "false", "True", "0", "00", "-0", "1_000", "0x1", "1.5", "[]", "{}"]),
    st.integers(-5, 10**18).map(str),
    st.text(st.sampled_from("abc \t\"'\\#=[]é\u00a0\u0085\x00\x7f\r😀"), max_size=6).map(
        '"{}"'.format
    ),
    st.just("'single'"),
    st.just('"x" # why'),
)
LINE = st.one_of(
    st.builds(
        "{}{}={}{}".format, KEY, st.sampled_from(["", " ", "\t"]), st.sampled_from(["", " "]), VALUE
    ),
    st.builds("[{}]".format, KEY),
    st.sampled_from(
        ["", "  ", "# comment", "#\x01", "# tab\there", "\x0c", "[[due]]", "[due] # x", "]"]
    ),
)
TEXT = st.lists(st.builds("{}{}".format, LINE, st.sampled_from(["", " ", "\t", "\r"])), max_size=6)


def flat(tree: dict) -> dict:
    found: dict = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            found |= {f"{key}.{inner}": item for inner, item in value.items()}
        else:
            found[key] = value
    return found


@settings(max_examples=600, deadline=None)
@given(TEXT.map("\n".join))
@example("due = 1\n[due]\nlimit = 2\n")
@example("[due]\n[due]\n")
@example("a = 1\r\r\n")
@example("a = 1\n a = 2\n")
def test_what_the_quick_reader_accepts_it_reads_as_tomllib_does(text):
    quick = config.read_simple(text)
    if quick is not None:
        exact = flat(tomllib.loads(text))
        assert quick == exact
        assert [type(value) for value in quick.values()] == [type(v) for v in exact.values()]


def test_the_quick_reader_reads_what_tinynet_writes():
    text = 'scores = false\n\n# mine\n[due]\nlimit = 7\ncadence = "3 weeks"\n'
    assert config.read_simple(text) == {"scores": False, "due.limit": 7, "due.cadence": "3 weeks"}


def test_what_the_quick_reader_leaves_alone_is_read_all_the_same(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("due.limit = 0x10 # sixteen\nscores = false\n")
    assert config.read_simple(path.read_text()) is None
    assert config.read_settings(str(path)) == {"due.limit": 16, "scores": False}


@pytest.mark.parametrize("home", ["/somewhere", "", " ", "relative"])
def test_the_places_are_those_of_platformdirs(monkeypatch, home):
    monkeypatch.setenv("XDG_DATA_HOME", home)
    monkeypatch.setenv("XDG_CONFIG_HOME", home)
    if home == "relative":  # the XDG specification: a relative path is invalid, and ignored
        monkeypatch.delenv("XDG_DATA_HOME")
        monkeypatch.delenv("XDG_CONFIG_HOME")
        environ = {"XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
    else:
        environ = dict(os.environ)
    assert config.data_folder(environ) == platformdirs.user_data_dir("tinynet", appauthor=False)
    folder = platformdirs.user_config_dir("tinynet", appauthor=False)
    assert config.config_path(environ) == f"{folder}/config.toml"


def test_the_database_is_where_the_flag_then_the_environment_then_the_default_says(monkeypatch):
    monkeypatch.setenv("HOME", "/home/dora")
    environ = {"TINYNET_DB": "~/mine.db", "XDG_DATA_HOME": "/data"}
    assert config.database_path(environ, "/flag.db") == "/flag.db"
    assert config.database_path(environ, None) == "/home/dora/mine.db"
    assert config.database_path({"XDG_DATA_HOME": "/data"}, None) == "/data/tinynet/tinynet.db"


def test_every_default_passes_its_own_check():
    for key, (default, about) in config.KEYS.items():
        assert config.check(key, default) == default
        assert about


NUMBER = "It takes a whole number; its default is 5"
UP_TO = "It takes a number from 1 to 1,000,000"
FLAG = "It takes true or false; its default is true"


@pytest.mark.parametrize(
    ("key", "value", "message", "remedy"),
    [
        ("due.limit", "5", 'The setting due.limit cannot be "5"', NUMBER),
        ("due.limit", True, "The setting due.limit cannot be true", NUMBER),
        ("due.limit", 0, "The setting due.limit cannot be 0", UP_TO),
        ("scores", 1, "The setting scores cannot be 1", FLAG),
        ("date_order", "ymd", 'The setting date_order cannot be "ymd"', "It takes one of dmy, mdy"),
        ("due.cadence", "soon", 'The setting due.cadence: "soon" is not a cadence', None),
        ("due.dates", "never", 'The setting due.dates: "never" is not a period', None),
        ("cadence.inner", {"days": 3}, "The setting cadence.inner cannot be {'days': 3}", None),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused(key, value, message, remedy):
    with pytest.raises(ConfigError) as caught:
        config.check(key, value)
    assert caught.value.message == message
    assert remedy is None or caught.value.remedy == remedy


def test_settings_are_the_files_over_the_defaults_and_unknown_keys_warn(tmp_path):
    folder = tmp_path / "tinynet"
    folder.mkdir()
    (folder / "config.toml").write_text("colour = 1\n[due]\nlimt = 3\nlimit = 7\n")
    said: list[str] = []
    found = config.settings({"XDG_CONFIG_HOME": str(tmp_path)}, said.append)
    defaults = {key: default for key, (default, _) in config.KEYS.items()}
    assert found == {**defaults, "due.limit": 7}
    path = folder / "config.toml"
    assert said == [
        f"{path}: unknown setting colour",
        f"{path}: unknown setting due.limt; did you mean due.limit?",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"due = ", "is not valid TOML"), (b"\xff\xfe", "cannot be read (not UTF-8 text)")],
)
def test_a_file_that_is_no_toml_is_refused(tmp_path, content, reason):
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        config.read_settings(str(path))
    assert f"The config file {path} {reason}" in caught.value.message


def test_a_folder_in_its_place_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="Is a directory"):
        config.read_settings(str(tmp_path))
