/*
 * What a resource hands out once it is there, for the types of the model and those that are named beside them: what
 * `Fn::GetAtt` takes, and what Terraform exports besides the arguments. The first is what names the resource.
 *
 * Sources, looked at on 2026-11-22. For CloudFormation AWS's resource specification (`@aws-cdk/aws-service-spec`
 * 0.1.216, `attributes`).
 *
 * For Terraform two packages that are generated from AWS's provider. Its pages were not gone through: only old copies,
 * or copies of unknown age, were at hand, but for that of `aws_lambda_function`. All names but one, `id` too, are in
 * the schema of provider 6.25.0 (`@cdktf/provider-aws` 21.22.1), and none is marked as deprecated in `@pulumi/aws`
 * 7.48.0 of 2026-09-22, which carries the texts of the pages along. The one is `response_streaming_invoke_arn`: it is
 * in the second package, and on its page. Neither package says whether a page calls `id` deprecated; a search for pages
 * that do found none for a type of this table.
 *
 * Left out is what is deprecated, such as `website_endpoint` of a bucket, and what nobody refers to, such as dates and
 * the reasons of states. Of arguments only those are here that others refer to, as `name`.
 */

const words = (text: string): readonly string[] => text.split(' ');

export const returned: Readonly<Record<string, readonly string[]>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': words(
    'LoadBalancerArn DNSName CanonicalHostedZoneID LoadBalancerFullName LoadBalancerName SecurityGroups',
  ),
  'AWS::ElasticLoadBalancingV2::Listener': words('ListenerArn'),
  'AWS::ElasticLoadBalancingV2::ListenerRule': words('RuleArn IsDefault'),
  'AWS::ElasticLoadBalancingV2::TargetGroup': words(
    'TargetGroupArn TargetGroupFullName TargetGroupName LoadBalancerArns',
  ),
  'AWS::ElasticLoadBalancingV2::TrustStore': words('TrustStoreArn Status NumberOfCaCertificates'),
  'AWS::EC2::VPC': words('VpcId CidrBlock DefaultSecurityGroup DefaultNetworkAcl CidrBlockAssociations Ipv6CidrBlocks'),
  'AWS::EC2::Subnet': words('SubnetId AvailabilityZone CidrBlock VpcId Ipv6CidrBlocks NetworkAclAssociationId'),
  'AWS::EC2::SecurityGroup': words('GroupId VpcId'),
  'AWS::EC2::EIP': words('AllocationId PublicIp'),
  'AWS::EC2::VPCEndpoint': words('Id DnsEntries NetworkInterfaceIds'),
  'AWS::ApiGateway::RestApi': words('RootResourceId RestApiId'),
  'AWS::ApiGateway::Resource': words('ResourceId'),
  'AWS::ApiGateway::Deployment': words('DeploymentId'),
  'AWS::ApiGateway::Authorizer': words('AuthorizerId'),
  'AWS::ApiGateway::DomainName': words(
    'RegionalDomainName RegionalHostedZoneId DistributionDomainName DistributionHostedZoneId DomainNameArn',
  ),
  'AWS::ApiGateway::UsagePlan': words('Id'),
  'AWS::ApiGateway::ApiKey': words('APIKeyId'),
  'AWS::ApiGateway::VpcLink': words('VpcLinkId'),
  'AWS::ApiGatewayV2::Api': words('ApiId ApiEndpoint ExecuteApiArn'),
  'AWS::ApiGatewayV2::Authorizer': words('AuthorizerId'),
  'AWS::ApiGatewayV2::DomainName': words('RegionalDomainName RegionalHostedZoneId DomainNameArn'),
  'AWS::ApiGatewayV2::Integration': words('IntegrationId'),
  'AWS::ApiGatewayV2::Route': words('RouteId'),
  'AWS::ApiGatewayV2::ApiMapping': words('ApiMappingId'),
  'AWS::ApiGatewayV2::VpcLink': words('VpcLinkId'),
  'AWS::CertificateManager::Certificate': words('CertificateArn'),
  'AWS::CloudFront::Distribution': words('DomainName Id'),
  'AWS::Cognito::UserPool': words('Arn ProviderName ProviderURL UserPoolId'),
  'AWS::IAM::Role': words('Arn RoleId'),
  'AWS::KinesisFirehose::DeliveryStream': words('Arn'),
  'AWS::Lambda::Function': words('Arn'),
  'AWS::Lambda::Alias': words('AliasArn'),
  'AWS::Lambda::Version': words('FunctionArn Version'),
  'AWS::Lambda::Url': words('FunctionUrl FunctionArn'),
  'AWS::Logs::LogGroup': words('Arn'),
  'AWS::Logs::DeliverySource': words('Arn Service ResourceArns Status'),
  'AWS::S3::Bucket': words('Arn DomainName RegionalDomainName DualStackDomainName WebsiteURL'),
  'AWS::WAFv2::WebACL': words('Arn Id Capacity LabelNamespace'),
  'AWS::WAFv2::RuleGroup': words('Arn Id LabelNamespace'),
  'AWS::WAFv2::IPSet': words('Arn Id'),

  aws_lb: words('arn id name dns_name zone_id arn_suffix vpc_id'),
  aws_lb_listener: words('arn id'),
  aws_lb_listener_rule: words('arn id'),
  aws_lb_target_group: words('arn id arn_suffix name load_balancer_arns'),
  aws_lb_target_group_attachment: words('id'),
  aws_lb_trust_store: words('arn id arn_suffix name'),
  aws_vpc: words(
    'id arn cidr_block default_security_group_id default_network_acl_id default_route_table_id main_route_table_id dhcp_options_id ipv6_cidr_block ipv6_association_id owner_id',
  ),
  aws_default_vpc: words(
    'id arn cidr_block default_security_group_id default_network_acl_id default_route_table_id main_route_table_id dhcp_options_id ipv6_cidr_block ipv6_association_id owner_id',
  ),
  aws_subnet: words(
    'id arn cidr_block availability_zone availability_zone_id vpc_id ipv6_cidr_block ipv6_cidr_block_association_id owner_id',
  ),
  aws_default_subnet: words(
    'id arn cidr_block availability_zone availability_zone_id vpc_id ipv6_cidr_block ipv6_cidr_block_association_id owner_id',
  ),
  aws_security_group: words('id arn name vpc_id owner_id'),
  aws_eip: words('allocation_id id arn association_id public_ip public_dns private_ip private_dns'),
  aws_acm_certificate: words('arn id domain_name domain_validation_options status'),
  aws_acm_certificate_validation: words('certificate_arn id'),
  aws_api_gateway_rest_api: words('id arn name root_resource_id execution_arn'),
  aws_api_gateway_resource: words('id path'),
  aws_api_gateway_deployment: words('id'),
  aws_api_gateway_stage: words('stage_name arn id invoke_url execution_arn web_acl_arn'),
  aws_api_gateway_authorizer: words('id arn'),
  aws_api_gateway_domain_name: words(
    'domain_name id arn domain_name_id regional_domain_name regional_zone_id cloudfront_domain_name cloudfront_zone_id',
  ),
  aws_api_gateway_usage_plan: words('id arn'),
  aws_api_gateway_api_key: words('id arn value'),
  aws_api_gateway_vpc_link: words('id arn'),
  aws_api_gateway_integration: words('id'),
  aws_api_gateway_method: words('id http_method'),
  aws_apigatewayv2_api: words('id arn name api_endpoint execution_arn'),
  aws_apigatewayv2_stage: words('name arn id invoke_url execution_arn'),
  aws_apigatewayv2_route: words('id'),
  aws_apigatewayv2_integration: words('id'),
  aws_apigatewayv2_authorizer: words('id'),
  aws_apigatewayv2_domain_name: words('domain_name id arn domain_name_configuration'),
  aws_apigatewayv2_api_mapping: words('id'),
  aws_apigatewayv2_vpc_link: words('id arn'),
  aws_lambda_function: words(
    'arn invoke_arn qualified_arn qualified_invoke_arn response_streaming_invoke_arn function_name id version',
  ),
  aws_lambda_alias: words('arn invoke_arn name id'),
  aws_lambda_permission: words('id'),
  aws_lambda_function_url: words('function_url url_id function_arn'),
  aws_cloudfront_distribution: words('arn id domain_name hosted_zone_id'),
  aws_cloudwatch_log_group: words('arn name id'),
  aws_cloudwatch_log_delivery_source: words('name arn service'),
  aws_cognito_user_pool: words('arn id name endpoint domain custom_domain'),
  aws_iam_role: words('arn name id unique_id'),
  aws_kinesis_firehose_delivery_stream: words('arn id name'),
  aws_s3_bucket: words(
    'id arn bucket bucket_domain_name bucket_regional_domain_name hosted_zone_id region bucket_region',
  ),
  aws_wafv2_web_acl: words('arn id capacity name application_integration_url'),
  aws_wafv2_rule_group: words('arn id capacity name'),
  aws_wafv2_ip_set: words('arn id name'),
  aws_wafv2_web_acl_association: words('id'),
};
