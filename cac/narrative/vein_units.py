"""Veins as they are counted: common iliac; external iliac with common femoral; femoral with popliteal; each is one vessel."""

from __future__ import annotations

#: the vessel that counts, by the name of the vein
UNITS = {
    "common_iliac_vein": "common_iliac", "iliac_vein": "common_iliac", "external_iliac_vein": "external_iliac_common_femoral", "common_femoral_vein": "external_iliac_common_femoral",
    "femoral_vein": "femoral_popliteal", "popliteal_vein": "femoral_popliteal", "deep_femoral_vein": "deep_femoral", "internal_iliac_vein": "internal_iliac",
    "posterior_tibial_vein": "tibial", "anterior_tibial_vein": "tibial", "peroneal_vein": "tibial", "inferior_vena_cava": "inferior_vena_cava", "superior_vena_cava": "superior_vena_cava",
    "brachiocephalic_vein": "brachiocephalic", "subclavian_vein": "subclavian_axillary", "axillary_vein": "subclavian_axillary", "brachial_vein": "brachial", "basilic_vein": "basilic",
    "cephalic_vein": "cephalic", "internal_jugular_vein": "internal_jugular", "renal_vein": "renal", "transplant_renal_vein": "renal", "hepatic_vein": "hepatic", "portal_vein": "portal",
    "superior_mesenteric_vein": "superior_mesenteric", "splenic_vein": "splenic", "transverse_sinus": "dural_sinus", "sigmoid_sinus": "dural_sinus", "azygos_vein": "azygos",
}
