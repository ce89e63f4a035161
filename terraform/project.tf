resource "dbtcloud_project" "demo" {
  name = var.project_name
}

resource "dbtcloud_repository" "demo" {
  project_id             = dbtcloud_project.demo.id
  remote_url             = var.repository_url
  git_clone_strategy     = "github_app"
  github_installation_id = var.github_installation_id
}

resource "dbtcloud_project_repository" "demo" {
  project_id    = dbtcloud_project.demo.id
  repository_id = dbtcloud_repository.demo.repository_id
}
