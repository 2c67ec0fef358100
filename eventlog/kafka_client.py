"""The Kafka client library: the only file that imports it. Its clients as the log needs them, and its errors in our words.

kafka-python 3 has no type hints, so its clients are `Any` here. None of them survives a fork; producers and admin clients are
thread-safe, consumers are not.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import kafka  # type: ignore[import-untyped]
from kafka import errors
from kafka.admin import ConfigResource, KafkaAdminClient, OffsetSpec  # type: ignore[import-untyped]
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor  # type: ignore[import-untyped]
from kafka.net.compat import KafkaNetClient  # type: ignore[import-untyped]
from kafka.structs import OffsetAndMetadata, TopicPartition  # type: ignore[import-untyped]

from eventlog.log import Partition
from events.errors import ConfigError, LogUnavailable, OffsetLost, UnknownTopic

T = TypeVar("T")

RECORD_BYTES = 32 * 1024 * 1024  # max.message.bytes of every topic
READ_BYTES = 4 * 1024 * 1024  # of one partition at once; a larger record still comes, alone
CONNECT_MS, REQUEST_MS, DELIVERY_MS = 10_000, 15_000, 30_000
LONG_POLL_MS = 50  # how long a fetch may keep the next one waiting
PATIENCE_SECONDS = 10.0
OWN = frozenset({"bootstrap_servers", "api_version", "selector", "kafka_client", "metric_reporters", "ssl_context"})


class Clients:
    """Makes clients for `servers` ("host:port,host:port"). Raises ConfigError for an option that Kafka clients don't have."""

    def __init__(self, servers: str, options: Mapping[str, str], session_seconds: float) -> None:
        self.servers = servers
        self._session_ms = int(session_seconds * 1000)
        self._common: dict[str, Any] = {
            "bootstrap_servers": servers.split(","),
            "client_id": "sitrep",
            "bootstrap_timeout_ms": CONNECT_MS,
            "request_timeout_ms": REQUEST_MS,
            "reconnect_backoff_max_ms": 1000,
        }
        known = (
            set(KafkaAdminClient.DEFAULT_CONFIG)
            & set(kafka.KafkaConsumer.DEFAULT_CONFIG)
            & set(kafka.KafkaProducer.DEFAULT_CONFIG)
        )
        for name, value in options.items():
            if name not in known - OWN:
                raise ConfigError(f"Kafka option {name!r} is not known; these are: {', '.join(sorted(known - OWN))}")
            self._common[name] = _typed(name, value, KafkaAdminClient.DEFAULT_CONFIG[name])

    def admin(self) -> Any:
        with self.failing():
            return _made(KafkaAdminClient, **self._common)

    def producer(self) -> Any:
        """Idempotent, waiting for all replicas; a batch that is not delivered in time fails."""
        with self.failing():
            return _made(
                kafka.KafkaProducer, **self._common,
                acks="all", enable_idempotence=True, batch_size=256 * 1024, linger_ms=20, compression_type="zstd",
                max_request_size=RECORD_BYTES, delivery_timeout_ms=DELIVERY_MS, max_block_ms=REQUEST_MS,
                allow_auto_create_topics=False,
            )  # fmt: skip

    def reader(self) -> Any:
        """A consumer of no group that never moves to another offset by itself."""
        with self.failing():
            return _made(
                kafka.KafkaConsumer, **self._common,
                group_id=None, enable_auto_commit=False, auto_offset_reset="none", fetch_max_wait_ms=LONG_POLL_MS,
                fetch_max_bytes=2 * RECORD_BYTES, max_partition_fetch_bytes=READ_BYTES, max_poll_records=2000,
                allow_auto_create_topics=False,
            )  # fmt: skip

    def member(self, group: str) -> Any:
        """A consumer that only takes part in a group. It never reads, so what it does about offsets doesn't matter."""
        with self.failing():
            return _made(
                kafka.KafkaConsumer, **self._common,
                group_id=group, enable_auto_commit=False, auto_offset_reset="latest",
                partition_assignment_strategy=[CooperativeStickyAssignor], session_timeout_ms=self._session_ms,
                heartbeat_interval_ms=max(100, self._session_ms // 5), allow_auto_create_topics=False,
            )  # fmt: skip

    def patiently(self, ask: Callable[[], T], place: str = "") -> T:
        """Asks again while the cluster says that it is about to be ready (a group's coordinator, a new topic's leader)."""
        until = time.monotonic() + PATIENCE_SECONDS
        with self.failing(place):
            while True:
                try:
                    return ask()
                except errors.UnknownTopicOrPartitionError:
                    raise
                except errors.RetriableError:
                    if time.monotonic() > until:
                        raise
                    time.sleep(0.1)

    @contextmanager
    def failing(self, place: str = "") -> Iterator[None]:
        """The client's errors as ours. `place`: the topic and partition in question."""
        try:
            yield
        except errors.UnknownTopicOrPartitionError as error:
            raise UnknownTopic(f"Kafka at {self.servers} has no topic {place}: `sitrep topics` lists what there is") from error
        except (errors.OffsetOutOfRangeError, errors.LogTruncationError, errors.NoOffsetForPartitionError) as error:
            raise OffsetLost(lost(self.servers, place, str(error))) from error
        except (errors.KafkaError, OSError) as error:
            what = f"{type(error).__name__} {error}".strip()
            raise LogUnavailable(
                f"Kafka at {self.servers} can't be used: {what}. Check that it runs, that its address and the security settings "
                "are right (`sitrep doctor`), and try again"
            ) from error


def _made(kind: Callable[..., Any], **settings: Any) -> Any:
    """A client; one that can't connect leaves its thread and its sockets behind, so those are ended here."""
    inner: list[Any] = []

    def remembered(**more: Any) -> Any:
        inner.append(KafkaNetClient(**more))
        return inner[-1]

    try:
        return kind(**settings, kafka_client=remembered)
    except BaseException:
        for client in inner:
            with suppress(Exception):
                client.close()
                client._net.stop(1000)
        raise


def takes_part(consumer: Any) -> bool:
    """Whether a member of a group knows, and is connected to, the broker that coordinates it, and is in the group or joins it.

    With kafka-python 3.0.12 a leader whose topics changed joins anew, and forgets that it does when a poll ends between join and
    sync, or before the join where the topics are as before again: it waits for ever, and sends no heartbeat."""
    coordinator = consumer._coordinator
    joined = coordinator.stable() and not coordinator.rejoining
    return not coordinator.coordinator_unknown() and (joined or coordinator.need_rejoin())


def end_producer(producer: Any) -> None:
    """Ends a producer and its threads. With undelivered records its own `close` raises and leaves them running."""
    with suppress(Exception):
        producer.close(timeout=0.5)
        return
    with suppress(Exception):
        producer._sender.force_close()  # gives up what is undelivered
        producer._sender.join(2)
        producer.close(timeout=0.5)


def lost(servers: str, place: str, what: str) -> str:
    """The message of an OffsetLost."""
    return (
        f"records of {place or 'a topic'} on Kafka at {servers} are gone ({what}): the topic was cut or made again. "
        "Check its retention with `sitrep doctor`; bring back its data, or start a new generation with `sitrep replay`"
    )


def place_of(partition: Partition) -> Any:
    return TopicPartition(*partition)


def noted(offset: int) -> Any:
    return OffsetAndMetadata(offset, "", -1)


def latest() -> Any:
    return OffsetSpec.LATEST


def topic_configs(names: Sequence[str]) -> list[Any]:
    return [ConfigResource("TOPIC", name) for name in names]


def check_noted(answers: Mapping[Any, Any]) -> None:
    """Raises the first error among the answers to a commit, which has an error class for each partition."""
    for place, answer in answers.items():
        if answer is not errors.NoError:
            raise answer(f"{place.topic}/{place.partition}")


def _typed(name: str, value: str, default: object) -> object:
    if isinstance(default, bool):
        if value.lower() not in ("true", "false"):
            raise ConfigError(f"Kafka option {name!r} is true or false, not {value!r}")
        return value.lower() == "true"
    if isinstance(default, int):
        if not value.isdecimal():
            raise ConfigError(f"Kafka option {name!r} is a number, not {value!r}")
        return int(value)
    return value
