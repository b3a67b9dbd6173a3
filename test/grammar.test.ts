// What the grammars of syntaxes/ add to the colours of YAML and JSON, and how they colour files of Terraform. Those for YAML and
// JSON are injected into the grammars of VS Code, which are
// taken from the VS Code that the tests install, and a small stand-in with the same scopes is always there.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type IRawGrammar } from 'vscode-textmate';
import { readSuppression } from '../server/formats/suppression.ts';
import { root, vscode } from '../tools/workbench/paths.ts';

const standIns = [path.join(root, 'test', 'grammar')];
const installed = ['yaml', 'json'].map((name) => path.join(vscode, 'extensions', name, 'syntaxes'));
// The part of the manifest that this file is about.
const { grammars: contributed } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).contributes as {
  grammars: readonly { scopeName: string; injectTo?: readonly string[] }[];
};
const hosts = installed.every((folder) => existsSync(folder))
  ? { 'a stand-in': standIns, 'the YAML and JSON of VS Code': installed }
  : { 'a stand-in (VS Code is not installed)': standIns };

describe('grammars', () => {
  for (const [host, folders] of Object.entries(hosts)) {
    describe(`in ${host}`, async () => {
      const { yaml, json } = await colourings(folders);

      it('colour the short tags that CloudFormation knows, and no other', () => {
        assert.deepEqual(yaml('A: !Ref B'), ['Ref support.function.intrinsic']);
        assert.deepEqual(yaml('A: !GetAtt B.Arn'), ['GetAtt support.function.intrinsic']);
        assert.deepEqual(yaml('A: !GetAt B.Arn'), []);
        assert.deepEqual(yaml('A: "!Ref B"'), []);
      });

      it('colour the long names where they are keys', () => {
        assert.deepEqual(yaml('A: { Ref: B }'), ['Ref support.function.intrinsic']);
        assert.deepEqual(yaml('Fn::If: [a, b, c]'), ['Fn::If support.function.intrinsic']);
        assert.deepEqual(yaml('Fn::ForEach::Ports: [a]'), ['Fn::ForEach support.function.intrinsic']);
        assert.deepEqual(yaml('Reference: Ref'), []);
        assert.deepEqual(json('{ "Ref": "Ref" }'), ['Ref support.function.intrinsic']);
        assert.deepEqual(json('{ "Fn::GetAtt": ["A", "Arn"] }'), ['Fn::GetAtt support.function.intrinsic']);
        assert.deepEqual(json('{ "Fn::GetAttribute": "Fn::GetAtt" }'), []);
      });

      it('colour what Sub replaces, in every kind of scalar', () => {
        const name = ['Sub support.function.intrinsic', ...substituted('Alb')];
        assert.deepEqual(yaml('A: !Sub "x${Alb}"'), name);
        assert.deepEqual(yaml("A: !Sub 'x${Alb}'"), name);
        assert.deepEqual(yaml('A: !Sub x${Alb}/y # ${no}'), name);
        assert.deepEqual(yaml('A: !Sub |\n  x${Alb}\n'), name);
        assert.deepEqual(yaml('A: !Sub >-\n  x\n\n  ${Alb}\nB: ${no}'), name);
        assert.deepEqual(yaml('- !Sub |\n  x${Alb}\n'), name);
      });

      it('colour what Fn::Sub replaces', () => {
        const name = ['Fn::Sub support.function.intrinsic', ...substituted('Alb')];
        assert.deepEqual(yaml('Fn::Sub: x${Alb}'), name);
        assert.deepEqual(yaml('A: { "Fn::Sub": "x${Alb}", B: "${no}" }'), name);
        assert.deepEqual(json('{ "Fn::Sub": "x${Alb}", "B": "${no}" }'), name);
        assert.deepEqual(json('{"Fn::Sub":"x${Alb}"}'), name);
      });

      it('colour the first item of the list form', () => {
        assert.deepEqual(yaml('A: !Sub ["x${Alb}", { Alb: "${no}" }]').slice(1), substituted('Alb'));
        assert.deepEqual(yaml('A: !Sub\n  - x${Alb}\n  - Alb: y\n').slice(1), substituted('Alb'));
        assert.deepEqual(yaml('Fn::Sub:\n- x${Alb}\n- Alb: y\n').slice(1), substituted('Alb'));
        assert.deepEqual(json('{ "Fn::Sub": [\n"x${Alb}", { "Alb": "${no}" }] }').slice(1), substituted('Alb'));
      });

      it('tell attributes, pseudo parameters and literals apart', () => {
        assert.deepEqual(yaml('A: !Sub "${Alb.DNSName} ${AWS::Region} ${!Literal}"').slice(1), [
          '${ punctuation.definition.template-expression.begin',
          'Alb variable.other.readwrite',
          '. punctuation.accessor',
          'DNSName variable.other.property',
          '} punctuation.definition.template-expression.end',
          '${ punctuation.definition.template-expression.begin',
          'AWS::Region variable.language.pseudo-parameter',
          '} punctuation.definition.template-expression.end',
          '${ constant.character.escape.literal',
          '! keyword.operator.literal',
          'Literal} constant.character.escape.literal',
        ]);
      });

      it('leave ${…} alone where nothing replaces it', () => {
        assert.deepEqual(yaml('A: "${Alb}"\nB: ${Alb}\nC: |\n  ${Alb} !Sub "${Alb}"\n'), []);
        assert.deepEqual(yaml('A: !Sub "x"\nB: "${Alb}"').slice(1), []);
        assert.deepEqual(json('{ "A": "${Alb}", "B": ["${Alb}"] }'), []);
      });

      it('colour suppressions with their rules and their reason', () => {
        const parts = [
          'gatelint-ignore keyword.control.suppression',
          'alb-without-waf variable.parameter.rule',
          'alb-without-https-listener variable.parameter.rule',
          '-- punctuation.separator.reason',
          'internal only string.unquoted.reason',
        ];
        const comment = 'gatelint-ignore alb-without-waf, alb-without-https-listener -- internal only';
        assert.deepEqual(yaml(`A: b # ${comment}`), parts);
        assert.deepEqual(json(`{\n  // ${comment}\n  "A": "b" }`), parts);
        assert.deepEqual(yaml(`A: b # for another tool #${comment}`), parts);
        assert.deepEqual(json(`{ "//": "${comment}", "A": "b" }`), parts);
        for (const silent of [
          'A: gatelint-ignore x',
          'A: b # no gatelint-ignore x',
          '# gatelint-ignore: x',
          '# gatelint-ignore-all x',
        ])
          assert.deepEqual(yaml(silent), [], silent);
      });

      it('colour the rules and the reason that the linter reads', () => {
        for (const text of ['a', 'a-b2, c', 'a ,b , c,', 'a --b', 'a -- b -- c', 'a--b', 'a, b --', 'a,b  --  c # d']) {
          const { rules, reason } = readSuppression(`gatelint-ignore ${text}`, 0);
          const [, ...coloured] = yaml(`A: b # gatelint-ignore ${text}`);
          const read = [
            ...rules.map(({ id }) => `${id} variable.parameter.rule`),
            ...(/\s--/.test(text) ? ['-- punctuation.separator.reason'] : []),
            ...(reason === undefined ? [] : [`${reason} string.unquoted.reason`]),
          ];
          assert.deepEqual(coloured, read, text);
        }
      });

      it('colour in JSON what nobody but Terraform puts in the place of ${…}', () => {
        assert.deepEqual(json('{ "name": "a-${var.name}" }'), [
          '${ punctuation.definition.template-expression.begin',
          'var variable.language',
          '. punctuation.accessor',
          'name variable.other.property',
          '} punctuation.definition.template-expression.end',
        ]);
        assert.deepEqual(json('{ "arn": "${aws_lb.main[0].arn}" }').slice(1, 4), [
          'aws_lb variable.other.readwrite',
          '. punctuation.accessor',
          'main variable.other.property',
        ]);
        assert.deepEqual(json('{ "a": "${join(\\",\\", var.list)}", "b": "c" }').slice(1, 3), [
          'join support.function',
          '\\",\\" string.quoted.double',
        ]);
        for (const others of ['${workspaceFolder}', '${env:HOME}', '${Alb.DNSName}', '${self:a.b}', '${var', 'var.a'])
          assert.deepEqual(json(`{ "a": "${others}", "b": "c" }`), [], others);
        assert.deepEqual(json('{ "a": "$${var.a}" }'), ['$$ constant.character.escape']);
      });

      it('leave the colours of the rest as they were', () => {
        const after = '\nB:\n  - C: "d" # e\n  - f\n';
        for (const before of ['A: !Sub x${Y}', 'A: !Sub |\n  ${Y}', 'A:\n  - !Sub |\n    ${Y}\n  - !Sub "${Y}"']) {
          const lines = after.split('\n').length - 1; // the first one is still the line before
          assert.deepEqual(yaml.visible(before + after).slice(-lines), yaml.visible(`A: x${after}`).slice(-lines));
        }
      });
    });
  }
});

