"""Small files in the formats that the loaders read, and a way to build a store of them."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from geostrike.gazetteer import Gazetteer
from geostrike.gazetteer.build import build
from geostrike.gazetteer.build_report import FileReport

SIRTE = (
    "2210554\tSirte\tSirte\tSurt,سرت\t31.20892\t16.58866\tP\tPPLA\tLY\t\t76\t\t\t\t128123\t\t32\tTripoli\t2019-09-05"
)
WELL = "88811\tBi’r al Ghanam\tBi'r al Ghanam\t\t29.5\t15.25\tH\tWLL\tLY\t\t00\t\t\t\t0\t\t10\tTripoli\t2012-01-18"
BASE = "88812\tAl Khadim\tAl Khadim\t\t31.99833\t21.19194\tS\tAIRB\tLY\t\t00\t\t\t\t0\t\t10\tTripoli\t2018-01-18"
WOF_HEADER = (
    "wof_id\tgn_id\tname\tlat\tlon\tpop\tplacetype\tfcode\tregion_id\tcounty_id\tsrc_geom\thas_polygon\taltnames"
)
WOF_SIRTE = "421180737\t2210554\tSirt\t31.2\t16.5\t0\tlocality\tPPLA\t1\t\tmz\t0\tSyrte|Сирт"
GNS_OLD = (
    "RC\tUFI\tUNI\tLAT\tLONG\tDMS_LAT\tDMS_LONG\tMGRS\tJOG\tFC\tDSG\tPC\tCC1\tADM1\tPOP\tELEV\tCC2\tNT\tLC\tSHORT_FORM\t"
    "GENERIC\tSORT_NAME_RO\tFULL_NAME_RO\tFULL_NAME_ND_RO\tSORT_NAME_RG\tFULL_NAME_RG\tFULL_NAME_ND_RG\tNOTE\t"
    "MODIFY_DATE\tDISPLAY\tNAME_RANK\tNAME_LINK\tTRANSL_CD\tNM_MODIFY_DATE\tF_EFCTV_DT\tF_TERM_DT"
)
GNS_NEW = (
    "rk\tufi\tuni\tfull_name\tnt\tlat_dd\tlong_dd\tefctv_dt\tterm_dt_f\tterm_dt_n\tdesig_cd\tfc\tcc_ft\tadm1\tft_link\t"
    "name_rank\tlang_cd\ttransl_cd\tscript_cd\tname_link\tcc_nm\tgeneric\tfull_nm_nd\tsort_gen\tsort_name\tlat_dms\t"
    "long_dms\tmgrs\tmod_dt_ft\tmod_dt_nm\tdialect_cd\tdisplay\tgis_notes"
)


def row(header: str, **fields: str) -> str:
    """One line of a tab-separated table."""
    return "\t".join(fields.get(column, "") for column in header.split("\t"))


Write = Callable[[str, "str | bytes | list[str]"], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write text, bytes or lines to a file; ".gz" and ".zip" are packed (a ZIP holds name.txt and a readme)."""

    def to_file(name: str, content: str | bytes | list[str]) -> Path:
        text = "\n".join(content) + "\n" if isinstance(content, list) else content
        data = text.encode() if isinstance(text, str) else text
        path = tmp_path / name
        if name.endswith(".zip"):
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("readme.txt", "GeoNames Gazetteer extract files\n")
                archive.writestr(Path(name).stem + ".txt", data)
        elif name.endswith(".gz"):
            path.write_bytes(gzip.compress(data, mtime=0))
        else:
            path.write_bytes(data)
        return path

    return to_file


Built = Callable[..., tuple[Gazetteer, list[FileReport]]]


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Build a store of the files alone and open it."""

    def of(*files: Path, **options: object) -> tuple[Gazetteer, list[FileReport]]:
        out = tmp_path / "built.sqlite"
        reports = build(files, out, **{"base": None, **options})  # type: ignore[arg-type]
        return Gazetteer.open(out), reports

    return of
