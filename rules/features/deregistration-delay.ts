import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'deregistration-delay',
  title: 'Deregistration delay',
  chapter: 'Application Load Balancer: protocols and routing',
  what: 'A target that is taken out, as in a deployment, gets no new requests but has some time left to finish those under way.',
  facts: [
    '0 to 3,600 seconds; 300 by default.',
    'A request that is not answered by then fails: the client gets a 502 (Bad Gateway). Set it longer than your slowest answer.',
    'A long delay makes each deployment wait, and a group that shrinks: the old targets stay, and cost, until it is over.',
    'It does not exist for Lambda targets.',
    'The server itself has to live that long: a container is killed when its stop timeout in ECS (`StopTimeout`) or the grace period of its pod in Kubernetes (`terminationGracePeriodSeconds`) is over.',
  ],
  elsewhere: 'a new deployment of a stage takes over for new requests at once.',
  written: {
    cfn: ['AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupAttributes[Key=deregistration_delay.timeout_seconds]'],
    tf: ['aws_lb_target_group.deregistration_delay'],
    cdk: ['ApplicationTargetGroup.deregistrationDelay'],
  },
  rules: ['elb-attribute-key-unknown'],
  sources: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html'],
  asOf: '2026-11',
});
