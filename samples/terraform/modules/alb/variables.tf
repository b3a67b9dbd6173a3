variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "certificate_arn" {
  type = string
}

variable "tls_policy" {
  type    = string
  default = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

variable "log_bucket" {
  type = string
}

variable "health_check_timeout" {
  type        = number
  description = "Seconds that a target may take to answer a health check"
  default     = 5
}
