output "project_id" {
  value = dbtcloud_project.demo.id
}

output "repository_id" {
  value = dbtcloud_repository.demo.repository_id
}

output "connection" {
  description = "The connection in use, and whether it was made here."
  value = {
    id   = local.connection_id
    made = var.connection_id == null
  }
}

output "credential_id" {
  value = local.credential_id
}

output "environments" {
  value = {
    development = dbtcloud_environment.development.environment_id
    production  = dbtcloud_environment.production.environment_id
    integration = dbtcloud_environment.integration.environment_id
  }
}

output "jobs" {
  value = {
    load       = dbtcloud_job.load.id
    production = dbtcloud_job.production.id
    ci         = dbtcloud_job.ci.id
    scheduled  = { for name, job in dbtcloud_job.scheduled : name => job.id }
  }
}

output "semantic_layer_id" {
  description = "The Semantic Layer's configuration; null until it is set up."
  value       = one(dbtcloud_semantic_layer_configuration.demo[*].id)
}

output "schemas" {
  value = {
    production = var.schema
    raw        = "${var.schema}_raw"
  }
}

locals {
  deploy = "${var.dbt_cloud_url}/deploy/${var.account_id}/projects/${dbtcloud_project.demo.id}"
}

output "urls" {
  description = "Where to see it all in dbt Cloud."
  value = {
    project    = "${var.dbt_cloud_url}/dashboard/${var.account_id}/projects/${dbtcloud_project.demo.id}"
    develop    = "${var.dbt_cloud_url}/develop/${var.account_id}/projects/${dbtcloud_project.demo.id}"
    production = "${local.deploy}/environments/${dbtcloud_environment.production.environment_id}"
    jobs = {
      load       = "${local.deploy}/jobs/${dbtcloud_job.load.id}"
      production = "${local.deploy}/jobs/${dbtcloud_job.production.id}"
      ci         = "${local.deploy}/jobs/${dbtcloud_job.ci.id}"
      scheduled  = { for name, job in dbtcloud_job.scheduled : name => "${local.deploy}/jobs/${job.id}" }
    }
  }
}
