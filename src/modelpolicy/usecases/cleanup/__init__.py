"""What nobody needs: planned, held against policies, moved away, brought back, freed.

``plan``           what can be deleted, by what every project of this machine needs
``plan_policies``  a plan held against the policies of the project that it is made in
``delete``         a plan carried out, undone, made final
``purge``          the quarantine freed
"""
