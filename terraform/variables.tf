variable "project_name" {
  type        = string
  description = "Name of the dbt Cloud project. It carries the build's marker, by which the project is found again."

  validation {
    condition     = can(regex("\\[foundry-[a-z0-9-]+\\]$", var.project_name))
    error_message = "The project's name must end with the build's marker, such as [foundry-abc123]."
  }
}

variable "schema" {
  type        = string
  description = "Production's schema (dataset on BigQuery). Every other schema of the demo begins with it."

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.schema))
    error_message = "The schema must be lower-case letters, digits and underscores, beginning with a letter; no hyphens."
  }
}

variable "dbt_cloud_url" {
  type        = string
  description = "Address of dbt Cloud in a browser, such as https://cloud.getdbt.com; used for links only."

  validation {
    condition     = can(regex("^https?://[^/]+$", var.dbt_cloud_url))
    error_message = "The address must be like https://cloud.getdbt.com, without a slash at the end."
  }
}

variable "account_id" {
  type        = number
  description = "Id of the dbt Cloud account; used for links only."
}

variable "dbt_version" {
  type        = string
  default     = "latest"
  description = "Release track or version of dbt in every environment."
}

variable "threads" {
  type        = number
  default     = 8
  description = "How many models a run builds at once."

  validation {
    condition     = var.threads >= 1 && var.threads <= 64 && floor(var.threads) == var.threads
    error_message = "Threads must be a whole number from 1 to 64."
  }
}

# Repository

variable "repository_url" {
  type        = string
  description = "SSH address of the GitHub repository, such as git@github.com:acme/demo.git."

  validation {
    condition     = can(regex("^git@[^:/]+:[^/]+/.+\\.git$", var.repository_url))
    error_message = "The repository's address must be like git@github.com:acme/demo.git."
  }
}

variable "github_installation_id" {
  type        = number
  description = "Installation of dbt Cloud's GitHub App that can read the repository."
}

# Jobs

variable "schedule" {
  type        = string
  default     = "0 6 * * *"
  description = "When the production job runs, as a cron line in UTC."
}

variable "schedule_active" {
  type        = bool
  default     = true
  description = "Whether schedules start runs; false pauses them."
}

variable "production_steps" {
  type        = list(string)
  default     = ["dbt build --exclude config.schema:raw --exclude-resource-type unit_test"]
  description = "The commands of the production job, in order."
}

variable "schedules" {
  type        = map(object({ cron = string, steps = list(string) }))
  default     = {}
  description = "Where production runs at several times, a job for each by its name: a cron line in UTC and its commands. The production job itself then has no schedule."
}

variable "semantic_layer" {
  type        = bool
  default     = false
  description = "Whether to set up the Semantic Layer. dbt Cloud allows it after the first successful production run."
}

# Warehouse

variable "warehouse" {
  type        = string
  description = "Kind of warehouse: snowflake, bigquery, databricks or redshift."

  validation {
    condition     = contains(["snowflake", "bigquery", "databricks", "redshift"], var.warehouse)
    error_message = "The warehouse must be snowflake, bigquery, databricks or redshift."
  }
}

variable "connection_id" {
  type        = number
  default     = null
  description = "An existing connection of the account to use. Without it one is made, and removed with the project."
}

variable "snowflake" {
  type = object({
    account   = optional(string)
    database  = optional(string)
    warehouse = optional(string)
    role      = optional(string)
    user      = string
    auth_type = optional(string, "keypair")
  })
  default     = null
  description = "Snowflake: where the demo lives and who builds it. auth_type is keypair or password."

  validation {
    condition     = var.warehouse != "snowflake" || var.snowflake != null
    error_message = "The warehouse snowflake needs the variable snowflake."
  }
  validation {
    condition     = var.snowflake == null || contains(["keypair", "password"], try(var.snowflake.auth_type, ""))
    error_message = "snowflake.auth_type must be keypair or password."
  }
  validation {
    condition = (
      var.snowflake == null || var.connection_id != null ||
      (try(var.snowflake.account, null) != null && try(var.snowflake.database, null) != null && try(var.snowflake.warehouse, null) != null)
    )
    error_message = "snowflake.account, snowflake.database and snowflake.warehouse are needed where no existing connection is given."
  }
}

