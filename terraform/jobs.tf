# Lands a batch of raw data: started on the batch's branch, by hand or by the service.
resource "dbtcloud_job" "load" {
  project_id     = dbtcloud_project.demo.id
  environment_id = dbtcloud_environment.integration.environment_id
  name           = "Load raw data"
  execute_steps  = ["dbt seed --full-refresh --select config.schema:raw"]
  num_threads    = var.threads
  generate_docs  = false
  triggers       = local.no_triggers
  execution      = { timeout_seconds = 3600 }

  depends_on = [dbtcloud_environment_variable.raw_schema]
}

# Builds reference seeds but never raw ones, which would undo what was landed. Unit tests belong to pull requests. The
# freshness of sources is looked at, and cannot fail the run.
resource "dbtcloud_job" "production" {
  project_id           = dbtcloud_project.demo.id
  environment_id       = dbtcloud_environment.production.environment_id
  name                 = "Production"
  execute_steps        = var.production_steps
  num_threads          = var.threads
  generate_docs        = true
  run_generate_sources = true
  schedule_type        = "custom_cron"
  schedule_cron        = var.schedule
  triggers             = merge(local.no_triggers, { schedule = var.schedule_active && length(var.schedules) == 0 })
  execution            = { timeout_seconds = 3600 }

  depends_on = [dbtcloud_environment_variable.raw_schema]
}

# Builds what a pull request changes and what hangs on it; everything else is read from production.
resource "dbtcloud_job" "ci" {
  project_id               = dbtcloud_project.demo.id
  environment_id           = dbtcloud_environment.integration.environment_id
  deferring_environment_id = dbtcloud_environment.production.environment_id
  name                     = "Pull requests"
  execute_steps            = ["dbt build --no-partial-parse --select state:modified+ --exclude config.schema:raw"]
  num_threads              = var.threads
  generate_docs            = false
  triggers                 = merge(local.no_triggers, { github_webhook = true })
  execution                = { timeout_seconds = 3600 }

  depends_on = [dbtcloud_environment_variable.raw_schema]
}

locals {
  no_triggers = {
    github_webhook       = false
    git_provider_webhook = false
    schedule             = false
    on_merge             = false
  }
}
