"""Rule files are written whole or not at all."""

import pytest

from watcher.rulefile.write import write_file


def test_a_new_file_is_written_and_nothing_is_left_beside_it(tmp_path):
    write_file(tmp_path / "new.yaml", "about: عين\n")
    assert (tmp_path / "new.yaml").read_text("utf-8") == "about: عين\n"
    assert [one.name for one in tmp_path.iterdir()] == ["new.yaml"]


def test_what_cannot_be_written_leaves_all_as_it_was(tmp_path):
    folder = tmp_path / "rules.yaml"  # a folder of that name cannot be replaced by a file
    folder.mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        write_file(folder, "about: new\n")
    assert [one.name for one in tmp_path.iterdir()] == ["rules.yaml"]
