"""medspaCy's rule classes, imported without medspaCy's heavy package set-up.

``import medspacy`` loads QuickUMLS with nltk, scipy and pandas (about two seconds) and silences all Python
warnings. Only the three rule classes are wanted here, so the packages above them are entered as bare
name spaces while the rule modules load, and taken out again afterwards: a later ``import medspacy`` by the
user works as ever.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import types
import warnings
from pathlib import Path

_PACKAGES = ("medspacy", "medspacy.target_matcher", "medspacy.section_detection", "medspacy.context")


def _load() -> tuple[type, type, type]:
    if "medspacy" in sys.modules:  # the user has it already: nothing to save
        return _classes()
    spec = importlib.util.find_spec("medspacy")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("medspacy is not installed: run `pip install medspacy`")
    root = Path(spec.submodule_search_locations[0])
    with warnings.catch_warnings():
        for name in _PACKAGES:
            bare = types.ModuleType(name)
            bare.__path__ = [str(root.joinpath(*name.split(".")[1:]))]
            sys.modules[name] = bare
        try:
            return _classes()
        finally:
            for name in _PACKAGES:
                del sys.modules[name]


def _classes() -> tuple[type, type, type]:
    target = importlib.import_module("medspacy.target_matcher.target_rule").TargetRule
    section = importlib.import_module("medspacy.section_detection.section_rule").SectionRule
    context = importlib.import_module("medspacy.context.context_rule").ConTextRule
    return target, section, context


TargetRule, SectionRule, ConTextRule = _load()
