import { all, any, defineRule, given, not } from '../kit/index.ts';
import { Deployment } from '../model/stages.ts';
import { comesLater, followIts } from './follow.ts';

export default defineRule({
  id: 'tf-apigw-deployment-without-triggers',
  resource: Deployment,
  severity: 'warning',
  preset: 'essential',
  docs: {
    title: 'Deployment is not made anew when its API changes',
    why: `
A deployment is a copy of the API as it is at that moment, and a stage serves that copy. Terraform makes it once: what
changes in methods and integrations later is applied, and nobody ever gets to see it. A digest of all that makes the
API, in \`triggers\`, has Terraform deploy again; with \`create_before_destroy\`, because the stage needs a deployment all
the time.`,
    quietWhen: [
      'something else has it replaced: `replace_triggered_by`, `variables` or `stage_description`',
      'it does not wait for the methods: `apigw-deployment-without-dependson` says so',
      'the methods of the API stand elsewhere',
      'it is CloudFormation, which knows no triggers',
    ],
    sources: [
      'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment',
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html',
    ],
  },

  check: (deployment) => ({
    when: all(
      given(deployment.isOfTerraform),
      not(
        any(
          given(deployment.triggers),
          given(deployment.replacedBy),
          given(deployment.variables),
          given(deployment.stageDescription),
        ),
      ),
      // Where it does not even wait for them, that is what there is to say.
      () => comesLater(deployment),
    ),
    at: deployment,
    message: `${deployment.name} stays as it is when its API changes; have a digest of the API trigger the next one.`,
    fixes: () => followIts(deployment),
  }),
});
