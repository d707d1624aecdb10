"""A PostgreSQL server of the test run's own: started on a free port, as root or not, and thrown away."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg


def binaries():
    """Return the folder of the newest PostgreSQL server on this machine, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    return found[-1] if found and (found[-1] / "initdb").exists() else None


def memory_folder():
    """Return a folder that is kept in memory, where there is room: databases are copied there ten times faster."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > 2**30 else None


@contextmanager
def running_postgresql(folder):
    """Run a server in `folder`; gives its address without the database's name."""
    bin_folder, port = binaries(), _free_port()
    account = {}
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        for parent in folder.parents:
            if parent.stat().st_uid == 0 and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o111)
        account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": folder}
    made = [bin_folder / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*made, "--locale=C.UTF-8", "--no-sync"], check=True, stdout=subprocess.DEVNULL, **account)
    served = [bin_folder / "postgres", "-D", folder / "data", "-p", str(port), "-c", "listen_addresses=127.0.0.1"]
    chosen = [f"unix_socket_directories={folder}", "max_connections=60", "wal_level=minimal", "max_wal_senders=0"]
    chosen += [f"{safeguard}=off" for safeguard in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")]
    quick = [part for setting in chosen for part in ("-c", setting)]
    with (folder / "log").open("wb") as log, subprocess.Popen([*served, *quick], stderr=log, **account) as server:
        address = f"postgresql://postgres@127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/postgres")
            yield address
        finally:
            server.terminate()


def _wait_for(address):
    for _ in range(200):
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL did not start")


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
