/* The folder that Python imports cfn-lint from, made of the wheels of PyPI by Pyodide itself, because what it compiles is for its own Python. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from './sources.ts';

export interface Site {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Writes `site.bin`, all files one behind the other, and `site.json`, which says of each its name, where it begins and how
 * long it is. Throws where PyPI cannot be asked or gives another file than the one that was meant.
 */
export async function makeSite(wheels: string, native: string, out: string): Promise<Site> {
  await bringWheels(wheels);
  mkdirSync(out, { recursive: true });
  const { loadPyodide } = await import('pyodide'); // loaded by those only who have no bundle yet
  const python = await loadPyodide({ stdout: () => undefined, stderr: () => undefined });
  for (const [name, folder] of Object.entries({ wheels, native, out })) {
    python.FS.mkdirTree(`/${name}`);
    python.FS.mount(python.FS.filesystems.NODEFS, { root: path.resolve(folder) }, `/${name}`);
  }
  python.runPython(readFileSync(path.join(import.meta.dirname, 'site.py'), 'utf8'));
  const make = python.globals.get('make');
  const [files = 0, bytes = 0] = JSON.parse(String(make(python.toPy(templates)))) as number[]; // what `make` returns
  return { files, bytes };
}

/** They meet conditions, tables, functions, SAM and what is wrong with each, so that what is imported for that is known. */
export const templates: readonly string[] = [
  `AWSTemplateFormatVersion: '2010-09-09'
Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}, Zones: {Type: CommaDelimitedList, Default: 'a,b'}}
Mappings: {Sizes: {dev: {Size: small}, prod: {Size: large}}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
  Either: !Or [!Condition IsProd, !And [!Condition IsDev, !Equals [!Ref 'AWS::Region', us-east-1]]]
Rules: {Only: {Assertions: [{Assert: !Contains [[dev, prod], !Ref Stage]}]}}
Resources:
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Condition: Either
    Properties:
      Scheme: !If [IsProd, internet-facing, internal]
      Subnets: !Ref Zones
      Nmae: !Sub '\${Stage}-\${AWS::StackName}'
  Function:
    Type: AWS::Lambda::Function
    DependsOn: Alb
    Properties: {Runtime: nodejs12.x, Timeout: '9000', Role: !GetAtt Missing.Arn, MemorySize: !FindInMap [Sizes, !Ref Stage, Size]}
Outputs: {Name: {Condition: IsProd, Value: !GetAtt Alb.DNSName}}
`,
  `Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions]
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties: {Handler: a.b, Runtime: python3.12, InlineCode: x, Events: {Get: {Type: Api, Properties: {Path: /, Method: get}}}}
  Fn::ForEach::Topics:
    - Name
    - [One, Two]
    - Topic\${Name}: {Type: AWS::SNS::Topic}
`,
  '{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": 1}}}}',
  'Resources: [',
];

/** By pip, which looks at the hash of each. Those of another machine are as good: what is compiled in them is left out. */
async function bringWheels(folder: string): Promise<void> {
  const requirements = path.join(import.meta.dirname, 'requirements.txt');
  const stamp = path.join(folder, '..', 'wheels.txt');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === readFileSync(requirements, 'utf8')) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const platforms = ['manylinux2014_x86_64', 'manylinux_2_17_x86_64', 'manylinux_2_28_x86_64'];
  const machine = [
    '--python-version',
    '3.13',
    '--implementation',
    'cp',
    ...platforms.flatMap((one) => ['--platform', one]),
  ];
  const pip = [
    'python3',
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--only-binary',
    ':all:',
    '--require-hashes',
  ];
  await run([...pip, ...machine, '--dest', folder, '--requirement', requirements], folder);
  copyFileSync(requirements, stamp);
}
