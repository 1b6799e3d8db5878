"""Steps of the catheter: arteries that were entered, read from the order of words.

A sentence is read as a row of tokens: arteries, catheters, wires, words of motion, of selection, of imaging, and
words that end a statement. An artery is entered when motion and a preposition of goal lead to it, when it is the
object of selection (before or after the verb), or when a study of its own is named.
"""

from __future__ import annotations

from cac import patterns as re
from collections.abc import Callable

from cac.narrative import step_row_words as row_words
from cac.narrative import step_words as words
from cac.narrative.arteries import AORTA, Mention, chain, mentions, place, root, told
from cac.narrative.case import Case
from cac.narrative.step_back import taken_up
from cac.narrative.step_chain import in_row, with_graft
from cac.narrative.step_finish import Step, finished, live
from cac.narrative.step_headed import EACH_KIND, PROMISED, headed, promised_item
from cac.narrative.neck_rows import with_rows
from cac.narrative.neck_told import with_told
from cac.narrative.step_tags import tagged_line as tagged_line
from cac.narrative.step_late import at_aneurysm, by_arcade, from_trunk, mirrored, other_one, other_side, told_late
from cac.narrative.step_telegram import occludes as occludes, walked
from cac.narrative.step_terse import flush_at, told_tersely


def read(case: Case) -> list[Step]:
    """Arteries entered, in order."""
    named = list(with_graft(case, mentions(case)))
    taken, trunks = entered(case, named)
    named, taken = with_rows(case, named, with_told(case, named, taken))
    taken = headed(case, named, taken, _tagger(case, named))
    taken = taken_up(case, named, taken, _tagger(case, named))
    named, taken = other_side(case, *other_one(case, *telegram(case, named, taken)))
    named, taken = at_aneurysm(case, *mirrored(case, named, taken))
    for index, way in by_arcade(case, named, taken).items():
        trunks[index] = way
    return finished(case, named, taken, trunks)


def telegram(case: Case, named: list[Mention], taken: list[tuple[int, str]]) -> tuple[list[Mention], list[tuple[int, str]]]:
    """The vessels entered, with those that a telegram tells of by name alone."""
    return walked(case, named, taken, _tagger(case, named))


def _tagger(case: Case, named: list[Mention]) -> Callable[[int], str]:
    """From the number of a sentence to its text with vessels, catheters and wires as marks."""
    by_sentence: dict[int, list[tuple[int, Mention]]] = {}
    for index, mention in enumerate(named):
        by_sentence.setdefault(mention.sentence, []).append((index, mention))
    return lambda number: tagged_line(case, number, by_sentence.get(number, ()))


#: clauses of a list item that name an artery the catheter did not enter
_NOT_ENTERED = re.compile(r"[^;,.]*\b(?:could not|was not|not be|unable to|failed to|not selectively)\b[^;.]*|\b(?:at|near|below|above|by|opposite|beside|next to|just before|before|close to|proximal to|distal to|short of|beyond|past)\s+(?:the\s+)?<\d+>\s+(?:origin|ostium|orifice|take-?off)")


def _part_of_common(mention: Mention, named: list[Mention], taken: list[tuple[int, str]]) -> bool:
    """Whether a carotid branch is what the injection of the common carotid of its side showed."""
    return mention.name.endswith(("internal_carotid_artery", "external_carotid_artery")) and any(named[i].name.endswith("common_carotid_artery") and named[i].side == mention.side for i, _ in taken)


