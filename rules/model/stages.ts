import {
  entries,
  flag,
  list,
  nested,
  number,
  pointing,
  type Read,
  type Row,
  ref,
  resource,
  text,
  waitsFor,
} from '../kit/index.ts';
import { authorizationTypes } from './routes.ts';

const cfn = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';
const lifecycle = 'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle';
const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';

const limits = {
  rate: number({
    cfn: 'ThrottlingRateLimit',
    cfnV2: 'ThrottlingRateLimit',
    deployment: 'ThrottlingRateLimit',
    tf: 'settings.throttling_rate_limit',
    tfV2: 'throttling_rate_limit',
    // Terraform's provider writes both limits of a block, and 0 for one that is missing in that of an HTTP or WebSocket API.
    defaultIn: { tf: -1, tfV2: 0 },
    unit: 'requests per second',
    about:
      'Requests per second that are answered in the long run; more get a 429. -1, or left out: what the account may have, 10,000 in most Regions.',
    doc: `${guide}/api-gateway-request-throttling.html`,
  }),
  burst: number({
    cfn: 'ThrottlingBurstLimit',
    cfnV2: 'ThrottlingBurstLimit',
    deployment: 'ThrottlingBurstLimit',
    tf: 'settings.throttling_burst_limit',
    tfV2: 'throttling_burst_limit',
    // Terraform's provider writes both limits of a block, and 0 for one that is missing in that of an HTTP or WebSocket API.
    defaultIn: { tf: -1, tfV2: 0 },
    unit: 'requests',
    about:
      'How many requests may come at once before the rate counts. -1, or left out: what the account may have, 5,000 in most Regions.',
    doc: `${guide}/api-gateway-request-throttling.html`,
  }),
};
export interface Limits extends Read<typeof limits> {}

const methodSetting = {
  resourcePath: text({
    cfn: 'ResourcePath',
    deployment: 'ResourcePath',
    tf: 'method_path',
    // Path and method are one text, whose halves nobody asks for but where it is all methods.
    words: { tf: { '*/*': '/*' } },
    about: 'Path of the resource, each `/` behind the first written as `~1`; `/*` is every resource.',
  }),
  httpMethod: text({
    cfn: 'HttpMethod',
    deployment: 'HttpMethod',
    tf: 'method_path',
    words: { tf: { '*/*': '*' } },
    about: 'The method; `*` is every one.',
  }),
  ...limits,
};
export interface MethodSetting extends Read<typeof methodSetting> {}

const accessLog = {
  destination: ref('LogGroup', {
    cfn: 'DestinationArn',
    cfnV2: 'DestinationArn',
    deployment: 'DestinationArn',
    tf: 'destination_arn',
    tfV2: 'destination_arn',
    about:
      'ARN of the log group, or of a Firehose stream whose name begins with amazon-apigateway-, that gets a line per request.',
  }),
  format: text({
    cfn: 'Format',
    cfnV2: 'Format',
    deployment: 'Format',
    tf: 'format',
    tfV2: 'format',
    about: 'What is written of each request: one line of $context variables with $context.requestId among them.',
    doc: `${guide}/set-up-logging.html`,
  }),
};

const stageArnV2 = 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/apis/${api}/stages/${stageName}';

