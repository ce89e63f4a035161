# An environment takes the repository that its project has at that moment.

resource "dbtcloud_environment" "development" {
  project_id    = dbtcloud_project.demo.id
  name          = "Development"
  type          = "development"
  connection_id = local.connection_id
  dbt_version   = var.dbt_version

  depends_on = [dbtcloud_project_repository.demo]
}

resource "dbtcloud_environment" "production" {
  project_id      = dbtcloud_project.demo.id
  name            = "Production"
  type            = "deployment"
  deployment_type = "production"
  connection_id   = local.connection_id
  credential_id   = local.credential_id
  dbt_version     = var.dbt_version

  depends_on = [dbtcloud_project_repository.demo]
}

# Loads and pull requests run apart from production, so that nothing but a production run is ever what a pull request
# is compared with. Loads write to production's schemas: the credential is the same.
resource "dbtcloud_environment" "integration" {
  project_id    = dbtcloud_project.demo.id
  name          = "Loads and pull requests"
  type          = "deployment"
  connection_id = local.connection_id
  credential_id = local.credential_id
  dbt_version   = var.dbt_version

  depends_on = [dbtcloud_project_repository.demo]
}

# Raw data is loaded once, beside production; every environment reads it there.
resource "dbtcloud_environment_variable" "raw_schema" {
  project_id = dbtcloud_project.demo.id
  name       = "DBT_RAW_SCHEMA"
  environment_values = {
    project = "${var.schema}_raw"
  }

  depends_on = [
    dbtcloud_environment.development,
    dbtcloud_environment.production,
    dbtcloud_environment.integration,
  ]
}
