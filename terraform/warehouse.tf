# A connection belongs to the account: it outlives its project unless this module removes it.
resource "dbtcloud_global_connection" "demo" {
  count = var.connection_id == null ? 1 : 0

  name = var.project_name

  snowflake = var.warehouse != "snowflake" ? null : {
    account   = var.snowflake.account
    database  = var.snowflake.database
    warehouse = var.snowflake.warehouse
    role      = var.snowflake.role
  }

  bigquery = var.warehouse != "bigquery" ? null : {
    gcp_project_id              = var.bigquery.gcp_project_id
    location                    = var.bigquery.location
    private_key_id              = var.bigquery.private_key_id
    private_key                 = var.stored_warehouse_secret
    client_email                = var.bigquery.client_email
    client_id                   = var.bigquery.client_id
    auth_uri                    = var.bigquery.auth_uri
    token_uri                   = var.bigquery.token_uri
    auth_provider_x509_cert_url = var.bigquery.auth_provider_x509_cert_url
    client_x509_cert_url        = var.bigquery.client_x509_cert_url
    use_latest_adapter          = true
  }

  databricks = var.warehouse != "databricks" ? null : {
    host      = var.databricks.host
    http_path = var.databricks.http_path
    catalog   = var.databricks.catalog
  }

  redshift = var.warehouse != "redshift" ? null : {
    hostname = var.redshift.host
    port     = var.redshift.port
    dbname   = var.redshift.database
  }

  lifecycle {
    # Which adapter a connection has cannot be changed, and the provider does not read it from one that is adopted.
    ignore_changes = [bigquery.use_latest_adapter]
    # Where a given one takes its place, environments go over to that before this one is removed.
    create_before_destroy = true
  }
}

locals {
  connection_id = var.connection_id != null ? var.connection_id : one(dbtcloud_global_connection.demo[*].id)
}

# What production builds with. Development credentials are each person's own, and made by each person.

resource "dbtcloud_snowflake_credential" "production" {
  count = var.warehouse == "snowflake" ? 1 : 0

  project_id  = dbtcloud_project.demo.id
  auth_type   = var.snowflake.auth_type
  user        = var.snowflake.user
  database    = var.snowflake.database
  warehouse   = var.snowflake.warehouse
  role        = var.snowflake.role
  schema      = var.schema
  num_threads = var.threads

  password_wo                       = var.snowflake.auth_type == "password" ? var.warehouse_secret : null
  password_wo_version               = var.snowflake.auth_type == "password" ? var.warehouse_secret_version : null
  private_key_wo                    = var.snowflake.auth_type == "keypair" ? var.warehouse_secret : null
  private_key_wo_version            = var.snowflake.auth_type == "keypair" ? var.warehouse_secret_version : null
  private_key_passphrase_wo         = var.snowflake.auth_type == "keypair" ? var.warehouse_secret_passphrase : null
  private_key_passphrase_wo_version = var.snowflake.auth_type == "keypair" ? var.warehouse_secret_version : null
}

# BigQuery signs in with the connection's service account.
resource "dbtcloud_bigquery_credential" "production" {
  count = var.warehouse == "bigquery" ? 1 : 0

  project_id    = dbtcloud_project.demo.id
  connection_id = local.connection_id
  dataset       = var.schema
  num_threads   = var.threads

  lifecycle {
    # It only says which adapter a new credential is for, and is not read from one that is adopted.
    ignore_changes = [connection_id]
  }
}

resource "dbtcloud_databricks_credential" "production" {
  count = var.warehouse == "databricks" ? 1 : 0

  project_id       = dbtcloud_project.demo.id
  catalog          = var.databricks.catalog
  schema           = var.schema
  token_wo         = var.warehouse_secret
  token_wo_version = var.warehouse_secret_version

  lifecycle {
    # The provider can adopt one only by making it anew; environments go over to it before the other is removed.
    create_before_destroy = true
  }
}

resource "dbtcloud_redshift_credential" "production" {
  count = var.warehouse == "redshift" ? 1 : 0

  project_id          = dbtcloud_project.demo.id
  username            = var.redshift.user
  default_schema      = var.schema
  num_threads         = var.threads
  password_wo         = var.warehouse_secret
  password_wo_version = var.warehouse_secret_version
}

locals {
  credential_id = one(concat(
    dbtcloud_snowflake_credential.production[*].credential_id,
    dbtcloud_bigquery_credential.production[*].credential_id,
    dbtcloud_databricks_credential.production[*].credential_id,
    dbtcloud_redshift_credential.production[*].credential_id,
  ))
}