def entered(case: Case, named: list[Mention]) -> tuple[list[tuple[int, str]], dict[int, Mention]]:
    """Which of the vessels named were entered, as (index, how), and the trunks they were reached through.

    Args:
        case: a read report.
        named: arteries, or the vessels of another tree.
    """
    by_sentence: dict[int, list[tuple[int, Mention]]] = {}
    for index, mention in enumerate(named):
        by_sentence.setdefault(mention.sentence, []).append((index, mention))
    taken: list[tuple[int, str]] = []
    bulleted = False
    listing, table, pending_wire, carry = False, False, [], ""
    trunks: dict[int, Mention] = {}
    labels = promised = of_all = False
    alive = told(case)
    for number in range(len(case.document.sentences)):
        section = case.document.sections[case.document.sentence_section[number]]
        if number not in alive or section.name in words.SKIP:
            listing = listing and section.role == "body" and section.name not in words.SKIP  # a denial
            continue
        tagged = carry + tagged_line(case, number, by_sentence.get(number, ()))
        carry = re.sub(r"\s*a\.\s*$", " ", tagged) if re.search(r"<\d+>\s*a\.\s*$", tagged) else ""
        via = words.VIA.search(tagged)
        if via:
            trunks[int(via.group(2))] = named[int(via.group(1))]
        if section.name == "findings" and number and case.document.sentence_section[number - 1] != case.document.sentence_section[number]:
            listing = False  # a list of vessels entered ends where the findings begin, unless they are said to list them
        of_all = of_all or section.name != "findings" and EACH_KIND.match(tagged) is not None
        if (promised and section.name == "findings" or of_all) and promised_item(tagged):
            taken += [(int(i), "list") for i in re.findall(r"<(\d+)>", re.split(r"[:(]|(?<!\d)\.\s", tagged)[0])[:2] if live(named[int(i)])]
            continue
        promised = promised or section.name != "findings" and PROMISED.search(tagged) is not None
        if number == 0 and words.TITLE.match(tagged) and len(case.document.sentences) > 4:
            continue
        if table := bool(words.TABLE.match(tagged)) or (table and bool(words.ROW_ITEM.match(tagged))):
            if words.LEFT_OUT.search(tagged):
                continue
            cell = re.split(r"\||\s/\s|\t", tagged)[0] if "|" in tagged or " / " in tagged or "\t" in tagged else tagged
            taken += [(int(i), "list") for i in re.findall(r"<(\d+)>", cell) if live(named[int(i)])]
            continue
        if listing and words.ITEM.match(tagged) and (words.LEFT_OUT.search(tagged) or words.TRIED.search(tagged)):
            taken += from_trunk(tagged, named)
            continue
        if listing and words.ITEM.match(tagged) and not (bulleted and not words.BULLET.match(tagged)) and not (len(tagged) > 220 and "{c}" in tagged):
            promised = False  # the list stands here and not in the findings
            item = re.sub(r"\([^()]*\)", " ", tagged)  # the tool, and what it passed
            item = re.split(r":|(?<=>)\s+-\s", item)[0] if re.match(r"[^:]*<\d+>(?:[^:]*:|\s+-\s)", item) else item
            labels = labels or words.TRUNK_LABEL.match(tagged) is not None
            taken += [(int(i), "list") for i in re.findall(r"<(\d+)>", _NOT_ENTERED.sub(" ", item)) if live(named[int(i)])][:2]
            bulleted = words.BULLET.match(tagged) is not None
            continue
        heading = f"{section.heading} " if number and case.document.sentence_section[number - 1] != case.document.sentence_section[number] else ""
        hits, wires = _sentence(tagged, named, section.name == "findings")
        if re.search(r"following (?:vessels|arteries|branches)[^<]{0,70}:|vessels? (?:injected|selected|catheteri[sz]ed|studied)[^<]{0,20}:", tagged):
            hits = [(i, "list") for i in map(int, re.findall(r"<(\d+)>", tagged)) if live(named[i])]
        if pending_wire and re.search(r"\{c\}", tagged) and re.search(r"over|exchang|follow", tagged) and not hits:
            taken += [(i, "move") for i in pending_wire]
        if words.EACH.match(tagged) and "<" not in tagged and by_sentence.get(number - 1):
            hits = [(i, "list") for i, m in by_sentence[number - 1] if live(m) and m.name not in AORTA and m.name not in ("common_femoral_artery", "radial_artery", "brachial_artery")]
        if re.match(r"\s*(?:so |and |then )?(?:it|this|that|the latter|(?:this|that|the)(?: \w+)? (?:vessel|artery|branch|trunk)) was (?:also |then |next )?(?:selectively )?(?:select|cathet|engag|cannul)", tagged) and by_sentence.get(number - 1):
            hits = [(i, "select") for i, m in by_sentence[number - 1][-1:] if live(m)] + hits
        if not words.SCANNED.match(tagged):
            hits = in_row(tagged, named, hits, live)
        entered_label = words.LABEL_ENTERED.match(tagged)
        if entered_label:
            behind = re.sub(r"\b(?:from|off)\s+(?:the\s+)?<\d+>", " ", entered_label["label"] or entered_label["armed"])
            hits = [(int(i), "list" if entered_label["label"] else "label") for i in re.findall(r"<(\d+)>", behind) if live(named[int(i)])] + [hit for hit in hits if hit[0] not in map(int, re.findall(r"<(\d+)>", entered_label.group()))]
        if (row := words.ENUMERATED.match(tagged)) and not hits:
            hits = [(int(i), "list") for i in re.findall(r"<(\d+)>", tagged[row.end() :].split(".")[0]) if live(named[int(i)]) and named[int(i)].name not in AORTA]
        each = words.EACH_OF.search(tagged)
        if each:
            hits = [*hits, *((int(i), "select") for i in re.findall(r"<(\d+)>", tagged[each.end() :].split(".")[0]) if live(named[int(i)]) and int(i) not in dict(hits))]
        for stretch in words.FOLLOWED.finditer(tagged):  # vessels traversed one after the other
            behind = [int(i) for i in re.findall(r"<(\d+)>", stretch.group()) if live(named[int(i)])]
            hits = [(i, how) for i, how in hits if i not in behind] + [(i, "pass") for i in behind]
        beside = {int(i) for i in words.AT_LEVEL.findall(tagged)}
        hits = [(i, how) for i, how in hits if i not in beside or named[i].name != "renal_artery"]
        hits = [(i, how) for i, how in hits if named[i].name != "renal_artery" or not flush_at(case.sentence(number), tagged, i)]
        hits = hits or from_trunk(tagged, named)
        trunk = words.TRUNK_LABEL.match(tagged)
        if trunk and not hits and section.name != "findings" and labels and live(named[int(trunk[1])]) and named[int(trunk[1])].name in words.NECK_TRUNKS and not _part_of_common(named[int(trunk[1])], named, taken):
            hits = [(int(trunk[1]), "label")]  # the further arteries of a report told by labels
        labels = labels or any(how == "label" and named[i].name in words.NECK_TRUNKS for i, how in hits)
        hits = told_tersely(tagged, named, told_late(tagged, named, hits), flat=case.sentence(number)) if section.name != "findings" else hits
        tried = {int(i) for pattern in (words.TRIED, words.TRIED_AFTER) for stretch in pattern.finditer(tagged) for i in re.findall(r"<(\d+)>", stretch.group())}
        tried |= {int(i) for stretch in words.UNTIL.findall(tagged) for i in re.findall(r"<(\d+)>", stretch)}
        hits = [(i, how) for i, how in hits if i not in tried]
        lead = words.LEAD.match(tagged) if section.name != "findings" and "<" in tagged[:40] else None
        if lead and not hits and re.search(r"<\d+>\s*(?:[.,;(]|from\b|$)", tagged) and words.AGENT_NEXT.search(tagged[lead.end() :] + case.sentence(number + 1)[:70] + " " + (case.sentence(number + 2)[:60] if words.TOOL_ONLY.match(case.sentence(number + 1)) else "")) and not re.search(r"\b(?:was|were|is|are|no|not|noted|patent|normal|show\w*|demonstrat\w*|unchanged|prior|stable|supplied|clipped)\b", tagged):
            hits = [(i, "move") for i in map(int, re.findall(r"<(\d+)>", lead.group(1))) if live(named[i]) and named[i].name not in words.TREE_FREE]  # "left: internal iliac, prostatic artery. Particles 4 mL."
        for (one, way), (other, _) in zip(hits, hits[1:], strict=False):  # a collateral way from one family into another
            against = re.search(rf"retrograde\w*\s+(?:in)?to\s+(?:the\s+)?<{other}>", tagged)
            joined = (one in trunks or len(chain(place(named[other].name, named[other].side))) > 1) and re.search(rf"<{one}>[^<>;.]*(?:-{{0,2}}>|=>)[^<>;.]*<{other}>", tagged)
            if not against and not joined and way != "pass":
                continue
            if one in trunks:
                trunks.setdefault(other, trunks[one])
            elif root(place(named[one].name, named[one].side)) != root(place(named[other].name, named[other].side)):
                trunks.setdefault(other, named[one])
        pending_wire = wires
        taken += hits
        if re.match(r"\s*(?:super-?\s?)?selective[a-z ]{0,24}[:.]", tagged) and "<" not in tagged:
            listing = True
            continue
        if section.name != "findings" and words.TOOL_LIST.match(tagged):
            row_of = words.TOOL_ROW.match(tagged)
            taken += [(int(i), "list") for i in (re.findall(r"<(\d+)>", row_of.group()) if row_of else re.findall(r"<(\d+)>", tagged)[:1]) if live(named[int(i)])]
            listing, bulleted = True, False
            continue
        if listing and bulleted and section.name != "findings" and not hits:
            continue  # what an item goes on to say
        opening = re.sub(r"\s*\d{1,2}[.)]\s*$", "", tagged.strip())
        listing = (listing and bulleted) or bool(words.LIST_HEAD.search(opening) and ("<" not in tagged or opening.endswith(":"))) or bool(re.search(r"vessels? (?:injected|selected|catheteri|studied)", heading + tagged) and not hits) or (listing and not hits and not re.search(r"[.;]\s*$", tagged))
    return taken, trunks


