"""What an outlet prints around every article: no evidence of any incident, and none of its own.

Known by words, which stand in the tables of the languages (`boilerplate`: a sentence of copyright, subscription, tip lines,
captions; `boilerplate_head`: what begins a list of other stories; `boilerplate_line`: a label that is a whole line), and by form:
signs that no prose has, headlines below such a head, lines without a full stop below the body's end. After C. Kohlschütter,
P. Fankhauser and W. Nejdl, "Boilerplate Detection using Shallow Text Features", WSDM 2010: density and the neighbouring lines
tell most. It is a function of the document alone; what the outlet printed before is not looked at.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from processors.report.taxonomy import OTHER, best_kind
from processors.report.telling.reading import Does, Read

_SENTENCE = 45  # words of the longest sentence that is boilerplate by a phrase
_GLUED, _OPENING = 14, 3  # a longer one that begins with the phrase is a lead that lost its line break
_SIGNED, _ADDRESS = 30, 15
_HEAD, _HEADLINE, _LONE, _LABEL = 12, 16, 8, 3  # words of a line
_LISTED, _TAIL = 12, 15  # lines
_BODY = 3  # sentences with a full stop before a tail may begin
_STOPS = ".!?…。؟:;,"
_CLOSING = "\"'”’»)]"


def body_of(text: str, reads: Sequence[Read], title: str) -> list[Read]:
    """The sentences that belong to the article, numbered anew; all of them where none does."""
    out = _furniture(text, reads, title)
    if not out or len(out) == len(reads):
        return list(reads)
    kept = [read for i, read in enumerate(reads) if i not in out]
    for index, read in enumerate(kept):
        read.sentence.index = index
    return kept


def only(text: str, reads: Sequence[Read]) -> str:
    """The text with blanks in the place of all that these sentences leave out, so that offsets stay what they are."""
    parts, end = [], 0
    for read in reads:
        parts += [_blank(text[end : read.sentence.start]), text[read.sentence.start : read.sentence.end]]
        end = read.sentence.end
    return "".join(parts)


def _blank(gap: str) -> str:
    return gap if not gap or gap.isspace() else " " * (len(gap) - 1) + ("\n" if "\n" in gap else " ")


def _furniture(text: str, reads: Sequence[Read], title: str) -> set[int]:
    signs = "©" in text or "@" in text
    one_line = "\n" not in text
    out = {i for i, read in enumerate(reads) if _by_words(read, one_line) or (signs and _by_signs(text, read))}
    if one_line:
        return out
    lines = list(_lines(reads))
    plain = title.strip()
    for at, line in enumerate(lines):
        written = _text(text, reads, line)
        if written == plain or _is_label(reads, line):
            out.update(line)
        elif _is_head(reads, line, written):
            out.update(i for below in _listed(text, reads, lines[at + 1 : at + 1 + _LISTED]) for i in below)
            if ":" in written or _size(reads, line) <= _HEAD:
                out.update(line)
    out.update(_tail(text, reads, lines, out))
    return out


def _by_words(read: Read, one_line: bool) -> bool:
    sentence = read.sentence
    at = sentence.phrases.get("boilerplate")
    if at is None or len(sentence.words) > _SENTENCE:
        return False
    if read.does is Does.EVENT and any(f.high > 0 and (one_line or not f.single) for f in read.figures):
        return False  # it counts people: what befell them stands beside the phrase
    glued = at <= _OPENING and len(sentence.words) > _GLUED and "advice" not in sentence.phrases
    return not (glued and (one_line or read.does is Does.EVENT))


def _by_signs(text: str, read: Read) -> bool:
    """A mark of copyright, or a line that is hardly more than an address."""
    sentence, words = read.sentence, len(read.sentence.words)
    if words > _SIGNED:
        return False
    written = text[sentence.start : sentence.end]
    return "©" in written or ("@" in written and words <= _ADDRESS and not read.own_figures)


def _lines(reads: Sequence[Read]) -> Iterator[list[int]]:
    """The numbers of the sentences of each line."""
    line: list[int] = []
    for i, read in enumerate(reads):
        if line and read.sentence.paragraph != reads[line[-1]].sentence.paragraph:
            yield line
            line = []
        line.append(i)
    if line:
        yield line


def _is_label(reads: Sequence[Read], line: Sequence[int]) -> bool:
    """Whether a line is a label and nothing else."""
    return "boilerplate_line" in reads[line[0]].sentence.phrases and _size(reads, line) <= _LABEL


def _is_head(reads: Sequence[Read], line: Sequence[int], written: str) -> bool:
    """Whether a line announces other stories: no sentence, however it begins."""
    if "boilerplate_head" not in reads[line[0]].sentence.phrases:
        return False
    return _size(reads, line) <= (2 * _HEAD if written[-1] != "." else _LABEL)


def _listed(text: str, reads: Sequence[Read], below: Sequence[Sequence[int]]) -> Iterator[Sequence[int]]:
    """The headlines below a head, up to the first line that is none."""
    for line in below:
        if _text(text, reads, line)[-1:] in ".…:" or _size(reads, line) > _HEADLINE:
            return
        yield line


def _tail(text: str, reads: Sequence[Read], lines: Sequence[Sequence[int]], out: set[int]) -> set[int]:
    """Lines without a full stop below the last sentence that has one; a lone one only where it is very short, or tells of
    what nothing above it does: a link to other news."""
    run: list[Sequence[int]] = []
    for line in reversed(lines[-_TAIL:]):
        if not out.issuperset(line) and not any(reads[i].days for i in line):
            if _text(text, reads, line).rstrip(_CLOSING)[-1:] in _STOPS or _size(reads, line) > _HEADLINE:
                break
            run.append(line)
    stopped = sum(text[r.sentence.end - 1] in _STOPS + _CLOSING for i, r in enumerate(reads) if i not in out)
    if stopped < _BODY or (len(run) == 1 and _size(reads, run[0]) > _LONE and not _of_other_news(reads, run[0])):
        return set()
    return {i for line in run for i in line}


def _of_other_news(reads: Sequence[Read], line: Sequence[int]) -> bool:
    """Whether a line tells of a kind of incident that no other sentence names."""
    scores: Counter[str] = Counter()
    for i in line:
        if "b" in reads[i].sentence.codes:
            return False  # no headline: "two men were later shot dead"
        scores.update(reads[i].sentence.kinds)
    told = best_kind(scores)
    return told != OTHER and not any(told in read.sentence.kinds for i, read in enumerate(reads) if i not in line)


def _text(text: str, reads: Sequence[Read], line: Sequence[int]) -> str:
    return text[reads[line[0]].sentence.start : reads[line[-1]].sentence.end]


def _size(reads: Sequence[Read], line: Sequence[int]) -> int:
    return sum(len(reads[i].sentence.words) for i in line)
