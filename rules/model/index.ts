import type { Dangling, Resource } from '../kit/index.ts';
import { Certificate, CertificateValidation } from './acm.ts';
import { Api, ApiPolicy, Distribution, FunctionAlias, Integration, LambdaFunction } from './apigateway.ts';
import { Subnet, Vpc } from './ec2.ts';
import { AttributeList, Listener, ListenerRule, LoadBalancer, TargetAttachment, TargetGroup } from './elbv2.ts';
import { Permission } from './lambda.ts';
import { LogDelivery, LogGroup } from './logs.ts';
import { ApiMapping, ApiResource, Authorizer, DomainName, Route } from './routes.ts';
import { Deployment, ManagedOverrides, Stage, StageSettings, UsagePlan } from './stages.ts';
import { RuleGroup, WebAcl, WebAclAssociation, WebAclRule, WebAclRuleGroup } from './wafv2.ts';

const rows = [
  LoadBalancer,
  Listener,
  ListenerRule,
  TargetGroup,
  TargetAttachment,
  AttributeList,
  Vpc,
  Subnet,
  Certificate,
  CertificateValidation,
  Api,
  ApiPolicy,
  Integration,
  Stage,
  StageSettings,
  ManagedOverrides,
  UsagePlan,
  LambdaFunction,
  FunctionAlias,
  Permission,
  Deployment,
  Distribution,
  Route,
  ApiResource,
  Authorizer,
  DomainName,
  ApiMapping,
  LogGroup,
  LogDelivery,
  WebAcl,
  WebAclRule,
  WebAclRuleGroup,
  RuleGroup,
  WebAclAssociation,
] as const;

/** Every row type that there is. */
export const model: readonly Resource[] = rows;

/** Does not compile while an inverse names a relation that is not there; the error says which is missing. */
const inverses: Record<Dangling<(typeof rows)[number]>, never> = {};
void inverses;