def _sentence(tagged: str, named: list[Mention], findings: bool) -> tuple[list[tuple[int, str]], list[int]]:
    """Arteries entered in one sentence, and those a wire reached."""
    hits: list[tuple[int, str]] = []
    wires: list[int] = []
    label = words.LABEL_WITH.match(tagged)
    if label and not findings and live(named[int(label.group(1))]):
        hits.append((int(label.group(1)), "label"))
    mover, armed, select, image, negated = "", False, False, False, False
    last_away = ""
    row: list[int] = []  # arteries of the current list
    row_entered = False
    goal_seen, passive_told = "", False
    for match in words.TOKEN.finditer(tagged):
        kind, word = match.lastgroup, match.group()
        if kind == "vessel":
            index = int(word[1:-1])
            row.append(index)
            if named[index].name in AORTA and _OVERHANG.search(tagged[: match.start()]):
                continue
            mention = named[index]
            if not findings and mover == "cath" and not negated and tagged[: match.start()].rstrip().endswith("{c}") and (mention.name not in words.TREE_FREE or words.SITS_IN.search(tagged[: match.start()]) and mention.name not in words.WAYS_IN and words.ENDS_THERE.match(tagged, match.end())):
                armed, last_away = True, ""  # "loop catheter right uterine artery"
            beside = words.BESIDE.match(tagged[match.end() :]) is not None and not words.IN_MOUTH.search(tagged[: match.start()])
            if negated and words.NEW_SUBJECT.search(tagged[: match.start()]) and words.IS_TAKEN.match(tagged, match.end()):
                negated = False
            if live(mention) and not negated and not last_away and not beside:
                if select:
                    hits.append((index, "select"))
                    row_entered = True
                elif armed and mover == "cath":
                    hits.append((index, "move"))
                    row_entered = True
                elif armed and mover == "wire":
                    wires.append(index)
                elif image and goal_seen in ("of", "in", "into", "within") and not findings and mention.name not in words.TREE_FREE:
                    hits.append((index, "image"))
            elif last_away == "through" and live(mention) and not negated and mover == "cath" and mention.name not in words.TREE_FREE and not findings:
                hits.append((index, "pass"))  # on the way to a place beyond
            continue
        if kind == "link":
            continue
        if kind == "not":
            negated = True
        elif kind == "cath":
            if row and re.search(r"\b(?:by|with|w/|using|via)\s+(?:a |the |an |same )?(?:[a-z0-9.]+ ){0,2}\s*$", tagged[max(0, match.start() - 30) : match.start()]) and not findings:
                hits += [(i, "move") for i in row if live(named[i]) and not negated]
            if mover == "wire" and wires and (re.search(r"exchanged for|over (?:the|a|this)", tagged[: match.start()][-40:]) or words.OVER_IT.match(tagged, match.end())):
                hits += [(i, "move") for i in wires]
                wires = []
            mover = "cath"
            negated = negated and row_words.OTHER_UNDONE.search(tagged[: match.start()]) is None
            if not row or not armed:
                row = []
        elif kind == "wire":
            if mover in ("cath", "") and re.search(r"\{c\}\s*\)?\s*(?:[\d.]+ ?(?:fr?|french)?\s*)?(?:and|&|\+|/|plus|with)\s*(?:an?\s+|the\s+|its\s+)?(?:[\w.-]+\s+){0,2}$", tagged[: match.start()]):
                mover = "cath"  # catheter and wire went together
            elif mover != "cath" or "over" not in tagged[max(0, match.start() - 22) : match.start()]:
                mover = "wire" if not re.search(r"\bover\s+(?:a|an|the|this)?[^<]{0,20}$", tagged[: match.start()]) else mover
            row, select = [], select and not row_words.WIRE_NEXT.search(tagged[: match.start()])
        elif kind == "move":
            if word != "tip" or not mover:
                mover = mover or ("" if word in ("reaches", "reaching") else "graft" if words.GRAFT_PART.search(tagged[: match.start()]) else "cath")
            if word == "tip":
                mover = "cath"
            armed = armed or word in ("left in", "reached", "reaching", "reaches") and mover == "cath"
            row = [] if not row_entered else row
        elif kind == "goal":
            goal_seen = word.strip()
            if word in ("through", "at", "for", "of", "up", "down", "across") and not select:
                armed = armed if word in ("of",) and armed else word in ("down", "up", "across", "at")
            else:
                armed = True
            last_away = "through" if word == "through" and not select else ""
            row = []
        elif kind == "away":
            last_away = word
            armed = False
        elif kind == "select" and words.TREATED_ONCE.match(tagged, max(0, match.start() - 9)):
            last_away = "of"
        elif kind == "select":
            done = [i for i in row if live(named[i])]
            if not row and re.search(r"\bit (?:was|is) (?:also |then |next |subsequently )?$", tagged[: match.start()]):
                behind = [int(i) for i in re.findall(r"<(\d+)>", tagged[: match.start()])]
                done = [i for i in behind[-1:] if live(named[i])]
            negative = negated or re.search(r"\bno (?:other |further |single )?(?:branch|vessel|artery|vein)(?:es|s|ies)?\s*$", tagged[: match.start()]) or re.search(r"\b(?:previously|already|earlier|had been)\s+(?:\w+\s+)?$", tagged[: match.start()]) or re.search(r"\bnot\s+(?:\w+\s+)?$", tagged[: match.start()])
            if word in ("coiled", "embolized", "embolised") and re.match(r"\s*(?:at that time|previously|earlier\b|elsewhere|(?:\w+ )?(?:days?|weeks?|months?) (?:ago|before|earlier)|(?:the |in the )?(?:previous|prior|last) \w+|then\b.{0,20}\bago|on \d|last |\w+ \w+ ago|in 20\d\d)", tagged[match.end() :]):
                negative = True
            if done:
                passive_told = False
            passive = bool(done) and words.PASSIVE.fullmatch(tagged[: match.start()].rsplit(">", 1)[-1]) is not None
            passive_told = passive_told or passive
            if passive and not negative:
                hits += [(i, "select") for i in done if (i, "select") not in hits]
                after = words.THEN.match(tagged, match.end())
                if after and not findings and live(named[int(after.group(1))]):
                    hits.append((int(after.group(1)), "select"))
                row_entered = True
            same_object = passive_told and not row and word.endswith("ed") and re.match(r"\s*(?:in|for|with|at|from|by|using|under|over|twice|once|frontal\w*|lateral\w*|ap|x)\b", tagged[match.end() :])
            select = not (passive and done or same_object) or "and" in tagged[match.end() : match.end() + 5]
            select = select and word not in ("studied", "entered") or (word in ("entered",) and not done)
            last_away, armed = "", False
            mover = mover or "cath"
            row = []
        elif kind == "image":
            done = [i for i in row if live(named[i]) and not (named[i].name in AORTA and words.AFTERWARDS.search(re.sub(r"<\d+>", " ", tagged[: match.end()])))]
            if done and not findings and not negated and re.search(r">\s*(?:\w+\s+|,\s*){0,2}$", tagged[: match.start()]) and not last_away:
                hits += [(i, "image") for i in done if named[i].name not in words.TREE_FREE or "selective" in tagged[max(0, match.start() - 14) : match.start()]]
            image, select = True, False
            armed = False
            row = []
        elif kind == "stop":
            armed = select = image = row_entered = False
            last_away = ""
            goal_seen = ""
            mover = mover if word in ("is", "origin", "ostium") else ""
            if word in (".", ";"):
                mover, negated = "", False
            if word in ("but", "however", ";"):
                negated = False
            if word not in ("is", "are", "with"):
                row = []
        elif kind == "word":
            if word in ("was", "were", "been", "had"):
                select = image = False
                armed = False
            elif armed and row:
                armed = False if not re.match(r"proximal|mid|distal|main|segment", word) else armed
    if not findings and "{c}" in tagged:  # "celiac, splenic artery; microcatheter ..."
        for fragment in tagged.split(";"):
            if words.ROW.fullmatch(fragment):
                hits += [(int(i), "move") for i in re.findall(r"<(\d+)>", fragment) if live(named[int(i)]) and named[int(i)].name not in words.TREE_FREE - {"profunda_femoris_artery"}]
    if not findings:
        hits += [(int(i), "move") for pattern in (words.FROM, words.EMBOLIZED, words.CLEARED, words.TREATED, words.PUT_IN) for i in pattern.findall(tagged) if live(named[int(i)]) and not re.search(rf"{_LANDMARK}<{i}>", tagged) and named[int(i)].name not in AORTA and not (negated and "not" in tagged)]
    else:
        worked = "{c}" in tagged and re.search(r"\b(?:was|were) (?:then |next )?(?:entered|advanced|positioned|placed|navigated|set|laid|seated|left|parked|brought|sited|threaded|led|taken|tracked|exchanged)\b", tagged)
        hits = [(i, how) for i, how in hits if worked or how == "select" and re.search(r"catheteri[sz]ed|cannulated|engaged|was selected|were selected|selectively (?:injected|studied)|advanced", tagged)]
    return _unique(hits), wires


#: the part of a stent that stands out into the aorta
_OVERHANG = re.compile(r"\b(?:\d|one|two|three|few) ?(?:mm|millimeters?|millimetres?)\b[^<.;]{0,28}$|\b(?:overhang\w*|protru\w+|extend\w*|extension|jut\w+|hanging|projecting)\b[^<.;]{0,20}$")
#: an artery by which the place of a plug or coil in another one is told
_LANDMARK = r"\b(?:beyond|past|distal to|proximal to|just before|before|above|below|near|short of|sparing|spared|avoiding|between)\s+(?:the\s+)?(?:origin of (?:the )?)?"


def _unique(hits: list[tuple[int, str]]) -> list[tuple[int, str]]:
    out: dict[int, str] = {}
    for index, how in hits:
        out.setdefault(index, how)
    return sorted(out.items())
