"""Runs inside of Pyodide, beside cfn-lint: a text in, findings out, both as JSON, so that nothing of Python leaks out."""

import difflib
import glob
import json
import os
import re
from pathlib import Path

import cfnlint.helpers
from cfnlint.config import ConfigMixIn
from cfnlint.decode.decode import decode_str
from cfnlint.exceptions import CfnLintExitException, ConfigFileError
from cfnlint.jsonschema import CfnTemplateValidator
from cfnlint.rules.jsonschema.Base import BaseJsonSchema
from cfnlint.runner import Runner
from cfnlint.runner.template.runner import _run_template
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, patch
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
_few = 8


def _rules_of(config):
    asked = (os.getcwd(), config.append_rules, config.custom_rules, config.configure_rules)
    key = json.dumps([asked, [_stamps(path) for path in (*config.append_rules[1:], config.custom_rules)]], default=str)
    if key not in _rules:
        if len(_rules) == _few:
            _rules.clear()
        _rules[key] = _Rules(config).rules
    return _rules[key]


class _Rules(Runner):
    """Of cfn-lint's own runner only how it comes by its rules: the rest of it wants files."""

    def __init__(self, config):
        self.config = config
        self._get_rules()


def _stamps(path):
    """When the files there were last written: somebody may be writing the rules."""
    files = sorted(Path(path).rglob("*.py")) or [Path(path)] if path else []
    return [(str(file), file.stat().st_mtime) for file in files if file.is_file()]


class _Config(ConfigMixIn):
    """The rules that a workspace brings are programs: they run where somebody trusts it."""

    trusted = False

    @property
    def append_rules(self):
        own, *brought = super().append_rules
        return [own, *brought] if self.trusted else [own]


# What a config says of the schemas holds from then on: it is taken back for a template that has another.
_schemas = None


def _take_schemas(config):
    global _schemas
    said = [config.registry_schemas, config.override_spec]
    wanted = (os.getcwd(), said) if any(said) else None
    if wanted == _schemas:
        return
    PROVIDER_SCHEMA_MANAGER.reset()
    for path in config.registry_schemas:
        PROVIDER_SCHEMA_MANAGER.load_registry_schemas(path)
    if config.override_spec:
        patch(config.override_spec, config.regions)
    _schemas = wanted


def lint(text, options="{}", place="{}"):
    """What cfn-lint finds in a template: a list, or an object that says what is wrong in a config. All of it is JSON.

    `options` are those of its configuration, in its own words. `place` is where the template stands: `folder`, and its
    path in there, `file`; the nearest `.cfnlintrc` in there is obeyed. `trusted`: that may bring rules of its own.
    What is wrong in it has a `message`, and the `file` that says it where that is not the template.
    """
    place = json.loads(place)
    folder = Path(place.get("folder", "/"))
    file = folder / place["file"] if "file" in place else None
    home = _home(folder, file)
    os.chdir(home)
    name = str(file.relative_to(home)) if file else None
    try:
        config = _Config([], **json.loads(options))
        config.trusted = place.get("trusted", False)
        if name and _is_ignored(name, config):
            return json.dumps([])
        _take_schemas(config)
        template, errors = decode_str(text)
        if template is None or errors:
            return json.dumps([_finding(match) for match in errors or []])
        return json.dumps([_finding(match) for match in _run_template(name, template, config, _rules_of(config))])
    except ConfigFileError as error:
        return _wrong(error, folder, home)
    except CfnLintExitException as error:  # of regions and rules that are not there
        return _wrong(error, folder, None if config.template_args else home)


def _wrong(error, folder, home):
    """Where there is no config, the template says it."""
    file = next((path for path in map(home.joinpath, _names) if path.is_file()), None) if home else None
    return json.dumps({"message": str(error), **({"file": file.relative_to(folder).as_posix()} if file else {})})


_names = (".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml")


def _home(folder, file):
    """The nearest folder that has a config, from that of the template up; else the outermost."""
    if not file:
        return folder
    above = [one for one in file.parents if one == folder or folder in one.parents]
    return next((one for one in above if any((one / name).is_file() for name in _names)), folder)


def _is_ignored(name, config):
    patterns = config._get_argument_value("ignore_templates", False, True)
    return any(re.match(glob.translate(pattern, recursive=True), os.path.normpath(name)) for pattern in patterns)


# What a schema allows is said in messages for people. For fixes it is kept as it is: an error hands on its extra arguments.
_keywords = CfnTemplateValidator({}).validators
_required = _keywords["required"]
_converted = BaseJsonSchema._convert_validation_errors_to_matches


def _required_with_schema(validator, required, instance, schema):
    missing = [name for name in required if validator.is_type(instance, "object") and name not in instance]
    for name, error in zip(missing, _required(validator, required, instance, schema)):
        wanted = {}
        if isinstance(validator.schema, dict):  # `schema` is without what is asked of each property by itself
            wanted = validator.schema.get("properties", {}).get(name, {})
        if isinstance(wanted, dict) and "$ref" in wanted:
            _, wanted = validator.resolver.resolve(wanted["$ref"])
        if not isinstance(wanted, dict):
            wanted = {}
        wanted = {key: wanted[key] for key in ("type", "enum", "const", "default") if key in wanted}
        error.extra_args = {**error.extra_args, "missing": {"name": name, **wanted}}
        yield error


def _converted_with_allowed(self, path, error):
    allowed = _allowed(error)
    if allowed:
        error.extra_args = {**error.extra_args, "allowed": allowed}
    return _converted(self, path, error)


def _allowed(error):
    """The names of properties, or the values, that there may be."""
    if error.validator == "additionalProperties":
        return list(error.schema.get("properties", {}))
    if error.validator in ("enum", "enumCaseInsensitive"):
        return list(error.validator_value)
    return [error.validator_value] if error.validator == "const" else []


_keywords["required"] = _required_with_schema
BaseJsonSchema._convert_validation_errors_to_matches = _converted_with_allowed


def _for_fixes(match):
    told = {key: vars(match)[name] for key, name in _told.items() if name in vars(match)}
    if match.parent_id:
        told["isOneOfSeveral"] = True
    if match.rule.id == "E3006":
        kind = match.message.split("'")[1]
        told["allowed"] = difflib.get_close_matches(kind, PROVIDER_SCHEMA_MANAGER.get_resource_types("us-east-1"))
    return told


_told = {"keyword": "validator", "allowed": "allowed", "missing": "missing", "expected": "expected_type"}


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
        **_for_fixes(match),
    }


version = __version__
