"""A test that can't run because a part is missing says so in the very last lines; where CI is set, that fails the run."""

import os

import pytest

MISSING: dict[str, set[str]] = {}  # reason -> tests that did not run


def skip_loudly(request: pytest.FixtureRequest, reason: str) -> None:
    """Skips the test that asked for the fixture, and remembers why. `reason` says what is missing and how to get it."""
    MISSING.setdefault(reason, set())
    pytest.skip(reason)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and isinstance(report.longrepr, tuple):
        for reason, tests in MISSING.items():
            if reason in report.longrepr[2]:
                tests.add(report.nodeid)


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if MISSING and in_ci() and session.exitstatus in (0, pytest.ExitCode.NO_TESTS_COLLECTED):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not MISSING or reporter is None:
        return
    for reason, tests in sorted(MISSING.items()):
        reporter.write_line(f"!!! {len(tests)} TESTS DID NOT RUN: {reason}", red=True, bold=True)
    if in_ci():
        reporter.write_line("!!! CI is set, so this run has FAILED.", red=True, bold=True)