/** What an API is reached by, of every kind: a stage resource, one that a deployment or quick create makes. */
export const Stage = resource('Stage', {
  noun: 'stage',
  about: 'A deployed version of an API, with its own address, throttling and logs.',
  doc: `${cfn}/aws-resource-apigateway-stage.html`,
  forms: [
    { type: 'AWS::ApiGateway::Stage', dialect: 'cfn' },
    { type: 'AWS::ApiGateway::Deployment', where: 'StageName', dialect: 'deployment', noun: 'deployment' },
    { type: 'AWS::ApiGatewayV2::Stage', dialect: 'cfnV2', arn: stageArnV2 },
    { type: 'AWS::ApiGatewayV2::Api', where: 'Target', dialect: 'quickCreate', noun: 'API', arn: stageArnV2 },
    { type: 'aws_api_gateway_stage', dialect: 'tf', identity: ['arn'] },
    // Until version 6 of the provider.
    { type: 'aws_api_gateway_deployment', where: 'stage_name', dialect: 'tfDeployment', noun: 'deployment' },
    { type: 'aws_apigatewayv2_stage', dialect: 'tfV2', arn: stageArnV2, identity: ['arn'] },
    { type: 'aws_apigatewayv2_api', where: 'target', dialect: 'tfQuickCreate', noun: 'API', arn: stageArnV2 },
  ],
  identity: [],
  arn: 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${api}/stages/${stageName}',
  properties: {
    isOfTerraform: text({ tf: '=yes' }),
    /** `ags-<API>-<stage>`, which the provider knows. */
    uniqueName: text({ tf: 'id', about: 'The name that the provider makes of API and stage.' }),
    /** `V2` are the stages of HTTP and WebSocket APIs. Known even where the API is out of sight. */
    family: text({
      cfn: '=REST',
      deployment: '=REST',
      cfnV2: '=V2',
      quickCreate: '=V2',
      tf: '=REST',
      tfDeployment: '=REST',
      tfV2: '=V2',
      tfQuickCreate: '=V2',
      oneOf: ['REST', 'V2'],
    }),
    api: ref('Api', {
      cfn: 'RestApiId',
      deployment: 'RestApiId',
      cfnV2: 'ApiId',
      quickCreate: '<owner>',
      tf: 'rest_api_id',
      tfDeployment: 'rest_api_id',
      tfV2: 'api_id',
      tfQuickCreate: '<owner>',
      about: 'The API that is deployed.',
    }),
    /** The API, where it has made the stage itself: then only its overrides can say more. */
    quickCreated: ref('Api', { quickCreate: '<owner>', tfQuickCreate: '<owner>' }),
    /** A deployment has made it, on the side. */
    madeByDeployment: text({ deployment: '=yes', tfDeployment: '=yes' }),
    stageName: text({
      cfn: 'StageName',
      deployment: 'StageName',
      cfnV2: 'StageName',
      quickCreate: '=$default',
      tf: 'stage_name',
      tfDeployment: 'stage_name',
      tfV2: 'name',
      tfQuickCreate: '=$default',
      about: 'Name of the stage, the first part of the path; `$default` of an HTTP API is none.',
    }),
    throttle: nested(limits, {
      cfnV2: 'DefaultRouteSettings',
      deployment: 'StageDescription',
      tfV2: 'default_route_settings',
      about: 'Settings of every route that has none of its own.',
      doc: `${guide}/http-api-throttling.html`,
    }),
    defaultRoute: nested(limits, {
      cfnV2: 'RouteSettings.$default',
      tfV2: 'route_settings[route_key=$default]',
      about: 'Settings of the route that takes what no other route does.',
    }),
    methodSettings: list(methodSetting, {
      cfn: 'MethodSettings',
      deployment: 'StageDescription.MethodSettings',
      tf: '<StageSettings.stage>',
      tfDeployment: '<StageSettings.stage>',
      about: 'Logging, caching and throttling, by method or for all of them.',
      doc: `${cfn}/aws-properties-apigateway-stage-methodsetting.html`,
    }),
    accessLog: nested(accessLog, {
      cfn: 'AccessLogSetting',
      cfnV2: 'AccessLogSettings',
      deployment: 'StageDescription.AccessLogSetting',
      tf: 'access_log_settings',
      tfV2: 'access_log_settings',
      about: 'Where a line per request is written, and what it says. Off where it is left out.',
      doc: `${guide}/set-up-logging.html`,
    }),
    webAcls: pointing('WebAclAssociation', 'resource'),
    usagePlans: pointing('UsagePlan', 'stages.stage'),
  },
});
export interface Stage extends Row<typeof Stage> {}

/** What a stage is told of its methods, where that stands apart from it, as in Terraform. */
export const StageSettings = resource('StageSettings', {
  noun: 'set of method settings',
  about: 'Logging, caching and throttling of one method of a stage, or of all of them.',
  doc: `${cfn}/aws-properties-apigateway-stage-methodsetting.html`,
  forms: [{ type: 'aws_api_gateway_method_settings', dialect: 'tf' }],
  identity: ['id'],
  properties: {
    /** API and stage stand in two properties; a name says nothing without its API. */
    stage: ref('Stage', {
      tf: '=arn:aws:apigateway:*::/restapis/${rest_api_id}/stages/${stage_name}',
      about: 'The stage: its API and its name tell which.',
    }),
    ...methodSetting,
  },
});
export interface StageSettings extends Row<typeof StageSettings> {}

