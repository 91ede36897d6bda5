"""Files in a bucket, which is served for real: what django-storages leaves open is closed."""

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile

from portal.object_storage import CONNECT, READ, ObjectStorage
from portal.storage import StorageAway
from tests.deploy.bucket import Line, bucket

pytestmark = pytest.mark.xdist_group("bucket")


@pytest.fixture(scope="module")
def server():
    with bucket() as found:
        yield found


@pytest.fixture
def line(server):
    found = Line(server.port)
    yield found
    found.cut()


@pytest.fixture
def storage(server, line):
    return ObjectStorage(**server.options(line.port))


def test_two_files_of_the_same_name_are_both_kept_under_names_that_nobody_can_guess(storage, server):
    first, second = (storage.save("documents/plan.txt", ContentFile(text)) for text in (b"un", b"deux"))
    assert (server.read(first), server.read(second)) == (b"un", b"deux")
    assert first.startswith("documents/")
    assert first.endswith("/plan.txt")
    assert storage.url(first) == f"/media/{first}"


def test_a_name_that_is_too_long_is_cut_and_stays_unique(storage):
    name = storage.get_available_name(f"documents/{'long' * 40}.txt", max_length=100)
    assert len(name) <= 100
    assert name.endswith(".txt")


def test_a_part_is_read_from_where_it_is_and_the_rest_is_not_fetched(storage, line):
    data = bytes(range(256)) * 40_000
    name = storage.save("media/film.mp4", ContentFile(data))
    line.received = 0
    with storage.open(name) as file:
        assert file.size == len(data)
        file.seek(1001)
        assert file.read(300) == data[1001:1301]
        file.seek(-5, 2)
        assert file.read() == data[-5:]
    assert line.received < len(data) / 2
    with storage.open(name) as file:
        assert b"".join(file.chunks(1_000_003)) == data


def test_what_is_put_back_takes_the_place_of_what_was_there(storage, server):
    name = storage.save("documents/plan.txt", ContentFile(b"avant"))
    storage.put_back(name, ContentFile(b"apres"))
    assert server.read(name) == b"apres"
    assert name in storage.all_names()


def test_a_file_that_is_not_there_is_said_to_be_missing_and_not_the_storage_away(storage):
    for ask in (storage.open, storage.size, storage.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask("documents/rien.txt")
    assert not storage.exists("documents/rien.txt")


def test_a_wrong_key_and_a_line_that_is_cut_are_told_as_the_same_trouble(server, line, storage):
    stranger = ObjectStorage(**server.options(line.port, secret_key="faux"))
    with pytest.raises(StorageAway, match="ne répond pas comme il faut"):
        stranger.exists("documents/plan.txt")
    line.cut()
    try:
        with pytest.raises(StorageAway):
            storage.save("documents/plan.txt", ContentFile(b"rien"))
    finally:
        line.mend()


def test_a_bucket_that_is_not_there_is_told_as_trouble_and_not_as_a_missing_file(server, line):
    lost = ObjectStorage(**server.options(line.port, bucket_name="perdu"))
    with pytest.raises(StorageAway):
        lost.save("documents/plan.txt", ContentFile(b"rien"))
    with pytest.raises(StorageAway):
        lost.listdir("sante")


def test_a_site_may_have_a_folder_of_the_bucket_to_itself(server, line, storage):
    apart = ObjectStorage(**server.options(line.port, location="essai", addressing_style="path"))
    name = apart.save("documents/plan.txt", ContentFile(b"a part"))
    assert apart.all_names() == [name]
    assert server.read(f"essai/{name}") == apart.open(name).read() == b"a part"
    assert not storage.exists(name)
    apart.delete(name)
    assert apart.all_names() == []


def test_the_key_of_the_site_may_do_no_more_than_the_site_does(server):
    ours = server.client("s3", server.key, server.secret)
    refused = [
        lambda: ours.put_object_acl(Bucket="portail", Key="x", ACL="public-read"),
        lambda: ours.delete_bucket(Bucket="portail"),
        lambda: ours.put_bucket_versioning(Bucket="portail", VersioningConfiguration={"Status": "Suspended"}),
        lambda: ours.delete_object(Bucket="portail", Key="x", VersionId="null"),
        lambda: ours.list_buckets(),
    ]
    for act in refused:
        with pytest.raises(ClientError, match="AccessDenied"):
            act()


def test_nobody_waits_for_ever_by_default(server):
    config = ObjectStorage(bucket_name="portail").client_config
    assert (config.connect_timeout, config.read_timeout) == (CONNECT, READ)
    assert config.retries["total_max_attempts"] * (CONNECT + READ) < 60
