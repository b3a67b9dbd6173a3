import { any, digest, type Fix, given, holds, replace, same, some, those, type Verdict } from '../kit/index.ts';
import type { Deployment } from '../model/stages.ts';

/** A method is there before it; or an integration, which cannot be there before its method. */
export const comesLater = ({ api, routes, integrations }: Deployment): Verdict =>
  any(
    some(routes, (route) => same(route.api, api)),
    () => some(integrations, (integration) => same(integration.api, api)),
  );

/** In Terraform, a digest of all that makes the API: it is waited for, and whenever it is another, the API is deployed anew. */
export function followIts(deployment: Deployment): readonly Fix[] {
  const { api } = deployment;
  const methods = those(api.routes);
  const parts = methods.flatMap((method) => [method, ...those(method.integrationsApart)]);
  const isBody = holds(given(api.body));
  return [
    {
      title: isBody ? 'Deploy again when the body changes' : 'Deploy again when its methods change',
      applicability: 'safe',
      edits: [
        replace(deployment.redeployment, digest(isBody ? [api.body] : parts)),
        replace(deployment.createsBeforeDestroy, true),
      ],
    },
  ];
}
