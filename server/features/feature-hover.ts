import type { Feature } from '../../rules/kit/index.ts';
import { pageOf, pageOfFeature } from '../linter/docs-link.ts';
import type { FeaturesAt } from './features-at.ts';
import { link, paragraphs } from './markdown.ts';

/** One feature is told whole; of several, and of what a property is only a part of, what they are and where to read on. */
export function aboutFeatures({ features, isPart }: FeaturesAt): readonly string[] {
  const [only, ...more] = features;
  if (!only) return [];
  if (more.length === 0 && !isPart) return [aboutFeature(only)];
  return [features.map((feature) => `- ${named(feature)}: ${feature.what}`).join('\n')];
}

function aboutFeature({ id, title, what, facts, elsewhere, cost, chapter, rules, sources }: Feature): string {
  const pages = [
    link('AWS documentation', sources[0]),
    link('All about it', pageOfFeature(id)),
    ...(rules.length > 0 ? [`Watched by ${rules.map((rule) => link(rule, pageOf(rule))).join(', ')}`] : []),
  ];
  return paragraphs(
    `**${title}**: ${what}`,
    facts.map((fact) => `- ${fact}`).join('\n'),
    elsewhere && `${otherService(chapter)}${elsewhere}`,
    cost && `*Cost*: ${cost}`,
    pages.join(' · '),
  );
}

const named = ({ id, title }: Feature): string => `**${link(title, pageOfFeature(id))}**`;

export const otherService = (chapter: Feature['chapter']): string => {
  if (chapter === 'Both together') return '';
  return chapter === 'API Gateway' ? '*Application Load Balancer*: ' : '*API Gateway*: ';
};
