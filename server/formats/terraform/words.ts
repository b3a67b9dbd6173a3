/* Expressions as people say them: in messages, and to know the same test where it is written twice. */
import type { ForNode, SyntaxNode, TraversalStep } from '../syntax/node.ts';

/** Equal for the same expression however it is laid out. */
export function wordsOf(node: SyntaxNode): string {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' && node.style !== 'plain' ? JSON.stringify(node.value) : String(node.value);
    case 'sequence':
      return `[${node.items.map(wordsOf).join(', ')}]`;
    case 'map':
      return `{${node.entries.map(({ key, value }) => `${keyWords(key)} = ${wordsOf(value)}`).join(', ')}}`;
    case 'template':
      return `"${node.parts.map((part) => (part.kind === 'scalar' ? String(part.value) : `\${${wordsOf(part)}}`)).join('')}"`;
    case 'traversal':
      return (node.of ? wordsOf(node.of) : (node.name ?? '')) + node.steps.map(stepWords).join('');
    case 'call':
      return `${node.name}(${node.args.map(wordsOf).join(', ')}${node.spread ? '...' : ''})`;
    case 'conditional':
      return `${wordsOf(node.test)} ? ${wordsOf(node.yes)} : ${wordsOf(node.no)}`;
    case 'operation': {
      const [one, other] = node.operands.map(wordsOf);
      return other === undefined ? `${node.operator}${one}` : `${one} ${node.operator} ${other}`;
    }
    case 'for':
      return forWords(node);
    case 'directive':
      return `%{${[node.word, ...node.of.map(wordsOf)].join(' ')}}`;
    case 'alias':
      return `*${node.name}`;
  }
}

function forWords({ names, of, key, value, when, makes, grouped }: ForNode): string {
  const made = (key ? `${wordsOf(key)} => ` : '') + wordsOf(value) + (grouped ? '...' : '');
  const words = `for ${names.join(', ')} in ${wordsOf(of)} : ${made}${when ? ` if ${wordsOf(when)}` : ''}`;
  return makes === 'map' ? `{${words}}` : `[${words}]`;
}

const keyWords = (key: SyntaxNode): string => (key.kind === 'scalar' ? String(key.value) : wordsOf(key));

function stepWords(step: TraversalStep): string {
  if (step.kind === 'name') return `.${step.name}`;
  return step.kind === 'index' ? `[${wordsOf(step.index)}]` : '[*]';
}
