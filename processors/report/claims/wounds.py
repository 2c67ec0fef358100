"""Those hurt, told by what they bear: wounds, injuries, a bullet that struck them, a hospital they were sent to."""

from processors.report.claims.counted import Found, counted, is_unreal
from processors.report.claims.grammar import BEARING, HOSPITAL, SUFFERED, VICTIMS, WHO, WOUNDED
from processors.report.sentences.split import Sentence

_NEAR = 6  # words between what was fired and whom it struck


def wounded(s: Sentence) -> Found:
    """ "Two people with gunshot wounds", "two with gunshot wounds"; not "two apparent gunshot wounds"."""
    if "U" not in s.codes:
        return
    for m in WOUNDED.finditer(s.codes):
        wounds = s.codes[m.end("who") - 1] == "N" and not any("W" in w.word.flags for w in s.words[m.end("who") : m.end()])
        if not wounds and not is_unreal(s, m.start(), m.end()):
            yield from counted(s, "shot", m.start("who"), m.end("who"), m.end())


def suffered(s: Sentence) -> Found:
    """ "The victim suffered injuries that were not life-threatening", "two people suffered multiple gunshot wounds"."""
    if ("j" not in s.codes and "U" not in s.codes) or not any("S" in w.word.flags for w in s.words):
        return
    codes = "".join(["A" if "S" in w.word.flags else w.code for w in s.words])
    for m in SUFFERED.finditer(codes):
        if not is_unreal(s, m.start(), m.end()):
            role = "injured" if m.group()[-1] == "j" else "shot"
            yield from counted(s, role, m.start("who"), m.end("who"), m.end())


def bearing(s: Sentence) -> Found:
    """ "Three others with serious injuries"."""
    for m in BEARING.finditer(s.codes) if "j" in s.codes else ():
        some = s.codes[m.end("who") - 1] != "N"  # "two escaped with injuries" may be two of anything
        end = m.end("home") if m["home"] else m.end("who")
        first = s.words[end : end + 1 + some]
        if any("W" in w.word.flags for w in first) and not is_unreal(s, m.start(), m.end()):
            yield from counted(s, "injured", m.start("who"), m.end("who"), m.end())


def victims(s: Sentence) -> Found:
    """ "Four shooting victims", "two homicide victims"."""
    for m in VICTIMS.finditer(s.codes) if "P" in s.codes else ():
        told, befell = s.words[m.end() - 1], s.words[m.end() - 2]
        killed = "h" in befell.word.flags
        if "V" in told.word.flags and (killed or befell.code == "G") and not is_unreal(s, m.start(), m.end()):
            yield from counted(s, "killed" if killed else "shot", m.start("who"), m.end("who"), m.end())


def struck(s: Sentence) -> Found:
    """ "A bullet struck the man in the leg", "opened fire, hitting two men"."""
    if "J" not in s.codes and "shooting" not in s.kinds:
        return
    for i in [i for i, word in enumerate(s.words) if word.code == "J" or "B" in word.word.flags]:
        near = range(i + 1, min(i + _NEAR, len(s.words)))
        hit = next((j for j in near if "H" in s.words[j].word.flags and s.codes[j - 1] != "b"), 0)
        m = WHO.match(s.codes, hit + 1) if hit else None
        if (
            m
            and (s.words[i].code == "J" or m.group().strip("n"))
            and not s.words[m.end() - 1].text.endswith("'s")
            and s.codes[m.end() - 1 : m.end() + 1] != "Pn"  # "struck two Police Department cars"
            and not set("vzZ") & set(s.codes[max(0, i - 2) : hit])
        ):
            yield from counted(s, "shot", m.start(), m.end(), m.end())


def hospital(s: Sentence) -> Found:
    """ "Sent nine people to hospitals"."""
    if "Y" not in s.codes or s.language in ("es", "ar"):  # "45 médicos del hospital"
        return
    for m in HOSPITAL.finditer(s.codes):
        if not is_unreal(s, m.start(), m.end()):
            yield from counted(s, "treated", m.start("who"), m.end("who"), m.end())
