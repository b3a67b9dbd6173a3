// What the grammars of syntaxes/ add to the colours of YAML and JSON. They are injected into the grammars of VS Code; those are
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
  grammars: readonly { scopeName: string; injectTo: readonly string[] }[];
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

async function colourings(folders: readonly string[]): Promise<{ yaml: Colouring; json: Colouring }> {
  const all = [...folders, path.join(root, 'syntaxes')].flatMap(grammarsIn);
  const registry = new textmate.Registry({
    onigLib: loadOniguruma(),
    loadGrammar: async (scope) => all.find(({ scopeName }) => scopeName === scope),
    getInjections: (scope) =>
      contributed.filter(({ injectTo }) => injectTo.includes(scope)).map(({ scopeName }) => scopeName),
  });
  const load = async (scope: string): Promise<Colouring> => {
    const grammar = await registry.loadGrammar(scope);
    if (!grammar) throw new Error(`There is no grammar ${scope}.`);
    return colouring(grammar);
  };
  return { yaml: await load('source.yaml'), json: await load('source.json') };
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
        const ours = /^(?!meta)(.+)[.](?:cloudformation|gatelint)$/.exec(token.scopes.at(-1) ?? '');
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
