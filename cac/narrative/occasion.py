"""Whether a report tells of a procedure at all: letters, notes, scans, pathology and open surgery have none to code.

The kind of a document is told by its first lines and its parts, the work of today by what was done at the table. A
document of a kind that carries no procedure stays silent unless work of today is told in it as well.
"""

from __future__ import annotations

from cac import patterns as re

from cac.narrative import kind
from cac.narrative.case import Case, once

#: what the first lines of a note without a procedure call themselves
_NOTE = re.compile(
    r"e-?consult|consult(?:ation)?\b|chart review|record review|(?:image|imaging|film|case|referral) (?:review|discussion|triage)|second opinion|curbside|tumou?r board|\bmdt\b|multidisciplinary|(?:telephone|phone|video|tele\w*|virtual|inter-?professional)[ -](?:\w+ )?(?:note|call|encounter|consult\w*|visit|advice|conversation)"
    r"|(?<!outpatient )clinic(?!s? (?:room|last|in\b|suite))(?: |/|:|$|\.|\n)|office (?:visit|note)|outpatient visit|follow-?up (?:visit|note|clinic)|progress (?:note|/)|- progress\b|\b(?:ward|tube|daily|bedside|icu) rounds?\b|pre-?procedur\w* (?:visit|assessment|evaluation|note|clinic)|planning (?:note|meeting)|informal (?:advice|opinion|request)|advice\b|no patient contact|new patient|h&p|history and physical"
    r"|discharge (?:summary|letter|note)|hospital course|admission (?:note|summary)|daily note|\b(?:neuro |surgical |medical )?(?:icu|intensive care|critical care)\b[^\n]{0,24}(?:note|progress|daily|summary|-|day)|transfer (?:note|summary)|\bdear (?:dr|doctor|colleague|mr|ms|mrs|prof)|^\W*re: |nursing (?:note|assessment|record)|wound (?:care|clinic)|nutrition (?:support|note|/|rounds)|dietitian|hand-?off|sign-?out|soap note|(?:nephrology|surgery|hepatology|oncology|cardiology|medicine|neurology|pulmonary) (?:progress|note|follow)"
)
#: a note that says itself to be of a procedure
_PROCEDURE_NOTE = re.compile(r"consult\w*\s*(?:and|&|/|\+|with|,)\s*(?:emergen\w+ |ir |immediate )?(?:procedure|intervention|angiogra\w*|arteriogra\w*|emboli\w*|operati\w*|treatment|drainage)|(?:procedure|procedural|operative|operation|injection|intervention) (?:note|report|record)|\bop note")
#: notes of a visit or a stay, in which past procedures are told at length
_VISIT = re.compile(r"follow-?up|progress|discharge|h&p|history and physical|consult|rounds\b|\bmdt\b|board|clinic (?:note|letter|visit)|office|admission|summary")
#: the heart's own trade, each kind counting once
_HEART = tuple(re.compile(words) for words in (r"coronar(?:y|ies)", r"\brca\b|\blad\b|circumflex|\blcx\b|left main|obtuse marginal|\bom ?\d\b|\bpda\b", r"\btimi\b", r"\bpci\b|percutaneous coronary", r"ventriculogra|\blvedp\b|ejection fraction|\blvef\b", r"\bn?stemi\b|myocardial infarct|acute coronary|\bangina", r"\bjr ?4\b|\bjl ?4\b|judkins|\bxb ?3|\bebu\b|amplatz left", r"atrial (?:fibrillation|flutter) ablation|pulmonary vein isolation|pacemaker|\bicd\b|lead (?:was|threshold)|sinus node|transseptal", r"ticagrelor|bivalirudin|prasugrel|intracoronary", r"aortic valve|mitral|tavr|transesophageal|echocardiogra"))
_ELSEWHERE = re.compile(r"(?:renal|iliac|carotid|subclavian|vertebral|femoral|popliteal|mesenteric|celiac|leg|extremity|peripheral|abdominal|aortic arch|arch|pulmonary|bypass|lower)\b[^.\n]{0,40}(?:arteriogra|angiogra|angioplast|stent|thrombectom|embol|run-?off)|aortogra|aortic root inj|(?:arteriogra|angiogra)\w* (?:of|in) (?:the )?(?:renal|iliac|carotid|subclavian|femoral|leg|aort)|iabp|balloon pump|central (?:venous )?(?:line|catheter)|filter")
#: the parts of a report of tissue
_TISSUE = re.compile(r"surgical pathology|cytopathology|histopathology|cytology report|gross description|macroscop\w+|microscop\w+(?: description)?\s*:|immunostain\w*|immunohisto\w+|accession\b|final diagnosis|papanicolaou|diff-?quik slides|cell block|specimen(?:s)? received|nature of specimen|\bbethesda (?:v|vi|iii|iv)\b")
#: the saying that nothing was done
_NOTHING = re.compile(
    r"\bno (?:invasive |image[ -]guided |ir |interventional |percutaneous |bedside )?(?:procedures?|interventions?)(?: (?:was|were|is|has been|have been|of any kind))?(?: (?:yet|performed|done|undertaken|carried out|attempted|today|at this (?:visit|time)|provided|given|billed))"
    r"|\bnothing (?:was )?(?:done|performed|placed|attempted)\b(?! (?:else|further|there|here|below|above|in the|to the|at the|for the|to it|on the))|(?:procedure|intervention)s? (?:was |were )?not (?:performed|done|carried out) (?:today|at this)|no (?:patient contact|hands-?on)|not (?:seen|examined) in person|no imaging was (?:acquired|performed|obtained)|without (?:any )?(?:procedure|intervention) (?:today|being)"
    r"|(?:declined|refused|did not wish|does not wish|decided against|chose not)[^.\n]{0,30}(?:procedure|proceed|study|biopsy|intervention|angiogra\w*|drain\w*)|(?:procedure|study|biopsy|drainage|case|angiogra\w*|embolization|exchange) (?:was |is |has been |therefore |thus )*(?:cancell?ed|postponed|deferred|not (?:started|begun|performed|done|attempted)|called off|rescheduled)|no (?:sheath|needle|puncture|incision), no|\bno (?:needle|trocar|biopsy gun) (?:was )?(?:opened|unwrapped|unpacked)\b|\b(?:tap|paracentesis|thoracentesis|aspiration) (?:was )?(?:not (?:done|performed|carried out|attempted)|cancell?ed|called off)\b|not (?:brought|moved|taken) to the (?:table|room|suite)|groin (?:had|was)[^.\n]{0,40}not prepped|cancell?ed (?:before|prior to|without)"
)
#: the saying that the patient left as he came
_UNTOUCHED = re.compile(r"\b(?:skin|groin|wrist|neck|artery|vein|vessel) (?:was |were |is )?(?:not|never) (?:yet )?(?:punctured|entered|broken|breached|incised|touched|violated)\b|\b(?:decision|decided|elected|chose|opted)\b[^.;\n]{0,30}\b(?:not (?:to )?proceed|not to go ahead)\b|\bno (?:skin )?(?:puncture|incision|needle) (?:was |had been )?(?:made|attempted|performed|begun)\b|\b(?:cancell?ed|called off|stopped|aborted|postponed) before (?:any |the )?(?:access|puncture|sedation|incision|skin|needle|draping|prep\w*)\b")
#: work at the table, each kind counting once
_WORK = {
    "prepared": re.compile(r"prepped|draped|sterile (?:skin )?(?:prep\w*|technique|fashion|manner|conditions|drapes?)|chlorhexidine|chloraprep|betadine|povidone|time[ -]?out\b|aseptic"),
    "reached": re.compile(r"\b(?:cfa|cfv|femoral|radial|jugular|popliteal|brachial|ij|groin)\b[^.;\n]{0,20}\b(?:access|stick|stuck|puncture)\b|\b(?:access|stick|puncture)\b[^.;\n]{0,20}\b(?:cfa|cfv|femoral|radial|jugular|popliteal|brachial|ij|groin)\b"),
    "crossed": re.compile(r"\b(?:wire|command|glide\w*|v-?1[48]|fielder)\b[^.;\n]{0,30}\b(?:across|through|crossed)\b|\bcrossed (?:w|with)\b|\b\d(?:\.\d)? ?x ?\d{2,3}\b[^.;\n]{0,30}(?:balloon|armada|coyote|sterling|ultraverse|sapphire|dcb|stent|\bmin\b|atm)|(?:drug[- ]coated|plain|\d ?mm) balloon|\bdcb\b"),
    "closed": re.compile(r"manual (?:pressure|hold|compression)|angio-?seal|\bmynx|perclose|proglide|star-?close|vascade|exo-?seal|(?:plug|closure) (?:device )?to\b"),
    "numbed": re.compile(r"lidocaine|lignocaine|\blido\b|local an[ae]+sthe|an[ae]+stheti[sz]ed|numbed|bupivacaine|ropivacaine"),
    "entered": re.compile(r"needle (?:access|entry|stick|puncture)|needles? (?:was|were|tip|seen|advanced|inserted|passed|placed|into|in)|punctured|was accessed|were accessed|micropunct|\b\d{1,2} ?-?(?:g|ga|gauge)\b|sheath|dilator\b|\bperc(?:utaneous(?:ly)?)?\b|inject(?:ed|ion)|guide-?wire|\bwires?\b (?:was|passed|into|in|->)|seldinger|trocar|cannulat"),
    "worked": re.compile(r"(?:catheter|line|tube|drain|port|cuff)\b[^.;\n]{0,40}(?:came out|freed|dissected|pulled|slid out|taken out)|(?:catheter|drain|tube|stent|balloon|coils?|filter|port|line|cannula|probe|electrode|antenna|device|seed|clip|marker|graft|plug)s?\b[^.;\n]{0,40}\b(?:advanced|placed|inserted|deployed|exchanged|removed|positioned|passed|withdrawn|left|inflated|released)|(?:advanced|placed|inserted|deployed|exchanged|positioned|passed|released) (?:a|an|the|into|in|over)\b|(?:artery|vein|trunk|division|duct|branch)\b[^.;\n]{0,40}\b(?:selected|catheteri[sz]ed|entered|engaged|emboli[sz]ed|injected)|\bi (?:then )?(?:selected|entered|catheteri[sz]ed|punctured|injected)|(?:spheres|particles|coils|glue|foam)\b[^.;\n]{0,30}(?:given|injected|packed)|\bmicro-?cath\w*\b[^.;\n]{0,50}\b(?:through|to|into|past|beyond)\b"),
    "told": re.compile(r"\b(?:i|we) (?:then |next |first |now )?(?:selected|entered|passed|catheteri[sz]ed|punctured|injected|placed|advanced|inserted|removed|drained|aspirated|biopsied|deployed|put|took|guided|accessed)"),
    "took": re.compile(r"\b(?:two|three|four|five|six|seven|eight|\d{1,2}) (?:\w+ )?(?:cores?|passes|samples|cylinders|specimens)\b|\bcores? (?:x ?\d|\d+ ?mm)|\d+ ?w\b[^.;\n]{0,30}min|\d+ ?(?:watts|joules|kj)\b|freez\w+|(?:cores?|samples?|specimens?|passes|cylinders|slides)\b[^.;\n]{0,30}(?:obtained|taken|sent|made|acquired)|(?:\d|lit(?:er|re)s?|ml|cc)\b[^.;\n]{0,40}(?:removed|drained|aspirated|withdrawn|evacuated|returned)|aspirated|opening pressure|\bop\b:? ?\d|\bcsf\b[^.;\n]{0,30}(?:obtained|sent|drawn|collected|returned)|\d tubes\b"),
    "instilled": re.compile(r"\binstill\w*\b[^.;\n]{0,40}\b(?:alteplase|t-?pa|dornase|urokinase|streptokinase|talc|doxycycline|bleomycin|fibrinolytic)|\b(?:alteplase|t-?pa|dornase|urokinase|streptokinase|talc|doxycycline|bleomycin)\b[^.;\n]{0,70}\b(?:instilled|pushed|injected|clamped|run in)\b"),
    "sedated": re.compile(r"midazolam|versed|fentanyl|moderate sedation|conscious sedation|general (?:endotracheal )?an[ae]+sthe|\bmac\b"),
    "imaged": re.compile(r"contrast (?:was )?inject|injected with contrast|under (?:\w+ )?(?:fluoro\w*|ultraso\w*|ct)\b|fluoro(?:scopy)? time|(?:us|ultrasound|ct|fluoroscop\w*|mr)[- ]guid|real[- ]time|(?:angio|arterio|veno|fistulo|cholangio|nephrosto)gra\w+ (?:was |were )?(?:performed|obtained|done)|\bdsa\b|road-?map"),
}
#: a catheter at its place, and a film from there
_CATHETER_AT = re.compile(r"\b(?:pigtail|omni-?flush|flush|catheter|cath|cobra|sos|simmons|glidecath|c2|tip)\b[^.;\n]{0,40}\b(?:parked|at|in|into|to|above|pulled|advanced|positioned|engaged|selected)\b|\bit was (?:then )?pulled (?:down|back)|\b(?:selected|engaged|catheteri[sz]ed)\b")
_FILM = re.compile(r"\b(?:aortogra\w+|(?:arterio|angio)gra\w+|run-?offs?|run off|dsa|bolus chase|runs?|injected|inj)\b")
#: sentences on other days and on what may come
_OTHER_DAY = re.compile(
    r"\bago\b|\b(?:19|20)\d\d\b|\bhx\b|(?:last|on|in|since) (?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w*\b|last (?:spring|summer|autumn|fall|winter)|\bproven\b|at the (?:other|outside|referring|same) (?:hospital|time)|talking about|previous|\bprior\b|history|\bs/p\b|status post|yesterday|last (?:week|month|year|night)|\b\d{1,2}/\d{1,2}\b|scheduled|\bplan\b|planned|discuss|would|could|should|\bmay\b|\bmight\b|consider|recommend|\brisks?\b|explained|candidate|if (?:the|he|she|there|it|needed|leak)|offered?|option|will\b|to be\b|suggest|advis|refer|tomorrow|next (?:week|month)|past\b|underwent|evaluate for|\bremains?\b|\bpost[- ]?op day|hospital day|by interventional radiology|\bby ir\b|performed by dr"
)
_SCAN = re.compile(
    r"^\W*(?:[^\n]{0,60}\n+)?\W*(?:(?:diagnostic )?(?:exam(?:ination)?|study|procedure|title)\s*:?\s*)?(?:(?:portable|diagnostic|bilateral|venous|arterial|complete|limited|screening|left|right|both|lower|upper|extremit\w+|legs?|arms?|neck|abdom\w+|chest|pelvi\w+|carotid|renal|transplant|brain|head|spine|thyroid|liver|aorta|aortic|outpatient|inpatient|vascular lab\w*|noninvasive),? )*(?:contrast[ -]enhanced |unenhanced |non-?contrast |high[ -]resolution |multiphas\w+ |follow-?up |interval )?"
    r"(?:ct|cta|mri?|mra|mrv|pet[ /-]?ct|mrcp|computed tomography|magnetic resonance|(?:chest |abdominal )?(?:radiograph|x-?ray)|(?:portable |ap |pa )?chest\b(?= ?(?:\d{3,4}\b|ap|pa|portable|two|single|1|2|one|[,.:\n]|$))|cxr|(?:venous |arterial |carotid |renal )?(?:duplex|doppler)|(?:us|ultrasound|sonogram)(?! guid)|hepatobiliary|hida|scintigraphy|bone scan|(?:screening |diagnostic )?mammogra\w+|echocardiogra\w+|nuclear medicine|v/?q scan|lung perfusion|kub|barium|esophagram|upper gi)\b(?![ -]*(?:guid|fluoro|myelo|arthro|discogra))[^.\n]{0,90}"
)
_ACT_IN_NAME = re.compile(
    r"guid|biops|intrathecal|drain(?!age of the)|aspirat|inject|ablat|plac|insert|block|punctur|localiz|localis|marker|fiducial|arthro|myelo|(?<!ct )(?<!mr )(?<!cta )angiogra|venogra|embol|exchange|remov|catheter|cordotomy|plasty|sclero|thoracent|paracent|nephrost|tube|needle|cryo|fistulo|check|fna|pseudoaneurysm|thrombin"
)
#: words of open, laparoscopic and orthopaedic surgery, each kind counting once
_OPEN = tuple(
    re.compile(words)
    for words in (
        r"incision (?:was|is)|(?:midline|vertical|longitudinal|transverse|oblique|skin|lateral|medial|curvilinear|cm) incisions?|opened through", r"bovie|cautery|electrocaut\w*|harmonic|ligasure|enseal", r"\b[2-7]-0\b|\b[2-7]/0\b|prolene|vicryl|\bpds\b|monocryl|\bsilk\b|ethibond|nylon suture", r"anastomos[ie]s (?:was|with|performed|tested)|proximal anastomosis|distal anastomosis|end-to-(?:end|side)",
        r"cross-?clamp|\bclamp(?:s|ed)?\b|vessel loops?|tourniquet", r"retract(?:or|ed)|weitlaner|bookwalter|self-retaining", r"fascia(?:l)? (?:was|closed|opened|incised|with)|wound (?:was )?closed|closed in layers|skin (?:was )?closed|staples|subcuticular", r"laparotom\w*|laparoscop\w*|pneumoperitoneum|insufflat\w*|veress|thoracotom\w*|thoracoscop\w*|sternotom\w*|craniotom\w*|laminectom\w*",
        r"dissect(?:ed|ion) (?:was|down|out|free|off)|were dissected|dissected|mobili[sz]ed|kocher", r"endarterectom\w*|arteriotomy|fogarty|bypass graft|interposition graft|dacron", r"lag screw|intramedullary|reamer|reamed|interlocking|plate (?:was|and)|\bscrews?\b|osteotom\w*|curett\w*|\bnail\b", r"resect(?:ed|ion)|excised|divided|ligated|oversewn|stapled|specimen (?:was )?(?:removed|passed off|sent)",
        r"(?:scope|bronchoscope|endoscope|colonoscope|cystoscope|duodenoscope|gastroscope|echoendoscope|ureteroscope|hysteroscope)\b (?:was|were|is)|scope (?:advanced|introduced|passed)|ebus|vocal cords|carina",
    )
)
_PERCUTANEOUS = re.compile(r"percutaneous|seldinger|micropunct|guide-?wire|over (?:a|the) wire|\bsheath\b|fluoroscop|c-arm|arteriogra|angiogra|venogra|cholangiogra|(?:us|ultrasound|ct|image|fluoroscop\w*)[- ]guid|under (?:ultrasound|ct|fluoro)|port-?a-?cath|(?<!mm )\bport\b(?!s|(?: site)? (?:was|were) (?:introduced|inserted|placed under))|hickman|tunnel\w* (?:\w+ ){0,3}(?:catheter|line|port|cuff|drain)|(?:catheter|line|port|drain)\b[^.\n]{0,30}\btunnel|subcutaneous(?:ly)? tunnel|picc|central (?:venous )?(?:line|catheter)|central venous|subclavian (?:vein )?(?:was )?(?:access|stick|punct|cannul)|needle (?:biops|aspirat|localiz)|thoracentes|paracentes|lumbar puncture|epidural|chest tube|thoracostomy|nephrostom|\bspinal needle|pleurx|gastrostomy|biopsy needle|core biops|stent[- ]?graft|kyphoplast|vertebroplast|tenckhoff|peritoneal dialysis|arterial line|facet|joint inject|interscalene|nerve block")


