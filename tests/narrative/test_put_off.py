"""What a report puts off to another day, or lists as not done, is no work; the same words beside work done leave it."""

from __future__ import annotations

import pytest

from cac import Coder, Report
from cac.language.pipeline import read
from cac.narrative import put_off

PUT_OFF = (
    "Right leg laser in the new year.",
    "Stent of the other side to be scheduled.",
    "Thoracentesis if breathless, drain next week.",
    "Left lobe in six weeks.",
    "Foam of the ulcer veins left for another session.",
    "Duplex 6/52.",
    "Filter retrieval in 3 months.",
    "Angioplasty of the arch at a later date.",
    "Coil of the side branch, if the flow remains low.",
    "Paracentesis tomorrow on the ward.",
    "Second stage, right kidney, on another day.",
    "Biopsy of the node to be decided.",
    "Stenting reserved for a second sitting.",
)
NOT_DONE = (
    "Not performed: filter, thrombolysis, stent.",
    "Not done - right side, IVUS.",
    "Discussed but not done: phlebectomy, foam.",
    "3. Not required: pulmonary angiogram, pacing wire.",
    "Offered and not performed: glue of the 3.2 mm perforator, sclerotherapy.",
)
WORK_TOLD = (
    "The left kidney was drained and the right will follow in two weeks.",
    "Catheter exchanged today, next change in 3 months.",
    "The abscess recurred in three weeks.",
    "Angioplasty, 8 x 40 balloon, repeat in 6 months.",
    "We deployed the filter, retrieval in 3 months.",
    "Deep entry on the second attempt with a stiff wire.",
    "Aspirated 400 ml in two days of drainage.",
    "Successful port placement, chemotherapy tomorrow.",
    "Right IJ accessed, to be used tomorrow.",
)


def _of(text: str) -> list[str]:
    document = read(f"Report. {text} End.")
    return [document.flat[a:b] for a, b in put_off.spans(document.flat, [(s.start, s.end) for s in document.sentences])]


@pytest.mark.parametrize("text", PUT_OFF + NOT_DONE)
def test_another_day_is_found(text: str) -> None:
    """What is put off is found, or was set aside as a mere name before."""
    assert _of(text) or read(f"Report. {text} End.").flat.removeprefix("report.").removesuffix("end.").strip() == "", text


@pytest.mark.parametrize("text", WORK_TOLD)
def test_work_told_in_the_same_words_stays(text: str) -> None:
    assert not any(word in found for found in _of(text) for word in ("drained", "exchanged", "8 x 40", "deployed", "entry", "aspirated", "placement", "accessed", "abscess"))


@pytest.fixture(scope="module")
def program() -> Coder:
    return Coder(store="", model="")


ABLATION = "Left great saphenous vein entered at the knee under ultrasound. ClosureFast catheter, tumescent 250 ml, seven cycles, vein closed. "


@pytest.mark.parametrize("later", [*PUT_OFF[:3], PUT_OFF[4], PUT_OFF[9], *NOT_DONE])
def test_what_is_put_off_adds_no_line(program: Coder, later: str) -> None:
    def codes(text: str) -> list[str]:
        return [line["code"] for line in program.suggest(Report(text=text, date_of_service="2026-03-04")).to_dict()["lines"]]

    assert codes(ABLATION + later) == codes(ABLATION) == ["36475"]


def test_pads_of_foam_are_no_sclerosant(program: Coder) -> None:
    answer = program.suggest(Report(text=ABLATION + "Foam pads and a compression wrap were put on.", date_of_service="2026-03-04")).to_dict()
    assert [line["code"] for line in answer["lines"]] == ["36475"]
