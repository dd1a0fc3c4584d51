"""What can go, what stays, and why.

``planner``     what can go and what stays, with reasons; ``choose``, ``account`` and ``moves`` are parts of it. Pure
``plan_file``   a plan as JSON that cannot be edited unnoticed
``quarantine``  where things wait
``hindrance``   why the machine would not let something go: permissions, ``mounts``; ``processes`` who holds a file open
"""