#: said where the words of a document and not its form tell that it carries no procedure
READS_LIKE_NONE = "the words are those of a document without a procedure of today (visit, summary, scan, open or endoscopic operation)"


@once
def silent(case: Case) -> bool:
    """Whether the report is of a kind that has no procedure to code and tells of none done today."""
    flat = case.document.flat
    if len(set(_TISSUE.findall(flat))) >= 3:
        return True
    if _scan(flat) and len(_work(case)) < 2:
        return True
    if nothing_done(case):
        return True
    opening = _opening(case)
    if _NOTE.search(opening) and not _PROCEDURE_NOTE.search(opening) and "instilled" not in _work(case) and (len(_work(case)) < 2 or _VISIT.search(opening) and len(_work(case)) == 2 and not _work(case) & {"numbed", "prepared", "took", "sedated", "told"}):
        return True
    if _open_surgery(case) or _of_the_heart(case):
        return True
    if kind.carries_none(flat, lambda: evidence(case)):
        case.notes.append(READS_LIKE_NONE)
        return True
    return False


def nothing_done(case: Case) -> bool:
    """Whether the report says itself that no procedure was done, and tells of none."""
    flat = case.document.flat
    if _NOTHING.search(flat) and not _work(case) & {"entered", "worked", "took", "imaged", "closed"} and not _filmed(case):
        return True
    return _UNTOUCHED.search(flat) is not None and not _work(case) & {"entered", "worked", "imaged", "crossed", "closed"}


