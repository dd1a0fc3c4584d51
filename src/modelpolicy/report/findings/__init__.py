"""What a check found.

``outcome``   what there is to show, in each of the ``formats``
``text``      for people, with the line of each finding (``excerpt``); ``statistics`` how often each rule fired
``json``, ``sarif``, ``github``, ``gitlab``, ``junit``  for programs
"""
