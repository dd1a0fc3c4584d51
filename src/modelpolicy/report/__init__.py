"""What was found, as text for people and JSON for programs.

In: values of ``usecases`` passed down as ``domain`` and ``graph`` types. Out: strings. Prints nothing.
``cli`` imports it.

``outcome``, ``formats``, ``findings_*``  what a check found, in each form; ``excerpt`` the line of a finding
``loads_*``, ``graph_*``     what ``scan``, ``graph`` and ``why`` show
``cache_*``, ``missing``, ``plan_text``, ``refreshed_text``  what is on disk, what lacks, what can go
``smoke_*``, ``trace_*``     what ran, and what it loaded
``trials_*``, ``cases_text``  how the tests of policies and the cases of rules went
``shown``, ``counted``       text from a disk, sizes and times; numbers with their noun
"""
