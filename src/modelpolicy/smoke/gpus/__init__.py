"""GPUs: where analyzers run.

``devices``  which there are; one that is not there is said, never replaced. ``nvml``: the driver that knows them,
             ``visible``: what CUDA shows of them
``vram``     what a worker holds on one, as the driver sees it
``turn``     for one process at a time, where several that know nothing of each other ask for them
"""