@once
def evidence(case: Case) -> dict[str, float]:
    """What the rules saw of the kind of a document, as numbers of at most `kind.MOST` for the weighted list of words."""
    opening, work = _opening(case), _work(case)
    told = {f"work {name}": 1.0 for name in work}
    told |= {
        "work": len(work) / 8,
        "through the skin": len(set(_PERCUTANEOUS.findall(_operation(case)))) / 6,
        "open": open_kinds(case) / 6,
        "open at length": float(open_kinds(case) >= 3),
        "note": float(bool(_NOTE.search(opening))),
        "scan": float(_scan(case.document.flat)),
        "heart": sum(1 for words in _HEART if words.search(case.document.flat)) / 4,
        "tissue": len(set(_TISSUE.findall(case.document.flat))) / 3,
        "nothing": float(bool(_NOTHING.search(case.document.flat))),
    }
    return {name: min(value, kind.MOST) for name, value in told.items() if value}


def _of_the_heart(case: Case) -> bool:
    """Work on coronary arteries, valves or the conduction of the heart and on nothing else."""
    body = _operation(case)
    return sum(1 for words in _HEART if words.search(case.document.flat)) >= 4 and _ELSEWHERE.search(body) is None


#: the clinic a patient came from to be treated
_CAME_FROM = re.compile(r"\b(?:decided|agreed|planned|decision|plan|seen|discussed|consent\w*|booked|listed|met|reviewed|offered|counsel\w+)\b[^.;\n]{0,40}\b(?:in|at) (?:\w+ ){0,3}clinic\b|\b(?:brought|sent|referred|came|comes|arrived|admitted|transferred|straight|direct\w*)\b[^.;\n]{0,24}\bfrom (?:\w+ ){0,3}clinic\b")


