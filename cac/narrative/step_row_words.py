"""Words by which further arteries are told behind those known as entered: in a row, likewise, from a place, past a mouth."""

from __future__ import annotations

from cac import patterns as re

#: arteries named behind a clause that tells how the others were taken: "left ICA and left ECA likewise"
LIKEWISE = re.compile(r"(?:^|[,;.]|\band\b)\s*(?P<row>(?:(?:the|and|then|also|plus|,|&|\+)\s+|\s*<\d+>\s*,?\s*)+)(?:were |was |done |treated |taken |handled )*(?:likewise|similarly|(?:in |done )?the same(?: way| manner| fashion)?|as well|too|ditto|alike|identically|in (?:the same|like|similar|identical) (?:way|fashion|manner))\s*(?=[.;,]|$)")
#: a further row of vessels behind those filmed: "left ICA and left ECA angiograms, then right ICA and right ECA"
THEN_ROW = re.compile(r"(?:angiogra\w*|arteriogra\w*|\bruns?|\bdsa|injections?|injected|selected|catheteri[sz]ed|engaged|filmed)\s*[,;]?\s*(?:and\s+)?(?:then|next|followed by|and also)\s+(?:the\s+)?(?P<row><\d+>(?:[\s,&+/]|\band\b|\bthen\b|\bthe\b)*(?:<\d+>(?:[\s,&+/]|\band\b|\bthen\b|\bthe\b)*)*)(?=[.;]|$)")
#: where the film was made from, told first: "from the right subclavian the posterior fossa was filmed"
FILMED_FROM = re.compile(r"^\s*(?:then |next |and |also )*from\s+(?:the\s+)?<(\d+)>(?:(?!\b(?:not|never|no|unable)\b)[^.;])*?\b(?:was|were|we|i)\s+(?:then |also |next )?(?:filmed|imaged|injected|studied|shot|recorded|opacified)\b")
#: a guide at the mouth of the trunk and then beyond: "guide to the celiac ostium, then mid splenic artery"
PAST_MOUTH = re.compile(r"\{c\}(?:(?!\b(?:not|never|no|unable)\b)[^.;:<]){0,30}\b(?:to|into|in|at)\s+(?:the\s+)?<\d+>\s*(?:ostium|origin|orifice|mouth)\s*,?\s*(?:and\s+)?then\s+(?:(?:to|into|on to|the|mid|distal|proximal)\s+)*<(\d+)>(?!\s*(?:could|was not|were not|not|is|are))")
#: a wire as the next subject: "guide engaged the right main renal, wire to the lower pole branch"
WIRE_NEXT = re.compile(r"[,;]\s*(?:(?:an?|the|and|then|with|stiff|\.?\d[\d.]*)\s+)*$")
#: an artery that was left out, told without a stop before the next catheter: "arch not injected catheter into the right internal carotid"
OTHER_UNDONE = re.compile(r"<\d+>\s*(?:was |were )?not (?:injected|filmed|studied|imaged|entered|selected|run|needed|done|engaged|catheteri[sz]ed)\s*(?:(?:and|then|next|the|an?|but|\d ?f(?:r|rench)?)\s+)*$")
