"""Every command tells an operator what it does."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.core.management import call_command

from articles.management import commands


@pytest.mark.parametrize("name", [module.name for module in iter_modules(commands.__path__)])
def test_help_is_printed(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        call_command(name, "--help")
    assert stopped.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert import_module(f"{commands.__name__}.{name}").Command.help in said
