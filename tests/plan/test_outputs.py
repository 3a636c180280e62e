import re

from remesas.core.frames import FRAMES
from remesas.plan.outputs import DOCUMENT, update_document
from support.project import ROOT


def test_the_document_about_outputs_says_what_the_frames_say():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == update_document(text), "run: python -m remesas.plan.outputs"
    assert all(f"## {frame.name}\n" in text for frame in FRAMES)


def test_a_frame_lies_where_a_rule_puts_it():
    rules = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "workflow" / "rules").glob("*.smk"))
    rules = rules.replace("{edition}", "").replace("<processed>", "processed")
    paths = [path for frame in FRAMES for path in frame.files.split(", ")]
    assert [path for path in paths if not re.search(re.escape(path).replace(r"\*", r"\{\w+\}"), rules)] == []
