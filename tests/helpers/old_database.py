"""Makes the small database that a released version leaves behind, to be opened for ever.

Run once for each new revision: ``python -m tests.helpers.old_database`` writes
``tests/data/databases/<revision>.db``; files that are there already are never made again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from gydesk.store import search
from gydesk.store.backup import backup
from gydesk.store.prints import Printed, Prints
from gydesk.store.schema import HEAD
from gydesk.store.settings import Counters
from tests.helpers.bench import CUSTOMER, Bench

FOLDER = Path(__file__).parent.parent / "data" / "databases"


def fill(bench: Bench) -> None:
    """Something of everything: ``tests/store/test_upgrade.py`` looks for it."""
    bench.db.devices.rename(name="工程部 1", person="吴工", letter="C")
    bench.save(bench.new_id(), {"number": "KH-1", "name": "山西煤机"}, form=CUSTOMER)
    photo = bench.attachments.put(b"\xff\xd8\xff photo", "门头.jpg")
    id = bench.new_id()
    bench.save(
        id,
        {
            "_project": bench.new_id(),
            "_number": "RZ-GY2014-001-C001",
            "_state": "submitted",
            "title": "机柜安装",
            "weather": "sun",
            "log_date": "2014-06-06",
            "photos": [dict(photo)],
            "items/rowaaaaa/what": "机柜",
            "items/rowaaaaa/_order": "a0",
        },
    )
    seen = bench.records.get(id).seen
    bench.save(id, {"note": "采购设备已到"}, seen=seen)
    bench.save(id, {"title": "机柜安装完"}, seen=seen)
    bench.save(id, {"title": "机柜安装好"}, seen=seen, author="郑工")
    gone = bench.add(title="删了的")
    bench.save(gone, {"_alive": False})
    at = bench.now()
    Prints(bench.db).add(
        [Printed(record=id, at=at, who="吴工", revision=1, copy="customer", hash="0" * 64)]
    )
    Counters(bench.db).take("log")
    bench.db.settings.set("user", "吴工")
    search.index(bench.db)
    bench.add(title="还没进索引的")


def main() -> int:
    """Write the file; the exit status."""
    file = FOLDER / f"{HEAD}.db"
    if file.exists():
        print(f"{file} is there already and stays as it is", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench.at(Path(folder) / "a.db")
        fill(bench)
        backup(bench.db, file)
        bench.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