def _read_text(case: Case) -> str:
    """The text without the sentences that were set aside."""
    given, end, told = case.document.text, 0, []
    for span in case.document.sentences:
        told += ["\n" * given[end : span.start].count("\n") or " ", given[span.start : span.end]]
        end = span.end
    return "".join(told)


@once
def _opening(case: Case) -> str:
    """What a document calls itself: its first lines, or the first sentence of one that has no lines."""
    text = _read_text(case)
    lines = [line.strip().lower() for line in text.splitlines() if line.strip()][:3]
    short = [line for line in lines if len(line) < 110]
    told = "\n".join(short) if short and len(lines[0]) < 110 else re.split(r"(?<=[.;])\s", lines[0])[0][:160] if lines else ""
    return _CAME_FROM.sub(" ", told)


def _scan(flat: str) -> bool:
    """A diagnostic study named in the first lines, with its parts and without an act in its name."""
    name = _SCAN.match(flat)
    if name is None or _ACT_IN_NAME.search(name.group()):
        return False
    return sum(1 for word in ("technique", "comparison", "findings", "impression", "conclusions?", "opinion", "clinical", "indications?", "history", "reason", "compared", "ordering diagnosis", "diagnosis", "interpretation", "read by", "exam quality") if re.search(rf"(?:^|[\n.]) *{word}\b", flat)) >= 2


