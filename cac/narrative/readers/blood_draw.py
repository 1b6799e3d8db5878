"""A vein punctured, a cannula left in it, or blood drawn from a device, where that is all that was done."""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import seldom
from cac.narrative.case import Case
from cac.narrative.line_text import years
from cac.narrative.procedure import Procedure

FAMILIES = ("central_venous_access",)
ORDER = 94
_STUCK = re.compile(r"veni?-?puncture|phlebotomy|blood draw|blood (?:sample|specimen)s?|difficult (?:iv|venous|intravenous) access|peripheral (?:iv|intravenous|venous) (?:\w+ ){0,3}(?:access|catheter|line|placement|cannula\w*|start)|\bpiv\b|\busgiv\b|peripheral (?:iv|intravenous)\b|iv (?:start|access|placement|cannula\w*)")
_ENTERED = re.compile(r"punctur\w*|cannulat\w*|\bstick\b|\bstuck\b|accessed|enter(?:ed)?\b|needle|\b\d{2} ?-?(?:g|ga|gauge)\b|angiocath|drawn|\bdrew\b|collected|withdrawn|aspirated")
_DRAWN = re.compile(r"(?:blood|samples?|specimens?|labs?|cultures?)[^.;\n]{0,60}\b(?:drawn|collected|obtained|withdrawn|aspirated|taken|sent)\b|\b(?:drew|drawn|draw|collect\w*|withdr\w*|aspirat\w*|sampl\w*|obtain\w*) (?:of )?(?:\w+ ){0,5}(?:blood|samples?|specimens?|labs?|cultures?)")
_PORT = re.compile(r"\bport(?:-?a-?cath)?\b|mediport|implanted (?:\w+ ){0,3}(?:device|port)|huber")
_LINE = re.compile(r"\bpicc\b|hickman|broviac|groshong|central (?:venous )?(?:line|catheter)|permcath|tunnel\w* (?:\w+ ){0,2}catheter|triple lumen|peripheral catheter|midline")
_SKILL = re.compile(
    r"physician(?:'s)? (?:skill|expertise)|skill of (?:a |the )?physician|requir\w+ (?:a |the )?physician|(?:multiple|several|repeated|numerous|two|three|four|five|many|\d)\W+(?:\w+ ){0,4}attempts[^.;\n]{0,60}(?:failed|unsuccess\w*|nurs\w*|iv team|phlebotom\w*|without success|by)|(?:failed|unsuccessful|unable)[^.;\n]{0,60}(?:nurs\w*|iv team|phlebotom\w*|floor|staff|attempts)|(?:nurs\w*|iv team|phlebotom\w*|staff)[^.;\n]{0,60}(?:failed|unable|unsuccess\w*|could not)|difficult (?:iv|venous|intravenous|vascular|vein) access|no (?:palpable|visible|usable) veins?|called (?:because|after|when|for)"
)
_VEINS = (("central", re.compile(r"femoral vein|jugular|femoral venipuncture")), ("scalp", re.compile(r"scalp")))


def read(case: Case, found: list[Procedure]) -> list[Procedure]:
    """Venipuncture or a draw from a device, only where no other service was read."""
    flat = case.document.flat
    if any(p.name not in ("vascular_access",) for p in found) or not (_STUCK.search(flat) or _DRAWN.search(flat)):
        return []
    about = f"{seldom.opening(case)} {seldom.today(case)}"
    if re.search(r"patch|transfus|donor|apheresis|sheath|guide-?wire|renin|adrenal|petrosal|hepatic vein|angiogra|venogra|sinus|dialysis|fistula|arterial (?:line|puncture|stick|blood)|pressure", about):
        return []
    drawn = [told.span(m) for told in seldom.sentences(case) if (m := next((m for m in _DRAWN.finditer(told.text) if seldom.live(told, m)), None))]
    if drawn and (_PORT.search(about) or _LINE.search(about)) and not re.search(r"\bno (?:blood )?return|injected|contrast|tpa|alteplase|plac(?:ed|ement)|insert|remov|exchang|reposition", about):
        return [Procedure("central_venous_access", "blood_draw").because(*drawn[:1]).set("device", "port" if _PORT.search(about) else "catheter")]
    where = seldom.done(case, _STUCK, _ENTERED)
    if not where or _LINE.search(about) or _PORT.search(about) or re.search(r"midline|central (?:line|venous)|picc", about):
        return []
    age = years(case)
    made = Procedure("central_venous_access", "venipuncture").because(*where[:2])
    made.set("under_three", age is not None and age < 3).set("age_told", age is not None)
    made.set("vein", next((name for name, words in _VEINS if words.search(about)), "other"))
    skill = _SKILL.search(flat)
    return [made.set("physician_skill", skill is not None).set("cannula", bool(re.search(r"\biv\b|catheter|cannula|angiocath", about)))]
