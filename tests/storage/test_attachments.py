"""The file of attached contents, when several programs work on the same data."""

from concurrent.futures import ThreadPoolExecutor

from desktop_app.storage.attachments import AttachmentStore
from desktop_app.storage.keys import make_key


def test_programs_that_make_the_file_at_the_same_time_all_find_it(tmp_path):
    for place in range(8):
        directory = tmp_path / str(place)
        directory.mkdir()
        make_key(directory)
        with ThreadPoolExecutor(6) as programs:
            kept = programs.map(lambda n, at=directory: kept_by(at, bytes([n])), range(6))
            assert len(set(kept)) == 6


def kept_by(directory, content):
    files = AttachmentStore.of(directory)
    try:
        return files.keep(content, content.hex())
    finally:
        files.close()
