output "address" {
  description = "Where the shop is"
  value       = module.pages.dns_name
}
