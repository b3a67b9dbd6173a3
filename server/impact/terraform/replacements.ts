/*
 * What Terraform's AWS provider does when an argument changes: `ForceNew` and `RequiresReplace` of its schemas, which
 * `terraform providers schema` leaves out. Each row says where that was looked up, on 2026-11-22: a file of
 * `internal/service/` of hashicorp/terraform-provider-aws with the commit that it was read at, a page of its
 * documentation, or the operation of AWS that takes no such argument. An argument that a row does not name is unknown.
 */
interface Row {
  readonly source: string;
  /** A change of one of these makes a new resource. */
  readonly replaces?: string;
  /** These are changed in place. Tags and timeouts always are. */
  readonly updates?: string;
  /** They are changed in place, but a new resource is made where one of them comes or goes. */
  readonly comesAndGoes?: string;
  /** A new resource is made for some changes only; nobody need fear it where `unless` holds. */
  readonly mayReplace?: string;
  readonly unless?: { readonly argument: string; readonly is: string };
  /** What AWS says where nothing is written: without them, all stays as it was. */
  readonly keeps?: string;
  /** What the provider takes where nothing is written. */
  readonly defaults?: Readonly<Record<string, string | number | boolean>>;
  /** Attributes that nobody writes and that another version of the same resource has otherwise. */
  readonly moves?: string;
}

const nameAndPrefix = 'name name_prefix';

