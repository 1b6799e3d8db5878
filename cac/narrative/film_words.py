"""Words for a film or an injection, in any of the ways they are dictated: one list for all who ask."""

from __future__ import annotations

from cac import patterns as re

#: a film, a run, an injection: noun or verb
FILM = (
    r"film(?:ed|ing|s)?|shots?|dsa|runs?|inject(?:ed|ions?|ing)?|inj|(?:arterio|angio)gra(?:m|ms|phy|phic|phically)|angios?|arterios?|cine(?:s|d|angiogra\w+)?|series|pictures?|pics?|views?|obliques?"
    r"|images?|imaged|imaging|stud(?:y|ied|ies)|sequences?|acquisitions?|acquired|recorded|subtract\w+|(?:hand )?puffs?|rotational|frames"
)
#: what dates a film to an earlier time
EARLIER = re.compile(r"\b(?:in|since|last) (?:january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d|spring|summer|autumn|fall|winter)\b[^.\n]*$|\b(?:released|divided|operated|repaired|removed|done|performed) (?:by (?:\w+ )?surg\w+|elsewhere)[^.\n]*$|(?:prior|previous\w*|past|history|remote|s/p|status post|surger(?:y|ies):|\bhad (?:a|an)\b|underwent)[^.\n]*$")
