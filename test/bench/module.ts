/*
 * A module of Terraform in three files, laid out as people lay one out: resources in `main.tf`, and what they are given
 * and hand out beside it. The same number gives the same texts.
 */
import { random } from './random.ts';

export interface ModuleTexts {
  readonly 'main.tf': string;
  readonly 'variables.tf': string;
  readonly 'outputs.tf': string;
}

/** With so many resources, five to a service. */
export function moduleOf(resources: number): ModuleTexts {
  const chance = random(resources);
  const services = Array.from({ length: Math.ceil(resources / 5) }, (_, index) => ({
    name: `${chance.pick(teams)}${index}`,
    port: 8000 + index,
    hasLogs: chance.chance(0.5),
    isAsynchronous: chance.chance(0.2),
  }));
  return {
    'main.tf': services.map(service).join('\n'),
    'variables.tf': `${variables}\nlocals {\n  prefix = "\${var.environment}-shop"\n  logs   = "access-logs"\n}\n`,
    'outputs.tf': services
      .slice(0, 20)
      .map(({ name }) => `output "${name}" {\n  value = aws_lb.${name}.dns_name\n}\n`)
      .join('\n'),
  };
}

const teams = ['orders', 'users', 'billing', 'events', 'search', 'reports', 'sessions', 'catalogue'] as const;

interface Service {
  readonly name: string;
  readonly port: number;
  readonly hasLogs: boolean;
  readonly isAsynchronous: boolean;
}

const service = ({ name, port, hasLogs, isAsynchronous }: Service): string => `# What the ${name} team runs
resource "aws_lb" "${name}" {
  name               = "\${local.prefix}-${name}"
  load_balancer_type = "application"
  internal           = false
  idle_timeout       = var.timeout
  subnets            = var.subnets
${hasLogs ? '\n  access_logs {\n    bucket  = local.logs\n    enabled = true\n  }\n' : ''}
  tags = {
    Team        = "${name}"
    Environment = var.environment
  }
}

resource "aws_lb_listener" "${name}" {
  load_balancer_arn = aws_lb.${name}.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.${name}.arn
  }
}

resource "aws_lb_target_group" "${name}" {
  name        = "${name}"
  port        = ${port}
  protocol    = "HTTP"
  target_type = "${isAsynchronous ? 'lambda' : 'ip'}"
  vpc_id      = var.vpc

  health_check {
    path     = "/health"
    interval = var.interval
    timeout  = 5
  }

  tags = { Team = "${name}" }
}

resource "aws_lb_listener_rule" "${name}" {
  listener_arn = aws_lb_listener.${name}.arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.${name}.arn
  }

  condition {
    path_pattern {
      values = ["/${name}/*"]
    }
  }
}

resource "aws_lambda_function" "${name}" {
  function_name = "\${local.prefix}-${name}"
  handler       = "${name}.main"
  runtime       = "nodejs22.x"
  timeout       = var.timeout
  role          = var.role
}
`;

const variables = `variable "environment" {
  type    = string
  default = "dev"
}

variable "timeout" {
  description = "In seconds"
  type        = number
  default     = 60
}

variable "interval" {
  type    = number
  default = 30
}

variable "subnets" {
  type = list(string)
}

variable "certificate" {
  type = string
}

variable "vpc" {
  type = string
}

variable "role" {
  type = string
}
`;
