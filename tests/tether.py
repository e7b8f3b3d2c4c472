"""Runs a server for as long as its own standard input stays open: `python tether.py FOLDER SIGNAL UID COMMAND...`.

A test run that is killed closes the pipe with it, so the server ends and its folder goes, whatever happened. UID is
the number of the account the server runs under, or "-" for the one of the tests.
"""

import shutil
import signal
import subprocess
import sys
import threading


def main(folder: str, ending: str, account: str, command: list[str]) -> int:
    # Ctrl-C reaches the whole group; the end of the pipe alone decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    uid = None if account == "-" else int(account)
    server = subprocess.Popen(
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        user=uid,
        group=uid,
        extra_groups=None if uid is None else [],
    )
    threading.Thread(target=_end_with_input, args=(server, signal.Signals[ending]), daemon=True).start()
    status = server.wait()
    shutil.rmtree(folder, ignore_errors=True)
    return status


def _end_with_input(server: "subprocess.Popen[bytes]", ending: signal.Signals) -> None:
    sys.stdin.buffer.read()
    server.send_signal(ending)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]))
