"""Policies read, enabled and tried.

``policy_files``  where a project's policies lie
``policies``      those of a project, and those that come with modelpolicy and are enabled by name
``try_policies``  their own tests
"""
