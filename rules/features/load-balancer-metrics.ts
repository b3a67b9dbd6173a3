import { defineFeature } from '../kit/index.ts';

export default defineFeature({
  id: 'load-balancer-metrics',
  title: 'Metrics',
  chapter: 'Application Load Balancer: network, scale and price',
  what: 'CloudWatch counts without being asked how many requests come in, how fast targets answer and how many answers are errors.',
  facts: [
    'They stand in the namespace `AWS/ApplicationELB` and are always on; the alarms are yours to make.',
    '`HTTPCode_ELB_5XX_Count`: errors that the load balancer answers itself, such as a target that is gone (502, 503) or too slow (504).',
    '`HTTPCode_Target_5XX_Count`: errors that the targets answer.',
    '`TargetResponseTime` in seconds: look at p95 or p99 rather than the average.',
    '`UnHealthyHostCount`: unhealthy targets of a group. `RejectedConnectionCount`: clients turned away as the maximum of connections was reached. `ConsumedLCUs`: what the bill counts.',
    'A metric that counts errors has no points while there are none: let the alarm treat missing data as fine.',
  ],
  elsewhere: '`Count`, `Latency`, `IntegrationLatency`, `4XXError` and `5XXError` (in an HTTP API `4xx` and `5xx`).',
  cost: 'the metrics are free, alarms are not.',
  written: {
    cfn: [
      'AWS::CloudWatch::Alarm.Namespace=AWS/ApplicationELB',
      'AWS::CloudWatch::Alarm.MetricName=TargetResponseTime',
      'AWS::CloudWatch::Alarm.MetricName=HTTPCode_ELB_5XX_Count',
      'AWS::CloudWatch::Alarm.MetricName=HTTPCode_Target_5XX_Count',
      'AWS::CloudWatch::Alarm.MetricName=RejectedConnectionCount',
    ],
    tf: [
      'aws_cloudwatch_metric_alarm.namespace=AWS/ApplicationELB',
      'aws_cloudwatch_metric_alarm.metric_name=TargetResponseTime',
      'aws_cloudwatch_metric_alarm.metric_name=HTTPCode_ELB_5XX_Count',
      'aws_cloudwatch_metric_alarm.metric_name=HTTPCode_Target_5XX_Count',
      'aws_cloudwatch_metric_alarm.metric_name=RejectedConnectionCount',
    ],
    cdk: ['ApplicationLoadBalancer.metrics', 'ApplicationTargetGroup.metrics'],
  },
  rules: [],
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  ],
  asOf: '2026-11',
});
