from modelpolicy.source.units import units


def test_without_environments_everything_is_one() -> None:
    assert units(["a.py", "b/c.py"], []) == [("a.py", "b/c.py")]


def test_each_package_and_module_of_an_environment_is_by_itself() -> None:
    found = units(["env/six.py", "env/torch/a.py", "env/torch/nn/b.py", "main.py"], ["env"])
    assert found == [("env/torch/a.py", "env/torch/nn/b.py"), ("env/six.py",), ("main.py",)]


def test_the_root_can_be_an_environment() -> None:
    assert units(["a/b.py", "a/c.py", "d.py"], [""]) == [("a/b.py", "a/c.py"), ("d.py",)]


def test_the_innermost_environment_decides() -> None:
    assert units(["env/a/site/x/y.py", "env/a/b.py"], ["env", "env/a/site"]) == [
        ("env/a/b.py",),
        ("env/a/site/x/y.py",),
    ]