@once
def _work(case: Case) -> set[str]:
    """Kinds of work at the table told of today."""
    found: set[str] = set()
    for number in range(len(case.document.sentences)):
        section = case.document.sections[case.document.sentence_section[number]]
        text = case.sentence(number)
        if section.role == "plan" or section.name in ("history", "comparison", "consent") or _OTHER_DAY.search(text) or re.search(r"\b(?:no|not|never|without|neither)\b[^.\n]{0,30}$|^\s*no\b", text):
            continue
        found |= {kind for kind, words in _WORK.items() if any(not re.search(r"\b(?:no|not|without|never)\b[^.;,\n]{0,24}$", text[: m.start()]) for m in words.finditer(text))}
    return found


def _filmed(case: Case) -> bool:
    """Whether a sentence of today tells of a catheter at its place and of a film from there: "no intervention" means no treatment then."""
    for number in range(len(case.document.sentences)):
        section = case.document.sections[case.document.sentence_section[number]]
        text = case.sentence(number)
        if section.role not in ("plan", "background") and not _OTHER_DAY.search(text) and not re.search(r"\b(?:no|not|never|without|neither|declin\w+|refus\w+|cancel\w+|postpon\w+|defer\w+)\b", text) and _CATHETER_AT.search(text) and _FILM.search(text):
            return True
    return False


