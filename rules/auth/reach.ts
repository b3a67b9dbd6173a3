import { all, any, given, is, not, some, type Verdict } from '../kit/index.ts';
import type { Api, PolicyStatement, ResourcePolicy } from '../model/apigateway.ts';
import type { ApiMapping } from '../model/routes.ts';

/** Whoever knows an address of the API gets as far as its routes. */
export const isWithinReach = (api: Api): Verdict =>
  all(
    // A private API cannot be deployed without a resource policy.
    not(some(api.endpointTypes, (type) => is(type, 'PRIVATE'))),
    () => not(any(keepsOut(api.policy), keepsOut(api.bodyPolicy), keepsOut(api.policyApart))),
    () => any(not(is(api.disableExecuteApiEndpoint, true)), () => some(api.mappings, asksForNoCertificate)),
  );

const keepsOut = (policy: ResourcePolicy): Verdict => all(given(policy), () => not(letsInEverybody(policy)));

const letsInEverybody = ({ statements }: ResourcePolicy): Verdict =>
  all(not(some(statements, ({ effect }) => is(effect, 'Deny'))), () => some(statements, isForEverybody));

const isForEverybody = ({ accounts, condition }: PolicyStatement): Verdict =>
  all(
    some(accounts, (account) => is(account, '*')),
    not(given(condition)),
  );

const asksForNoCertificate = ({ domain }: ApiMapping): Verdict => not(given(domain.mutualTls));
