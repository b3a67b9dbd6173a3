/* The pages of the features: what the hovers say, and where each feature is written. */
import { chapters, type Feature, topics, type Written } from '../../rules/kit/index.ts';
import { otherService } from '../../server/features/feature-hover.ts';
import { bullets, document, originOfFeatures, table } from './markdown.ts';

export function featurePage({ title, chapter, facts, cost, elsewhere, ...feature }: Feature): string {
  return document(
    [
      `# ${title}`,
      `*${chapter}, as of ${monthOf(feature.asOf)}.*`,
      feature.what,
      bullets(facts),
      ...(elsewhere === undefined ? [] : [`${otherService(chapter)}${elsewhere}`]),
      ...(cost === undefined ? [] : [`*Cost*: ${cost}`]),
      '## Where it is written',
      table(
        ['', ''],
        Object.entries(formats).flatMap(([format, name]) => {
          const lines = feature.written[format as keyof Written] ?? []; // the keys are those of the record
          return lines.length === 0 ? [] : [[name, lines.map((line) => `\`${inTable(line)}\``).join('<br>')]];
        }),
      ),
      ...(feature.rules.length === 0
        ? []
        : ['## Rules that watch it', bullets(feature.rules.map((rule) => `[${rule}](../rules/${rule}.md)`))]),
      '## Sources',
      bullets(feature.sources.map((source) => `<${source}>`)),
    ],
    originOfFeatures,
  );
}

const formats: { readonly [F in keyof Written]-?: string } = {
  cfn: 'CloudFormation',
  sam: 'SAM',
  tf: 'Terraform',
  cdk: 'CDK',
};

const inTable = (text: string): string => text.replaceAll('|', '\\|');

/** `2026-11` → `November 2026` */
const monthOf = (asOf: string): string =>
  new Date(`${asOf}-01T00:00:00Z`).toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

export function featuresOverview(features: readonly Feature[]): string {
  const compared = topics.flatMap((topic) =>
    features.flatMap((feature) => (feature.compared?.topic === topic ? [{ ...feature.compared, id: feature.id }] : [])),
  );
  return document(
    [
      '# What a load balancer and an API gateway can do',
      'Hover over any of this in a template, and it is told there. Each page says what it is, its limits, what it costs, ' +
        'what the other service does instead, and how it is written in each format.',
      '## Which of them?',
      table(
        ['', 'Application Load Balancer', 'API Gateway'],
        compared.map(({ id, topic, alb, apiGateway }) => [`[${topic}](${id}.md)`, inTable(alb), inTable(apiGateway)]),
      ),
      ...chapters.flatMap((chapter) => {
        const own = features.filter((feature) => feature.chapter === chapter);
        if (own.length === 0) return [];
        return [`## ${chapter}`, bullets(own.map(({ id, title, what }) => `[${title}](${id}.md): ${what}`))];
      }),
    ],
    originOfFeatures,
  );
}
