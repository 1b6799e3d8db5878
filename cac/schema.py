"""JSON Schema of the answer, contract ``cac.suggestion/1``."""

from __future__ import annotations

from typing import Any

from cac.suggestion import SCHEMA

_TEXT = {"type": "string"}
_SPAN = {
    "type": "object", "required": ["start", "end", "text"],
    "properties": {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0}, "text": _TEXT},
}
_SPANS = {"type": "array", "items": _SPAN}
_TEXTS = {"type": "array", "items": _TEXT}
_CODE = {"type": "string", "pattern": r"^(?:\d{5}|\d{4}T|[A-V]\d{4})$"}
_SHARE = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
STATUSES = ["done", "attempted", "failed", "aborted", "planned", "prior", "existing", "removed", "negated", "hypothetical"]
_KINDS = ["documentation", "included", "edit", "not_performed", "date", "payer", "units"]


def _list_of(required: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "object", "required": list(required), "properties": required}}


def schema() -> dict[str, Any]:
    """The schema; keys beyond those named are allowed, those named are never renamed."""
    parts = {
        "schema": {"const": SCHEMA},
        "report_id": _TEXT,
        "encounter": {"type": "object", "required": ["date_of_service", "claim_type"], "properties": {"date_of_service": {"type": ["string", "null"]}, "claim_type": {"enum": ["professional", "facility"]}}},
        "lines": _list_of(
            {
                "code": _CODE, "system": {"enum": ["CPT", "HCPCS"]}, "units": {"type": "integer", "minimum": 1}, "modifiers": _TEXTS, "role": _TEXT, "label": _TEXT,
                "confidence": _SHARE, "rule": {"type": "string", "minLength": 1}, "sources": {**_TEXTS, "minItems": 1}, "why": _TEXT, "evidence": {**_SPANS, "minItems": 1},
            }
        ),
        "rejected": _list_of({"code": _CODE, "reason_kind": {"enum": _KINDS}, "reason": _TEXT, "rule": _TEXT, "evidence": _SPANS}),
        "queries": _list_of({"id": _TEXT, "element": _TEXT, "question": _TEXT, "options": {**_TEXTS, "minItems": 2}, "indicators": {**_SPANS, "minItems": 1}, "affects": _TEXTS, "effect": _TEXT}),
        "findings": _list_of({"kind": _TEXT, "value": _TEXT, "side": {"enum": ["", "left", "right", "bilateral"]}, "status": {"enum": STATUSES}, "start": {"type": "integer"}, "end": {"type": "integer"}, "text": _TEXT, "section": _TEXT}),
        "procedures": {"type": "array", "items": {"type": "object"}},
        "diagnoses": {"type": "array", "items": {"type": "object"}},
        "measures": {"type": "array", "items": {"type": "object"}},
        "suggestions": {"type": "array", "items": {"type": "object"}},
        "notes": _TEXTS,
        "routing": {"type": "object", "required": ["decision", "confidence", "reasons"], "properties": {"decision": {"enum": ["ready", "review", "query"]}, "confidence": _SHARE, "reasons": _TEXTS}},
        "knowledge": {"type": "object", "required": ["version", "as_of", "ncci", "model"], "properties": {"version": _TEXT, "as_of": {"type": ["string", "null"]}, "ncci": _TEXT, "model": _TEXT}},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, "type": "object", "required": list(parts), "properties": parts}
