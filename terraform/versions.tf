terraform {
  # Write-only arguments and ephemeral variables keep secrets out of plans and state.
  required_version = ">= 1.11"

  required_providers {
    dbtcloud = {
      source  = "dbt-labs/dbtcloud"
      version = "1.12.5"
    }
  }
}

# Address, account and token come from the environment: DBT_CLOUD_HOST_URL (https://HOST/api, without a slash at the
# end), DBT_CLOUD_ACCOUNT_ID and DBT_CLOUD_TOKEN.
provider "dbtcloud" {
  # The provider repeats a create whose answer was lost, which makes a second one. Whoever runs this module tries again.
  disable_retry = true
}
