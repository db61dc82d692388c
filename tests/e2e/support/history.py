"""Uploads of long ago, put into the list by hand: as many as nobody waits for."""

import shutil
import sqlite3
import time


def add_uploads(state, service_url, count):
    """Finished ones, an hour apart, named 'Vase 0' and so on, of whoever is linked, with the picture of the only one
    that there is already. `state`: the plugin's folder."""
    link = f"sandbox-client at {service_url}/api/v2"
    with sqlite3.connect(state / "journal.db") as journal:
        now = int(time.time())
        journal.executemany(
            "INSERT INTO job (id, link_key, user_id, username, name, description, source_url, tags, visibility, "
            "state, object_id, object_url, status_url, created, changed) "
            "VALUES (?, ?, '', '', ?, '', '', '', 0, 'done', ?, ?, '', ?, ?)",
            [(f"job-{i}", link, f"Vase {i}", str(i), f"{service_url}/object/{i}", now - 3600 * i, now - 3600 * i)
             for i in range(count)])
    for thumbnail in list((state / "thumbnails").glob("*.jpg")):
        for i in range(count):
            shutil.copyfile(thumbnail, thumbnail.with_stem(f"job-{i}"))
