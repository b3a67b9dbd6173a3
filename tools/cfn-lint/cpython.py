"""The same question to cfn-lint in an ordinary Python: `glue.py` as it is, the names of files in, an answer a line out."""

import json
import sys

glue, listed = sys.argv[1:]
namespace = {}
with open(glue, encoding="utf-8") as file:
    exec(compile(file.read(), glue, "exec"), namespace)
with open(listed, encoding="utf-8") as file:
    for name in json.load(file):
        with open(name, encoding="utf-8", newline="") as template:
            print(namespace["lint"](template.read(), "{}"), flush=True)