describe('the grammar of Terraform', async () => {
  const { hcl } = await colourings(standIns);
  const scopes = (text: string): string[] => hcl.visible(text).flat();

  it('tells blocks, their labels and attributes apart', () => {
    assert.deepEqual(scopes('resource "aws_lb" main {\n  internal = true\n  access_logs {\n  }\n}'), [
      'resource entity.name.type.hcl',
      '"aws_lb" variable.other.enummember.hcl',
      'main variable.other.enummember.hcl',
      '{ punctuation.section.block.begin.hcl',
      'internal variable.other.property.hcl',
      '= keyword.operator.assignment.hcl',
      'true constant.language.hcl',
      'access_logs entity.name.type.hcl',
      '{ punctuation.section.block.begin.hcl',
      '} punctuation.section.block.end.hcl',
      '} punctuation.section.block.end.hcl',
    ]);
    assert.deepEqual(scopes('resource "aws_lb"'), [
      'resource entity.name.type.hcl',
      '"aws_lb" variable.other.enummember.hcl',
    ]);
  });

  it('knows references, functions, operators and numbers', () => {
    assert.deepEqual(scopes('a = max(var.b, aws_lb.main[0].c) >= 1.5e3 ? local.d : provider::x::f()'), [
      'a variable.other.property.hcl',
      '= keyword.operator.assignment.hcl',
      'max support.function.hcl',
      '( punctuation.section.parens.begin.hcl',
      'var variable.language.hcl',
      '. punctuation.accessor.hcl',
      'b variable.other.property.hcl',
      ', punctuation.separator.hcl',
      'aws_lb variable.other.readwrite.hcl',
      '. punctuation.accessor.hcl',
      'main variable.other.property.hcl',
      '[ punctuation.section.brackets.begin.hcl',
      '0 constant.numeric.hcl',
      '] punctuation.section.brackets.end.hcl',
      '. punctuation.accessor.hcl',
      'c variable.other.property.hcl',
      ') punctuation.section.parens.end.hcl',
      '>= keyword.operator.comparison.hcl',
      '1.5e3 constant.numeric.hcl',
      '? keyword.operator.ternary.hcl',
      'local variable.language.hcl',
      '. punctuation.accessor.hcl',
      'd variable.other.property.hcl',
      ': keyword.operator.ternary.hcl',
      'provider::x::f support.function.hcl',
      '( punctuation.section.parens.begin.hcl',
      ') punctuation.section.parens.end.hcl',
    ]);
  });

  it('knows objects and what goes over them', () => {
    assert.deepEqual(scopes('a = {\n  b = 1\n  c : "d"\n}\ne = 2').slice(2, -3), [
      '{ punctuation.section.braces.begin.hcl',
      'b variable.other.property.hcl',
      '= keyword.operator.assignment.hcl',
      '1 constant.numeric.hcl',
      'c variable.other.property.hcl',
      ': keyword.operator.assignment.hcl',
      '" punctuation.definition.string.begin.hcl',
      'd string.quoted.double.hcl',
      '" punctuation.definition.string.end.hcl',
      '} punctuation.section.braces.end.hcl',
    ]);
    const loop = scopes('a = { for k, v in var.b : k => v if v > 0 }').filter((one) =>
      one.endsWith('keyword.control.hcl'),
    );
    assert.deepEqual(loop, ['for keyword.control.hcl', 'in keyword.control.hcl', 'if keyword.control.hcl']);
  });

  it('knows text, what is replaced in it, and what is not', () => {
    const inside = (text: string) => scopes(`a = ${text}`).slice(2);
    assert.deepEqual(inside('"x${var.b}y\\n"'), [
      '" punctuation.definition.string.begin.hcl',
      'x string.quoted.double.hcl',
      '${ punctuation.definition.template-expression.begin.hcl',
      'var variable.language.hcl',
      '. punctuation.accessor.hcl',
      'b variable.other.property.hcl',
      '} punctuation.definition.template-expression.end.hcl',
      'y string.quoted.double.hcl',
      '\\n constant.character.escape.hcl',
      '" punctuation.definition.string.end.hcl',
    ]);
    assert.deepEqual(inside('"$${b}"').slice(1, -1), [
      '$$ constant.character.escape.hcl',
      '{b} string.quoted.double.hcl',
    ]);
    assert.deepEqual(
      inside('"%{ if var.b }c%{ endif }"').filter((one) => one.endsWith('keyword.control.hcl')),
      ['if keyword.control.hcl', 'endif keyword.control.hcl'],
    );
    assert.deepEqual(inside('"${f("}")}"').slice(2, -2), [
      'f support.function.hcl',
      '( punctuation.section.parens.begin.hcl',
      '" punctuation.definition.string.begin.hcl',
      '} string.quoted.double.hcl',
      '" punctuation.definition.string.end.hcl',
      ') punctuation.section.parens.end.hcl',
    ]);
  });

  it('knows where a heredoc ends, and that an open quote ends with its line', () => {
    assert.deepEqual(hcl.visible('a = <<-EOT\n  b = "${c}\n  EOT\nd = 1').slice(1), [
      [
        '  b = " string.unquoted.heredoc.hcl',
        '${ punctuation.definition.template-expression.begin.hcl',
        'c variable.other.readwrite.hcl',
        '} punctuation.definition.template-expression.end.hcl',
      ],
      ['EOT keyword.control.heredoc.hcl'],
      ['d variable.other.property.hcl', '= keyword.operator.assignment.hcl', '1 constant.numeric.hcl'],
    ]);
    assert.deepEqual(hcl.visible('a = "b\nc = 1').at(-1), [
      'c variable.other.property.hcl',
      '= keyword.operator.assignment.hcl',
      '1 constant.numeric.hcl',
    ]);
  });

  it('knows the comments of three kinds, and suppressions in them', () => {
    for (const text of ['a = 1 # b', 'a = 1 // b', '/* b */', '/*\n b\n*/'])
      assert.match(scopes(text).find((one) => /\bb\b/.test(one)) ?? '', /comment/, text);
    const parts = [
      'gatelint-ignore keyword.control.suppression',
      'alb-without-waf variable.parameter.rule',
      '-- punctuation.separator.reason',
      'internal only string.unquoted.reason',
    ];
    for (const [before, after] of [
      ['# ', ''],
      ['// ', ''],
      ['/* ', ' */'],
      ['a = 1 #', ''],
    ])
      assert.deepEqual(hcl(`${before}gatelint-ignore alb-without-waf -- internal only${after}`), parts, before);
    assert.deepEqual(hcl('a = "# gatelint-ignore alb-without-waf"'), []);
  });

  it('goes on behind everything that stands in the samples', () => {
    const samples = path.join(root, 'samples', 'terraform');
    const names = readdirSync(samples, { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((one) => /\.(?:tf|tfvars)$/.test(one))) {
      const text = `${readFileSync(path.join(samples, name), 'utf8')}\nlast = 1`;
      assert.deepEqual(hcl.visible(text).at(-1)?.[0], 'last variable.other.property.hcl', name);
    }
  });
});

function substituted(name: string): string[] {
  return [
    '${ punctuation.definition.template-expression.begin',
    `${name} variable.other.readwrite`,
    '} punctuation.definition.template-expression.end',
  ];
}

interface Colouring {
  /** The tokens that our grammars have coloured, each with its innermost scope. */
  (text: string): string[];
  /** The scope that a theme would choose by, of every token that can be seen, line by line. */
  readonly visible: (text: string) => string[][];
}

async function colourings(folders: readonly string[]): Promise<Record<'yaml' | 'json' | 'hcl', Colouring>> {
  const all = [...folders, path.join(root, 'syntaxes')].flatMap(grammarsIn);
  const registry = new textmate.Registry({
    onigLib: loadOniguruma(),
    loadGrammar: async (scope) => all.find(({ scopeName }) => scopeName === scope),
    getInjections: (scope) =>
      contributed.filter(({ injectTo }) => injectTo?.includes(scope)).map(({ scopeName }) => scopeName),
  });
  const load = async (scope: string): Promise<Colouring> => {
    const grammar = await registry.loadGrammar(scope);
    if (!grammar) throw new Error(`There is no grammar ${scope}.`);
    return colouring(grammar);
  };
  return {
    yaml: await load('source.yaml'),
    json: await load('source.json'),
    hcl: await load('source.hcl.gatelint'),
  };
}

function colouring(grammar: IGrammar): Colouring {
  const tokensOf = (text: string) => {
    let state = textmate.INITIAL;
    return text.split('\n').map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
    });
  };
  const coloured = (text: string): string[] =>
    tokensOf(text)
      .flat()
      .flatMap((token) => {
        const ours = /^(?!meta|source)(.+)[.](?:cloudformation|gatelint|terraform)$/.exec(token.scopes.at(-1) ?? '');
        return ours ? [`${token.text} ${ours[1]}`] : [];
      });
  return Object.assign(coloured, {
    visible: (text: string) =>
      tokensOf(text).map((tokens) =>
        tokens
          .filter((token) => token.text.trim() !== '')
          .map((token) => `${token.text} ${token.scopes.findLast((scope) => !scope.startsWith('meta.'))}`),
      ),
  });
}

function grammarsIn(folder: string): IRawGrammar[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.tmLanguage.json'))
    .map((file) => textmate.parseRawGrammar(readFileSync(path.join(folder, file), 'utf8'), file));
}

async function loadOniguruma() {
  await oniguruma.loadWASM(readFileSync(fileURLToPath(import.meta.resolve('vscode-oniguruma/release/onig.wasm'))));
  return {
    createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  };
}
