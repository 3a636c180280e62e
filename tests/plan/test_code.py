from remesas.plan.code import modules_of


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_modules_are_found_through_modules_and_packages(tmp_path):
    write(
        tmp_path / "scripts/run.py",
        "import json\nfrom library import logged\nfrom remesas.a import f\nfrom remesas.pack import thing\n"
        "from remesas.pure.part import other\n",
    )
    write(tmp_path / "scripts/library.py", "from remesas.shared import logged\n")
    write(tmp_path / "scripts/other.py", "")
    write(tmp_path / "remesas/__init__.py", '"""What it is,\n\nand how."""\n')
    write(tmp_path / "remesas/pure/__init__.py", "")
    write(tmp_path / "remesas/pure/part.py", "")
    write(tmp_path / "remesas/shared.py", "")
    write(tmp_path / "remesas/a.py", "def f():\n    import remesas.late\n")
    write(tmp_path / "remesas/late.py", "")
    write(tmp_path / "remesas/unused.py", "")
    write(tmp_path / "remesas/pack/__init__.py", '"""Some."""\n\nKNOWN = 1\n')
    write(tmp_path / "remesas/pack/thing.py", "")
    names = [path.relative_to(tmp_path).as_posix() for path in modules_of(tmp_path / "scripts/run.py")]
    assert names == [
        "scripts/run.py",
        "remesas/a.py",
        "remesas/late.py",
        "remesas/pack/__init__.py",
        "remesas/pack/thing.py",
        "remesas/pure/part.py",
        "remesas/shared.py",
        "scripts/library.py",
    ]


def test_every_script_of_the_workflow_has_its_modules(request):
    for script in (request.config.rootpath / "workflow/scripts").glob("*.py"):
        assert any(path.name == "logs.py" for path in modules_of(script)), script
