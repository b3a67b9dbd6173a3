locals {
  ports = {
    web     = 80
    secure  = 443
    targets = 8080
  }
}

resource "aws_lb" "this" {
  name                       = var.name
  internal                   = false
  subnets                    = var.subnet_ids
  security_groups            = [aws_security_group.doors.id]
  drop_invalid_header_fields = true
  idle_timeout               = 60

  access_logs {
    enabled = true
    bucket  = var.log_bucket
    prefix  = var.name
  }
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.this.arn
  port              = local.ports.web
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "secure" {
  load_balancer_arn = aws_lb.this.arn
  port              = local.ports.secure
  protocol          = "HTTPS"
  ssl_policy        = var.tls_policy
  certificate_arn   = var.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.pages.arn
  }
}

resource "aws_lb_target_group" "pages" {
  name        = var.name
  vpc_id      = var.vpc_id
  target_type = "ip"
  protocol    = "HTTP"
  port        = local.ports.targets

  health_check {
    path     = "/health"
    interval = 30
    timeout  = var.health_check_timeout
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  resource_arn = aws_lb.this.arn
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}

resource "aws_wafv2_web_acl" "this" {
  name  = var.name
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "not-too-many"
    priority = 1

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit              = 2000
        aggregate_key_type = "IP"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "not-too-many"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.name
    sampled_requests_enabled   = true
  }
}

resource "aws_security_group" "doors" {
  name   = "${var.name}-doors"
  vpc_id = var.vpc_id

  dynamic "ingress" {
    for_each = [local.ports.web, local.ports.secure]

    content {
      protocol    = "tcp"
      from_port   = ingress.value
      to_port     = ingress.value
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}