const rows = {
  aws_acm_certificate: {
    source: 'acm/certificate.go@01661ea',
    replaces:
      'certificate_authority_arn domain_name key_algorithm subject_alternative_names validation_method validation_option',
    updates: 'certificate_body certificate_chain early_renewal_duration options private_key',
    keeps: 'key_algorithm subject_alternative_names options validation_method',
    moves: 'not_after not_before pending_renewal renewal_summary status',
  },
  aws_api_gateway_authorizer: {
    source: 'apigateway/authorizer.go@050ac11',
    replaces: 'rest_api_id',
    // From COGNITO_USER_POOLS and to it, not between the others.
    mayReplace: 'type',
    updates:
      'authorizer_credentials authorizer_result_ttl_in_seconds authorizer_uri identity_source identity_validation_expression name provider_arns',
    defaults: {
      type: 'TOKEN',
      authorizer_result_ttl_in_seconds: 300,
      identity_source: 'method.request.header.Authorization',
    },
  },
  aws_api_gateway_base_path_mapping: {
    source: 'apigateway/base_path_mapping.go@0657871',
    replaces: 'domain_name',
    updates: 'api_id base_path stage_name',
  },
  aws_api_gateway_deployment: {
    source: 'apigateway/deployment.go@00a3530',
    replaces: 'rest_api_id triggers variables',
    updates: 'description',
  },
  aws_api_gateway_domain_name: {
    source: 'apigateway/domain_name.go@00081ce',
    replaces: 'certificate_body certificate_chain certificate_private_key domain_name',
    updates:
      'certificate_arn certificate_name endpoint_configuration mutual_tls_authentication ownership_verification_certificate_arn regional_certificate_arn regional_certificate_name security_policy',
    keeps: 'endpoint_configuration ownership_verification_certificate_arn security_policy',
    moves: 'certificate_upload_date cloudfront_domain_name regional_domain_name regional_zone_id',
  },
  aws_api_gateway_integration: {
    source: 'apigateway/integration.go@0196297',
    replaces: 'credentials http_method integration_http_method passthrough_behavior resource_id rest_api_id type',
    updates:
      'cache_key_parameters cache_namespace connection_id connection_type content_handling request_parameters request_templates timeout_milliseconds tls_config uri',
    keeps: 'cache_namespace passthrough_behavior',
    defaults: { connection_type: 'INTERNET', timeout_milliseconds: 29_000 },
  },
  aws_api_gateway_method: {
    source: 'apigateway/method.go@0657871',
    replaces: 'http_method resource_id rest_api_id',
    updates:
      'api_key_required authorization authorization_scopes authorizer_id operation_name request_models request_parameters request_validator_id',
    defaults: { api_key_required: false },
  },
  aws_api_gateway_method_settings: {
    source: 'apigateway/method_settings.go@1037711',
    replaces: 'method_path rest_api_id stage_name',
    updates: 'settings',
  },
  aws_api_gateway_resource: {
    source: 'apigateway/resource.go@06739b2',
    replaces: 'rest_api_id',
    updates: 'parent_id path_part',
    moves: 'path',
  },
  aws_api_gateway_rest_api: {
    source: 'apigateway/rest_api.go@00a3530',
    updates:
      'api_key_source binary_media_types body description disable_execute_api_endpoint endpoint_configuration fail_on_warnings minimum_compression_size name parameters policy put_rest_api_mode',
    keeps:
      'api_key_source binary_media_types description disable_execute_api_endpoint endpoint_configuration minimum_compression_size policy',
    defaults: { put_rest_api_mode: 'overwrite' },
  },
  aws_api_gateway_rest_api_policy: {
    source: 'apigateway/rest_api_policy.go@1468653',
    replaces: 'rest_api_id',
    updates: 'policy',
  },
  aws_api_gateway_stage: {
    source: 'apigateway/stage.go@050ac11',
    replaces: 'rest_api_id stage_name',
    updates:
      'access_log_settings cache_cluster_enabled cache_cluster_size canary_settings client_certificate_id deployment_id description documentation_version variables xray_tracing_enabled',
    moves: 'web_acl_arn',
  },
  aws_api_gateway_usage_plan: {
    source: 'apigateway/usage_plan.go@003a12a',
    updates: 'api_stages description name product_code quota_settings throttle_settings',
  },
  aws_apigatewayv2_api: {
    source: 'apigatewayv2/api.go@00a3530',
    replaces: 'credentials_arn protocol_type route_key target',
    updates:
      'api_key_selection_expression body cors_configuration description disable_execute_api_endpoint fail_on_warnings ip_address_type name route_selection_expression version',
    keeps: 'ip_address_type',
    defaults: {
      api_key_selection_expression: '$request.header.x-api-key',
      route_selection_expression: '$request.method $request.path',
    },
  },
  aws_apigatewayv2_api_mapping: {
    source: 'apigatewayv2/api_mapping.go@0576a14',
    replaces: 'api_id domain_name',
    updates: 'api_mapping_key stage',
  },
  aws_apigatewayv2_authorizer: {
    source: 'apigatewayv2/authorizer.go@01f4311',
    replaces: 'api_id',
    updates:
      'authorizer_credentials_arn authorizer_payload_format_version authorizer_result_ttl_in_seconds authorizer_type authorizer_uri enable_simple_responses identity_sources jwt_configuration name',
    keeps: 'authorizer_result_ttl_in_seconds',
  },
  aws_apigatewayv2_domain_name: {
    source: 'apigatewayv2/domain_name.go@00a3530',
    replaces: 'domain_name',
    updates: 'domain_name_configuration mutual_tls_authentication routing_mode',
    keeps: 'routing_mode',
  },
  aws_apigatewayv2_integration: {
    source: 'apigatewayv2/integration.go@03412d5',
    replaces: 'api_id integration_subtype integration_type',
    updates:
      'connection_id connection_type content_handling_strategy credentials_arn description integration_method integration_uri passthrough_behavior payload_format_version request_parameters request_templates response_parameters template_selection_expression timeout_milliseconds tls_config',
    keeps: 'timeout_milliseconds',
    defaults: { connection_type: 'INTERNET', payload_format_version: '1.0' },
  },
  aws_apigatewayv2_route: {
    source: 'apigatewayv2/route.go@00a3530',
    replaces: 'api_id',
    updates:
      'api_key_required authorization_scopes authorization_type authorizer_id model_selection_expression operation_name request_models request_parameter route_key route_response_selection_expression target',
    defaults: { api_key_required: false, authorization_type: 'NONE' },
  },
  aws_apigatewayv2_stage: {
    source: 'apigatewayv2/stage.go@02f6d2d',
    replaces: 'api_id name',
    updates:
      'access_log_settings auto_deploy client_certificate_id default_route_settings deployment_id description route_settings stage_variables',
    keeps: 'deployment_id',
    defaults: { auto_deploy: false },
  },
  aws_apigatewayv2_vpc_link: {
    source: 'apigatewayv2/vpc_link.go@050ac11',
    replaces: 'security_group_ids subnet_ids',
    updates: 'name',
  },
  aws_cloudwatch_log_group: {
    source: 'logs/group.go@0073593',
    replaces: `${nameAndPrefix} log_group_class`,
    updates: 'kms_key_id retention_in_days skip_destroy',
    keeps: `${nameAndPrefix} log_group_class`,
    defaults: { retention_in_days: 0, skip_destroy: false },
  },
  aws_iam_policy: {
    source: 'iam/policy.go@01ccd9a',
    replaces: `${nameAndPrefix} description path`,
    updates: 'policy',
    keeps: nameAndPrefix,
    defaults: { path: '/' },
  },
  aws_iam_role: {
    // That a role keeps its path: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html has none.
    source: 'website/docs/r/iam_role.html.markdown@02910ee',
    replaces: `${nameAndPrefix} path`,
    updates:
      'assume_role_policy description force_detach_policies inline_policy managed_policy_arns max_session_duration permissions_boundary',
    keeps: `${nameAndPrefix} inline_policy managed_policy_arns`,
    defaults: { path: '/', force_detach_policies: false, max_session_duration: 3600 },
  },
  aws_iam_role_policy: {
    source: 'iam/role_policy.go@02f97af',
    replaces: `${nameAndPrefix} role`,
    updates: 'policy',
    keeps: nameAndPrefix,
  },
  aws_iam_role_policy_attachment: {
    // Nothing but this is said when a policy is attached, and an attachment cannot be updated.
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html',
    replaces: 'policy_arn role',
  },
  aws_lambda_alias: {
    source: 'lambda/alias.go@029aff9',
    replaces: 'function_name name',
    updates: 'description function_version routing_config',
  },
  aws_lambda_function: {
    source: 'lambda/function.go@0156d84',
    replaces: 'function_name package_type tenancy_config',
    updates:
      'architectures code_sha256 code_signing_config_arn dead_letter_config description environment ephemeral_storage file_system_config filename handler image_config image_uri kms_key_arn layers logging_config memory_size publish publish_to replace_security_groups_on_destroy replacement_security_group_ids reserved_concurrent_executions role runtime s3_bucket s3_key s3_object_version skip_destroy snap_start source_code_hash source_kms_key_arn timeout tracing_config vpc_config',
    keeps: 'architectures code_sha256 ephemeral_storage logging_config source_code_hash tracing_config',
    defaults: {
      memory_size: 128,
      package_type: 'Zip',
      publish: false,
      reserved_concurrent_executions: -1,
      skip_destroy: false,
      timeout: 3,
    },
    moves:
      'code_sha256 last_modified qualified_arn qualified_invoke_arn signing_job_arn signing_profile_version_arn source_code_hash source_code_size version',
  },
  aws_lambda_function_url: {
    source: 'lambda/function_url.go@05f1478',
    replaces: 'function_name qualifier',
    updates: 'authorization_type cors',
  },
  aws_lambda_permission: {
    source: 'lambda/permission.go@04592f0',
    replaces:
      'action event_source_token function_name function_url_auth_type invoked_via_function_url principal principal_org_id qualifier source_account source_arn statement_id statement_id_prefix',
    keeps: 'statement_id statement_id_prefix',
  },
  aws_lb: {
    source: 'elbv2/load_balancer.go@00edc94',
    replaces: `${nameAndPrefix} customer_owned_ipv4_pool internal load_balancer_type`,
    // A subnet cannot be taken from a Network Load Balancer, nor can it get its first security group later.
    mayReplace: 'security_groups subnet_mapping subnets',
    unless: { argument: 'load_balancer_type', is: 'application' },
    updates:
      'access_logs client_keep_alive connection_logs desync_mitigation_mode dns_record_client_routing_policy drop_invalid_header_fields enable_cross_zone_load_balancing enable_deletion_protection enable_http2 enable_tls_version_and_cipher_suite_headers enable_waf_fail_open enable_xff_client_port enable_zonal_shift enforce_security_group_inbound_rules_on_private_link_traffic idle_timeout ip_address_type ipam_pools minimum_load_balancer_capacity preserve_host_header xff_header_processing_mode',
    keeps: `${nameAndPrefix} enforce_security_group_inbound_rules_on_private_link_traffic internal ip_address_type security_groups subnet_mapping subnets`,
    defaults: {
      client_keep_alive: 3600,
      desync_mitigation_mode: 'defensive',
      drop_invalid_header_fields: false,
      enable_deletion_protection: false,
      enable_http2: true,
      enable_tls_version_and_cipher_suite_headers: false,
      enable_waf_fail_open: false,
      enable_xff_client_port: false,
      enable_zonal_shift: false,
      idle_timeout: 60,
      load_balancer_type: 'application',
      preserve_host_header: false,
      xff_header_processing_mode: 'append',
    },
  },
  aws_lb_listener: {
    // The attributes that came later are in place too:
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListenerAttributes.html
    source: 'elbv2/listener.go@01c0800',
    replaces: 'load_balancer_arn',
    updates:
      'alpn_policy certificate_arn default_action mutual_authentication port protocol routing_http_request_x_amzn_mtls_clientcert_header_name routing_http_request_x_amzn_mtls_clientcert_issuer_header_name routing_http_request_x_amzn_mtls_clientcert_leaf_header_name routing_http_request_x_amzn_mtls_clientcert_serial_number_header_name routing_http_request_x_amzn_mtls_clientcert_subject_header_name routing_http_request_x_amzn_mtls_clientcert_validity_header_name routing_http_request_x_amzn_tls_cipher_suite_header_name routing_http_request_x_amzn_tls_version_header_name routing_http_response_access_control_allow_credentials_header_value routing_http_response_access_control_allow_headers_header_value routing_http_response_access_control_allow_methods_header_value routing_http_response_access_control_allow_origin_header_value routing_http_response_access_control_expose_headers_header_value routing_http_response_access_control_max_age_header_value routing_http_response_content_security_policy_header_value routing_http_response_server_enabled routing_http_response_strict_transport_security_header_value routing_http_response_x_content_type_options_header_value routing_http_response_x_frame_options_header_value ssl_policy tcp_idle_timeout_seconds',
    keeps: 'protocol ssl_policy',
  },
  aws_lb_listener_certificate: {
    source: 'elbv2/listener_certificate.go@01f4311',
    replaces: 'certificate_arn listener_arn',
  },
  aws_lb_listener_rule: {
    // `transform` came later: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyRule.html
    source: 'elbv2/listener_rule.go@fd91d1b',
    replaces: 'listener_arn',
    updates: 'action condition priority transform',
    keeps: 'priority',
  },
  aws_lb_target_group: {
    // `protocol_version` and `ip_address_type` force a new one since: website/docs/r/lb_target_group.html.markdown@00c7d11
    source: 'elbv2/target_group.go@acde588',
    replaces: `${nameAndPrefix} ip_address_type port protocol protocol_version target_type vpc_id`,
    updates:
      'connection_termination deregistration_delay health_check lambda_multi_value_headers_enabled load_balancing_algorithm_type load_balancing_anomaly_mitigation load_balancing_cross_zone_enabled preserve_client_ip proxy_protocol_v2 slow_start stickiness target_failover target_group_health target_health_state',
    keeps: `${nameAndPrefix} health_check ip_address_type load_balancing_algorithm_type load_balancing_anomaly_mitigation load_balancing_cross_zone_enabled preserve_client_ip protocol_version stickiness`,
    defaults: {
      connection_termination: false,
      deregistration_delay: 300,
      lambda_multi_value_headers_enabled: false,
      proxy_protocol_v2: false,
      slow_start: 0,
      target_type: 'instance',
    },
  },
  aws_lb_target_group_attachment: {
    source: 'elbv2/target_group_attachment.go@07e0d0b',
    replaces: 'availability_zone port target_group_arn target_id',
  },
  aws_security_group: {
    source: 'ec2/vpc_security_group.go@0160692',
    replaces: `${nameAndPrefix} description vpc_id`,
    updates: 'egress ingress revoke_rules_on_delete',
    keeps: `${nameAndPrefix} egress ingress vpc_id`,
    defaults: { description: 'Managed by Terraform', revoke_rules_on_delete: false },
  },
  aws_security_group_rule: {
    source: 'ec2/vpc_security_group_rule.go@0d90774',
    replaces:
      'cidr_blocks from_port ipv6_cidr_blocks prefix_list_ids protocol security_group_id self source_security_group_id to_port type',
    updates: 'description',
    keeps: 'source_security_group_id',
    defaults: { self: false },
  },
  aws_vpc_security_group_egress_rule: {
    // It shares its schema with the rule for what comes in.
    source: 'ec2/vpc_security_group_ingress_rule.go@00a3220',
    replaces: 'security_group_id',
    comesAndGoes: 'cidr_ipv4 cidr_ipv6 prefix_list_id referenced_security_group_id',
    updates: 'description from_port ip_protocol to_port',
  },
  aws_vpc_security_group_ingress_rule: {
    source: 'ec2/vpc_security_group_ingress_rule.go@00a3220',
    replaces: 'security_group_id',
    comesAndGoes: 'cidr_ipv4 cidr_ipv6 prefix_list_id referenced_security_group_id',
    updates: 'description from_port ip_protocol to_port',
  },
  aws_wafv2_web_acl: {
    source: 'wafv2/web_acl.go@0073593',
    replaces: `${nameAndPrefix} scope`,
    updates:
      'association_config captcha_config challenge_config custom_response_body data_protection_config default_action description rule rule_json token_domains visibility_config',
    keeps: nameAndPrefix,
    moves: 'capacity lock_token',
  },
  aws_wafv2_web_acl_association: {
    source: 'wafv2/web_acl_association.go@011a8ee',
    replaces: 'resource_arn web_acl_arn',
  },
  aws_wafv2_web_acl_logging_configuration: {
    source: 'wafv2/web_acl_logging_configuration.go@012f18c',
    replaces: 'log_destination_configs resource_arn',
    updates: 'logging_filter redacted_fields',
  },
} as const satisfies Readonly<Record<string, Row>>;

