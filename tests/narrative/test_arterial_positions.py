"""Where a catheter lay, told by a pronoun, by a list of findings or by what follows, and treatments that only look like work."""

from __future__ import annotations

import pytest

from cac import Coder, Report

DAY = "2026-04-14"
LUNG = "Haemoptysis, first angiogram, no CTA. Right CFA 5F. "
PLANNED = "Haemoptysis. CTA this morning (thin slice, arterial, complete); embolization planned from it. Right groin 5F. "
HEAD = "Cerebral arteriogram\nTechnique: right CFA 5F. A Davis was taken into each of the vessels listed below, two planes each.\nFindings:\n"
LEG = "Right CFA 6F, up and over to the left. Complete CTA reviewed, treatment planned on it. "
LYSIS = "Lysis check, day 2, left leg, alteplase since yesterday for an acutely occluded SFA. "
LUNGS = "Thromboembolic disease work-up. Right femoral vein 7F. Montefiore pigtail through the heart into the pulmonary trunk"
CASES = (
    # an artery told as found, its selective film opening the next statement
    (LUNG + "The right bronchial artery comes off at T5. Selective arteriogram: blush. A left bronchial was located at T6. Selective injection: normal. Progreat in the right bronchial, particles to stasis.", "36215", 2),
    (LUNG + "The right bronchial artery comes off at T5. Selective arteriogram: blush. A left bronchial was located at T6; it was not entered. Progreat in the right bronchial, particles to stasis.", "36215", 1),
    # a catheter led into "the same trunk", "inside it"
    (PLANNED + "Cobra. Right bronchial trunk found at T5, tortuous. The Progreat tip was put 2 cm down the same trunk; PVA 355-500 till stasis.", "36215", 1),
    (PLANNED + "Cobra. Right bronchial trunk seen at T5 on the aortic run. The sheath was changed and the Progreat withdrawn from it.", "36215", 0),
    # the limb of a common trunk, beyond the intercostal
    (PLANNED + "Mikaelsson in the right intercostobronchial trunk; Progreat past the intercostal origin well into the bronchial limb, 500-700 particles.", "36216", 1),
    (PLANNED + "Mikaelsson in the right intercostobronchial trunk; 500-700 particles from there. No leg was filmed.", "36216", 0),
    # one that arises on its own and was hooked
    (PLANNED + "A left bronchial artery arising on its own from the aorta was then hooked and treated with particles to pruning.", "36215", 1),
    # findings that list the vessels entered
    (HEAD + "1. Right internal carotid artery: normal.\n2. Left vertebral artery: fills the basilar, normal.\n3. Left external carotid artery: seen only by reflux.", "36226", 1),
    (HEAD + "1. Right internal carotid artery (tip C2): normal.\n2. Left internal carotid artery: 2 mm infundibulum.", "36224", 2),
    (HEAD + "1. Right internal carotid artery: normal.\n2. Left external carotid artery: seen only by reflux.\n3. Left internal carotid artery: not catheterized.", "36224", 1),
    (HEAD.replace("A Davis was taken into each of the vessels listed below, two planes each.", "Arch run, 20 for 40.") + "1. Right internal carotid artery: normal.\n2. Left vertebral artery: normal.", "36226", 0),
    # heads of paragraphs, and the place that could not be entered
    ("Cerebral angiogram. Right CFA 5F.\nLEFT ICA. Davis at C2. Normal.\nLEFT VERTEBRAL. Catheter at V2. Basilar normal.", "36226", 1),
    ("Cerebral angiogram. Right CFA 5F.\nLEFT ICA. Davis at C2. Normal head.\nRIGHT SUBCLAVIAN. The vertebral ostium could not be engaged, therefore injected here. The right vertebral ends in PICA; head views.", "36225", 1),
    # findings headed as such right behind a selection; horns that are wide
    ("Epistaxis, first angiogram. Right CFA 5F. Right internal carotid selected, cervical and cerebral views: normal. Right external carotid catheterized next.\nFindings: enlarged sphenopalatine branches.\nHeadway in the right internal maxillary, PVA 250-355.", "36227", 1),
    ("Cerebral angiogram, SAH. Right radial 5F. Tip in the right ICA at C2: 4 mm aneurysm, head views. The head CT shows early temporal horn dilatation. The transverse sinus is dominant on the right.", "37248", 0),
    ("Cerebral angiogram, SAH. Right radial 5F. Tip in the right ICA at C2: 4 mm aneurysm, head views. The head CT shows early temporal horn dilatation. The transverse sinus is dominant on the right.", "36224", 1),
    # a leg told by where the catheter came to lie
    ("Left leg arteriogram, never studied. The left CFA carried plaque; the right was chosen. 5F. Omni flush at L1, aorta filmed. A Glidecath was run down the left iliacs to rest in the left SFA, whence the leg was filmed to the foot.", "36247", 1),
    ("Lower limb angiogram left.\nNo prior angiography. Right groin 5F. Pigtail at L1: aortogram. Over the bifurcation, the Glidecath came to lie in the left SFA and the leg was filmed to the foot from there.", "75774", 0),
    ("Left leg arteriogram, never studied. The left CFA carried plaque; the right was chosen. 5F. Omni flush at L1, aorta filmed. A Glidecath was run down the left iliacs to rest in the left SFA, whence the leg was filmed to the foot.", "36200", 0),
    # branches of the pulmonary trunk told without its name
    (LUNGS + ", then advanced to the main right branch: run. Next the left branch was entered: run.", "36014", 2),
    (LUNGS + "; run. Both lungs fill from there, right branch pruned.", "36014", 0),
    # through old stents; devices thought unwise; a plan for tomorrow
    (LEG + "Left SFA stents occluded. Stents entered with a Glidewire. Turbo-Elite 2.3 through the whole stent segment, DCB 5 x 200.", "37273", 1),
    (LEG + "Left SFA stents occluded. Stents entered with a Glidewire. Turbo-Elite 2.3 through the whole stent segment, DCB 5 x 200. Eluvia 6 x 60 deployed at the edge.", "37277", 1),
    (LEG + "Left SFA 85%. DCB 5 x 100. A stent was felt unwise across the joint.", "37263", 1),
    (LEG + "Left SFA 85%. DCB 5 x 100. A 6 x 60 stent was felt necessary and deployed.", "37267", 1),
    (LEG + "Acute left SFA clot. Unifuse 40 cm laid in the left SFA, tPA 1 mg/h. Tomorrow morning: check angiogram and probable angioplasty of the culprit.", "37263", 0),
    # lysis that unmasked a narrowing
    (LYSIS + "Clot in the SFA gone; unmasked is a focal 75% stenosis of the distal SFA. 6 x 60 Eluvia, 5 mm balloon. Catheter out.", "37267", 1),
    (LYSIS + "No change, SFA still occluded. 6 x 200 Eluvia through the occluded SFA, 5 mm balloon. Catheter out.", "37269", 1),
    # the foot apart from the calf, one side and the kissing balloon
    (LEG + "AT occluded, Diamondback 1.25, 2.5 x 200 balloon. Dorsalis pedis: a separate 80% stenosis, not in contiguity with the AT. 2.0 x 20 balloon.", "37296", 1),
    ("Both CFAs 7F, complete CTA, no diagnostic angiography is needed. Left CIA occluded: VBX 8 x 59. Right CIA 75%: Shockwave 8 x 30, 180 pulses, then Omnilink 8 x 39; kissing inflation at the end with the left.", "37262", 1),
    # one side left undone, one treated
    ("Prostatic artery embolization for BPH, mapped on CTA. Right CFA 5F.\nLeft: Roberts to the left anterior division. Unable to enter the prostatic artery. Abandoned on this side, nothing embolised.\nRight: microcatheter in the right prostatic artery, Embosphere 300-500, 1.6 mL to stasis.", "37243", 1),
    ("Prostatic artery embolization for BPH, mapped on CTA. Right CFA 5F. Roberts to the left and right anterior divisions. Both prostatic arteries could not be entered. Nothing was embolised.", "37243", 0),
    # what a scan lacked, and what it had
    ("Liver mapping. MRI did not have an arterial phase; no earlier arteriogram. Right CFA. Celiac, selected with a Sos. DSA: conventional. Progreat in the right hepatic artery, DSA; MAA given there. The consent covered the later Y-90.", "75726", 1),
    # a nurse with other work is no observer
    (LEG + "Left SFA 85%, 5 x 100 DCB. Fentanyl 150 mcg, midazolam 4 mg under my direction over 48 min; the one nurse in the room gave the drugs and was also circulating and opening supplies.", "99152", 0),
    (LEG + "Left SFA 85%, 5 x 100 DCB. Fentanyl 150 mcg, midazolam 4 mg under my direction over 48 min; the circulating nurse was assigned solely to monitoring.", "99152", 1),
    # the vertebral artery as a landmark, and the catheter of its name
    ("Left subclavian steal, complete CTA, stent planned. Right CFA 7F Shuttle to the arch. Left subclavian occlusion crossed via a 5F Vert. Omnilink 8 x 39 placed short of the vertebral.", "37236", 1),
    ("Left subclavian steal, complete CTA, stent planned. Right CFA 7F Shuttle to the arch. Left subclavian occlusion crossed via a 5F Vert. Omnilink 8 x 39 placed short of the vertebral.", "0075T", 0),
    ("Left vertebral origin stenosis 85%, complete CTA, stent planned. Right CFA 6F guide in the left subclavian. 4 x 12 Xience placed across the left vertebral ostium.", "0075T", 1),
    ("Left subclavian stenosis, complete CTA. Right CFA 6F. JB1 into the left subclavian; 7 x 40 balloon, sparing the vertebral and the LIMA.", "36216", 0),
    # renal arteries told beside their treatment, each trunk of two
    ("Two-sided ostial renal stenoses, complete CTA, both to be stented. Right groin 6F. Each renal was wired in turn. LT: Herculink 5.5 x 18. RT: Herculink 6 x 15.", "37237", 1),
    ("Renal stent, left. CTA complete: 85% ostial. RFA 6F, guide RDC, Spartacore across, 6 x 15 Express SD.", "37236", 1),
    ("Celiac and SMA stenoses on a complete CTA. Via right groin each trunk selected and dilated, celiac 5 mm, SMA 6 mm. No stents.", "37247", 1),
    ("Celiac and SMA stenoses on a complete CTA. Via right groin the SMA selected and dilated, 6 mm. The celiac was left alone. No stents.", "37247", 0),
    # today's film as the ground, whatever it is called
    ("Acute right leg. Nothing imaged before. L CFA 7F up and over. Kumpe in right SFA, leg run: popliteal embolus. On that, aspiration with Lightning 7, three passes, red clot.", "75710", 1),
    ("Acute right leg, embolus on a complete CTA, aspiration planned from it. L CFA 7F up and over. Kumpe in right SFA, leg run: popliteal embolus. Aspiration with Lightning 7, three passes, red clot.", "75710", 0),
    # trunks of the gut that head what their film showed, and those that a scan showed
    ("HCC, arterial mapping. RCFA.\nSMA (5F C2): replaced right hepatic absent. Celiac: tumour seg VI. Micro to right hepatic; micro to left hepatic. Nothing given.", "75774", 2),
    ("Splenic steal? R CFA 5F. Celiac engaged with a Sos, DSA: large splenic. SMA: patent on the CTA, not entered.", "36245", 1),
    # a balloon that holds the alcohol back, an old stent told as open
    ("Right renal cell carcinoma, preoperative. Left CFA. The right main renal was engaged and occluded: 5 cc dehydrated alcohol behind an 8.5 mm balloon, then Nester coils.", "37246", 0),
    ("Rest pain. Left groin 5F. Flush at the renals, aorta shot. Left catheter in the right external iliac, right leg run: long SFA disease. Left leg run off the sheath shows the popliteal stent still open.", "37226", 0),
    # a leg studied through its own puncture alone
    ("Antegrade left CFA stick 4F; hand injections through the sheath, thigh to foot. First study. Patent bypass, PT 60%. Manual hold.", "36140", 1),
    ("Pedal stick for pictures only. Dorsalis pedis left, 21g needle, 4F inner dilator, contrast by hand. Shows AT patent to mid calf, then nothing.", "75710", 1),
    ("Left common femoral arterial line for monitoring under ultrasound. Hand injection to confirm position. Sutured.", "75710", 0),
    ("Right leg angiogram, first. From the left groin 5F Contra hooked across, tip at the right common femoral. DSA groin to toes.", "36246", 1),
    ("Right leg angiogram, first. From the left groin 5F Contra hooked across, tip at the right common femoral. DSA groin to toes.", "36140", 0),
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(model="", store="")


@pytest.mark.parametrize(("text", "code", "units"), CASES)
def test_positions_and_work_told_in_other_words(coder: Coder, text: str, code: str, units: int) -> None:
    lines = coder.suggest(Report(text=text, date_of_service=DAY)).to_dict()["lines"]
    assert sum(line["units"] * (2 if "50" in line["modifiers"] else 1) for line in lines if line["code"] == code) == units, [(line["code"], line["units"]) for line in lines]
