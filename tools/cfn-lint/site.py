"""Runs inside of Pyodide: makes the folder that its Python imports cfn-lint from, as one file and an index.

/wheels and /native are folders of the machine; the outcome goes to /out. Compiled by the Python that will run it, and
without what cfn-lint never imports.
"""

import importlib.util
import json
import os
import re
import shutil
import sys
import zipfile

SITE = "/site"
LEFT_OUT = re.compile(
    r"(^|/)(tests?|testing|benchmarks)/|\.so$|\.pyi$|(^|/)py\.typed$|^share/|\.data/|^isympy|^jsonpatch_cli|jsonpointer_cli"
)
# Large, and a small part of them is ever imported: which, a run tells.
LARGE = ("sympy", "networkx", "mpmath")
# Imported when a condition is first solved in some way that the run below may not meet.
NEEDED_LATER = re.compile(r"sympy/(logic|assumptions|core)/")


def is_wanted(name):
    if name.endswith("/"):
        return False
    if ".dist-info/" in name:
        return re.search(r"licen[cs]e|notice|copying|authors", name, re.I) is not None
    # cfn-lint finds its rules by walking through its folders, whatever they are called.
    return not LEFT_OUT.search(name) or name.startswith(("sympy/testing", "cfnlint/"))


def unpack():
    shutil.rmtree(SITE, ignore_errors=True)
    for wheel in sorted(os.listdir("/wheels")):
        with zipfile.ZipFile(f"/wheels/{wheel}") as archive:
            for name in filter(is_wanted, archive.namelist()):
                content = archive.read(name)
                if name.endswith(".json"):
                    content = json.dumps(json.loads(content), separators=(",", ":"), ensure_ascii=False).encode()
                write(name, content)
    for source, target in NATIVE:
        with open(f"/native/{source}", "rb") as file:
            write(target, file.read())


NATIVE = (
    ("regex.so", "regex/_regex.cpython-313-wasm32-emscripten.so"),
    ("yaml.so", "yaml/_yaml.cpython-313-wasm32-emscripten.so"),
)


def write(name, content):
    path = f"{SITE}/{name}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def imported(templates):
    """The modules that a run over some templates imports, by their files below the folder."""
    sys.path.insert(0, SITE)
    sys.dont_write_bytecode = True
    from cfnlint.api import lint_all

    for template in templates:
        lint_all(template)
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return {os.path.relpath(file, SITE) for file in files if file and file.startswith(SITE)}


def contents(keep):
    for folder, _, names in os.walk(SITE):
        if "__pycache__" in folder:
            continue
        for name in names:
            path = os.path.join(folder, name)
            yield from content_of(os.path.relpath(path, SITE), path, keep)


def content_of(name, path, keep):
    with open(path, "rb") as file:
        content = file.read()
    package = name.split("/")[0]
    if name.endswith(".so"):
        # The engine loads them from beside the bundle, before Python asks; here it looks for their names only.
        yield name, b""
        return
    if not name.endswith(".py"):
        yield name, content
        return
    if package in LARGE and name not in keep and not NEEDED_LATER.match(name):
        return
    # Without the docstrings of what nobody calls by hand; rules show theirs.
    code = compile(content, f"{SITE}/{name}", "exec", dont_inherit=True, optimize=2 if package in LARGE else 0)
    pyc = importlib._bootstrap_external._code_to_hash_pyc(code, importlib.util.source_hash(content), False)
    # The source is not needed, but its name: that is how Python and cfn-lint find a module.
    yield name, b""
    yield os.path.relpath(importlib.util.cache_from_source(path, optimization=""), SITE), bytes(pyc)


def likeness(file):
    """What is alike stands together, because a .vsix is compressed by what came shortly before.

    Descriptions of resource types are named by a hash: versions of one type would be strewn about.
    """
    name, content = file
    described = name.endswith(".json") and re.search(rb'"typeName":"([^"]+)"', content)
    return described[1].decode() if described else "", name


def make(templates):
    """Returns how many files there are, and their bytes."""
    unpack()
    files = sorted(contents(imported(templates)))
    places = {}
    offset = 0
    with open("/out/site.bin", "wb") as bundle:
        for name, content in sorted(files, key=likeness):
            places[name] = (name, offset, len(content))
            bundle.write(content)
            offset += len(content)
    with open("/out/site.json", "w") as index:
        # By name, so that Python sees its folders in that order.
        json.dump([places[name] for name, _ in files], index, separators=(",", ":"))
    return json.dumps([len(files), offset])
