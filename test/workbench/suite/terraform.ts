/// <reference types="mocha" />
import {
  applyFix,
  equal,
  findingOf,
  findingsIn,
  hoverText,
  includes,
  openSample,
  rangeOf,
  replace,
  revert,
  rulesIn,
  until,
  untilQuiet,
} from './editing.ts';

describe('Gatelint reads Terraform', () => {
  afterEach(revert);

  it('a file is Terraform by its name, and is judged with the others of its module', async () => {
    const main = await openSample('terraform/main.tf');
    equal(main.languageId, 'terraform');
    await findingOf(main, 'lambda-timeout-exceeds-apigw');
    equal(rulesIn(main), [
      'health-check-timeout-not-below-interval',
      'lambda-timeout-exceeds-apigw',
      'listener-tls-policy-outdated',
      'listener-tls-policy-outdated',
    ]);
  });

  it('what an argument causes in a module is told at the argument, and leads to the place', async () => {
    const main = await openSample('terraform/main.tf');
    const finding = await findingOf(main, 'health-check-timeout-not-below-interval');
    equal(main.getText(finding.range), '45');
    const [used] = finding.relatedInformation ?? [];
    includes(used?.location.uri.path ?? '', 'modules/alb/main.tf');
  });

  it('what is typed in one file of a module mends what stands in another', async () => {
    const main = await openSample('terraform/main.tf');
    await findingOf(main, 'listener-tls-policy-outdated');
    const variables = await openSample('terraform/variables.tf');
    await replace(variables, 'ELBSecurityPolicy-TLS-1-1-2017-01', 'ELBSecurityPolicy-TLS13-1-2-2021-06');
    await openSample('terraform/main.tf');
    const others = ['health-check-timeout-not-below-interval', 'lambda-timeout-exceeds-apigw'];
    await until('only the others are left', () => String(rulesIn(main)) === String(others) || undefined);
    await openSample('terraform/variables.tf');
    await revert();
    await openSample('terraform/main.tf');
    await until('the findings are back', () => findingsIn(main).length === 4 || undefined);
  });

  it('a fix is written as Terraform writes it, and keeps the comment', async () => {
    const main = await openSample('terraform/main.tf');
    const finding = await findingOf(main, 'lambda-timeout-exceeds-apigw');
    await applyFix(main, finding.range, 'Stop the function after 30 seconds (updates in place)');
    includes(main.getText(), '  timeout       = 30 # the warehouse is slow on Mondays');
    await untilQuiet(main, 'lambda-timeout-exceeds-apigw');
  });

  it('a hover tells what an attribute is, with the pages of AWS and of the provider', async () => {
    const main = await openSample('terraform/main.tf');
    await findingOf(main, 'lambda-timeout-exceeds-apigw');
    const text = await hoverText(main, rangeOf(main, 'ssl_policy').start);
    includes(text, 'https://docs.aws.amazon.com/');
    includes(text, 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener');
  });
});