#: studies and operations through a scope, by their names and by the scope itself; and work by needle that goes beside one
_ENDOSCOPY = re.compile(r"\bercp\b|\begd\b|\bpeg\b|endoscop(?:y|ic)|gastroscop|enteroscop|colonoscop|sigmoidoscop|bronchoscop|cystoscop|ureteroscop|hysteroscop|arthroscop|cholangiopancreatogra|\bebus\b|\beus\b|thoracoscop|laparoscop|medical thoracoscopy|\bturp\b|\bturbt\b")
_SCOPE = re.compile(r"\b(?:\w*scope)\b (?:was|were|is|went|passed|advanced|introduced|in\b|inserted|came|showed|back)|\bolympus\b|\bpentax\b|fujinon|\b(?:tjf|gif|cf|bf|pcf)-?\w*\d|through the (?:scope|working channel)|side ?view(?:er|ing)|\bampulla\b|sphincterotom|vocal cords|\bcarina\b|light from the scope|transillumin|papilla\b|duodenoscope|\bscope\b")
_BY_NEEDLE = re.compile(r"transhepatic|percutaneous(?! endoscopic)|rendezvous|from above|\bptc\b|through the (?:skin|tract|drain)|\bchiba\b|micropunct|seldinger|(?:femoral|radial|jugular|brachial)\b[^.\n]{0,30}\b(?:access|punct|stick|sheath)|thoracent|nephrostom|t-?fasteners?|gastropex|(?:ultrasound|ct|fluoro\w*)[ -]guid|under (?:ultrasound|ct)\b|lumbar punct|chest tube")


