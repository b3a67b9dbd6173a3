# The shop: its pages behind a load balancer, its orders behind an API. Each stands in a module of its own.

module "pages" {
  source = "./modules/alb"

  name            = "shop-${var.stage}"
  vpc_id          = var.vpc_id
  subnet_ids      = var.public_subnet_ids
  certificate_arn = var.certificate_arn
  tls_policy      = var.tls_policy
  log_bucket      = var.log_bucket

  # The first page is slow after a deployment
  health_check_timeout = 45
}

module "orders" {
  source = "./modules/api"

  name          = "orders-${var.stage}"
  function_name = aws_lambda_function.orders.function_name
  function_arn  = aws_lambda_function.orders.invoke_arn
}

resource "aws_lambda_function" "orders" {
  function_name = "orders-${var.stage}"
  role          = var.stage == "prod" ? aws_iam_role.orders.arn : null
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "orders.zip"
  timeout       = 60 # the warehouse is slow on Mondays
}

resource "aws_iam_role" "orders" {
  name = "orders-${var.stage}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

# Partners still come through a door of their own.
resource "aws_lb_listener" "partners" {
  load_balancer_arn = module.pages.load_balancer_arn
  port              = 8443
  protocol          = "HTTPS"
  ssl_policy        = var.tls_policy
  certificate_arn   = var.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = module.pages.target_group_arn
  }
}
