"""`postern serve --watch FUNCTION=DIR`: a saved file is live, and environments with it are ready before anyone asks."""

import pathlib
import shutil
import tempfile
import time

import pytest

from postern import BINARY, Postern, eventually, remove_directory, run

HANDLER = "import time, words\nborn = time.time()\ndef handler(event, context):\n    return [words.word, born]\n"


@pytest.fixture
def watched():
    """A server that watches a directory for the function `hello`, which is made with other code."""
    directory = pathlib.Path(tempfile.mkdtemp(prefix="postern-watch-"))
    directory.chmod(0o755)
    (directory / "app.py").write_text(HANDLER)
    (directory / "words.py").write_text("word = 'first'\n")
    server = Postern(None, "--watch", f"hello={directory}").start()
    try:
        yield server, directory
        assert server.stop() == 0, server.printed()
    finally:
        server.stop()
        remove_directory(server.state)
        shutil.rmtree(directory)


def says(postern, word):
    """Waits until the function answers with `word`; gives when the answering environment was born."""
    found = eventually(lambda: (lambda answer: answer if answer[0] == word else None)(postern.invoke("hello", {})["Payload"]))
    assert found, f"the function never said {word}:\n{postern.printed()}"
    return found[1]


def test_saving_a_file_changes_the_function(watched):
    postern, directory = watched
    postern.new_function("hello", "def handler(e, c):\n    return ['made', 0]\n")
    says(postern, "first")
    (directory / "words.py").write_text("word = 'second'\n")
    says(postern, "second")
    (directory / "package").mkdir()
    (directory / "package/__init__.py").write_text("word = 'third'\n")
    (directory / "words.py").write_text("from package import word\n")
    says(postern, "third")
    (directory / "words.py").unlink()
    (directory / "words.py").write_text("word = 'fourth'\n")
    says(postern, "fourth")
    changes = [event for event in postern.audit() if event["eventName"] == "UpdateFunctionCode"]
    assert len(changes) >= 4 and changes[0]["sourceIPAddress"] == "postern"
    assert changes[0]["userIdentity"]["type"] == "Root"


def test_environments_with_the_new_code_are_ready_before_they_are_needed(watched):
    postern, directory = watched
    postern.new_function("hello", "def handler(e, c):\n    return ['made', 0]\n")
    says(postern, "first")

    def starts():
        return sum("INIT_START" in line for line in postern.log_lines("hello"))

    before = starts()
    (directory / "words.py").write_text("word = 'second'\n")
    assert eventually(lambda: starts() > before), "nothing was started"
    # What was started runs until it waits for an event.
    time.sleep(1)
    called = time.time()
    assert says(postern, "second") < called


def test_what_cannot_be_watched_is_said_at_once():
    for argument, message in (("hello=/does/not/exist", "there is no directory"), ("hello", "FUNCTION=DIR")):
        result = run([BINARY, "serve", "--watch", argument])
        assert result.returncode == 2 and message in result.stderr
