"""How a server is told from other programs."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from clusteratlas.graph.server.process import answers, free_port, read_state


@contextmanager
def program_that_says(reply: bytes) -> Iterator[int]:
    """A listener on loopback that answers whatever it is told with `reply`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(100)
                connection.sendall(reply)

        thread = Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


@pytest.mark.parametrize(
    ("reply", "is_neo4j"),
    [
        (bytes.fromhex("00000805"), True),
        (bytes.fromhex("00000404"), True),
        (bytes(4), False),
        (b"HTTP/1.1 400 Bad Request", False),
        (b"\0\0", False),
        (b"", False),
    ],
)
def test_only_a_neo4j_answers_as_one(reply: bytes, is_neo4j: bool) -> None:
    with program_that_says(reply) as port:
        assert answers(port) is is_neo4j


def test_a_port_nobody_listens_on_or_that_stays_silent_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert not answers(port, timeout=0.2)
    assert not answers(port)


def test_the_last_port_is_taken_again_if_it_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        assert free_port(taken) != taken
    assert free_port(taken) == taken


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_a_damaged_state_file_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "server.json").write_text(text)
    assert read_state(tmp_path) is None
