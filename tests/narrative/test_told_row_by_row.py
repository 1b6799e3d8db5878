"""Tubes and taps told row by row: the side or the place opens the line, and the work needs no name."""

import pytest

from cac import Coder, Report

CASES = [
    (
        "each kidney under its own line, one not drained before",
        "Left kidney: the external nephroureteral catheter was exchanged over a wire, 8F x 24 cm, loop again in the bladder.\n"
        "Right kidney, not drained until today: hydronephrosis, creatinine 3.1. Ultrasound-guided needle into a lower calyx, antegrade contrast shows obstruction, 8F nephrostomy left.",
        {"50387": 1, "50432": 1},
    ),
    (
        "each tube under its side with its day behind it",
        "Bilateral tube visit.\n"
        "Right, placed 3/12: contrast down the tube, kidney decompressed. 10F nephrostomy exchanged over an Amplatz wire for a new 10F, loop in the pelvis.\n"
        "Left, new today: ultrasound guided 21G needle into a lower pole calyx, wire, 8F nephrostomy locked in the pelvis.",
        {"50435": 1, "50432": 1},
    ),
    (
        "catheters of both sides named in the history alone",
        "Bilateral nephroureteral catheters since 2024, changed every 3 months.\n"
        "RIGHT: contrast via the tube fills the collecting system. Catheter out over a Rosen wire, new 10F x 24 cm in its place, both loops formed. Contrast confirms.\n"
        "LEFT: same steps, new 10F x 26 cm.",
        {"50387": 1},
    ),
    (
        "a nephrostomy of the one side gives way to a catheter, that of the other is changed",
        "Left percutaneous nephrostomy and right nephroureteral catheter, both from March.\n"
        "Left: contrast through the tube: patent down to the bladder. Tube removed over wire, 10F x 24 cm nephroureteral catheter advanced with its distal loop in bladder.\n"
        "Right: hub cut, wire to bladder, catheter withdrawn, new 8.5F 24 cm over the wire, loop in bladder.",
        {"50434": 1, "50387": 1},
    ),
    (
        "an external drain now spans to the bowel",
        "Biliary drain check. External biliary drain from last Tuesday, malignant hilar stricture.\n"
        "Contrast through the drain: stricture still tight. Catheter cut, glidewire negotiated across into the duodenum. 10.2F internal-external catheter now spans the stricture with its loop in the duodenum. Capped.",
        {"47535": 1},
    ),
    (
        "a drain slid off over a wire and nothing left",
        "Tube cholangiogram, left PTBD. Contrast through the drain: free flow to the duodenum, no stricture. I cut the drain, passed a wire, slid the drain off over it under fluoroscopy. Nothing left behind.",
        {"47537": 1},
    ),
    (
        "near miss: an external drain stays external",
        "External biliary drain placed last week for leak; cholangiogram via the drain today shows leak closed. External drain left, bag drainage. It may be internalized next week.",
        {"47531": 1},
    ),
    (
        "near miss: a brush that was not used",
        "Biliary catheter check. Right internal-external catheter injected under fluoroscopy: patent anastomosis, no filling defect. Catheter flushed and capped, no exchange. Brushing was not done. Patient to return in 6 weeks.",
        {"47531": 1},
    ),
    (
        "a brush that was",
        "PTBD left. Ultrasound guided access of a segment III duct with a 21G needle, cholangiogram: hilar obstruction. Wire across, brush passed five times through the stricture for cytology. 8.5F internal-external drain, loop in duodenum.",
        {"47534": 1, "47543": 1},
    ),
    (
        "a gastrostomy where no endoscope could pass",
        "Stroke with dysphagia, EGD not possible because of trismus. Stomach insufflated through an NG tube, two T-fasteners, 18G needle under fluoroscopy into the stomach, contrast confirms. Tract dilated and 16F gastrostomy placed. No jejunal extension.",
        {"49440": 1},
    ),
    (
        "near miss: the endoscopist's tube",
        "The endoscopist passed the gastroscope to the stomach and transilluminated; PEG 20F by pull technique, endoscope withdrawn.",
        {},
    ),
    (
        "a gastrostomy made and converted in one session",
        "New gastrojejunostomy, one session, no endoscopy. Stomach inflated with air, T-tacks x3, needle puncture under fluoroscopy, contrast shows rugae. 14F gastrostomy placed first. Then Kumpe through the pylorus, wire to the jejunum past Treitz, the tube exchanged for an 18F GJ. Both ports injected.",
        {"49440": 1, "49446": 1},
    ),
    (
        "a myelogram told by needle, contrast and films",
        "Claudication, cannot have MR. At L2-3 a 22G Quincke under fluoroscopy, colourless drops, 12 mL Isovue-M 200. Films of the lumbar spine in AP, lateral and both obliques: tight stenosis L3-4, waist at L4-5. I read the films.",
        {"62304": 1},
    ),
    (
        "a myelogram of three regions told by its films",
        "Post-laminectomy pain with pacemaker. 22 gauge spinal needle at L2-3 under fluoroscopy, clear fluid returned, Omnipaque 300 10 mL. Table tipped head down, contrast run up to the thoracic and the cervical canal. Thoracic films AP and lateral: block at T9. Cervical films: no cord compression. Lumbar films: L4-5 stenosis.",
        {"62305": 1},
    ),
    (
        "near miss: contrast for an epidural",
        "Epidural steroid L4-5. 20G Tuohy, loss of resistance, 1 mL Omnipaque shows epidural spread on AP and lateral views. Lumbar films from March: stenosis. 80 mg methylprednisolone.",
        {"62323": 1},
    ),
    (
        "near miss: fluid taken, films of another day",
        "Lumbar puncture. L3-4, 22G spinal needle under fluoroscopy, clear fluid, four tubes of 3 mL sent. Opening pressure 14. Lumbar films show scoliosis.",
        {"62328": 1},
    ),
    (
        "rows by place under one sentence on ultrasound",
        "Cirrhosis with a right effusion and tense ascites. Both tapped under live ultrasound, images kept.\n"
        "Belly, LLQ: 5F Yueh, 6 L amber fluid, out.\n"
        "Hemithorax, right: 5F Yueh, 1.1 L, out.",
        {"32555": 1, "49083": 1},
    ),
    (
        "rows by place, one only marked",
        "Thoracentesis and paracentesis.\n"
        "Chest, left base: marked with ultrasound only. 18G needle, 800 mL serous, needle out.\n"
        "Abdomen, RLQ: real-time ultrasound, image saved. Yueh 5F, 3 L, catheter removed.",
        {"32554": 1, "49083": 1},
    ),
    (
        "two collections as rows",
        "CT guided drainage.\n"
        "Abdomen, right: 6 cm collection. 18G needle under CT, pus, 12F drain left.\n"
        "Pelvis, midline: 4 cm collection. 18G needle under CT, pus, 10F drain left.\n"
        "Chest: small effusions.",
        {"49406": 2},
    ),
]


@pytest.mark.parametrize(("text", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_told_row_by_row(text: str, codes: dict[str, int]) -> None:
    report = Report(text=text, date_of_service="2026-03-03", claim_type="professional")
    assert {line["code"]: line["units"] for line in Coder(store="", model="").suggest(report).lines} == codes
