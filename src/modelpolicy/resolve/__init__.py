"""Which values an expression can have: an abstract evaluation of the source that never runs it.

In: modules (``program``). Out: for an expression in a place, ``values``. ``loads`` and above may import it.

``evaluator``    questions and their answers, in bounded time
``expressions``  which part evaluates which syntax

Each folder rests on those below it, and asks the evaluator for anything else (``questions.asking``).

``attributes``   what objects have under a name or a key
``names``        what a name stands for where it is used
``calls``        what a call gives
``callers``      who calls a function, and so what its parameters are
``outside``      what others decide: the command line, the environment, files
``strings``      strings made of parts
``flow``         conditions and loops
``contents``     what is in containers, arguments and files
``definitions``  classes, members, decorators
``questions``    how much may be asked, and what has been answered
"""
