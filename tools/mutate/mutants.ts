/*
 * From the text of a rule to the same text with one word changed, once per word: what a slip of the hand could leave
 * behind. What describes the rule (its id, its docs, its imports and types) is no behaviour and stays as it is.
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { regexMutants } from './regex.ts';

export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** For people: what stood there, and what stands there now; empty where it is gone. */
  readonly from: string;
  readonly to: string;
  /** Another value where a value stands. What is no value may turn out to be nothing that could be written at all. */
  readonly isLiteral: boolean;
}

/** The name that the words of the kit have in a mutant, whatever the file imports. */
export const kitName = '$kit';

export function mutantsOf(text: string): readonly Mutant[] {
  const file = ts.createSourceFile('rule.ts', text, ts.ScriptTarget.ES2022, true);
  const words = kitWords(file);
  const mutants = new Map<string, Mutant>();
  const visit = (node: ts.Node): void => {
    if (isNoBehaviour(node)) return;
    for (const change of [...literalChanges(node), ...callChanges(node, words), ...structureChanges(node)]) {
      const mutant = mutantOf(file, change);
      const key = `${mutant.start} ${mutated(text, mutant)}`;
      if (!mutants.has(key)) mutants.set(key, mutant);
    }
    node.forEachChild(visit);
  };
  visit(file);
  return [...mutants.values()].sort((one, other) => one.start - other.start);
}

export const mutated = (text: string, { start, end, replacement }: Mutant): string =>
  text.slice(0, start) + replacement + text.slice(end);

interface Change {
  readonly start: number;
  readonly end: number;
  readonly to: string;
  readonly isLiteral?: boolean;
}

/** Not the literals: TypeScript takes what follows a literal `if (false)` for dead, and a mutant for impossible. */
const TRUE = 'Boolean(1)';
const FALSE = 'Boolean(0)';
const YES = `${kitName}.all()`;

function mutantOf(file: ts.SourceFile, { start, end, to, isLiteral = false }: Change): Mutant {
  const oneLine = (text: string) =>
    text
      .replace(/\s+/g, ' ')
      .replace(/^, |,? $/g, '')
      .trim();
  const shown = to.replaceAll(`${kitName}.`, '').replaceAll(TRUE, 'true').replaceAll(FALSE, 'false');
  return { start, end, replacement: to, from: oneLine(file.text.slice(start, end)), to: oneLine(shown), isLiteral };
}

/** What a rule is made from stands in `check` and in functions beside it; the rest of it is shown, never asked. */
function isNoBehaviour(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  return ts.isObjectLiteralElement(node) && isRule(node.parent) && node.name?.getText() !== 'check';
}

const isRule = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) && node.parent.expression.getText() === 'defineRule';

function wordsReturning(type: string): readonly string[] {
  const name = 'rules/kit/verdict.ts';
  const source = ts.createSourceFile(name, readFileSync(name, 'utf8'), ts.ScriptTarget.ES2022, true);
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ name: word, initializer }) => {
      const answers = initializer && ts.isArrowFunction(initializer) && initializer.type?.getText() === type;
      return answers ? [word.getText()] : [];
    }),
  );
}

/** Local name → name in the kit. */
function kitWords(file: ts.SourceFile): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !statement.moduleSpecifier.getText().includes('/kit/')) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName = name } of bindings.elements) words.set(name.text, propertyName.text);
  }
  return words;
}

const replaced = (node: ts.Node, to: string): Change => ({ start: node.getStart(), end: node.end, to });
const literal = (node: ts.Node, to: string): Change => ({ ...replaced(node, to), isLiteral: true });
const both = (node: ts.Node): readonly Change[] => [replaced(node, TRUE), replaced(node, FALSE)];

/** Without one entry of a list and its comma. */
function dropped(list: ts.NodeArray<ts.Node>, index: number): Change {
  const [node, next, before] = [list[index], list[index + 1], list[index - 1]];
  const start = node?.getStart() ?? list.pos;
  if (next) return { start, end: next.getStart(), to: '' };
  return before ? { start: before.end, end: node?.end ?? list.end, to: '' } : { start, end: list.end, to: '' };
}

const nonsense = "'mutant'";

/** Words that have an opposite read better with it. */
const neighbours: Readonly<Record<string, string>> = {
  safe: 'choice',
  choice: 'safe',
  error: 'warning',
  warning: 'information',
  information: 'warning',
  hint: 'information',
};

function literalChanges(node: ts.Node): readonly Change[] {
  if (ts.isStringLiteralLike(node)) {
    const neighbour = neighbours[node.text];
    return [literal(node, neighbour === undefined ? nonsense : `'${neighbour}'`)];
  }
  if (ts.isTemplateExpression(node))
    return [literal(node, nonsense), ...node.templateSpans.map(({ expression }) => literal(expression, "''"))];
  if (ts.isRegularExpressionLiteral(node)) return regexMutants(node.text).map((regex) => literal(node, regex));
  if (ts.isNumericLiteral(node)) return [1, -1].map((step) => literal(node, besides(node.getText(), step)));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [literal(node, FALSE)];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [literal(node, TRUE)];
  return [];
}

