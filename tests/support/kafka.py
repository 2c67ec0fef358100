"""A real Apache Kafka for the tests: one broker in KRaft mode, from its Maven artifacts, without Docker.

`python -m tests.support.kafka` starts one in the foreground. Needs Java 17 and Maven; the jars are kept in
$XDG_CACHE_HOME/sitrep (or ~/.cache/sitrep).
"""

import base64
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventlog.open_log import open_log
from events.errors import LogUnavailable
from tests.support.loud_skips import skip_loudly

VERSION = "4.1.1"
PARTS = Path(__file__).parent / "broker"
START_SECONDS = 60.0


class Missing(Exception):
    """What a broker needs and this machine doesn't have."""


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def libraries() -> Path:
    """The folder with Kafka's jars, fetched once. Raises Missing."""
    for tool in ("java", "mvn"):
        if shutil.which(tool) is None:
            raise Missing(
                f"Apache Kafka needs `{tool}`: install Java 17 or newer and Maven (Debian: default-jre-headless, maven)"
            )
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sitrep" / f"kafka-{VERSION}"
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache.parent) as folder:
            _fetch(Path(folder))
            try:
                (Path(folder) / "libs").replace(cache)
            except OSError:
                if not cache.exists():  # else another run was faster
                    raise
    return cache


def _fetch(folder: Path) -> None:
    shutil.copy(PARTS / "pom.xml", folder)
    command = ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=libs"]
    try:
        subprocess.run(command, cwd=folder, check=True, timeout=300, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        raise Missing(f"Maven could not fetch Apache Kafka {VERSION}: {error.stdout.strip()[-300:]}") from error
    except subprocess.TimeoutExpired as error:
        raise Missing(f"Maven could not fetch Apache Kafka {VERSION} within 5 minutes") from error


class Broker:
    """One broker with its data in `folder`, on free ports of 127.0.0.1 that it keeps over restarts."""

    def __init__(self, folder: Path) -> None:
        self.libs, self.folder = libraries(), folder
        self.port, controller = free_port(), free_port()
        self.url = f"kafka://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        settings = (PARTS / "server.properties").read_text()
        self._settings = folder / "server.properties"
        self._settings.write_text(settings.format(port=self.port, controller_port=controller, data=folder / "data"))
        name = "k" + base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")[1:]  # never an option's "-"
        self._run("kafka.tools.StorageTool", "format", "--standalone", "-t", name, "-c", str(self._settings))

    def _java(self, *arguments: str) -> list[str]:
        options = ["-Xms256m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
        return ["java", *options, f"-Dlog4j2.configurationFile={PARTS / 'log4j2.yaml'}", "-cp", f"{self.libs}/*", *arguments]

    def _run(self, *arguments: str) -> None:
        subprocess.run(self._java(*arguments), check=True, timeout=60, capture_output=True)

    def start(self) -> None:
        """Returns once it answers."""
        with (self.folder / "broker.log").open("ab") as log:
            self._process = subprocess.Popen(self._java("kafka.Kafka", str(self._settings)), stdout=log, stderr=log)
        try:
            self._wait_until_it_answers(self._process)
        except BaseException:
            self.stop()
            raise

    def _wait_until_it_answers(self, process: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"Kafka did not start:\n{(self.folder / 'broker.log').read_text()[-2000:]}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            log = open_log(self.url)
        except (OSError, LogUnavailable):
            return False
        try:
            log.topics()
        except LogUnavailable:
            return False
        finally:
            log.close()
        return True

    def kill(self) -> None:
        """kill -9, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def _shared_broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker | Missing]:
    try:
        broker = Broker(tmp_path_factory.mktemp("kafka"))
    except Missing as missing:
        yield missing
        return
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def kafka_url(request: pytest.FixtureRequest, _shared_broker: Broker | Missing) -> str:
    """The URL of the broker that all tests share: name topics apart. Never end it; for that there is `own_broker`."""
    if isinstance(_shared_broker, Missing):
        skip_loudly(request, str(_shared_broker))
    assert isinstance(_shared_broker, Broker)
    return _shared_broker.url


@pytest.fixture
def own_broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Broker]:
    """A broker of the test's own, to kill."""
    try:
        broker = Broker(tmp_path)
    except Missing as missing:
        skip_loudly(request, str(missing))
        raise
    broker.start()
    yield broker
    broker.stop()


def main() -> None:
    """Runs a broker until it is interrupted."""
    with tempfile.TemporaryDirectory(prefix="sitrep-kafka-") as folder:
        broker = Broker(Path(folder))
        broker.start()
        print(f"{broker.url}  (Ctrl-C ends it, and its data is gone)", flush=True)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            signal.pause()
        except KeyboardInterrupt:
            pass
        finally:
            broker.stop()


if __name__ == "__main__":
    main()
