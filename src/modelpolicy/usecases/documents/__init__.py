"""The registry and the documents: made, brought up to date, read.

``init``, ``import_document``  a registry for code that has none; one made of a hand-written document
``new_registry``               its files
``document``, ``handwritten``  registry to documents; what the team writes by hand, as rules look at it
``edit_registry``  the registry edited by program: ``refresh`` with what the hub says, ``sizes`` with what lies on this
                   disk, ``measured`` with what smoke runs measured, ``observed`` with what was seen to be loaded
"""
