"""Computer-assisted coding for interventional radiology: a dictated report in, an explained claim out.

>>> from cac import Coder, Report  # doctest: +SKIP
>>> Coder().suggest(Report(text="...", date_of_service="2026-06-01"))  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Coder", "Report", "Suggestion", "__version__"]

if TYPE_CHECKING:
    from cac.coder import Coder
    from cac.report import Report
    from cac.suggestion import Suggestion


def __getattr__(name: str) -> Any:
    """Import the public names on first use: ``import cac`` alone loads neither spaCy nor the rules."""
    if name == "Coder":
        from cac.coder import Coder

        return Coder
    if name == "Report":
        from cac.report import Report

        return Report
    if name == "Suggestion":
        from cac.suggestion import Suggestion

        return Suggestion
    raise AttributeError(f"module 'cac' has no attribute {name!r}")
