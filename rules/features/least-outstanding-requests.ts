import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'least-outstanding-requests',
  title: 'Least outstanding requests',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'The next request goes to the target with the fewest requests still unanswered, instead of simply to the next in turn.',
  facts: [
    'It helps where some requests take much longer than others, or some targets are slower.',
    'It cannot be combined with slow start, nor with anomaly mitigation.',
    'It is for instances and IP addresses only.',
    'A target that fails fast has few requests open and so gets more of them: a health check that notices matters.',
  ],
  elsewhere: 'nothing like it.',
  written: {
    cfn: [
      'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=load_balancing.algorithm.type].Value=least_outstanding_requests',
    ],
    tf: ['aws_lb_target_group.load_balancing_algorithm_type=least_outstanding_requests'],
    cdk: ['TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS'],
  },
  rules: [],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html'],
  asOf: '2026-11',
});
