import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'canary-release',
  title: 'Canary release',
  chapter: 'API Gateway',
  what: 'A stage sends a small share of its requests, picked at random, to a new version of the API before all of them go there.',
  facts: [
    'Only stages of REST APIs can do it.',
    '`PercentTraffic` is 0 to 100 percent; `DeploymentId` names the new version, a deployment (snapshot) of the API.',
    '`StageVariableOverrides` gives the new version other values of the variables of the stage, such as the name of another function to call.',
    'To compare them, logs of the new version go to a log group of their own, whose name ends in `/Canary`; answers of both versions are cached apart.',
    'While a canary is on, the stage takes no other deployment: first make the new version the one for all (promote it), or remove the canary.',
    'Each request is drawn anew, so one user may see both versions in turn: both have to get on with the same data.',
  ],
  elsewhere: 'up to five weighted target groups in one rule, and a user can be kept on one of them.',
  compared: {
    topic: 'deployment',
    alb: 'weighted target groups: A/B by share of traffic, set up by hand',
    apiGateway: 'stages, canary releases (REST only), A/B by separate routes',
  },
  written: {
    cfn: [
      'AWS::ApiGateway::Stage.CanarySetting',
      'AWS::ApiGateway::Deployment.DeploymentCanarySettings',
      'AWS::ApiGateway::Deployment.StageDescription.CanarySetting',
    ],
    sam: ['AWS::Serverless::Api.CanarySetting'],
    tf: ['aws_api_gateway_stage.canary_settings'],
    cdk: ['CfnStage.canarySetting'],
  },
  rules: [],
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html'],
  asOf: '2026-11',
});
