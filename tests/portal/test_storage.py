import gzip
import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command

from portal.storage import MediaStorage, bundle

SITE = '@layer tokens, components;\n@import url("tokens.css") layer(tokens);\n'
TOKENS = "/* The face. */\n@font-face { font-family: Chiffres; src: url(../fonts/chiffres.woff2); }\n"
CARD = '.card::before { content: "/* kept , as is */"; background: url("../../img/dot.svg"); }\n'


@pytest.fixture
def source(tmp_path):
    """A small tree of static files: a stylesheet in three files, a font, a picture, two modules."""
    files = {
        "css/site.css": SITE + '@import url("components/card.css") layer(components);\n',
        "css/tokens.css": TOKENS,
        "css/components/card.css": CARD,
        "fonts/chiffres.woff2": "font",
        "img/dot.svg": "<svg/>",
        "js/share.js": 'import { copy } from "./copy.js";\ncopy();\n',
        "js/copy.js": "export function copy() {}\n",
    }
    for name, text in files.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "source"


@pytest.fixture
def collect(source, tmp_path, settings):
    """Run collectstatic over that tree, and return what it wrote under the name of each file."""
    settings.DEBUG = False
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "portal.storage.BundledStaticFilesStorage"}}

    def run():
        call_command("collectstatic", interactive=False, verbosity=0)
        manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())
        return {name: settings.STATIC_ROOT / hashed for name, hashed in manifest["paths"].items()}

    return run


def test_the_stylesheet_is_collected_in_one_piece_with_its_layers(collect):
    css = collect()["css/site.css"].read_text()

    assert "@import" not in css
    assert css.startswith("@layer tokens,components;@layer tokens{@font-face{")
    assert '@layer components{.card::before{content:"/* kept , as is */"' in css


def test_addresses_lead_to_the_hashed_files_wherever_they_were_written(collect):
    files = collect()
    addresses = re.findall(r'url\("(.+?)"\)', files["css/site.css"].read_text())

    assert addresses == [f"../fonts/{files['fonts/chiffres.woff2'].name}", f"../img/{files['img/dot.svg'].name}"]


def test_the_stylesheet_is_compressed_as_it_is_served(collect):
    path = collect()["css/site.css"]

    assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == path.read_bytes()


def test_a_change_in_an_imported_file_renames_the_stylesheet(collect, source):
    first = collect()["css/site.css"].name
    assert collect()["css/site.css"].name == first

    (source / "css/tokens.css").write_text(TOKENS.replace("Chiffres", "Bricolage"))

    assert collect()["css/site.css"].name != first


def test_modules_import_one_another_under_their_hashed_names(collect):
    files = collect()

    assert f'"./{files["js/copy.js"].name}"' in files["js/share.js"].read_text()


def test_a_missing_import_stops_the_collection(collect, source):
    (source / "css/tokens.css").unlink()

    with pytest.raises(ValueError, match=r"css/site\.css imports css/tokens\.css, which no static folder has"):
        collect()


@pytest.mark.parametrize(
    "files",
    [
        {"css/site.css": '@import "a.css";'},
        {"css/site.css": '@import url("a.css");'},
        {"css/site.css": '@import url("a.css") layer(base);', "css/a.css": '@import url("b.css") layer(base);'},
    ],
    ids=["unquoted", "unlayered", "nested"],
)
def test_an_import_that_would_be_lost_is_refused(files):
    with pytest.raises(ValueError, match="every import is written"):
        bundle("css/site.css", files.__getitem__)


def test_a_folder_without_the_stylesheet_is_collected_as_it_is(collect, source):
    (source / "css/site.css").unlink()

    assert collect()["css/tokens.css"].read_text().startswith("/* The face. */")


def test_what_is_sent_may_be_kept_elsewhere_by_a_variable_alone(tmp_path):
    elsewhere = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": "portail"}}
    code = "from portal.settings import STORAGES; import json; print(json.dumps(STORAGES['default']))"
    for value, expected in ((json.dumps(elsewhere), elsewhere), ("", {"BACKEND": "portal.storage.MediaStorage"})):
        variables = {"DATA_DIR": str(tmp_path), "SECRET_KEY": "x"} | ({"MEDIA_STORAGE": value} if value else {})
        said = subprocess.check_output([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=os.environ | variables)
        assert json.loads(said) == expected


def test_of_a_file_that_could_not_be_kept_whole_nothing_stays(tmp_path):
    class Cut(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError("the rest does not come")

    with pytest.raises(OSError, match="the rest"):
        MediaStorage(tmp_path).save("documents/plan.txt", Cut(b"half and half"))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
