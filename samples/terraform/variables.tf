variable "vpc_id" {
  type        = string
  description = "The network of the shop"
}

variable "public_subnet_ids" {
  type        = list(string)
  description = "Subnets in three Availability Zones"
}

variable "certificate_arn" {
  type        = string
  description = "Certificate of shop.example.com"
}

variable "log_bucket" {
  type        = string
  description = "Bucket that access logs go to"
}

variable "tls_policy" {
  type        = string
  description = "What TLS the shop speaks"
  default     = "ELBSecurityPolicy-TLS-1-1-2017-01" # for the tills of 2016
}

variable "stage" {
  type    = string
  default = "prod"
}
