"""The user's policies: checks that a team writes in YAML, with conditions in CEL, and tests like code.

In: policy files, and what graph, registry, stores and plans say. Out: violations with a message and a remedy, the
outcome of the policies' own tests, a JSON Schema. Use cases and reports import it.

``schema``, ``validate``, ``read``  a file to frozen policies
``facts``                           what a condition can ask of a model, an analyzer, a load, ...
``project_subjects``, ``stock_subjects``  these, found in the project, on the disk and in a plan
``tokens``, ``bounds``              a condition's text, and what is refused of it before anything is evaluated
``environment``, ``explained``      the only place that imports the CEL library, and what that says, in our words
``condition``, ``template``, ``compiled``  what is evaluated
``judge``                           policies and subjects to violations
``trial``, ``given``                the policies' own tests, and the facts that these give
``clauses``, ``coverage``, ``mutants``  the branches that they reach, the mistakes that they catch
``builtin``                         the policies that come with modelpolicy
``json_schema``, ``page``           the files' layout for editors, the parts of the documentation that follow from code
"""
