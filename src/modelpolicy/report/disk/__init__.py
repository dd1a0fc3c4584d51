"""The models on this machine.

``cache_text``, ``cache_json``  which there are, and who needs them
``missing``         which lack
``plan_text``       which can go
``refreshed_text``  what the hub says of them
"""
