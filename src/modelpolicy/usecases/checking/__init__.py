"""A project to findings, and to changes that do away with them.

``look``      a project to the facts that rules judge; ``deletions`` what its commands delete
``check``     these facts to findings; ``let_pass`` those that count; ``within`` those in the paths that a user names
``codes``     the codes in the settings, held against the rules that there are
``checked``   the outcome; ``outcome`` with what showing it takes
``recall``    an outcome found again; ``since`` which findings a change caused; ``baseline`` which are let pass
``fix``       findings to changes of files, tried in a copy first (``trial``)
``try_cases`` the cases of the rules, each as a project; ``case_runtime`` what a case says that ran
``clock``     what day it is
"""
