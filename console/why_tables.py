"""What `sitrep incidents why` prints for people."""

from collections.abc import Sequence
from typing import Any

from console import output
from console.why import for_and_against

Document = dict[str, Any]
TITLE = 70


def print_why(answer: Document) -> None:
    """An answer of `why`: the joins, each pair with what spoke for and against it, and what nearly was the same."""
    names = {r: f"{d['source']}: {d['title'] or r}"[:TITLE] for r, d in answer["reports"].items()}
    threshold = answer["threshold"]
    output.say(f"Scores are thousandths of a logit; groups are of one incident from a closeness of {threshold} on.\n")
    if answer.get("closeness") is not None:
        verdict = "at or above" if answer["closeness"] >= threshold else "below"
        output.say(f"Closeness of the two: {answer['closeness']}, {verdict} {threshold}\n")
    if answer.get("joins"):
        rows = ([j["closeness"], _group(j["a"], names), _group(j["b"], names)] for j in answer["joins"])
        output.print_table(["score", "joined", "with"], rows, "How the reports came together (how close the groups were)")
        output.say()
    if len(answer["pairs"]) == 1:
        _print_whole(answer["pairs"][0], names)
    else:
        _print_pairs(answer, names)
    _print_near(answer.get("near", ()))


def _print_pairs(answer: Document, names: dict[str, str]) -> None:
    if not answer["pairs"]:
        output.say("One report alone: there is no pair to explain.\n")
        return
    rows = (_row(pair, names) for pair in answer["pairs"])
    output.print_table(["score", "by", "report", "and report", "for", "against"], rows, "Pairs of reports")
    if answer["pair_count"] > len(answer["pairs"]):
        output.say(f"({answer['pair_count'] - len(answer['pairs'])} further pairs, see --pairs)")
    output.say()


def _row(pair: Document, names: dict[str, str]) -> list[object]:
    pro, contra = for_and_against(pair)
    return [pair["counted"], _basis(pair), names[pair["a"]], names[pair["b"]], _told(pro), _against(pair, contra)]


def _against(pair: Document, contra: Sequence[Document]) -> str:
    return _elsewhere(pair) or str(pair["lacking"]) or _told(contra)


def _told(features: Sequence[Document]) -> str:
    return "; ".join(f"{f['label']}: {f['meaning']} ({f['points']:+d})" for f in features)


def _elsewhere(pair: Document) -> str:
    return f"the article of one tells of the other's incident in another report, {pair['elsewhere']}" if pair["elsewhere"] else ""


def _basis(pair: Document) -> str:
    return f"analyst: {pair['analyst']}" if pair["analyst"] else str(pair["basis"])


def _print_whole(pair: Document, names: dict[str, str]) -> None:
    """One pair with everything."""
    output.say(f"{names[pair['a']]}\n{names[pair['b']]}\n")
    keys = ", ".join(f"{key} ({weight})" for key, weight in pair["shared_keys"].items()) or "none"
    output.say(f"Keys in common: {keys}; together {pair['shared_weight']}, needed {pair['needed_weight']}")
    if pair["lacking"]:
        output.say(f"Not a candidate: {pair['lacking']}")
    if pair["elsewhere"]:
        output.say(f"Told apart: {_elsewhere(pair)}")
    rows = [[f["label"], f["meaning"], f"{f['points']:+d}"] for f in pair["features"]]
    rows += [["intercept", "", f"{pair['intercept']:+d}"], ["score of the evidence", "", pair["score"]]]
    rows += [["what counted", _basis(pair), pair["counted"]]]
    output.print_table(["feature", "value", "points"], rows)
    output.say()


def _print_near(near: Sequence[Document]) -> None:
    if not near:
        return
    rows = []
    for other in near:
        pro, contra = for_and_against(other["pair"])
        scored = f"{other['scored_pairs']} of {other['pair_count']}"
        rows.append(
            [other["closeness"], other["title"][:TITLE], scored, _told(pro), _against(other["pair"], contra), other["incident"]]
        )
    columns = ["score", "incident", "pairs compared", "for", "against", "id"]
    output.print_table(columns, rows, "Other incidents that came nearest (how close; the pair most alike)")


def _group(reports: Sequence[str], names: dict[str, str]) -> str:
    more = f" and {len(reports) - 1} more" if len(reports) > 1 else ""
    return names[reports[0]] + more