/** What a stage serves. Without methods there is nothing to deploy. */
export const Deployment = resource('Deployment', {
  noun: 'deployment',
  about: 'A copy of a REST API as its methods are at that moment; a stage serves one.',
  doc: `${cfn}/aws-resource-apigateway-deployment.html`,
  forms: [
    { type: 'AWS::ApiGateway::Deployment', dialect: 'cfn' },
    { type: 'aws_api_gateway_deployment', dialect: 'tf', identity: ['id'] },
  ],
  identity: ['Ref', 'DeploymentId'],
  properties: {
    api: ref('Api', { cfn: 'RestApiId', tf: 'rest_api_id', about: 'The API that is deployed.' }),
    /** Only there does a deployment say what it follows. */
    isOfTerraform: text({ tf: '=yes' }),
    triggers: nested(
      {},
      { tf: 'triggers', about: 'Whenever one of these texts is another, the API is deployed anew.' },
    ),
    redeployment: text({ tf: 'triggers.redeployment', about: 'A digest of all that makes the API.' }),
    createsBeforeDestroy: flag({
      tf: 'lifecycle.create_before_destroy',
      about: 'Whether the next deployment is there before this one goes: a stage cannot be without.',
      values: {
        true: 'The next deployment is made first; the stage moves over to it, and then this one is deleted.',
        false: 'This deployment is deleted first, which AWS refuses while a stage shows it.',
      },
      default: false,
      doc: lifecycle,
    }),
    /** What has it made anew, in other ways. */
    replacedBy: nested(
      {},
      {
        tf: 'lifecycle.replace_triggered_by',
        about: 'Whenever one of these is changed, the API is deployed anew.',
        doc: lifecycle,
      },
    ),
    variables: nested({}, { tf: 'variables', about: 'Variables of the stage that the deployment makes.' }),
    stageDescription: text({ tf: 'stage_description', about: 'What the stage that the deployment makes is for.' }),
    routes: waitsFor('Route'),
    integrations: waitsFor('Integration'),
  },
});
export interface Deployment extends Row<typeof Deployment> {}

/** Quick create writes no stage that settings could stand in: these change what it made. */
export const ManagedOverrides = resource('ManagedOverrides', {
  noun: 'set of overrides',
  about: 'Changes the stage, the route and the integration that an HTTP API with a Target makes by itself.',
  doc: `${cfn}/aws-resource-apigatewayv2-apigatewaymanagedoverrides.html`,
  forms: [{ type: 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides', dialect: 'cfn' }],
  identity: [],
  properties: {
    api: ref('Api', { cfn: 'ApiId', about: 'The API that was made by quick create.' }),
    authorizationType: text({
      cfn: 'Route.AuthorizationType',
      about: 'How callers prove who they are: AWS_IAM by a signature, JWT by a token, CUSTOM by a Lambda function.',
      values: authorizationTypes,
      default: 'NONE',
      doc: `${guide}/http-api-access-control.html`,
    }),
    throttle: nested(limits, {
      cfn: 'Stage.DefaultRouteSettings',
      about: 'Settings of every route that has none of its own.',
      doc: `${guide}/http-api-throttling.html`,
    }),
    accessLog: nested(accessLog, {
      cfn: 'Stage.AccessLogSettings',
      about: 'Where a line per request is written, and what it says. Off where it is left out.',
      doc: `${guide}/http-api-logging.html`,
    }),
  },
});
export interface ManagedOverrides extends Row<typeof ManagedOverrides> {}

const keyLimits = {
  rate: number({
    cfn: 'RateLimit',
    tf: 'rate_limit',
    unit: 'requests per second',
    about: 'Requests per second that are answered to one API key in the long run; more get a 429.',
    doc: `${guide}/api-gateway-api-usage-plans.html`,
  }),
  burst: number({
    cfn: 'BurstLimit',
    tf: 'burst_limit',
    unit: 'requests',
    about: 'How many requests one API key may send at once before the rate counts.',
    doc: `${guide}/api-gateway-api-usage-plans.html`,
  }),
};

export const UsagePlan = resource('UsagePlan', {
  noun: 'usage plan',
  about: 'How much and how fast the holder of an API key may ask the stages of REST APIs.',
  doc: `${cfn}/aws-resource-apigateway-usageplan.html`,
  forms: [
    { type: 'AWS::ApiGateway::UsagePlan', dialect: 'cfn' },
    { type: 'aws_api_gateway_usage_plan', dialect: 'tf', identity: ['id'] },
  ],
  identity: [],
  properties: {
    throttle: nested(keyLimits, {
      cfn: 'Throttle',
      tf: 'throttle_settings',
      about: 'What each key of the plan may ask of each stage.',
    }),
    stages: list(
      {
        /** API and stage stand in two properties; a name says nothing without its API. */
        stage: ref('Stage', {
          cfn: '=arn:aws:apigateway:*::/restapis/${ApiId}/stages/${Stage}',
          tf: '=arn:aws:apigateway:*::/restapis/${api_id}/stages/${stage}',
          about: 'The stage: its API and its name tell which.',
        }),
        methods: entries(keyLimits, {
          cfn: 'Throttle',
          tf: 'throttle',
          about: 'Limits of single methods: `/orders/GET`.',
        }),
      },
      {
        cfn: 'ApiStages',
        tf: 'api_stages',
        about: 'The stages that a key of the plan opens.',
        doc: `${cfn}/aws-properties-apigateway-usageplan-apistage.html`,
      },
    ),
  },
});
export interface UsagePlan extends Row<typeof UsagePlan> {}

declare module '../kit/schema.ts' {
  interface Rows {
    Stage: Stage;
    StageSettings: StageSettings;
    Deployment: Deployment;
    ManagedOverrides: ManagedOverrides;
    UsagePlan: UsagePlan;
  }
}
