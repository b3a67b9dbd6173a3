# What AWS makes of templates of SAM. `python translate.py <jobs.json>`: a list of {"template", "to"}; into each "to" goes
# {"translation": …}, {"refused": "the translator's words"}, or {} where the template does not ask for SAM.
import json
import os
import re
import signal
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

import yaml
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

SAM = "AWS::Serverless-2016-10-31"
MOST_SECONDS = 60


class Policies:
    """Knows AWS's own policies by name only, so nobody has to be asked."""

    def load(self):
        return {}


def macros(template):
    named = members(template).get("Transform", [])
    return named if isinstance(named, list) else [named]


# What packaging uploads before the template is deployed, by what holds it.
UPLOADED = {
    "Function": ("CodeUri", "ImageUri"),
    "LayerVersion": ("ContentUri",),
    "Api": ("DefinitionUri",),
    "HttpApi": ("DefinitionUri",),
    "StateMachine": ("DefinitionUri",),
    "GraphQLApi": ("SchemaUri",),
    "Application": ("Location",),
}
STORED = {
    "Location": "https://s3.amazonaws.com/bucket/key",
    "ImageUri": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/image",
}
REMOTE = re.compile(r"s3://|https?://|\d{12}\.dkr\.ecr\.")


def stored(word):
    return STORED.get(word, "s3://bucket/key")


def package(template):
    """What lies on the disk gets a place in the cloud."""
    parts = members(template.get("Globals"))
    for name, part in parts.items():
        upload(part, name)
    around = members(parts.get("Function"))
    for resource in members(template.get("Resources")).values():
        prefix, _, name = str(members(resource).get("Type")).rpartition("::")
        if prefix != "AWS::Serverless" or name not in UPLOADED:
            continue
        properties = resource.setdefault("Properties", {})
        upload(properties, name)
        # A function without code has all of its folder.
        said = {**around, **members(properties)}
        if name == "Function" and not said.keys() & {"CodeUri", "InlineCode", "ImageUri"}:
            word = "ImageUri" if said.get("PackageType") == "Image" else "CodeUri"
            properties[word] = stored(word)


def upload(holder, name):
    for word in UPLOADED.get(name, ()):
        said = members(holder).get(word)
        if isinstance(said, str) and not REMOTE.match(said):
            holder[word] = stored(word)


def members(node):
    return node if isinstance(node, dict) else {}


def outcome(text):
    try:
        template = yaml_parse(text)
        others = [macro for macro in macros(template) if macro != SAM]
        if len(others) == len(macros(template)):
            return {}
        package(template)
        translation = transform(template, {}, Policies())
        # Those run, too: what is left to them stays open.
        if others:
            translation["Transform"] = others
        else:
            translation.pop("Transform", None)
        return {"translation": json.loads(json.dumps(translation, default=str))}
    except InvalidDocumentException as refusal:
        return {"refused": "; ".join(cause.message for cause in refusal.causes) or refusal.message}
    except Exception as failure:  # It gives up on odd templates in many ways, and none of them is ours to mend.
        return {"refused": f"{type(failure).__name__}: {failure}"}


def give_up(*_):
    raise TimeoutError(f"not done after {MOST_SECONDS} seconds")


# A date is text in CloudFormation.
yaml.SafeLoader.add_constructor("tag:yaml.org,2002:timestamp", yaml.SafeLoader.construct_yaml_str)
signal.signal(signal.SIGALRM, give_up)
with open(sys.argv[1], encoding="utf-8") as file:
    jobs = json.load(file)
for job in jobs:
    with open(job["template"], encoding="utf-8") as file:
        text = file.read()
    signal.alarm(MOST_SECONDS)
    made = outcome(text)
    signal.alarm(0)
    # Named last: who is interrupted leaves nothing half written.
    with open(job["to"] + ".part", "w", encoding="utf-8") as file:
        json.dump(made, file, sort_keys=True)
    os.replace(job["to"] + ".part", job["to"])
