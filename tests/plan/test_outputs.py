from remesas.core.frames import FRAMES
from remesas.plan.outputs import DOCUMENT, update_document


def test_the_document_about_outputs_says_what_the_frames_say():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == update_document(text), "run: python -m remesas.plan.outputs"
    assert all(f"## {frame.name}\n" in text for frame in FRAMES)
