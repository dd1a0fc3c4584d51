"""What this machine has of the projects' models, and what needs it.

``stock``     what a project needs of what lies in the stores; ``selection`` which of it somebody wants to see
``live``      what all projects of this machine need together; ``live_set`` what each is remembered to need
``register``  the projects of this machine
``traced``, ``runtime``  what was seen to be loaded; what is known of a project from running it
``disk``      what lies here, as a check sees it; ``missing`` what is needed and not here; ``verify`` what is damaged
``why``       which model somebody means
"""
