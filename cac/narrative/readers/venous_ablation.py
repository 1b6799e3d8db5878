"""Superficial veins of the leg: closure by heat, glue or rotating wire, foam and liquid sclerotherapy, phlebectomy."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span
from cac.narrative.case import Case
from cac.narrative.common import sides_of
from cac.narrative.course import Told, course, undone
from cac.narrative.leg_veins import Mention, leg_report, mentions, methods, off, side_at, title_side
from cac.narrative.live import title
from cac.narrative.procedure import Procedure
from cac.narrative.stab_count import incisions

FAMILIES = ("venous_ablation",)
ORDER = 55
_FAMILY = "venous_ablation"
_ENTRY = re.compile(r"access\w*|cannulat\w*|punctur\w*|enter(?:ed|ing)\b|entry|needle|micro-?punct\w*|sheath|angiocath|\bstuck\b|sticks?\b|cut ?down|introducer")
_TREATED = re.compile(
    r"ablat\w*|treat(?:ed|ment)\b|clos(?:ed|ure)\b|occlu\w+|lasered|energy|cycles?\b|joules|pull-?back|withdr\w+|tip\b|catheter|fib(?:er|re)\b|tumescen\w+|\bcm\b|deliver\w*|dispens\w*|thrombosed|advanced|glue|the same|inject\w*|foam|sclero\w*|coagulat\w*"
)
_DIAGNOSTIC = re.compile(r"reflux|diameter|\bmm\b|incompeten|dilated|duplex (?:shows|showed)|insufficien|measur")
_FOAM = re.compile(r"varithena|varisolve|(?:commercial|proprietary|manufactured|non-?compounded|ready-made|factory|premade|pre-made)[^.\n]{0,50}(?:micro-?)?foam|(?:polidocanol )?(?:injectable |endovenous )micro-?foam|polidocanol endovenous microfoam")
_SCLERO = re.compile(r"sclerotherap\w*|sclerosant|scleros(?:ed|ing)\b|polidocanol|asclera|aethoxysklerol|sotradecol|tetradecyl|\bsts\b|\b(?:micro-?)?foam\w*\b(?! (?:pads?|dressings?|rolls?|bandages?|wedge|tape|padding|sleeve|wraps?|cushion|and (?:coban|wrap|stocking|bandage)))(?!, ?(?:coban|wrap|class|stocking|bandage|tape))(?<!wrap: foam)(?<!wrapped with foam)(?<!wrapped in foam)(?<!dressing: foam)|\bglycerin|hypertonic saline|ethanolamine|morrhuate")
_SPIDER = re.compile(r"spider|telangiect\w*|reticular(?![- ](?:varic|tribut|feed))|thread vein|cosmetic")
_BESIDE_TRUNK = re.compile(r"tribut|varicos|varices|spider|reticular|telangi|branch|residual|\bpad\b|\bdressing")
_DENIED_FOAM = re.compile(r"\b(?:no|not|without|never)\b[^.;\n]{0,30}(?:foam|sclero|varithena|polidocanol)|(?:foam|sclero\w*|varithena|polidocanol)[^.;\n]{0,30}\b(?:not|never)\b")
_TRUNKS = re.compile(r"tributar|varicos|varices|saphen|\bgsv\b|\bssv\b|perforator|incompetent")
_TRIBUTARY = re.compile(r"tributar(?:y|ies)|varicos\w*|varices|varix|clusters?|branch(?:es)?\b|residual veins?|collateral veins?|recurrent veins?|neovascular\w*|\bveins?\b")
_MANY = re.compile(r"tributaries|perforators\b|varicosities|varices|clusters|branches|\bveins\b|(?:two|three|four|five|six|several|multiple|both|each of|\d+) (?:\w+ ){0,3}(?:vein|tributar|varic|cluster|branch|site|segment|location|injection)|sites|\beach\b(?! (?:leg|side|syringe|ml|session))|per (?:vein|site|tributary|varix|branch|cluster)|\bx ?[2-9]\b")
_ONE = re.compile(r"(?:single|one|a|an|the|isolated|1) (?:[\w-]+ ){0,4}(?:tributary|varicosity|varix|vein|branch|cluster)\b")
#: a vein named in one breath with the one before it
_JOINED = re.compile(r"\s*(?:vein)?\s*(?:,|and|&|/|plus|\+)\s*(?:then |also |next )?(?:the |of the )?(?:left|right|ipsilateral)?\s*")
_US = re.compile(r"ultraso\w+|sonogra\w+|duplex|\bsono\b|\bus\b[- ]?guid\w*|under us|\bugs\b|\bugfs\b")
_IMAGE = re.compile(r"(?:image|picture|photo|film|frame|still)s?[^.\n]{0,40}(?:saved|stored|kept|archiv\w*|recorded|retained|captured|printed|pacs)|(?:saved|stored|archived|recorded|kept)[^.\n]{0,30}(?:image|picture)s?")
_PHLEBECTOMY = re.compile(r"(?:micro-?)?phlebectom\w*|stab avuls\w*|hook avuls\w*|avuls(?:ed|ion)\w*|(?:varicos\w+|varices|veins?|tributar\w+|segments?)[^.;\n]{0,60}(?:\bhooked|avulsed|teased out|\bhooks?\b)|\b(?:hooked|teased) (?:and|out)\b|stab (?:incisions|wounds|sites)|\b(?:\d{1,2}|\w+teen|\w+ty|six|seven|eight|nine|ten|eleven|twelve|multiple|several) stabs?\b|(?:cluster|varicos\w+|varices|veins?|tributar\w+|segments?)[^.;\n]{0,40}(?:lifted|drawn|pulled|extracted|removed|delivered)[^.;\n]{0,30}(?:hook|forceps|stab|nick|mosquito|incision)|(?:micro|mini)-?\s?(?:incisions|phlebectomies)|(?:mueller|muller|oesch|varady|crochet|phlebectomy) hook")
_SAME = re.compile(r"(?:through|via|from|using) the same (?:access|puncture|sheath|entry|venotomy|introducer|site)|same (?:access|puncture) (?:site )?(?:was )?used|without (?:a )?(?:new|second|separate|further) (?:access|puncture)|one access (?:for|was used for) both|no (?:second|separate|new) (?:access|puncture)")
_APART = re.compile(r"\b(?:its|their|each) own (?:\w+[ -])?(?:access|(?:micro-?)?punctures?|sticks?|needle|sheath|entry)\b|(?:two|three|2|3) (?:separate |different |distinct )?(?:[\w-]+[- ]){0,2}(?:sticks|punctures|access(?:es)?\b|entries|cannula[es]\w*|needles|sheaths|venotomies)|separate(?:ly)? (?:\w+ )?(?:access|punctur|cannulat|entry|stick|sheath|entered|venotomy)|(?:second|another|new|additional|third|different) (?:\w+ )?(?:access|puncture|entry|sheath|stick|micropuncture)|own (?:access|puncture)|accessed separately|two (?:separate )?(?:access|puncture)|each (?:\w+ )?(?:was |were )?(?:\w+ )?(?:accessed|punctured|cannulated|entered|needled)|(?:access|punctur|cannulat|enter)\w* separately|\b(?:both|all|each)\b (?:veins |of them |trunks |segments )?(?:(?:was|were|then|successfully|separately) )*(?:accessed|stuck|punctured|cannulated|entered|needled|sheathed)\b|\b(?:sheaths?|needles?|sticks?|punctures?) (?:in|into|for|of) (?:both|each|either|all)\b|(?:its|their|a) own (?:\w+ )?(?:stick|needle|sheath|entry)")
_WORK = re.compile(r"access\w*|cannulat\w*|punctur\w*|needle|sheath|tumescen\w*|fib(?:er|re)\b|catheter|cycles?\b|joules?|\d ?j\b|deliver\w*|inject\w*|cm (?:was |were )?treated|pull-?back|introducer|probe (?:compression|pressure)|\bml\b|aliquots?|\b\d{1,2} ?cm\b|\d ?(?:w|watts?)\b|\bsegments?\b|drops?\b|rotat\w+|\bsticks?\b|\bablated\b|\boccluded\b|\bclosed\b|\bj/cm\b")
_OTHER = re.compile(r"pelvic congestion|gonadal vein|ovarian vein|varicocele|hemorrhoid|esophageal varices|gastric varices|lymphatic malformation|venous malformation|hemangioma|thyroid|liver (?:mass|lesion)|hydrocele|lymphocele|seroma|pleurodesis|(?:renal|kidney|liver|hepatic|splenic|pancreatic|adrenal|pelvic) cyst")

#: a statement that dates its act to another day, and what only the work of today tells of
_OF_ANOTHER_DAY = re.compile(r"\b(?:19|20)\d\d\b|\bago\b|\b(?:last|this past|in|in early|in late) (?:week|month|year|spring|summer|autumn|fall|winter|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\b")
_AT_WORK = re.compile(r"access|cannulat|punctur|needle|tumescen|inject|introducer|\d ?(?:ml|cm|cc|j|w)\b|advanced|today")


def read(case: Case) -> list[Procedure]:
    """Treatments of superficial leg veins done today, one procedure for each method and leg."""
    flat = case.document.flat
    if not leg_report(case) or not (methods(flat) or _FOAM.search(flat) or _SCLERO.search(flat) or _PHLEBECTOMY.search(flat)):
        return []
    told = [t for t in course(case) if not _OF_ANOTHER_DAY.search(t.text) or _AT_WORK.search(t.text)]
    text = "\n".join(t.text for t in told)
    if _OTHER.search(title(case) + flat[:300]) and not re.search(r"saphen|\bgsv\b|phlebectom|spider", flat):
        return []
    default = title_side(title(case)) or title_side(flat[:250]) or title_side(text)
    out = _closures(case, told, text, default)
    out += _sclerotherapy(case, told, text, default, out)
    out += _phlebectomy(case, told, default)
    return out


def _method_of(mention: Mention, told: list[Told], index: int, all_found: list[Mention], only: set[str], headline: str) -> str:
    """Method by which a vein was closed: named beside it, in the sentences that follow, before it, or in the title."""
    beside = methods(mention.before[-60:] + "|" + mention.after)
    if beside:
        centre = len(mention.before[-60:])
        return min(beside, key=lambda found: abs(found[1] - centre))[0]
    stop = next((m.sentence for m in all_found[index + 1 :] if m.sentence > mention.sentence and (m.vein, m.side) != (mention.vein, mention.side)), mention.sentence + 5)
    if "mechanochemical" not in only and _foamed(told, mention, stop):
        return ""
    if len(only) == 1:
        return next(iter(only))
    for sentence in told:
        if mention.sentence <= sentence.number < stop and (named := methods(sentence.text)):
            return named[0][0]
    earlier = [named[-1][0] for s in told if s.number < mention.sentence and (named := methods(s.text))]
    if earlier:
        return earlier[-1]
    return next((name for name, _ in methods(headline)), "")


def _foamed(told: list[Told], mention: Mention, stop: int) -> bool:
    """Whether the statements on a vein go on with foam and with no closure from inside."""
    for sentence in told:
        if mention.sentence <= sentence.number < stop:
            other = re.search(r"\b(?:left|right)\b", sentence.text)
            if methods(sentence.text) or sentence.number > mention.sentence and (_BESIDE_TRUNK.search(sentence.text) or other and other.group() != mention.side):
                return False
            if (_FOAM.search(sentence.text) or _SCLERO.search(sentence.text)) and not _BESIDE_TRUNK.search(sentence.text) and not _DENIED_FOAM.search(sentence.text):
                return True
    return False


def _closures(case: Case, told: list[Told], text: str, default: str) -> list[Procedure]:
    found = mentions(told, default=default)
    named = {name for name, _ in methods(text)} or {name for name, _ in methods(title(case))}
    if not named or not _WORK.search(text):
        return []
    groups: dict[tuple[str, str], dict[str, list[Mention]]] = {}
    for index, mention in enumerate(found):
        near = mention.before[-90:] + " " + mention.after
        if len(mention.text.split()) <= 4:  # a label of what follows
            near += " " + " ".join(t.text for t in told if mention.sentence < t.number <= mention.sentence + 2)
        joined = bool(index) and found[index - 1].sentence == mention.sentence and _JOINED.fullmatch(mention.before) is not None and any(found[index - 1] in ms for vs in groups.values() for ms in vs.values())
        headed = bool(methods(near)) and any(mention.sentence < t.number <= mention.sentence + 2 and (_ENTRY.search(t.text) or _TREATED.search(t.text)) for t in told)
        if off(mention) or not (joined or headed or methods(mention.before[-40:] + "|" + mention.after[:40]) or _TREATED.search(near) or _ENTRY.search(near)):
            continue
        if _DIAGNOSTIC.search(near) and not _ENTRY.search(near) and not re.search(r"ablat|treated|closed|occluded|advanced|tip|laser|energy|cycles", near):
            continue
        if (_FOAM.search(near) or _SCLERO.search(near)) and not methods(near) and "mechanochemical" not in named:
            continue
        if re.search(r"(?:junction|confluence|from|below|of) (?:the )?$", mention.before[-30:]) and not re.search(r"ablat|access|treat|clos|punctur|cannul|segment|occlus", near):
            continue
        method = _method_of(mention, told, index, found, named, title(case))
        if method:
            for side in sides_of(mention.side):
                groups.setdefault((method, side), {}).setdefault(mention.vein, []).append(mention)
    for index in range(len(found) - 2, -1, -1):  # "GSV, then the accessory vein, both by radiofrequency": the first of a row
        mention, following = found[index], found[index + 1]
        if following.sentence == mention.sentence and following.vein != mention.vein and _JOINED.fullmatch(following.before) and not off(mention):
            for (_, side), veins in groups.items():
                if any(following in ms for ms in veins.values()) and side in sides_of(mention.side):
                    veins.setdefault(mention.vein, []).append(mention)
    if not groups:
        groups = _from_title(case, told, default, named) or _of_one_vein(found, text, named)
    out = []
    for (method, side), veins in groups.items():
        made = Procedure(_FAMILY, method, "+".join(sorted(veins)), side).because(*[m.where for ms in veins.values() for m in ms[:2]][:4])
        count = len(veins) + (1 if any(m.many for m in veins.get("perforator", ())) else 0)
        made.set("veins", count)
        if count > 1:
            own = sum(bool(any(_ENTRY.search(m.before[-90:] + " " + m.after + (" " + " ".join(t.text for t in told if m.sentence < t.number <= m.sentence + 2) if len(m.text.split()) <= 4 else "")) for m in ms)) for ms in veins.values())
            if _SAME.search(text):
                made.set("same_access", True)
            elif _APART.search(text) or own >= 2 or len(re.findall(r"(?:access(?:ed)?|punctur\w+|cannulated|entered)\b", text)) >= 2 * max(1, len({s for _, s in groups})):
                made.set("separate_access", True)
        out.append(made)
    return _without_empty(out)


def _without_empty(made: list[Procedure]) -> list[Procedure]:
    """Without the side-less twin of a procedure that has a side."""
    sided = {p.name for p in made if p.side}
    return [p for p in made if p.side or p.name not in sided]


def _from_title(case: Case, told: list[Told], default: str, named: set[str]) -> dict[tuple[str, str], dict[str, list[Mention]]]:
    """The veins of the title, where the body tells of the work and names no vein."""
    body = "\n".join(t.text for t in told)
    if len(named) != 1 or not _TREATED.search(body) or not re.search(r"catheter|fib(?:er|re)|tumescen|sheath|deliver|cycles", body):
        return {}
    heads = [Told(0, s.start, case.document.flat[s.start : s.end]) for s in case.document.sections if s.role == "head"]
    out: dict[tuple[str, str], dict[str, list[Mention]]] = {}
    for mention in mentions(heads, default=default):
        if not off(mention):
            for side in sides_of(mention.side):
                out.setdefault((next(iter(named)), side), {}).setdefault(mention.vein, []).append(mention)
    return out


def _of_one_vein(found: list[Mention], text: str, named: set[str]) -> dict[tuple[str, str], dict[str, list[Mention]]]:
    """The only vein that a report names, as its reason, where the work is told without a vein."""
    veins = [m for m in found if m.vein != "perforator" and not off(m) and not re.search(r"\b(?:no|without) reflux|competent(?<!incompetent)", m.after[:40])]
    if len(named) != 1 or len({(m.vein, m.side) for m in veins}) != 1 or not re.search(r"fib(?:er|re)\b|catheter|sheath|pull(?:ed)?-? ?back|tumescen", text) or not re.search(r"access|punctur|entered|cannulat|stick", text):
        return {}
    return {(next(iter(named)), side): {veins[0].vein: veins[:1]} for side in sides_of(veins[0].side)}


def _sclerotherapy(case: Case, told: list[Told], text: str, default: str, closed: list[Procedure]) -> list[Procedure]:
    product = _FOAM.search(text) or _FOAM.search(title(case))
    catheter = {"mechanochemical", "chemical_catheter"} & {p.name for p in closed}
    trunks: dict[str, dict[str, Span]] = {}
    others: dict[str, list[tuple[str, Span]]] = {}
    spiders: dict[str, Span] = {}
    guided = stored = False
    carried = "" if default == "bilateral" else default
    last = -9
    for number, sentence in enumerate(told):
        match = next((m for m in [*_FOAM.finditer(sentence.text), *_SCLERO.finditer(sentence.text)] if not undone(sentence.text, m.start(), m.end())), None)
        side = side_at(sentence.text, match.start() if match else len(sentence.text)) or carried
        if side and side != "bilateral":
            carried = side
        if match is None:
            if number - last <= 2 and _IMAGE.search(sentence.text):
                stored = True
            if number - last <= 1 and re.search(r"inject|cannulat|punctur", sentence.text):
                guided = guided or bool(_US.search(sentence.text))
                last = number
                if others and _MANY.search(sentence.text):
                    key = next(reversed(others))
                    others[key].append((sentence.text, others[key][-1][1]))
            continue
        if catheter and (methods(sentence.text) or not _TRIBUTARY.search(sentence.text)):
            continue
        last = number
        where = sentence.span(match)
        nearby = " ".join(t.text for t in told[max(0, number - 1) : number + 2])
        guided = guided or bool(_US.search(nearby))
        stored = stored or bool(_IMAGE.search(nearby))
        veins = [m for m in mentions(told[max(0, number - 1) : number + 2], default=side) if not off(m) and m.vein != "perforator" and (m.sentence == sentence.number or re.search(r"inject|cannulat|access|foam|ml\b", m.before[-60:] + m.after))]
        for leg in sides_of(side):
            if (_SPIDER.search(sentence.text) or _SPIDER.search(text + title(case)) and not _TRUNKS.search(text + title(case))) and not _FOAM.search(sentence.text):
                spiders.setdefault(leg, where)
            elif product and veins and not re.search(r"tributar|not the trunk", sentence.text):
                for vein in veins:
                    if not re.search(r"extension (?:in)?to|junction", vein.after[:20]):
                        for own in sides_of(vein.side or leg):
                            trunks.setdefault(own, {}).setdefault(vein.vein, vein.where)
            else:
                others.setdefault(leg, []).append((" ".join(t.text for t in told[max(0, number - 2) : number + 1] if t is sentence or side_at(t.text, len(t.text)) in (leg, "", "bilateral")), where))
    out = []
    for leg, veins in trunks.items():
        out.append(Procedure(_FAMILY, "foam", "+".join(sorted(veins)), leg).because(*veins.values()).set("veins", len(veins)))
    for leg, told_of in others.items():
        if leg in trunks or product and trunks:
            continue
        words = " ".join(t for t, _ in told_of)
        if not _TRIBUTARY.search(words) and not re.search(r"inject", text):
            continue
        many = bool(_MANY.search(words)) and not (_ONE.search(words) and not re.search(r"tributaries|perforators|varicosities|clusters|branches|multiple|several|two|three|four|five|six|\beach\b|per (?:vein|site)|\bx ?[2-9]\b", words))
        made = Procedure(_FAMILY, "sclerotherapy", "tributaries", leg).because(told_of[0][1])
        made.set("veins", 2 if many else 1).set("guidance.ultrasound", guided).set("guidance.image_stored", stored)
        if closed:
            made.set("guidance_modifier", "59")
        out.append(made)
    if spiders and not out:
        first = next(iter(spiders.values()))
        out.append(Procedure(_FAMILY, "spider_veins", "spider_veins", "").because(first))
    return _without_empty(out)


def _phlebectomy(case: Case, told: list[Told], default: str) -> list[Procedure]:
    carried = "" if default == "bilateral" else default
    done: dict[str, list[tuple[int, Span]]] = {}
    for sentence in told:
        match = next((m for m in _PHLEBECTOMY.finditer(sentence.text) if not undone(sentence.text, m.start(), m.end())), None)
        side = side_at(sentence.text, match.start() if match else len(sentence.text)) or carried
        if side and side != "bilateral":
            carried = side
        if match:
            for leg in sides_of(side):
                done.setdefault(leg, []).append((sentence.number, sentence.span(match)))
    out = []
    for leg, places in done.items():
        made = Procedure(_FAMILY, "phlebectomy", "varicosities", leg).because(*[where for _, where in places[:2]])
        count = incisions(told, {number for number, _ in places}, leg, several=len(done) > 1)
        if count is not None:
            made.set("incisions", count)
        out.append(made)
    return _without_empty(out)
