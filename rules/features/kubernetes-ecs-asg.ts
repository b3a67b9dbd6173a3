import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'kubernetes-ecs-asg',
  title: 'Kubernetes / ECS / ASG',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'Containers and servers come and go; ECS, Kubernetes and Auto Scaling groups add theirs to the target group and take them out by themselves.',
  facts: [
    'An ECS service names the target group, the container and its port in `LoadBalancers`. Tasks with a network interface of their own (`awsvpc`, as on Fargate) need a target group of type `ip`.',
    '`HealthCheckGracePeriodSeconds` (default 0) keeps ECS from stopping a task that is still starting.',
    'An Auto Scaling group takes `TargetGroupARNs`. Only with the health check type `ELB` does it replace instances that the load balancer finds unhealthy.',
    'In Kubernetes, AWS’s Load Balancer Controller makes load balancers out of ingresses and registers the pods.',
    'Targets that are registered this way should not stand in the template as well.',
  ],
  elsewhere: 'only by a VPC link, to a load balancer or to Cloud Map.',
  written: {
    cfn: [
      'AWS::ECS::Service.LoadBalancers',
      'AWS::ECS::Service.HealthCheckGracePeriodSeconds',
      'AWS::AutoScaling::AutoScalingGroup.TargetGroupARNs',
      'AWS::AutoScaling::AutoScalingGroup.HealthCheckType=ELB',
    ],
    tf: [
      'aws_ecs_service.load_balancer',
      'aws_ecs_service.health_check_grace_period_seconds',
      'aws_autoscaling_attachment',
      'aws_autoscaling_group.target_group_arns',
      'aws_autoscaling_group.health_check_type=ELB',
    ],
    cdk: [
      'ApplicationLoadBalancedFargateService',
      'ApplicationListener.addTargets',
      'AutoScalingGroup.attachToApplicationTargetGroup',
    ],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-load-balancer.html',
  ],
  asOf: '2026-11',
});
