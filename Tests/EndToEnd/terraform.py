"""Terraform's AWS provider, unmodified, where it can be had."""

import os
import shutil
import subprocess

import pytest

from postern import clean_environment

TERRAFORM = shutil.which("terraform")
# A directory with the provider, where the registry cannot be reached: `terraform init -plugin-dir`.
PLUGINS = os.environ.get("POSTERN_TERRAFORM_PLUGINS")
STEP_SECONDS = 600


class Terraform:
    """One configuration in a directory of its own, applied to a server as its root user."""

    def __init__(self, postern, directory, configuration):
        (directory / "main.tf").write_text(configuration)
        settings = {key: value for key, value in os.environ.items() if key.startswith("TF_")}
        self.directory = directory
        self.environment = clean_environment(
            **settings, **postern.root_environment(), TF_VAR_endpoint=postern.endpoint, TF_IN_AUTOMATION="1"
        )
        plugins = [f"-plugin-dir={PLUGINS}"] if PLUGINS else []
        if self.run("init", "-input=false", *plugins).returncode != 0:
            pytest.skip("the provider hashicorp/aws 5.x cannot be had")

    def run(self, command, *options):
        return subprocess.run(
            [TERRAFORM, command, "-no-color", *options],
            cwd=self.directory,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=STEP_SECONDS,
        )

    def output(self, name):
        return self.succeed("output", "-raw", name)

    def succeed(self, command, *options):
        """Runs a command that must succeed; gives what it printed."""
        result = self.run(command, *options)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def apply(self):
        return self.succeed("apply", "-input=false", "-auto-approve")

    def plan_clean(self):
        """A second plan finds nothing to change."""
        self.succeed("plan", "-input=false", "-detailed-exitcode")

    def destroy(self):
        return self.succeed("destroy", "-input=false", "-auto-approve")