/** How a change of an argument comes about. */
export type Way = 'replaces' | 'mayReplace' | 'updates' | 'comesAndGoes' | 'unknown';

/** The arguments of one type of resource. */
export interface Arguments {
  readonly source: string;
  /** Each that the table names. */
  readonly ways: ReadonlyMap<string, Way>;
  readonly unless: Row['unless'];
  readonly keeps: ReadonlySet<string>;
  readonly defaults: ReadonlyMap<string, string | number | boolean>;
  readonly moves: ReadonlySet<string>;
}

/** All types that the table knows, by their names. Split into words when a type is first asked for. */
export const knownTypes: readonly string[] = Object.keys(rows);

const byType: ReadonlyMap<string, Row> = new Map(Object.entries(rows));
const read = new Map<string, Arguments>();

/** Undefined where nothing is known of the type. */
export function argumentsOf(type: string): Arguments | undefined {
  const row = byType.get(type);
  if (!row) return undefined;
  const known = read.get(type) ?? argumentsIn(row);
  read.set(type, known);
  return known;
}

function argumentsIn(row: Row): Arguments {
  const { source, unless, defaults = {} } = row;
  const all = (way: 'replaces' | 'mayReplace' | 'updates' | 'comesAndGoes') =>
    wordsIn(row[way]).map((name): readonly [string, Way] => [name, way]);
  return {
    source,
    ways: new Map([...all('replaces'), ...all('mayReplace'), ...all('updates'), ...all('comesAndGoes')]),
    unless,
    keeps: new Set(wordsIn(row.keeps)),
    defaults: new Map(Object.entries(defaults)),
    moves: new Set(wordsIn(row.moves)),
  };
}

const wordsIn = (text: string | undefined): readonly string[] => text?.split(' ') ?? [];
