"""How tests went: ``trials_text`` and ``trials_json`` those of policies, ``cases_text`` the cases of rules."""
