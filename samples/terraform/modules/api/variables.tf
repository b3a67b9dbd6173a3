variable "name" {
  type = string
}

variable "function_name" {
  type        = string
  description = "Who answers"
}

variable "function_arn" {
  type        = string
  description = "The same, as API Gateway calls it"
}

variable "timeout_milliseconds" {
  type    = number
  default = 30000
}
