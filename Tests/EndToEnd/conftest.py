import pytest

from postern import BINARY, Postern, remove_directory


def pytest_configure(config):
    if not BINARY.exists():
        pytest.exit(f"{BINARY} is not built; run 'make test'", returncode=1)


@pytest.fixture(scope="module")
def postern():
    """One server for the tests of a file."""
    server = Postern().start()
    yield server
    try:
        assert server.stop() == 0, server.printed()
    finally:
        remove_directory(server.state)


@pytest.fixture
def make_postern():
    """Servers that a test starts, stops and restarts itself."""
    made = []

    def make(*options, state=None, environment=None):
        made.append(Postern(state, *options, environment=environment))
        return made[-1]

    yield make
    for server in made:
        server.stop()
    for server in made:
        remove_directory(server.state)
