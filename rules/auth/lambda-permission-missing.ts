import {
  add,
  all,
  any,
  append,
  defineRule,
  type Edit,
  type Fix,
  given,
  has,
  holds,
  identity,
  items,
  not,
  passes,
  some,
  those,
  written,
} from '../kit/index.ts';
import { type Api, type Integration, LambdaFunction } from '../model/apigateway.ts';
import { Permission } from '../model/lambda.ts';
import type { Authorizer } from '../model/routes.ts';

const apiGateway = 'apigateway.amazonaws.com';
const loadBalancing = 'elasticloadbalancing.amazonaws.com';

const invokes = ({ action }: Permission) =>
  passes(action, (name) => ['lambda:InvokeFunction', 'lambda:Invoke*', 'lambda:*', '*'].includes(name));

/** Which API or target group it is for is not judged: one that is for another one is there on purpose. */
const isAllowed = ({ permissions }: LambdaFunction, service: string) =>
  some(permissions, (permission) =>
    all(
      passes(permission.principal, (name) => name === service || name === '*'),
      () => invokes(permission),
    ),
  );

/** With a role of its own, API Gateway needs no permission of the function. */
const needsPermission = ({ credentials }: Integration | Authorizer) => not(written(credentials));

/** API Gateway has to call it, and may not. Who calls it from elsewhere is no matter of this template. */
const isRefusedToApis = (lambda: LambdaFunction) =>
  all(
    any(
      ...items(lambda.integrations).map((integration) => has(integration, needsPermission)),
      ...items(lambda.authorizers).map((authorizer) => has(authorizer, needsPermission)),
    ),
    () => not(isAllowed(lambda, apiGateway)),
  );

/** It is a target of a load balancer, which may not call it. */
const isRefusedToTargetGroups = (lambda: LambdaFunction) =>
  all(any(...items(lambda.targetGroups).map(given)), () => not(isAllowed(lambda, loadBalancing)));

export default defineRule({
  id: 'lambda-permission-missing',
  resource: LambdaFunction,
  severity: 'error',
  preset: 'essential',
  docs: {
    title: 'API Gateway or a load balancer may not call the Lambda function',
    why: `
A function is called by nobody whom it has not allowed to. Without a permission, API Gateway answers 500
("Invalid permissions on Lambda function") and an authorizer lets nobody in; a load balancer cannot even
register the function, and the deployment fails. A target group has to wait for the permission, which
therefore cannot name the target group; in Terraform, it is the attachment of the function that has to wait.`,
    quietWhen: [
      'API Gateway calls the function as a role of its own',
      'a permission for the service is there, whichever API or target group it is for',
      'a permission is there whose function is not known',
      'SAM adds the permission: for an event of the function, or for an authorizer of an API',
    ],
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html',
      'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html',
    ],
  },

  check: (lambda) => [
    {
      when: isRefusedToApis(lambda),
      at: lambda,
      evenIfLeftOut: true, // a permission that is not there allows nothing
      message: `${lambda.name} may not be called by API Gateway; add a permission.`,
      related: () => apiCallers(lambda),
      fixes: () => [allowApis(lambda)],
    },
    {
      when: isRefusedToTargetGroups(lambda),
      at: lambda.targetGroups,
      evenIfLeftOut: true,
      message: `${lambda.name} may not be called by Elastic Load Balancing; add a permission.`,
      related: () => those(lambda.targetGroups),
      fixes: () => [allowTargetGroups(lambda)],
    },
  ],
});

const apiCallers = ({ integrations, authorizers }: LambdaFunction) => [
  ...those(integrations, needsPermission),
  ...those(authorizers, needsPermission),
];

function allowApis(lambda: LambdaFunction): Fix {
  const apis = new Map<string, Api>();
  for (const { api } of apiCallers(lambda)) if (holds(given(api))) apis.set(api[identity], api);
  const allow = { action: 'lambda:InvokeFunction', function: lambda, principal: apiGateway };
  const permission = (api: Api): Edit => add(Permission, { near: lambda, called: 'ApiPermission' }, { ...allow, api });
  return {
    title: 'Let API Gateway call the function',
    applicability: 'choice', // a new resource, which lets somebody in
    edits: [...apis.values()].map(permission),
  };
}

/**
 * Registering the function fails until the permission is there, so what registers it waits for it. Source for Terraform:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group_attachment#lambda-target
 */
function allowTargetGroups(lambda: LambdaFunction): Fix {
  const permission = add(
    Permission,
    { near: lambda, called: 'LoadBalancerPermission' },
    { action: 'lambda:InvokeFunction', function: lambda, principal: loadBalancing },
  );
  const waiting = those(lambda.targetGroups).flatMap((group) => {
    const apart = those(group.attachments);
    return apart.length > 0
      ? apart.map((attachment) => append(attachment.permissions, permission))
      : [append(group.permissions, permission)];
  });
  return {
    title: 'Let load balancers call the function',
    applicability: 'choice', // a new resource, which lets somebody in
    edits: [permission, ...waiting],
  };
}
