# Production at several times: a job has one schedule, so that each time has a job of its own, beside the one that is started
# by hand and by the service.
resource "dbtcloud_job" "scheduled" {
  for_each             = var.schedules
  project_id           = dbtcloud_project.demo.id
  environment_id       = dbtcloud_environment.production.environment_id
  name                 = "Production: ${each.key}"
  execute_steps        = each.value.steps
  num_threads          = var.threads
  generate_docs        = true
  run_generate_sources = true
  schedule_type        = "custom_cron"
  schedule_cron        = each.value.cron
  triggers             = merge(local.no_triggers, { schedule = var.schedule_active })
  execution            = { timeout_seconds = 3600 }

  depends_on = [dbtcloud_environment_variable.raw_schema]
}