/** One more or less in the last digit: 0.05 → 0.06. In brackets, because a minus may stand before it. */
function besides(digits: string, step: number): string {
  const plain = digits.replaceAll('_', '');
  const places = plain.split('.')[1]?.length ?? 0;
  const value = (Number(plain) + step / 10 ** places).toFixed(places);
  return value.startsWith('-') ? `(${value})` : value;
}

/** These have changes of their own: denying them would be noticed by any case. */
const joining = new Set(['all', 'any', 'not', 'considering']);
/** Words that answer yes, no or unknown, as the kit declares them. */
const verdictWords = new Set(wordsReturning('Verdict').filter((word) => !joining.has(word)));
const opposites: Readonly<Record<string, string>> = { all: 'any', any: 'all', some: 'every', every: 'some' };

function callChanges(node: ts.Node, words: ReadonlyMap<string, string>): readonly Change[] {
  if (!ts.isCallExpression(node)) return [];
  const { expression: callee, arguments: args } = node;
  const [first, second] = args;
  if (ts.isPropertyAccessExpression(callee)) return methodChanges(node, callee);
  const word = words.get(callee.getText());
  if (word === undefined || first === undefined) return [];
  const changes: Change[] = [];
  const isNegated = ts.isCallExpression(node.parent) && words.get(node.parent.expression.getText()) === 'not';
  if (verdictWords.has(word) && !isNegated) changes.push(replaced(node, `${kitName}.not(${node.getText()})`));

  const opposite = opposites[word];
  if (opposite !== undefined && (second || ts.isSpreadElement(first)))
    changes.push(replaced(callee, `${kitName}.${opposite}`));
  if ((word === 'all' || word === 'any') && second) changes.push(...args.map((_, index) => dropped(args, index)));
  if ((word === 'some' || word === 'those') && second) changes.push(dropped(args, 1));
  if ((word === 'has' || word === 'every') && second) changes.push(replaced(second, `() => ${YES}`));
  if (word === 'passes' && second) changes.push(...both(second).map((one) => ({ ...one, to: `() => ${one.to}` })));
  if (word === 'exceeds' && second) {
    const [value, limit] = [first.getText(), second.getText()];
    changes.push(replaced(node, `${kitName}.exceeds(${limit}, ${value})`));
    changes.push(replaced(node, `${kitName}.not(${kitName}.exceeds(${limit}, ${value}))`)); // at least
  }
  if (word === 'not' || word === 'considering') changes.push(replaced(node, first.getText()));
  if (word === 'holds') changes.push(...both(node));
  if (word === 'items') changes.push(replaced(node, '[]'));
  return changes;
}

const otherMethods: Readonly<Record<string, string>> = {
  every: 'some',
  some: 'every',
  max: 'min',
  min: 'max',
  floor: 'ceil',
  ceil: 'floor',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
};
const passing = new Set(['filter', 'sort', 'reverse', 'slice', 'trim', 'toLowerCase', 'toUpperCase']);

function methodChanges(node: ts.CallExpression, callee: ts.PropertyAccessExpression): readonly Change[] {
  const name = callee.name.text;
  // `toLocaleString` is a name that every object has.
  const other = Object.hasOwn(otherMethods, name) ? otherMethods[name] : undefined;
  if (other !== undefined) return [replaced(callee.name, other)];
  if (passing.has(name)) return [replaced(node, callee.expression.getText())];
  return name === 'find' ? [replaced(node, `${callee.expression.getText()}.at(0)`)] : [];
}

const operators: Readonly<Record<string, readonly string[]>> = {
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
};

function structureChanges(node: ts.Node): readonly Change[] {
  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node;
    const operator = operatorToken.getText();
    if (['&&', '||', '??'].includes(operator)) return [replaced(node, left.getText()), replaced(node, right.getText())];
    return (operators[operator] ?? []).map((other) => replaced(operatorToken, other));
  }
  if (ts.isConditionalExpression(node)) return both(node.condition);
  if (ts.isIfStatement(node)) return both(node.expression);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [replaced(node, node.operand.getText())];
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap((element, index) => (isLiteral(element) ? [] : [dropped(node.elements, index)]));
  if (ts.isObjectLiteralExpression(node) && !isRule(node))
    return node.properties.flatMap((property, index) => (isHeld(property) ? [] : [dropped(node.properties, index)]));
  if (ts.isExpressionStatement(node)) return [replaced(node, ';')];
  return [];
}

/** A literal is changed by itself already. */
const isLiteral = (node: ts.Node): boolean =>
  ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;

/** Without these, the compiler takes no finding, fix or edit. */
const required = new Set(['when', 'at', 'message', 'title', 'applicability', 'edits']);

function isHeld(property: ts.ObjectLiteralElementLike): boolean {
  if (property.name && required.has(property.name.getText())) return true;
  return ts.isPropertyAssignment(property) && isLiteral(property.initializer);
}
