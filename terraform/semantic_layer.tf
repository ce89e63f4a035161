# The Semantic Layer answers from production, once production has run. The credentials of Snowflake, Databricks and
# Redshift take no write-only secret here, so that theirs is kept in state.

resource "dbtcloud_semantic_layer_configuration" "demo" {
  count = var.semantic_layer ? 1 : 0

  project_id     = dbtcloud_project.demo.id
  environment_id = dbtcloud_environment.production.environment_id
}

locals {
  semantic_layer_on = var.semantic_layer ? var.warehouse : "none"

  semantic_layer_credential = {
    project_id      = dbtcloud_project.demo.id
    name            = "Semantic Layer of ${var.schema}"
    adapter_version = var.warehouse == "bigquery" ? "bigquery_v1" : "${var.warehouse}_v0"
  }
}

resource "dbtcloud_snowflake_semantic_layer_credential" "demo" {
  count = local.semantic_layer_on == "snowflake" ? 1 : 0

  configuration = local.semantic_layer_credential
  credential = {
    project_id                = dbtcloud_project.demo.id
    semantic_layer_credential = true
    auth_type                 = var.snowflake.auth_type
    user                      = var.snowflake.user
    database                  = var.snowflake.database
    warehouse                 = var.snowflake.warehouse
    role                      = var.snowflake.role
    schema                    = var.schema
    num_threads               = var.threads
    password                  = var.snowflake.auth_type == "password" ? var.stored_warehouse_secret : null
    private_key               = var.snowflake.auth_type == "keypair" ? var.stored_warehouse_secret : null
    private_key_passphrase    = var.snowflake.auth_type == "keypair" ? var.stored_warehouse_secret_passphrase : null
  }

  depends_on = [dbtcloud_semantic_layer_configuration.demo]
}

resource "dbtcloud_bigquery_semantic_layer_credential" "demo" {
  count = local.semantic_layer_on == "bigquery" ? 1 : 0

  configuration = local.semantic_layer_credential
  credential = {
    project_id    = dbtcloud_project.demo.id
    connection_id = local.connection_id
    dataset       = var.schema
    num_threads   = var.threads
  }

  execution_project           = var.bigquery.gcp_project_id
  private_key_id              = var.bigquery.private_key_id
  private_key_wo              = var.warehouse_secret
  private_key_wo_version      = var.warehouse_secret_version
  client_email                = var.bigquery.client_email
  client_id                   = var.bigquery.client_id
  auth_uri                    = var.bigquery.auth_uri
  token_uri                   = var.bigquery.token_uri
  auth_provider_x509_cert_url = var.bigquery.auth_provider_x509_cert_url
  client_x509_cert_url        = var.bigquery.client_x509_cert_url

  depends_on = [dbtcloud_semantic_layer_configuration.demo]
}

resource "dbtcloud_databricks_semantic_layer_credential" "demo" {
  count = local.semantic_layer_on == "databricks" ? 1 : 0

  configuration = local.semantic_layer_credential
  credential = {
    project_id                = dbtcloud_project.demo.id
    semantic_layer_credential = true
    catalog                   = var.databricks.catalog
    schema                    = var.schema
    token                     = var.stored_warehouse_secret
  }

  depends_on = [dbtcloud_semantic_layer_configuration.demo]
}

resource "dbtcloud_redshift_semantic_layer_credential" "demo" {
  count = local.semantic_layer_on == "redshift" ? 1 : 0

  configuration = local.semantic_layer_credential
  credential = {
    project_id     = dbtcloud_project.demo.id
    username       = var.redshift.user
    default_schema = var.schema
    num_threads    = var.threads
    password       = var.stored_warehouse_secret
  }

  depends_on = [dbtcloud_semantic_layer_configuration.demo]
}
