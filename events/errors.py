"""Everything sitrep raises on purpose.

SitrepError                 message says what, where, and what to do
├── BadInput                one record or file can't be used; its neighbours go on (goes to `dead`)
├── ConfigError             a setting or sources.toml is wrong                        exit 2
├── LogError
│   ├── LogUnavailable      the log can't be reached or written; try again            exit 3
│   ├── UnknownTopic        no such topic                                             exit 2
│   └── OffsetLost          an offset that was there is gone; never becomes "latest"  exit 4
├── StoreUnavailable        the database can't be reached or written                  exit 3
├── GenerationMismatch      code or model differ from the generation's; see `replay`  exit 5
└── Overtaken               another writer leads this step; start again from the log
"""


class SitrepError(Exception):
    """Base of all; `exit_code` is what the command line exits with."""

    exit_code = 1


class BadInput(SitrepError):
    """One record or file that can't be used. It goes to `dead` and its neighbours go on."""


class ConfigError(SitrepError):
    """A setting that can't be used. Says which, where it was read and what is expected."""

    exit_code = 2


class LogError(SitrepError):
    """Base of the log's errors."""

    exit_code = 3


class LogUnavailable(LogError):
    """The log can't be reached or written now; nothing of the failed call may be counted on."""


class UnknownTopic(LogError):
    """A topic that the log doesn't have."""

    exit_code = 2


class OffsetLost(LogError):
    """A record that must be there is gone (retention, a wrong volume). Never skipped silently."""

    exit_code = 4


class StoreUnavailable(SitrepError):
    """The database can't be reached or written now."""

    exit_code = 3


class GenerationMismatch(SitrepError):
    """The code, model or gazetteer differ from what the generation was started with."""

    exit_code = 5


class Overtaken(SitrepError):
    """Another writer's decision came first; drop the state and start again from the log."""

    exit_code = 6
