"""Angiography of neck and head: deepest carotid and vertebral position of each side and what was imaged from it."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import neck_reason
from cac.narrative.arteries import chain, mentions
from cac.narrative.case import Case
from cac.narrative.catheter import Position, Walk
from cac.narrative.imaging import Bed
from cac.narrative.procedure import Procedure
from cac.narrative.step_words import AFTERWARDS

_HEAD = re.compile(r"intracranial|cerebral|(?<!caudo)\bcranial|\bheads?\b|brain|\bmca\b|\baca\b|anterior circulation|towne|circle of willis|skull|\bm[1-4]\b|\ba[1-3]\b|\b[pa]comm?\b|ophthalmic|infundibul|hemispher|venous phase|\bcarotid terminus|siphon|\bdural sinus")
_NO_HEAD = re.compile(r"(?:\bno\b|\bnot\b|without)[^.;:]{0,24}(?:intracranial|\bhead\b|cerebral|cranial|skull|brain)|(?:intracranial|cerebral|\bhead\b|cranial)[^.;]{0,40}(?:\bnot\b|deferred|omitted|declined)|only the (?:cervical|neck|extracranial)|(?<!head and )(?<!head & )(?<!cranial and )(?<!cerebral and )(?<!brain and )(?:neck|cervical|extracranial)(?: views?| images?| runs?)? only")
_NECK = re.compile(r"\bneck\b|cervical|extracranial|bifurcation|\bbulb\b")
_VERTEBRAL = re.compile(r"vertebral|\bverts?\b|posterior fossa|posterior circulation|basilar")
_POSTERIOR_VIEWS = re.compile(
    r"(?:cent(?:er|re)d|views?|images?|imaged|imaging|films?|filmed|filming|runs?|series|frames|projections|study|studied|angiogra\w*|dsa|lateral)[^.]{0,60}(?:vertebral|posterior fossa|posterior circulation|neck and head|\bhead\b|intracranial)"
    r"|(?:head|intracranial|cranial|posterior fossa)\s+(?:views?|images?|imaging|films?|filming|runs?|dsa|series|frames|projections)|(?:inject\w*|runs?|\btip|cathet\w*)[^.]{0,30}(?:near|at|opposite|by|proximal to|below|before|short of) the (?:left |right )?vertebral|vertebral[^.]{0,110}(?:seen|fills?|filled|opacif\w*|ends|ending|supplies)"
    r"|(?:injection|contrast|run) (?:gives?|gave|shows?|showed|outlines?|outlined|displays?|displayed|demonstrat\w+|includ\w+|carried|opacif\w+|reached|fill\w*)\s[^.;]{0,50}(?:vertebral|intracranial|posterior fossa|basilar)"
    r"|(?:ante|retro)grade flow (?:up )?(?:in)?to the (?:vertebral|basilar|posterior)|\bat (?:the )?vertebral (?:artery )?(?:origin|ostium|take-?off)\s?:"
    r"|(?:vertebral|vertebrobasilar|posterior circulation|posterior fossa)[^.]{0,50}(?:studied|seen|shown|imaged|filmed|views?|angiogra\w*|circulation|dsa)"
)
#: beside a treatment a position counts as studied only where images are told of it
_STUDIED = re.compile(r"\bfindings?\s*[:=-]|arteriogra|angiogra|\bdsa\b|\bruns?\b|inject|imag|\bviews?\b|studied|film|projections?\b|\bap ?(?:/|and|&|,|\+) ?lat|\bobliques?\b|\bframes\b|\bplanes\b|\bseries\b|biplane")
#: "left internal carotid artery selected: findings"
_LABELLED = re.compile(r"(?:selected|catheteri[sz]ed|engaged|entered)\)?[^.;:]{0,20}:\s*(?!microcath|coil|guide)[a-z]")
_ALIKE = re.compile(r"\b(?:same|likewise|similar\w*|identical\w*|ditto|repeated|alike|as well)\b")
_RESULT = re.compile(rf"(?:{AFTERWARDS.pattern})[^.;]*")
_DENIED = re.compile(r"\b(?:no|not|without|never)\b[^.;]*|\b(?:beyond|past|distal to|proximal to|opposite|near|avoid\w*)\s+(?:the\s+)?(?:(?:right|left|common)\s+)*carotid(?: arter(?:y|ies))?(?: origins?| take-?offs?| ostium)?")
#: a vertebral artery that only came into a film of something else
_BY_THE_WAY = re.compile(r"[^.;]*\bvertebral\b[^.;]*\b(?:incidental\w*|by the way|in passing|partly in|edge of)\b[^.;]*")
_NECK_VESSELS = re.compile(r"carotid|vertebral|great vessel|cerebral|\bneck\b|\bccas?\b|\bverts?\b|supra-?aortic|head vessels|bifurcations\b")


def _branch(position: Position) -> str:
    """carotid, internal, external, vertebral, cranial_anterior, cranial_posterior, subclavian, innominate or nothing."""
    steps = [v.removeprefix("left_").removeprefix("right_").removeprefix("bovine_left_") for v in chain(position.vessel)]
    if not steps:
        return ""
    first = steps[0]
    if first in ("common_carotid_artery", "internal_carotid_artery", "external_carotid_artery", "vertebral_artery", "subclavian_artery", "innominate_artery"):
        return first
    if "external_carotid_artery" in steps:
        return "external_carotid_artery"
    if "internal_carotid_artery" in steps:
        return "anterior_branch"
    if "vertebral_artery" in steps:
        return "posterior_branch"
    return ""


#: what joins the arteries of a row, and the film said of all of them behind it
_JOINED = re.compile(r"(?:\s|[,&+/]|\band\b|\bthen\b|\bthe\b|\bboth\b|\bas well as\b|\bplus\b)*")
_ALL_STUDIED = re.compile(r"\s*(?:arter(?:y|ies) )?,?\s*(?:(?:were|was|all|each|both|also|then|first|in turn|separately)\s+){0,4}(?:studied|filmed|imaged|injected|run\b|shot\b|angiogra|arteriogra|runs\b|dsa\b)")


def _row_studied(case: Case, position: Position) -> bool:
    """Whether a row of arteries that this one stands in is said to have been filmed."""
    flat, at = case.document.flat, position.step.mention.span.end
    if re.search(r"\b(?:final|completion|control|post\w*|repeat|check)\s+(?:\w+\s+)?$", flat[max(0, position.step.mention.span.start - 30) : position.step.mention.span.start]):
        return False
    for mention in mentions(case):
        if mention.sentence != position.step.mention.sentence or mention.span.start < at:
            continue
        if not _JOINED.fullmatch(flat, at, mention.span.start):
            break
        at = mention.span.end
    return _ALL_STUDIED.match(flat, at) is not None


def covered(walk: Walk, *, arm: bool) -> list[Position]:
    """Positions that neck and head codes cover: carotid and vertebral trees and the trunks that lead to them."""
    kinds = [(_branch(p), p) for p in walk.positions]
    own = [p for kind, p in kinds if kind and kind not in ("subclavian_artery", "innominate_artery")]
    return own if arm else [p for kind, p in kinds if kind]


def read(case: Case, walk: Walk, aortic: list[Bed], facts: dict[str, object]) -> list[Procedure]:
    """Procedures of the family cervicocerebral, one for each code a side calls for.

    Args:
        case: a read report.
        walk: the walk of the catheter.
        aortic: studies from the aorta and the access.
        facts: facts all procedures of the session share (intervention, separate ...).
    """
    out: list[Procedure] = []
    title = case.document.flat[:400]
    for side in ("right", "left"):
        here = [(_branch(p), p) for p in walk.positions if p.side in (side, "") and (p.side or _branch(p) == "innominate_artery" and side == "right")]
        if facts.get("intervention"):
            here = [(kind, p) for kind, p in here if p.step.how == "list" or _row_studied(case, p) or _LABELLED.search(p.step.text) or _STUDIED.search(_RESULT.sub(" ", p.step.text))]
        own = facts
        if facts.get("intervention") and not facts.get("separate_from_intervention") and neck_reason.of_side(case, side):
            own = facts | {"separate_known": True, "separate_from_intervention": True, "study_modifier": "59"}
        out += _carotid(case, here, side, title, own, [p for p in walk.positions if _branch(p) == "common_carotid_artery" and p.side != side])
        out += _vertebral(case, here, side, title, own)
    _levels(out)
    if not out and not any(_branch(p) in ("subclavian_artery", "innominate_artery") for p in walk.positions):
        arch = [b.where for b in aortic if b.region == "thoracic_aorta"] or [p.step.evidence for p in walk.positions if p.vessel == "aortic_arch" and p.step.how == "select" and p.step.imaged]
        text = " ".join(case.sentence(n) for n in range(len(case.document.sentences)) if case.document.sections[case.document.sentence_section[n]].role != "background" or "arch" in case.sentence(n))
        if arch and _NECK_VESSELS.search(re.sub(r"carotid endarterectomy|carotid sinus", "", text)):
            out.append(_made("arch", "", "arch", facts, arch[0]))
    return out


def _levels(made: list[Procedure]) -> None:
    """Where the two sides differ in depth the lower one is marked as distinct."""
    for name in ("carotid", "vertebral"):
        ranks = {id(p): (p.facts["depth"] in ("internal_carotid", "vertebral"), bool(p.facts.get("head_imaged"))) for p in made if p.name == name}
        if len(set(ranks.values())) > 1:
            low = min(ranks.values())
            for procedure in made:
                if ranks.get(id(procedure)) == low:
                    procedure.set("level_modifier", "59")


def _made(name: str, side: str, depth: str, facts: dict[str, object], *where: object) -> Procedure:
    procedure = Procedure("cervicocerebral", name, depth, side).because(*where)  # type: ignore[arg-type]
    procedure.set("depth", depth)
    for key, value in facts.items():
        procedure.set(key, value)
    return procedure


def _carotid(case: Case, here: list[tuple[str, Position]], side: str, title: str, facts: dict[str, object], others: list[Position]) -> list[Procedure]:
    out: list[Procedure] = []
    deep = [p for kind, p in here if kind in ("internal_carotid_artery", "anterior_branch")]
    common = [p for kind, p in here if kind == "common_carotid_artery" or kind == "innominate_artery"]
    if deep:
        made = _made("carotid", side, "internal_carotid", facts, deep[0].step.evidence)
        made.set("order", deep[0].order)
        out.append(made)
    elif common:
        deepest = max(common, key=lambda p: p.order)
        if _branch(deepest) == "innominate_artery" and not re.search(r"carotid|neck|bulb|\bcca\b", _DENIED.sub(" ", deepest.step.text)):
            return []
        views = [v for v in (_views(p.step.text) for p in common) if v] or _as_before(case, common, others)
        view = "head" if "head" in views else "neck" if "neck" in views else _findings(case, side) or ("head" if "cerebral" in title else "")
        made = _made("carotid", side, "common_carotid", facts, deepest.step.evidence)
        made.set("head_imaged", view == "head").set("order", deepest.order)
        if view:
            made.set("views", view)
        out.append(made)
    external = [p for kind, p in here if kind == "external_carotid_artery"]
    if external and out:
        out.append(_made("external_carotid", side, "external_carotid", facts, external[0].step.evidence))
    cranial = list({p.vessel: p for kind, p in here if kind == "anterior_branch" and _beyond(case, p)}.values())
    out += [_made("intracranial_branch", side, p.vessel, facts, p.step.evidence) for p in cranial]
    return out


#: contrast, and no catheter, came so far
_FLOWED = re.compile(r"\b(?:contrast|flow\w*|fill\w*|collateral\w*|suppl\w*|opacif\w*|reflux\w*|across|cross-?\w*)\b")


def _beyond(case: Case, position: Position) -> bool:
    """Whether a catheter, and not the contrast, reached a branch inside the skull."""
    at = position.step.mention.span.start
    start = max(case.document.sentences[position.step.mention.sentence].start, case.document.flat.rfind(";", 0, at) + 1)
    return _FLOWED.search(case.document.flat, start, at) is None


def _as_before(case: Case, common: list[Position], others: list[Position]) -> list[str]:
    """The views of the other carotid, where this one is only said to have been done alike."""
    if not any(_ALIKE.search(case.sentence(p.step.mention.sentence)) for p in common):
        return []
    first = common[0].step.mention.span.start
    return [v for v in (_views(p.step.text) for p in others if p.step.mention.span.start < first) if v]


def _vertebral(case: Case, here: list[tuple[str, Position]], side: str, title: str, facts: dict[str, object]) -> list[Procedure]:
    deep = [p for kind, p in here if kind in ("vertebral_artery", "posterior_branch")]
    near = [p for kind, p in here if kind in ("subclavian_artery", "innominate_artery")]
    out: list[Procedure] = []
    if deep:
        out.append(_made("vertebral", side, "vertebral", facts, deep[0].step.evidence))
    else:
        for p in near:
            whole = _BY_THE_WAY.sub(" ", p.step.text)
            if (p.step.imaged or p.step.how in ("list", "label")) and _VERTEBRAL.search(whole) and _POSTERIOR_VIEWS.search(whole):
                out.append(_made("vertebral", side, "subclavian", facts, p.step.evidence))
                break
    cranial = list({p.vessel: p for kind, p in here if kind == "posterior_branch" and _beyond(case, p)}.values())
    out += [_made("intracranial_branch", side, p.vessel, facts, p.step.evidence) for p in cranial]
    return out


def _views(text: str) -> str:
    if _NO_HEAD.search(text):
        return "neck"
    return "head" if _HEAD.search(text) else "neck" if _NECK.search(text) else ""


def _findings(case: Case, side: str) -> str:
    text = " ".join(case.sentence(n) for n in range(len(case.document.sentences)) if side in case.sentence(n) and re.search(r"carotid|\bica\b|\bcca\b|cerebral", case.sentence(n)))
    return _views(text)
