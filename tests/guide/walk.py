"""Walks the blocks of ``docs/operating.md`` in a bare Debian, and says how far it came.

The blocks run as they stand, each in a shell of its own behind the block of names. Where there is
no systemd and no internet, a stand-in of ``stand_ins/`` does what it can and notes what it did
not. Servers listen in a network of their own, so that nothing here collides with this machine.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "operating.md"
HOME = ROOT / "var" / "guide"
DEBIAN, BASE, DEBS = HOME / "root", HOME / "bookworm.tar", HOME / "debs"
MIRROR = "http://deb.debian.org/debian"
NETWORK = "newsroom-guide"
SITE = "newsroom.example"
# What a program on this machine needs to reach the registries, for the same one in there.
CARRIED = ["/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt", "/etc/pip.conf"]
# The sections that are walked, one after the other.
SECTIONS = ["A server on Debian", "Upgrades", "A lost password"]
NOT_WALKED = [
    "systemd itself: units are checked by systemd-analyze, and started by a stand-in with their "
    "User, EnvironmentFile and ExecStart; nothing of their hardening, timers, restarts",
    "Let's Encrypt: certbot is a stand-in that fetches the proof from nginx, then signs for itself",
    "names in the DNS, mail, the backup of another machine",
]


def blocks(section):
    """The shell blocks of a section of the guide (of a ``## Title`` or a ``**Title.**``)."""
    text = GUIDE.read_text(encoding="utf-8")
    start = re.search(rf"^(## {section}$|\*\*{section}\.\*\*)", text, re.MULTILINE)
    end = re.search(
        r"^## " if start[0].startswith("#") else r"^(## |\*\*)", text[start.end() :], re.M
    )
    part = text[start.end() :][: end.start() if end else None]
    return re.findall(r"^```sh\n(.*?)^```", part, re.DOTALL | re.MULTILINE)


def run(*command, check=True, **options):
    return subprocess.run(command, check=check, text=True, **options)


def within(script, *, network=True, check=True, **options):
    """Runs a shell script in there; ``network`` is the one of its servers."""
    outside = ["ip", "netns", "exec", NETWORK] if network else []
    clean = ["env", "-i", "HOME=/root", "TERM=dumb", "LANG=C.UTF-8"]
    path = "PATH=/stand_ins:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    inside = ["chroot", str(DEBIAN), *clean, path, "bash", "-euo", "pipefail", "-c", script]
    return run(*outside, *inside, check=check, **options)


def make_debian():
    """A bare Debian in a folder, from a copy kept of the last time."""
    if not BASE.exists():
        remove_debian()
        packages = "--include=ca-certificates,systemd"
        run("debootstrap", "--variant=minbase", packages, "bookworm", str(DEBIAN), MIRROR)
        run("tar", "--create", f"--file={BASE}.part", f"--directory={DEBIAN}", ".")
        BASE.with_name(f"{BASE.name}.part").rename(BASE)
    remove_debian()
    DEBIAN.mkdir(parents=True)
    run("tar", "--extract", f"--file={BASE}", f"--directory={DEBIAN}")
    for name in CARRIED:
        if Path(name).exists():
            shutil.copy(name, f"{DEBIAN}{name}")
    shutil.copytree(Path(__file__).parent / "stand_ins", DEBIAN / "stand_ins")


def remove_debian():
    """Takes away what the last walk left, but never through a mount what is not of it."""
    if str(DEBIAN) in Path("/proc/self/mounts").read_text():
        sys.exit(f"something is mounted in {DEBIAN}: unmount it first")
    if DEBIAN.exists():
        shutil.rmtree(DEBIAN)


def connect():
    """What a chroot lacks of a machine: kernel's folders, kept packages, a network."""
    DEBS.mkdir(exist_ok=True)
    for source, target in {"/proc": "proc", "/sys": "sys", "/dev": "dev", DEBS: "debs"}.items():
        (DEBIAN / target).mkdir(exist_ok=True)
        run("mount", "--rbind", str(source), str(DEBIAN / target))
    (DEBIAN / "etc/apt/apt.conf.d/90debs").write_text(
        'Dir::Cache::Archives "/debs";\nAPT::Keep-Downloaded-Packages "true";\n'
    )
    run("ip", "netns", "add", NETWORK)
    run("ip", "-n", NETWORK, "link", "set", "lo", "up")


def disconnect():
    """Ends what runs in there."""
    deadline = time.monotonic() + 30
    while (pids := inside()) and time.monotonic() < deadline:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        time.sleep(1)
    run("ip", "netns", "delete", NETWORK, check=False, stderr=subprocess.DEVNULL)


def inside():
    """The processes whose root that folder is, in whatever network."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "root").readlink() == DEBIAN:
                found.append(int(process.name))
    return found


def clone_of_this():
    """A repository in there to clone and to pull from: the last commit of this one."""
    run("git", "clone", "--quiet", "--bare", str(ROOT), str(DEBIAN / "srv" / "newsroom.git"))
    (DEBIAN / "etc" / "gitconfig").write_text("[safe]\n    directory = /srv/newsroom.git\n")
    head = run("git", "-C", str(ROOT), "rev-parse", "HEAD", capture_output=True).stdout.strip()
    bare = ["git", "-C", str(DEBIAN / "srv" / "newsroom.git")]
    run(*bare, "update-ref", "refs/heads/main", head)
    run(*bare, "symbolic-ref", "HEAD", "refs/heads/main")


def publish_an_upgrade():
    """A commit more in that repository, for ``git pull``."""
    bare = ["git", "-C", str(DEBIAN / "srv" / "newsroom.git")]
    me = ["-c", "user.name=Newsroom", "-c", "user.email=newsroom@newsroom.example"]
    made = run(
        *(*bare, *me, "commit-tree", "main^{tree}", "-p", "main", "-m", "An upgrade"),
        capture_output=True,
    ).stdout.strip()
    run(*bare, "update-ref", "refs/heads/main", made)
    return made


def say(text):
    print(f"==> {text}", flush=True)


def walk():
    """Each block, and between them what is to be true by then."""
    password = ""
    for section in SECTIONS:
        commit = publish_an_upgrade() if section == "Upgrades" else ""
        for number, block in enumerate(blocks(section), 1):
            say(f"{section}, block {number}")
            password = password_in(walk_block(block)) or password
        if commit:
            check_upgrade(commit)
        check_site(password)


def walk_block(block):
    """Runs it behind the block of names; gives what it says."""
    if block.startswith("SITE="):
        return ""
    asks_registries = re.search(r"apt-get |pip ", block)
    names = f"SITE={SITE}\nREPOSITORY=/srv/newsroom.git\n"
    done = within(names + block, network=not asks_registries, stdout=subprocess.PIPE)
    print(done.stdout, flush=True)
    if "apt-get install" in block:  # Debian starts what it installs
        within("systemctl start postgresql nginx")
    return done.stdout


def password_in(text):
    found = re.search(r"(?:құпиясөзі|password): (\S+)", text)
    return found and found[1].rstrip(".,")


def check_site(password):
    """The front page and the editors' door, through nginx and TLS."""
    say("the site answers behind nginx, and the editor signs in")
    within(f"python3 /stand_ins/visit.py {SITE} aigerim {password}")


def check_upgrade(commit):
    say("the upgrade is there")
    there = within(
        "runuser -u newsroom -- git -C /srv/newsroom rev-parse HEAD", capture_output=True
    )
    if there.stdout.strip() != commit:
        sys.exit(f"git pull did not bring {commit}")


def main():
    HOME.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    make_debian()
    disconnect()
    ended = "was not walked to its end"
    try:
        connect()
        clone_of_this()
        walk()
        ended = "was walked to its end"
    except subprocess.CalledProcessError as error:
        say(f"ended with {error.returncode}")
    finally:
        disconnect()
    say(f"the guide {ended}, in {time.monotonic() - began:.0f} s. Not walked:")
    notes = DEBIAN / "stand_ins.log"
    for line in [*NOT_WALKED, *(notes.read_text().splitlines() if notes.exists() else ())]:
        print(f"  - {line}")
    return ended != "was walked to its end"


if __name__ == "__main__":
    sys.exit(main())
