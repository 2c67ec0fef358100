"""The workers that bind a step to the log."""

from eventlog.stateful import StatefulWorker
from eventlog.stateless import StatelessWorker, group_of

__all__ = ["StatefulWorker", "StatelessWorker", "group_of"]
