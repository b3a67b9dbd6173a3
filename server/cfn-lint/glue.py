"""Runs inside of Pyodide, beside cfn-lint: a text in, findings out, both as JSON, so that nothing of Python leaks out."""

import json

import cfnlint.helpers
from cfnlint.config import ConfigMixIn
from cfnlint.decode.decode import decode_str
from cfnlint.runner import Runner
from cfnlint.runner.template import run_template_by_data
from cfnlint.version import __version__

# cfn-lint executes the files of its 300 rules again for each template: a second of each run.
_modules = {}
_import_filename = cfnlint.helpers.import_filename


def _import_once(name, root):
    if not root.startswith("/site/"):
        return _import_filename(name, root)
    key = (root, name)
    if key not in _modules:
        _modules[key] = _import_filename(name, root)
    return _modules[key]


cfnlint.helpers.import_filename = _import_once

# One set of rules for all templates that are judged by the same: so does cfn-lint with several files.
_rules = {}


class _Runner(Runner):
    def _get_rules(self):
        asked = (self.config.append_rules, self.config.custom_rules, self.config.configure_rules)
        key = json.dumps(asked, default=str)
        if key not in _rules:
            super()._get_rules()
            _rules[key] = self.rules
        self.rules = _rules[key]


def lint(text, options):
    """What cfn-lint finds in a template. `options` are those of its configuration, in its own words, as JSON."""
    template, errors = decode_str(text)
    if template is None or errors:
        return json.dumps([_finding(match) for match in errors or []])
    config = ConfigMixIn([], **json.loads(options))
    runner = _Runner(config)
    return json.dumps([_finding(match) for match in run_template_by_data(template, config, runner.rules)])


def _finding(match):
    """Lines and columns count from 1, in characters of Python: code points."""
    return {
        "id": match.rule.id,
        "severity": match.rule.severity,
        "message": match.message,
        "line": match.linenumber,
        "column": match.columnnumber,
        "endLine": match.linenumberend,
        "endColumn": match.columnnumberend,
        "about": match.rule.shortdesc,
        "link": match.rule.source_url,
        "path": [part if isinstance(part, (str, int)) else str(part) for part in getattr(match, "path", None) or []],
    }


version = __version__
