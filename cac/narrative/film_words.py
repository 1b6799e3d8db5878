"""Words for a film or an injection, in any of the ways they are dictated: one list for all who ask."""

from __future__ import annotations

#: a film, a run, an injection: noun or verb
FILM = (
    r"film(?:ed|ing|s)?|shots?|dsa|runs?|inject(?:ed|ions?|ing)?|inj|(?:arterio|angio)gra(?:m|ms|phy|phic|phically)|angios?|arterios?|cine(?:s|d|angiogra\w+)?|series|pictures?|pics?|views?|obliques?"
    r"|images?|imaged|imaging|stud(?:y|ied|ies)|sequences?|acquisitions?|acquired|recorded|subtract\w+|(?:hand )?puffs?|rotational|frames"
)
