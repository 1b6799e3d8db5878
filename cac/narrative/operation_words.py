"""Words of open surgery and of endoscopy, by which a report is none of needle and tube."""

from __future__ import annotations

from cac import patterns as re

#: what the hand of a surgeon or an endoscope does
OPEN = re.compile(
    r"\b(?:bovie|electrocautery|cautery|laparoscop\w+|laparotom\w+|thoracotomy|thoracoscop\w+|vats|iodoform|penrose|blunt(?:ly)? dissect\w*|curved clamp|kelly|hemostat"
    r"|cystoscope|cystoscop\w+|resectoscope|ureteroscop\w+|duodenoscope|gastroscope|endoscope was|egd|colonoscop\w+|bronchoscop\w+|iodoform|fascia was|peritoneum was (?:opened|entered)|fistulectomy|i ?& ?d|debride\w*)"
)
#: operations that a title names
OPERATION = frozenset(("laparoscopy", "laparoscopic", "laparotomy", "thoracotomy", "thoracoscopy", "thoracoscopic", "vats"))
#: what belongs to an operation through ports or the open alone, whatever is screened in it
SURGERY = re.compile(r"\b(?:pneumoperitoneum (?:was|to|at)|insufflated to|veress|critical view|(?:mm|umbilical|epigastric|working|camera) (?:trocars?|ports?)|trocars were|(?:gallbladder|appendix|specimen|colon|spleen|kidney) was (?:removed|divided|dissected|placed in|delivered|passed off)|(?:port|trocar)s? (?:sites? )?(?:was|were) (?:removed|closed)|fascia was (?:closed|opened|incised)|abdomen was (?:entered|opened|closed))\b")
#: an operation that went before, may come or was talked about
TALKED_OF = re.compile(r"discuss|consider|candidate|stand-?by|declin|refus|status post|\bs/p\b|\bafter\b|following|\bsince\b|\bprior\b|previous|history|\bplan|\bmay\b|\bif\b|\bwould\b|\bcould\b|\bnext\b|schedul|\bbefore\b|refer|candidacy|\bago\b|\bpost[- ]?op|\bpod\b|\bdays? \d|\bweeks? |underwent|awaiting|pending|tomorrow|unless|eventual|\blater\b|booked|request|\bno (?:indication|need)")