def _through_a_scope(case: Case) -> bool:
    """A document named after a scope, told at the scope, with no needle of its own under imaging."""
    body = _operation(case)
    return _ENDOSCOPY.search(_opening(case)) is not None and _SCOPE.search(body) is not None and not _BY_NEEDLE.search(body)


def _open_surgery(case: Case) -> bool:
    """An operation through the open, a scope or bone, with nothing done through the skin."""
    if _through_a_scope(case):
        return True
    body = _operation(case)
    kinds, through = open_kinds(case), set(_PERCUTANEOUS.findall(body))
    if re.search(r"laparoscop|thoracoscop|pneumoperitoneum|\bvats\b", body):
        through -= {"port", "chest tube", "thoracostomy", "nerve block"}  # the way of the scope, its drain and its blocks
    bone = re.search(r"open reduction|internal fixation|locking plate|\borif\b|osteotom|arthroplasty", body)
    return kinds >= 3 and not through or kinds >= (3 if bone else 5) and through <= {"fluoroscop", "c-arm"}


def open_kinds(case: Case) -> int:
    """How many kinds of words of open, endoscopic or bone surgery the work of today is told in."""
    body = _operation(case)
    return sum(1 for words in _OPEN if words.search(body))


@once
def _operation(case: Case) -> str:
    """What was done today, without history, plans and what was denied."""
    told = []
    for number in range(len(case.document.sentences)):
        section = case.document.sections[case.document.sentence_section[number]]
        text = case.sentence(number)
        if section.role != "plan" and section.name not in ("history", "indication", "comparison", "consent", "preoperative_diagnosis", "postoperative_diagnosis") and not re.search(r"status post|\bs/p\b|previous|\bprior\b|history of|discussed|considered|\bno (?:intraoperative |completion |further )?(?:arterio|angio)|in (?:19|20)\d\d", text):
            told.append(text)
    return "\n".join(told)
