import { analyse } from '../../server/linter/analysis.ts';
import { deployedTwin } from '../deployed-twin.ts';
import { cpuMilliseconds } from './cpu.ts';
import type { Group, Head } from './row.ts';

const functions = 60;

const row: Head = {
  name: 'scratch/sam-lint',
  title: `SAM with ${functions} functions, read and all rules ÷ the same of what it deploys`,
  unit: '×',
  goal: 1.3,
};

/** What it takes to read SAM as what it deploys, as a multiple of reading that as CloudFormation. */
export const samGroup: Group = {
  rows: [row],
  measure() {
    const sam = template();
    const analysis = analyse('bench.yaml', sam);
    if (!analysis) throw new Error('What was generated is no template.');
    const twin = deployedTwin(analysis.source);
    const taken = cpuMilliseconds(
      new Map([
        ['sam', () => analyse('bench.yaml', sam)],
        ['twin', () => analyse('bench.json', twin)],
      ]),
    );
    const [ofSam, ofTwin] = [taken.get('sam') ?? Number.NaN, taken.get('twin') ?? Number.NaN];
    return new Map([[row.name, { figure: ofSam / ofTwin, milliseconds: ofSam }]]);
  },
};

function template(): string {
  const head = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs22.x, Timeout: 20, MemorySize: 512 }
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Customers
        Authorizers: { Customers: { UserPoolArn: !ImportValue Customers } }
`;
  const one = (index: number): string => `  Handler${index}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: handler${index}.main # of team ${index % 7}
      CodeUri: ./handlers
      Environment:
        Variables: { TABLE: !Ref Table${index % 5}, STAGE: !Sub "\${AWS::StackName}-live" }
      Policies: [{ DynamoDBCrudPolicy: { TableName: !Ref Table${index % 5} } }]
      Events:
        List:
          Type: Api
          Properties: { RestApiId: !Ref Shop, Path: /things${index}, Method: get }
        Change:
          Type: Api
          Properties:
            RestApiId: !Ref Shop
            Path: /things${index}/{id}
            Method: post
            Auth: { Authorizer: ${index % 9 === 0 ? 'NONE' : 'Customers'} }
        Nightly:
          Type: Schedule
          Properties: { Schedule: rate(1 day) }
`;
  return head + Array.from({ length: functions }, (_, index) => one(index)).join('');
}
