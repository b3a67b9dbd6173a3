// `npm run test:ui`: a person's way through the packed extension, with the keyboard alone, photographed into shots/.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleThatIsThere } from '../cfn-lint/bundle.ts';
import { type Opened, openPacked } from './packed.ts';
import { root } from './paths.ts';
import { Workbench } from './workbench.ts';

const shots = path.join(root, 'shots');
rmSync(shots, { recursive: true, force: true });
mkdirSync(shots);

let opened: Opened | undefined;
let vscode: Workbench | undefined;
let passed = 0;
let failed = 0;
try {
  opened = await openPacked();
  vscode = new Workbench(opened.page, shots);
  await walkThrough(vscode, opened.folder);
} catch (error) {
  failed += 1;
  console.error(error instanceof Error ? error.message : error);
  await vscode?.photograph('failure').catch(() => {}); // the page may be what has failed
} finally {
  await opened?.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function walkThrough(vscode: Workbench, folder: string): Promise<void> {
  await step('a template shows its findings as it opens', async () => {
    await vscode.open('shop.yaml');
    await vscode.squiggleUnder('Alb', 'error');
    await vscode.statusBar('Gatelint: 9 findings');
    await vscode.photograph('01-squiggle');
  });

  await step('the outline shows the way of a request, from the load balancer down', async () => {
    await vscode.focusOutline();
    await vscode.outline('Parameters');
    await vscode.press('PageDown', 'PageDown'); // they stand first, as in the file, and the view is low
    const rows = await vscode.outline(':80 HTTP · HttpListener');
    assert.equal(rows[rows.indexOf(':80 HTTP · HttpListener') - 1], 'Alb');
    await vscode.photograph('01-outline');
    await vscode.press('Control+1');
  });

  await step('the hover on a finding says what, why and where to read on', async () => {
    await vscode.goTo(18, 4);
    await vscode.press('Control+K', 'Control+I');
    const hover = await vscode.hover('ALB serves HTTP only: no HTTPS listener');
    assert.match(hover, /^Alb serves plain HTTP only; add an HTTPS listener\..*alb-without-https-listener/s);
    assert.match(hover, /Sources: docs\.aws\.amazon\.com/);
    await vscode.photograph('02-hover');
    await vscode.press('Escape');
  });

  await step('the hover on a property says what it is', async () => {
    await vscode.goTo(79, 10);
    await vscode.press('Control+K', 'Control+I');
    const hover = await vscode.hover('HealthCheckIntervalSeconds');
    assert.match(hover, /30/);
    await vscode.photograph('03-hover-property');
    await vscode.press('Escape');
  });

  await step(
    'the hover on a feature says what it is, its limits, and what the other service does instead',
    async () => {
      await vscode.goTo(64, 20);
      await vscode.press('Control+K', 'Control+I');
      const hover = await vscode.hover('Path-based routing');
      assert.match(hover, /API Gateway/);
      await vscode.photograph('03-hover-feature');
      await vscode.press('Escape');
    },
  );

  await step('the hover on a value says what that value means', async () => {
    await vscode.goTo(54, 20);
    await vscode.press('Control+K', 'Control+I');
    await vscode.hover('TargetType');
    await vscode.photograph('03-hover-value');
    await vscode.press('Escape');
  });

  await step('F12 leads from a listener rule to its target group, and back', async () => {
    await vscode.goTo(69, 33);
    await vscode.press('F12');
    await vscode.statusBar('Ln 71, Col 3');
    await vscode.photograph('03-definition');
    await vscode.press('Control+Alt+-');
    await vscode.statusBar('Ln 69');
  });

  await step('a template is completed as it is typed, and told what each property is', async () => {
    await vscode.goTo(56, 1); // the port of a target group
    await vscode.press('End', 'Enter');
    await vscode.type('HealthCheckI');
    const suggestions = await vscode.suggestions('HealthCheckIntervalSeconds');
    assert.equal(suggestions[0], 'HealthCheckIntervalSeconds');
    await vscode.press('Control+Space'); // what it is stands beside it
    await vscode.photograph('03-completion');
    await vscode.press('Escape', 'Control+Shift+K');
    await vscode.statusBar('Gatelint: 9 findings');
  });

  await step('Ctrl+. offers several ways out, each with what deploying it does', async () => {
    await vscode.goTo(18, 4);
    const choices = await vscode.quickFixes();
    assert.ok(choices.length >= 2, choices.join('\n'));
    assert.equal(
      choices[0],
      'Add an HTTPS listener and redirect HttpListener to it (replaces PictureRule, updates in place, creates 1 resource)',
    );
    await vscode.photograph('04-quick-fixes');
  });

  await step('Enter applies the first, and the squiggle is gone', async () => {
    await vscode.press('Enter');
    await vscode.statusBar('Gatelint: 8 findings');
    await vscode.noSquiggleUnder('Alb');
    await vscode.find('Type: redirect');
    await vscode.press('Escape');
    await vscode.photograph('05-result');
  });

  await step('the saved file has the new listener, its certificate as a parameter, and every comment', async () => {
    await vscode.press('Control+S');
    const saved = await until('the file is saved', () => {
      const text = readFileSync(path.join(folder, 'shop.yaml'), 'utf8');
      return text.includes('Protocol: HTTPS') ? text : undefined;
    });
    assert.match(saved, /CertificateArn: !Ref CertificateArn/);
    assert.match(saved, /StatusCode: HTTP_301/);
    assert.match(saved, /# TLS comes when marketing has chosen a domain/);
    assert.match(saved, /- Type: forward # everything that is no picture/);
  });

  await step('typing mends a finding, and undo brings it back', async () => {
    await vscode.find('Timeout: 60');
    await vscode.press('Escape', 'ArrowRight', 'Backspace', 'Backspace');
    await vscode.type('20');
    await vscode.statusBar('Gatelint: 7 findings');
    await vscode.press('Control+Z', 'Control+Z');
    await vscode.statusBar('Gatelint: 8 findings');
  });

  await step('the problems panel lists them with their rules', async () => {
    await vscode.press('Control+B', 'Control+Shift+M'); // what is said has the whole width
    const problems = await vscode.problems('OrderFunction may run 60 s');
    assert.match(problems, /gatelint.*lambda-timeout-exceeds-apigw/);
    await vscode.photograph('06-problems');
    await vscode.press('Control+Shift+M', 'Control+B', 'Control+1');
  });

  await step('a finding is suppressed, and the reason is typed at once', async () => {
    await vscode.find('Timeout: 60');
    await vscode.press('Escape', 'ArrowRight');
    await vscode.quickFixes();
    await vscode.choose('Suppress lambda-timeout-exceeds-apigw here, with a reason');
    await vscode.line('# gatelint-ignore lambda-timeout-exceeds-apigw -- reason');
    await vscode.type('nobody waits for the answer');
    await vscode.line('# gatelint-ignore lambda-timeout-exceeds-apigw -- nobody waits for the answer');
    await vscode.statusBar('Gatelint: 7 findings');
    await vscode.press('Escape');
    await vscode.photograph('07-suppression');
  });

  await step('a suppression that nothing needs any more is faded, and can be removed', async () => {
    await vscode.find('Timeout: 60');
    await vscode.press('Escape', 'ArrowRight', 'Backspace', 'Backspace');
    await vscode.type('20');
    await vscode.faded('# gatelint-ignore lambda-timeout-exceeds-apigw');
    await vscode.photograph('08-suppression-unneeded');
    await vscode.find('-- nobody');
    await vscode.press('Escape');
    const choices = await vscode.quickFixes();
    assert.equal(choices[0], 'Remove the suppression');
    await vscode.press('Enter');
    await vscode.statusBar('Gatelint: 7 findings');
  });

  await step('JSON is judged as well, and mended one by one', async () => {
    await vscode.open('api.json');
    await vscode.statusBar('Gatelint: 6 findings');
    await vscode.find('45000');
    await vscode.press('Escape');
    const choices = await vscode.quickFixes();
    assert.equal(choices[0], 'Wait 30 seconds (updates in place)');
    await vscode.photograph('09-fix-all-of-a-rule');
    await vscode.press('Enter');
    await vscode.statusBar('Gatelint: 5 findings');
    await vscode.press('Control+Z');
    await vscode.statusBar('Gatelint: 6 findings');
  });

  await step('all findings of a rule are mended at once, and one undo brings them back', async () => {
    await vscode.quickFixes();
    await vscode.choose('Fix all 2 of apigw-integration-timeout-invalid in this file (updates in place)');
    await vscode.statusBar('Gatelint: 4 findings');
    await vscode.press('Control+Z');
    await vscode.statusBar('Gatelint: 6 findings');
  });

  await step('all that is safe is mended by one command, and one undo takes it back', async () => {
    await vscode.press('F1');
    await vscode.type('Gatelint: ');
    await vscode.palette('Gatelint: Apply All Safe Fixes in This File');
    await vscode.palette('Gatelint: Restart Server');
    await vscode.palette('Gatelint: Show Output');
    await vscode.photograph('10-commands');
    await vscode.type('apply all');
    await vscode.palette('Gatelint: Apply All Safe Fixes in This File');
    await vscode.press('Enter');
    await vscode.statusBar('Gatelint: 3 findings');
    await vscode.press('Control+B', 'Control+1', 'Control+Home');
    await vscode.goTo(54, 1); // between a redirect and a timeout that were mended
    await vscode.line('"Type": "redirect"');
    await vscode.line('"TimeoutInMillis": 30000');
    await vscode.photograph('11-fix-all');
    await vscode.press('Control+B', 'Control+1', 'Control+Z');
    await vscode.statusBar('Gatelint: 6 findings');
  });

  await step('a rule is turned off in gatelint.yaml, which the quick fix makes', async () => {
    await vscode.find('45000');
    await vscode.press('Escape');
    await vscode.quickFixes();
    await vscode.choose('Turn apigw-integration-timeout-invalid off in gatelint.yaml');
    await vscode.statusBar('Gatelint: 4 findings');
  });

  await step('gatelint.yaml is completed as it is typed', async () => {
    await vscode.open('gatelint.yaml');
    await vscode.press('Control+End');
    await vscode.type('  lambda-');
    const suggestions = await vscode.suggestions('lambda-timeout-exceeds-apigw');
    assert.deepEqual(suggestions.slice(0, 2), ['lambda-permission-missing', 'lambda-timeout-exceeds-apigw']);
    await vscode.press('Control+Space'); // what they are about stands beside them
    await vscode.photograph('12-config-completion');
    await vscode.press('Escape');
  });

  await step('a misspelt rule and a wrong severity in it are marked, with what was probably meant', async () => {
    await vscode.type('timout-exceeds-apigw: hint');
    await vscode.press('Escape', 'Enter', 'Escape');
    await vscode.type('alb-without-waf: warn');
    await vscode.press('Escape');
    await vscode.squiggleUnder('warn', 'error');
    await vscode.press('Control+B', 'Control+Shift+M');
    await vscode.problems('"lambda-timout-exceeds-apigw" is no rule. Did you mean "lambda-timeout-exceeds-apigw"?');
    await vscode.problems('"warn" is no severity. Did you mean "warning"?');
    await vscode.press('Control+1', 'ArrowUp', 'Control+K', 'Control+I');
    await vscode.hover('Did you mean "lambda-timeout-exceeds-apigw"?');
    await vscode.photograph('13-config-error');
    await vscode.press('Escape', 'Control+Shift+M', 'Control+Shift+M', 'Control+B', 'Control+1');
  });

  await step('a template without mistakes says so', async () => {
    await vscode.open('clean.yaml');
    await vscode.statusBar('Gatelint: no findings');
  });

  await step('a file that is no template shows nothing of Gatelint', async () => {
    await vscode.open('compose.yaml');
    await vscode.noStatusBar();
    await vscode.photograph('14-no-template');
  });

  await step('Terraform is coloured, and what an argument causes in a module stands at the argument', async () => {
    await vscode.open('terraform/main.tf');
    await vscode.statusBar('Gatelint: 4 findings');
    await vscode.squiggleUnder('45', 'error');
    await vscode.statusBar('Terraform');
    await vscode.find('= 45');
    await vscode.press('Escape', 'Control+K', 'Control+I');
    await vscode.hover('aws_lb_target_group.pages waits 45 s');
    await vscode.photograph('15-terraform');
    await vscode.press('Escape');
  });

  await step('who types in a file of a module sees the findings of another go', async () => {
    await vscode.open('terraform/variables.tf');
    await vscode.find('TLS-1-1-2017-01');
    await vscode.press('Escape');
    await vscode.type('TLS13-1-2-2021-06');
    await vscode.open('terraform/main.tf');
    await vscode.statusBar('Gatelint: 2 findings');
    await vscode.find('timeout       = 60');
    await vscode.press('Escape');
    await vscode.quickFixes();
    await vscode.choose('Stop the function after 30 seconds (updates in place)');
    await vscode.line('timeout       = 30 # the warehouse is slow on Mondays');
    await vscode.statusBar('Gatelint: 1 finding');
    await vscode.photograph('16-terraform-fixed');
  });

  if (bundleThatIsThere() === undefined) console.log('- packed without cfn-lint, which is therefore not looked at');
  else
    await step('cfn-lint says what is wrong in a file that was saved, and mends it', async () => {
      await vscode.open('clean.yaml');
      await vscode.find('Scheme:');
      await vscode.press('Escape');
      await vscode.type('Sheme:');
      await vscode.press('Control+S');
      await patiently(() => vscode.squiggleUnder('Sheme', 'error'));
      await vscode.goTo(25, 8);
      await vscode.press('Control+K', 'Control+I');
      await vscode.hover("Additional properties are not allowed ('Sheme' was unexpected");
      await vscode.photograph('17-cfn-lint');
      await vscode.press('Escape');
      const offers = await vscode.quickFixes();
      assert.ok(offers.includes('Ignore E3002 for Alb'), offers.join('\n'));
      await vscode.photograph('18-cfn-lint-fixes');
      await vscode.choose('Rename Sheme to Scheme');
      await vscode.line('Scheme: internet-facing');
      await vscode.noSquiggleUnder('Scheme');
    });

  await step('what deploying the changes would do stands beside the file, as it is, saved or not', async () => {
    await vscode.open('shop.yaml');
    await vscode.find('Port: 8080');
    await vscode.press('Escape');
    await vscode.type('Port: 8090');
    await vscode.press('Control+B', 'F1'); // the page has room
    await vscode.type('Gatelint: What Would Deploying This Change?');
    await vscode.press('Enter');
    await vscode.preview('What would deploying shop.yaml change?');
    await vscode.preview('A new one is made, and the one that is there is deleted.');
    await vscode.photograph('19-impact');
  });
}

/** The first start of cfn-lint reads all of its rules. */
async function patiently(wait: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await wait();
    } catch (error) {
      if (tries === 9) throw error;
    }
  }
}

/** One sentence of the walk; the next ones stand on it, so the first that fails is the last. */
async function step(sentence: string, walk: () => Promise<void>): Promise<void> {
  const started = performance.now();
  try {
    await walk();
  } catch (error) {
    console.log(`✖ ${sentence}`);
    throw error;
  }
  passed += 1;
  console.log(`✔ ${sentence} (${Math.round(performance.now() - started)} ms)`);
}

async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    const seen = look();
    if (seen !== undefined) return seen;
    await pause(100);
  }
  throw new Error(`Waited in vain: ${what}.`);
}
