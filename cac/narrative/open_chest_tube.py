"""Chest tubes put in by cut-down: an incision, blunt dissection over the rib, a finger or a clamp through the pleura."""

from __future__ import annotations

from cac import patterns as re

from cac.findings import Span

_TUBE = re.compile(r"chest (?:tube|drain)|thoracostomy|thoracic catheter|intercostal (?:tube|drain|catheter)|\bicd\b|thorax drain|pleural tube|\b(?:2[0-9]|3[0-9]|40) ?-?f(?:r|rench)?\b[^.;\n]{0,30}tube")
#: a tube without a name that goes to the bottle of a chest drain
_TO_THE_BOTTLE = re.compile(r"\btube\b(?=[^\n]{0,250}(?:pleur-?[oe]?-?vac|water[- ]?seal|underwater|under water|\batrium\b|heimlich|cm (?:h2o |of )?(?:water |suction)|all (?:the )?(?:side )?holes (?:in|with)))")
#: how the chest was opened, each kind counting once
_CUT = (
    re.compile(r"\bblunt\w*|\bdissect\w*|\bspread(?:ing)?\b"),
    re.compile(r"\bkelly\b|\bclamps?\b|\bhemostat\w*|\bforceps\b|\btonsil\b|\broberts\b"),
    re.compile(r"\bfingers?\b|\bdigit(?:al(?:ly)?)?\b|\bswe(?:ep|pt)\b"),
    re.compile(r"\bincis\w+|\bcut-?down\b|\bscalpel\b|#?1[015] blade"),
)
_THROUGH = re.compile(r"pleura\b[^.;\n]{0,40}(?:enter|open|pop|perforat|pierc|breach|punctur|penetrat)\w*|(?:enter|open|pop|perforat|pierc|breach|penetrat|into|through)\w*[^.;\n]{0,50}\b(?:pleura|pleural (?:space|cavity)|chest)\b|rush of (?:air|blood|fluid)")
_IN = re.compile(r"\b(?:pass|plac|insert|introduc|advanc|guid|direct|put|slid|position|thread|fed)\w*\b")
_PERCUTANEOUS = re.compile(r"seldinger|over (?:a|the) (?:\w+ )?(?:guide)?wire|guide-?wire|pigtail|thal-quick|serial dilat")
#: a tube that only ends an operation
_OPERATION = re.compile(r"thoracoscop|\bvats\b|thoracotomy (?:was|incision)|lobectomy|sternotomy|pleurectomy|decortication|laparotom|wedge resection|pericardial window")


def cut_down(text: str) -> Span | None:
    """Words of a chest tube that was put in by cut-down today.

    Args:
        text: live text of a station.

    Returns:
        The span that names the tube, or nothing where the tube went over a wire, or closed an operation.
    """
    tube = _TUBE.search(text) or _TO_THE_BOTTLE.search(text)
    if tube is None or _OPERATION.search(text) or _PERCUTANEOUS.search(text):
        return None
    cut = sum(1 for words in _CUT if words.search(text))
    if cut < 2 or cut < 3 and not _THROUGH.search(text):
        return None
    if not any(_IN.search(text[max(0, m.start() - 90) : m.end() + 120]) for names in (_TUBE, _TO_THE_BOTTLE) for m in names.finditer(text)):
        return None
    return Span(*tube.span())