variable "bigquery" {
  type = object({
    gcp_project_id              = optional(string)
    location                    = optional(string)
    private_key_id              = optional(string)
    client_email                = optional(string)
    client_id                   = optional(string)
    auth_uri                    = optional(string, "https://accounts.google.com/o/oauth2/auth")
    token_uri                   = optional(string, "https://oauth2.googleapis.com/token")
    auth_provider_x509_cert_url = optional(string, "https://www.googleapis.com/oauth2/v1/certs")
    client_x509_cert_url        = optional(string)
  })
  default     = null
  description = "BigQuery: the project, and the service account's JSON without its private key. With an existing connection only the Semantic Layer needs it."

  validation {
    condition     = var.warehouse != "bigquery" || var.bigquery != null
    error_message = "The warehouse bigquery needs the variable bigquery."
  }
  validation {
    condition = (
      var.bigquery == null || (var.connection_id != null && !var.semantic_layer) ||
      (
        try(var.bigquery.gcp_project_id, null) != null && try(var.bigquery.private_key_id, null) != null &&
        try(var.bigquery.client_email, null) != null && try(var.bigquery.client_id, null) != null &&
        try(var.bigquery.client_x509_cert_url, null) != null
      )
    )
    error_message = "bigquery.gcp_project_id and the service account are needed where no existing connection is given, and for the Semantic Layer."
  }
}

variable "databricks" {
  type = object({
    host      = optional(string)
    http_path = optional(string)
    catalog   = optional(string)
  })
  default     = null
  description = "Databricks: the SQL warehouse, and the catalog of the demo."

  validation {
    condition     = var.warehouse != "databricks" || var.databricks != null
    error_message = "The warehouse databricks needs the variable databricks."
  }
  validation {
    condition = (
      var.databricks == null || var.connection_id != null ||
      (can(regex("databricks", var.databricks.host)) && can(regex("^/?sql/", var.databricks.http_path)))
    )
    error_message = "databricks.host must be a Databricks host, and databricks.http_path must begin with /sql/."
  }
}

variable "redshift" {
  type = object({
    host     = optional(string)
    port     = optional(number, 5439)
    database = optional(string)
    user     = string
  })
  default     = null
  description = "Redshift: the cluster or workgroup, and who builds the demo."

  validation {
    condition     = var.warehouse != "redshift" || var.redshift != null
    error_message = "The warehouse redshift needs the variable redshift."
  }
  validation {
    condition = (
      var.redshift == null || var.connection_id != null ||
      (try(var.redshift.host, null) != null && try(var.redshift.database, null) != null)
    )
    error_message = "redshift.host and redshift.database are needed where no existing connection is given."
  }
}

# Secrets

variable "warehouse_secret" {
  type        = string
  default     = null
  ephemeral   = true
  description = "Snowflake: private key or password. Redshift: password. Databricks: token. BigQuery: private key. Never stored."
}

variable "warehouse_secret_passphrase" {
  type        = string
  default     = null
  ephemeral   = true
  description = "Passphrase of Snowflake's private key. Never stored."
}

variable "warehouse_secret_version" {
  type        = number
  default     = 1
  description = "Raise it to send a changed secret: a secret that is never stored cannot be compared."
}

variable "stored_warehouse_secret" {
  type        = string
  default     = null
  sensitive   = true
  description = "The same secret for the places that keep it in state: BigQuery's connection, and the Semantic Layer on Snowflake, Databricks and Redshift. Leave it out where none of them is made."
}

variable "stored_warehouse_secret_passphrase" {
  type        = string
  default     = null
  sensitive   = true
  description = "The passphrase for the Semantic Layer on Snowflake, kept in state."
}
