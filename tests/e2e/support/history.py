"""Uploads of long ago, put into a journal by hand: as many as nobody waits for."""

import sqlite3
import time


def add_uploads(journal_file, service_url, count):
    """Finished ones, an hour apart, named 'Vase 0' and so on, of whoever is linked, with the picture of the only one
    that the journal has already, if it has one."""
    link = f"sandbox-client at {service_url}/api/v2"
    with sqlite3.connect(journal_file) as journal:
        now = int(time.time())
        journal.executemany(
            "INSERT INTO job (id, link_key, user_id, username, name, description, source_url, tags, visibility, "
            "state, object_id, object_url, status_url, created, changed) "
            "VALUES (?, ?, '', '', ?, '', '', '', 0, 'done', ?, ?, '', ?, ?)",
            [(f"job-{i}", link, f"Vase {i}", str(i), f"{service_url}/object/{i}", now - 3600 * i, now - 3600 * i)
             for i in range(count)])
        journal.execute("INSERT INTO thumbnail (job, jpeg) SELECT job.id, jpeg FROM job, thumbnail "
                        "WHERE job.id LIKE 'job-%'")
