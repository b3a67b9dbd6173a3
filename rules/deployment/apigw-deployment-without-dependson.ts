import { all, append, defineRule, type Edit, given, holds, not, some, those } from '../kit/index.ts';
import type { Route } from '../model/routes.ts';
import { Deployment } from '../model/stages.ts';
import { comesLater, followIts } from './follow.ts';

export default defineRule({
  id: 'apigw-deployment-without-dependson',
  resource: Deployment,
  severity: 'error',
  preset: 'essential',
  docs: {
    title: 'Deployment does not wait for the methods of its API',
    why: `
A deployment is a copy of the API as it is at that moment. What does not refer to each other is created in any
order, and a deployment refers to its API alone: it may come first, and fails then, because the REST API doesn't
contain any methods. Now and then it works, which makes it harder to find.`,
    quietWhen: [
      'one method of the API is waited for, by `DependsOn` (`depends_on` in Terraform) or through a resource that is waited for',
      'the API is made of an OpenAPI body: its methods are there as soon as it is',
      'the methods of the API stand elsewhere',
    ],
    sources: [
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    ],
  },

  check: (deployment) => {
    const { api } = deployment;
    return {
      when: all(
        some(api.routes),
        () => not(comesLater(deployment)),
        () => not(given(api.body)),
        () => not(given(api.bodyLocation)),
      ),
      at: deployment,
      message: `${deployment.name} may be created before the methods of ${api.name}; let it wait for them.`,
      related: () => those(api.routes),
      evenIfLeftOut: true, // a method that is not there is not waited for
      fixes: () => {
        // What follows its methods waits for them as well.
        if (holds(all(given(deployment.isOfTerraform), not(given(deployment.triggers))))) return followIts(deployment);
        const methods = those(api.routes);
        return [
          {
            title: methods.length === 1 ? 'Wait for the method' : `Wait for the ${methods.length} methods`,
            applicability: 'safe',
            edits: methods.flatMap((method) => waitFor(method, deployment)),
          },
        ];
      },
    };
  },
});

/** A method without its integration cannot be deployed: where that stands apart, it is what comes last. */
function waitFor(method: Route, deployment: Deployment): readonly Edit[] {
  const apart = those(method.integrationsApart);
  return apart.length > 0
    ? apart.map((integration) => append(deployment.integrations, integration))
    : [append(deployment.routes, method)];
}
