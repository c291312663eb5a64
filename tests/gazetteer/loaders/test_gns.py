from geostrike.model import PlaceKind

from .conftest import GNS_NEW, GNS_OLD, row

OLD = {"LAT": "33.8", "LONG": "44.4", "FC": "P", "DSG": "PPL", "CC1": "IZ"}
NEW = {"lat_dd": "15.5", "long_dd": "48.5", "fc": "P", "desig_cd": "PPL"}


def test_spellings_of_a_feature_become_one_place_with_the_approved_name(write, built):
    lines = [
        GNS_OLD,
        row(GNS_OLD, UFI="-3001", UNI="1", NT="V", FULL_NAME_RO="Tall al Hawa", **OLD),
        row(GNS_OLD, UFI="55", UNI="3", NT="N", FULL_NAME_RO="Zamakh", **{**OLD, "CC1": "YM"}),
        row(GNS_OLD, UFI="-3001", NT="N", FULL_NAME_RO="Tall al Hawā’", FULL_NAME_ND_RO="Tall al Hawa'", **OLD),
        row(GNS_OLD, UFI="-3001", UNI="4", NT="NS", FULL_NAME_RO="", FULL_NAME_RG="تل الهوى", **OLD),
    ]
    gazetteer, (report,) = built(write("iz.txt", lines))
    assert (report.format, report.places, report.faults.total()) == ("gns", 2, 0)
    place = gazetteer.search("تل الهوى")[0].place
    assert (place.id, place.name, place.country) == ("gns:-3001", "Tall al Hawā’", "IQ")


def test_country_codes_of_the_old_header_are_fips(write, built):
    jabos = [
        row(GNS_OLD, UFI=ufi, NT="N", FULL_NAME_RO="Jabo", **OLD | {"CC1": fips})
        for ufi, fips in (("1", "NI"), ("2", "NG"))
    ]
    gazetteer, _ = built(write("x.txt", [GNS_OLD, *jabos]))
    assert {c.place.id: c.place.country for c in gazetteer.search("Jabo")} == {"gns:1": "NG", "gns:2": "NE"}


def test_newer_header_and_its_codes(write, built):
    lines = [
        GNS_NEW,
        row(GNS_NEW, ufi="11", uni="1", nt="N", full_name="Zamakh", cc_ft="YEM", **NEW),
        row(
            GNS_NEW,
            ufi="12",
            uni="2",
            nt="N",
            full_name="Wadi Zamakh",
            cc_ft="YE,SA",
            **{**NEW, "fc": "H", "desig_cd": "WAD"},
        ),
    ]
    gazetteer, _ = built(write("yem.txt", lines))
    assert gazetteer.search("Zamakh", country="YE")[0].place.country == "YE"
    assert gazetteer.search("Wadi Zamakh", country="YE")[0].place.kind is PlaceKind.WATER


def test_cut_file_and_broken_rows_are_reported_by_line(write, built):
    good = row(GNS_NEW, ufi="11", uni="1", nt="N", full_name="Zamakh", cc_ft="YE", **NEW)
    _, (report,) = built(write("ye.txt", [GNS_NEW, good, good.replace("15.5", "95.5"), good[:9]]))
    assert report.places == 1
    assert [shown.partition(":")[0] for shown in report.shown] == ["ye.txt, line 3", "ye.txt, line 4"]
