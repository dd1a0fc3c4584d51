"""What was found, as text for people and JSON for programs.

In: values of ``usecases`` passed down as ``domain`` and ``graph`` types. Out: strings. Prints nothing.
``cli`` imports it. A folder for what is shown, in it a module for each form.

``findings``  what a check found
``code``      what the code loads: ``scan``, ``graph`` and ``why``
``disk``      what is on disk, what lacks, what can go
``running``   what ran, and what it loaded
``trials``    how the tests of policies and the cases of rules went
``shown``, ``counted``  text from a disk, sizes and times; numbers with their noun
"""
